"""A store that is damaged, full or read-only: words for what is hit, everything else goes on, nothing is touched."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.cli import environment, seatrial
from make.exchange import body_of
from make.index import HOST, TOKEN, ask, kept, send, site_at, tiny_sdist, tiny_wheel
from make.running import get, index_process, listed, store_of, upload
from seatrial.index import ledger
from seatrial.index.server import serving
from seatrial.index.store import LEDGER, open_store
from seatrial.problem import Problem

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture
def site(tmp_path):
    site = site_at(tmp_path / "store")
    for name in ("golden-demo", "other"):
        assert send(site, *tiny_wheel(name=name)).status == 200
    return site


@pytest.fixture
def running(site):
    with serving(site.store, TOKEN) as server:
        yield server


def snapshot(folder: Path) -> list[tuple[str, int, bytes]]:
    """Return every path of a folder with its kind and what is in it."""
    return [
        (str(path), path.lstat().st_mode, path.read_bytes() if path.is_file() and not path.is_symlink() else b"")
        for path in sorted(folder.rglob("*"))
    ]


def place_of(site, name: str) -> Path:
    """Return the folder of a file in the store."""
    digest = site.store.view().files[name].blake2b_256
    return Path(site.store.folder, "files", digest[:2], digest[2:4], digest[4:])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def replace(path: Path, make) -> None:
    path.unlink()
    make(path)


SPOILERS = {
    "flipped": (flip, "PIX009"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:-1]), "PIX009"),
    "longer": (lambda path: path.write_bytes(path.read_bytes() + b"\0"), "PIX009"),
    "empty": (lambda path: path.write_bytes(b""), "PIX009"),
    "a folder": (lambda path: replace(path, Path.mkdir), "PIX007"),
    "a link": (lambda path: replace(path, lambda one: one.symlink_to("/etc/passwd")), "PIX007"),
    "a pipe": (lambda path: replace(path, os.mkfifo), "PIX007"),
    "gone": (Path.unlink, "404"),
}


@pytest.mark.parametrize("name", SPOILERS)
@pytest.mark.parametrize("seen", [False, True])
def test_damaged_content_is_not_served(site, running, name, seen):
    """A file that is not what was uploaded is refused in words, also if it was fine before; the other project is served, and the file too once it is back."""
    spoil, kind = SPOILERS[name]
    (path, _), (other, _) = (next(iter(listed(running, one).values())) for one in ("golden-demo", "other"))
    place = place_of(site, tiny_wheel()[0]) / "content"
    whole = place.read_bytes()
    if seen:
        assert get(running, path).body == whole
    spoil(place)
    answer = get(running, path)
    assert (str(answer.status) if kind == "404" else answer.body[:6].decode()) == kind
    assert answer.status in (404, 503)
    assert get(running, f"{path}.metadata").status == get(running, other).status == get(running, "/project/golden-demo/").status == 200
    if place.is_dir():
        place.rmdir()
    with suppress(FileNotFoundError):
        place.unlink()
    place.write_bytes(whole)
    assert get(running, path).body == whole


@pytest.mark.parametrize("content", [b"", b"[[1", b"null", b'{"a": 1}', b'[["a"]]', b"\xff", b"[" * 100_000, None])
def test_a_damaged_form_hits_its_own_pages_only(site, running, content):
    """Where the form of one release cannot be read, its page says so; installers and all other projects notice nothing."""
    place = place_of(site, tiny_wheel()[0]) / "form.json"
    place.unlink() if content is None else place.write_bytes(content)
    for path in ("/project/golden-demo/", "/pypi/golden-demo/json"):
        answer = get(running, path)
        assert (answer.status, answer.body[:5]) == (503, b"PIX00")
    for path in ("/", "/simple/", "/simple/golden-demo/", "/project/other/", "/pypi/other/json"):
        assert get(running, path).status == 200


def test_a_ledger_that_is_damaged_while_it_is_served(site, running):
    """Every page says which line is damaged, uploads too, nothing is written, and once it is put back all is as before."""
    path = Path(site.store.folder, LEDGER)
    whole = path.read_bytes()
    for damaged in (whole + b"garbage\n", b"garbage\n" + whole, whole.splitlines(keepends=True)[0] + b"{}\n"):
        path.write_bytes(damaged)
        for answer in (get(running, "/simple/"), get(running, "/project/other/"), upload(running, body_of(*tiny_sdist()))):
            assert (answer.status, answer.body[:5]) == (503, b"PIX00")
        assert path.read_bytes() == damaged
        path.unlink()
        assert get(running, "/simple/").status == 503
        path.write_bytes(whole)
        assert get(running, "/project/other/").status == 200
    assert upload(running, body_of(*tiny_sdist())).status == 200


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, kind) for name in (LEDGER, "lock") for kind in ("link", "pipe", "folder")),
        *((name, kind) for name in ("files", "new") for kind in ("link", "pipe", "file")),
    ],
)
def test_a_store_with_something_else_in_it_is_left_alone(tmp_path, name, kind):
    """A link, a pipe or a folder in a place where it does not belong is named, and nothing is followed, hung on or changed."""
    folder, elsewhere = tmp_path / "store", tmp_path / "elsewhere"
    site = site_at(folder)
    send(site, *tiny_wheel())
    path = folder / name
    if path.exists():
        path.rename(elsewhere)
    if kind == "link":
        path.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_text("")
    before = snapshot(tmp_path)
    with pytest.raises(Problem, match="PIX018") as caught:
        open_store(str(folder))
    assert str(path) in str(caught.value)
    assert snapshot(tmp_path) == before


def test_a_damaged_store_stops_the_command_in_words(tmp_path):
    """`seatrial index` on a damaged store ends with status 3, the line that is damaged, and what to do; the store stays as it is."""
    store = store_of(tmp_path)
    send(site_at(store), *tiny_wheel())
    with (store / LEDGER).open("ab") as file:
        file.write(b"\0\0\0\n")
    before = snapshot(store)
    done = seatrial("index", home=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "PIX001" in done.stderr
    assert f"Line 3 of {store / LEDGER}" in done.stderr
    assert snapshot(store) == before


def test_a_full_disk_is_told_and_survived(tmp_path):
    """Where a file does not fit, the uploader hears that the disk is full; nothing of it stays, and what fits is taken."""
    limit = "import resource, sys\nsys.dont_write_bytecode = True\nresource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))"
    with index_process(tmp_path, prelude=limit) as (_, running):
        answer = upload(running, body_of(*tiny_wheel(more=b"#" + os.urandom(400_000).hex().encode())))
        assert (answer.status, answer.body[:6]) == (503, b"PIX005")
        assert upload(running, body_of(*tiny_wheel())).status == 200
        assert len(listed(running)) == 1
    assert sorted(path.name for path in store_of(tmp_path).iterdir()) == ["files", LEDGER, "lock"]


def test_a_disk_that_is_full_at_the_ledger(tmp_path):
    """Where only the last line does not fit, the upload is taken back whole, and the file can be sent again when there is room."""
    made = [tiny_wheel(version=f"{number}.0") for number in range(9)]
    limit = "import resource, sys\nsys.dont_write_bytecode = True\nresource.setrlimit(resource.RLIMIT_FSIZE, (2_500, 2_500))"
    with index_process(tmp_path, prelude=limit) as (_, running):
        statuses = [upload(running, body_of(*one)).status for one in made]
        assert statuses == sorted(statuses)
        assert set(statuses) == {200, 503}
        assert len(listed(running)) == statuses.count(200)
        assert len(list((store_of(tmp_path) / "files").glob("*/*/*"))) == statuses.count(200)
    with index_process(tmp_path) as (_, running):
        assert {upload(running, body_of(*one)).status for one in made} == {200}
        assert len(listed(running)) == len(made)


def test_a_store_that_becomes_read_only(tmp_path):
    """An upload to a store that may not be written any more is a problem in words; it is served on, and takes files again when it may be written."""
    for parent in (
        tmp_path,
        *(one for one in tmp_path.parents if one.stat().st_uid == os.getuid() and one.name.startswith(("pytest", "popen"))),
    ):
        parent.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "make.readonly", str(tmp_path / "store")],
        env=environment(tmp_path, PYTHONPATH=str(Path(__file__).parents[1])),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert [status for status, _ in answers] == [200, 503, 200, 200]
    assert answers[1][1].startswith("PIX004")


@settings(deadline=None)
@given(st.sampled_from(sorted(ledger.TYPES)), JUNK)
def test_no_entry_of_a_ledger_breaks_a_page(site_of_entry, field, value):
    """An entry is either damaged, which is said, or every page can be made of it."""
    line = json.dumps({**json.loads(ledger.write_entry(kept(7, serial=1))), field: value}).encode() + b"\n"
    file = ledger.read_entry(line)
    if file is not None:
        site = site_of_entry(file)
        for path in (
            "/",
            "/simple/",
            "/simple/demo/",
            f"/simple/{file.normalized}/",
            f"/project/{file.normalized}/",
            f"/pypi/{file.normalized}/json",
        ):
            for accept in ("text/html", "application/vnd.pypi.simple.v1+json"):
                assert ask(site, path, accept=accept).status in (200, 301, 404, 406)


@pytest.fixture(scope="module")
def site_of_entry(tmp_path_factory):
    from seatrial.model.form import Form

    site = site_at(tmp_path_factory.mktemp("entries") / "store")

    def made(file):
        view = ledger.grow(site.store.view(), [file])
        return site._replace(store=site.store._replace(view=lambda: view, form=lambda _: Form((("name", "demo"), ("version", "1.0")))))

    return made


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["name", "version", "description", "project_urls", "classifiers", "requires_dist"]),
            st.text(st.characters(), max_size=30),
        )
    )
)
def test_no_form_breaks_a_page(site_of_entry, fields):
    """Whatever stands in a form that lies in the store, its page and its JSON can be made."""
    from seatrial.model.form import Form

    site = site_of_entry(kept(7, serial=1))
    site = site._replace(store=site.store._replace(form=lambda _: Form(tuple(fields))))
    for path in ("/project/demo/", "/pypi/demo/json"):
        assert ask(site, path, host=HOST).status == 200
