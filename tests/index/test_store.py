"""The store of the embedded index on disk."""

import errno
import hashlib
import io
import multiprocessing
import os
import stat
import threading
import time
from pathlib import Path

import pytest

from make.index import add_to, fill_store, kept, send, site_at, tiny_sdist, tiny_wheel
from seatrial.index import ledger, store
from seatrial.index.store import open_store
from seatrial.model.form import Form
from seatrial.problem import Problem


def refused(folder, **options) -> str:
    with pytest.raises(Problem) as caught:
        open_store(str(folder), **options)
    assert str(folder) in str(caught.value)
    return caught.value.kind.id


@pytest.mark.parametrize("lasting", [True, False])
def test_finds_everything_again(tmp_path, lasting):
    """What was uploaded is there when the store is opened again, in the order of its arrival."""
    opened = open_store(str(tmp_path / "a" / "store"), lasting=lasting)
    files = [add_to(opened, number) for number in range(3)]
    again = open_store(str(tmp_path / "a" / "store"))
    assert again.view().shelves["demo"].files == tuple(files)
    assert [file.serial for file in files] == [1, 2, 3]
    assert again.form(files[1]) == Form((("name", "demo"),))
    with again.open(files[2]) as content:
        assert content.read() == b"2"


def test_is_closed_to_other_users(tmp_path):
    """Folders are 0700 and files 0600, whatever the umask; a folder that was open is closed."""
    folder = tmp_path / "store"
    folder.mkdir(mode=0o755)
    before = os.umask(0)
    try:
        add_to(open_store(str(folder)), 1)
    finally:
        os.umask(before)
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_sees_what_another_process_wrote(tmp_path):
    """A server shows a file that a release has just put into the same store."""
    first, second = open_store(str(tmp_path / "store")), open_store(str(tmp_path / "store"))
    assert second.view().files == {}
    file = add_to(first, 7)
    assert second.view().files == {file.filename: file}
    assert add_to(second, 8).serial == 2
    assert len(first.view().files) == 2


def test_two_processes_and_their_threads_lose_nothing(tmp_path):
    """Uploads from several processes at once are all kept, each with a number of its own."""
    folder = str(tmp_path / "store")
    others = [multiprocessing.get_context("spawn").Process(target=fill_store, args=(folder, start)) for start in (0, 100)]
    threads = [threading.Thread(target=fill_store, args=(folder, start)) for start in (200, 300)]
    for worker in (*others, *threads):
        worker.start()
    for worker in (*others, *threads):
        worker.join()
    view = open_store(folder).view()
    assert len(view.files) == 80
    assert sorted(file.serial for file in view.files.values()) == list(range(1, 81))


def test_loads_ten_thousand_files_fast(tmp_path):
    """A store with years of releases opens in well under a second."""
    folder = tmp_path / "store"
    open_store(str(folder))
    with (folder / store.LEDGER).open("ab") as file:
        for number in range(10_000):
            digest = hashlib.sha256(b"%d" % number).hexdigest()
            file.write(ledger.write_entry(kept(number, serial=number + 1, uploaded=1.0, blake2b_256=digest)))
    begun = time.process_time()
    assert len(open_store(str(folder)).view().files) == 10_000
    assert time.process_time() - begun < 1.5


def test_forgets_an_upload_that_died(tmp_path):
    """A line that was never finished does not count, and the next upload takes its place."""
    opened = open_store(str(tmp_path / "store"))
    add_to(opened, 1)
    path = tmp_path / "store" / store.LEDGER
    with path.open("ab") as file:
        file.write(b'{"project":"dem')
    (tmp_path / "store" / "new").mkdir(exist_ok=True)
    (tmp_path / "store" / "new" / "left").write_bytes(b"half a file")
    again = open_store(str(tmp_path / "store"))
    assert list(again.view().files) == ["demo-1.whl"]
    add_to(again, 2)
    assert list(open_store(str(tmp_path / "store")).view().files) == ["demo-1.whl", "demo-2.whl"]
    assert not (tmp_path / "store" / "new").exists()


def test_starts_over_where_the_ledger_was_replaced(tmp_path):
    """A server that runs on while its store is put back from a backup shows what the backup has."""
    folder = tmp_path / "store"
    opened = open_store(str(folder))
    path = folder / store.LEDGER
    empty = path.read_bytes()
    add_to(opened, 1)
    path.unlink()
    path.write_bytes(empty)
    assert opened.view().files == {}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b"not json\n", "PIX001"),
        (b"[]\n", "PIX001"),
        (b'{"project":"demo"}\n', "PIX001"),
        (ledger.write_entry(kept(sha256="../../../../etc/passwd")), "PIX001"),
        (ledger.write_entry(kept(blake2b_256="/" * 64)), "PIX001"),
        (b"[" * 100_000 + b"\n", "PIX001"),
        *(
            (ledger.write_entry(kept(**changed)), "PIX001")
            for changed in (
                {"normalized": "other"},
                {"filename": "../demo.whl"},
                {"filename": ""},
                {"filename": "a" * 2000},
                {"filename": "a\nb"},
                {"version": "newest"},
                {"version": "9" * 5000},
                {"size": -1},
                {"uploaded": 1e20},
                {"uploaded": float("nan")},
                {"pyversion": "\ud800"},
            )
        ),
    ],
)
def test_names_the_damaged_line(tmp_path, line, kind):
    """A damaged ledger is a problem with its line, never a crash, and nothing of it becomes a path."""
    open_store(str(tmp_path / "store"))
    with (tmp_path / "store" / store.LEDGER).open("ab") as file:
        file.write(line)
    assert refused(tmp_path / "store") == kind


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (b'{"seatrial-index":2}\n', "PIX003"),
        (b'{"other":1}\n', "PIX002"),
        (b"[1]\n", "PIX002"),
        (b"\xff\n", "PIX002"),
        (b'{"seatrial-index":"1"}\n', "PIX002"),
    ],
)
def test_leaves_alone_what_it_does_not_know(tmp_path, first, kind):
    """A store of a newer seatrial, or a file of somebody else, is not touched."""
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / store.LEDGER).write_bytes(first)
    assert refused(folder) == kind
    assert (folder / store.LEDGER).read_bytes() == first


def test_writes_nothing_into_a_folder_of_other_files(tmp_path):
    """A folder with other things in it is not taken for a store."""
    (tmp_path / "thesis.txt").write_text("years of work")
    assert refused(tmp_path) == "PIX002"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_names_what_cannot_be_a_folder(tmp_path):
    """Where the path leads through a file, the problem names it."""
    (tmp_path / "file").write_text("")
    assert refused(tmp_path / "file" / "store") == "PIX004"


def test_a_read_only_folder_is_a_problem(tmp_path, as_nobody):
    """A folder that may not be written is named at once, not at the first upload."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o555)
    assert as_nobody(folder / "store") == "PIX004"


def test_a_store_of_another_user_is_a_problem(tmp_path, as_nobody):
    """Another user could change what is installed from it."""
    theirs = tmp_path / "theirs" if os.getuid() == 0 else Path("/usr/lib")
    theirs.mkdir(mode=0o777, exist_ok=True)
    assert as_nobody(theirs) == "PIX008"


def _open_as(uid: int, folder: str, answer) -> None:
    if os.getuid() == 0:
        os.setuid(uid)
    try:
        open_store(folder)
    except Problem as problem:
        answer.put(problem.kind.id)
    else:
        answer.put(None)


@pytest.fixture
def as_nobody(tmp_path):
    """Open a store as a user who may do less than the one who runs the tests."""
    changed = []
    for parent in (
        tmp_path,
        *(one for one in tmp_path.parents if one.stat().st_uid == os.getuid() and one.name.startswith(("pytest", "popen"))),
    ):
        changed.append((parent, parent.stat().st_mode))
        parent.chmod(0o755)

    def opening(folder: Path) -> str | None:
        context = multiprocessing.get_context("fork")
        answer = context.SimpleQueue()
        child = context.Process(target=_open_as, args=(65534, str(folder), answer))
        child.start()
        child.join()
        return answer.get()

    yield opening
    for parent, mode in changed:
        parent.chmod(mode)


def test_waits_for_a_writer_and_then_says_so(tmp_path):
    """A store that another process holds is a problem after a while, not a hang."""
    holder = open_store(str(tmp_path / "store"))
    other = open_store(str(tmp_path / "store"), patience=0.05)
    with holder.writing(), pytest.raises(Problem, match="PIX006"), other.writing():
        pass
    entered = threading.Event()
    done = threading.Event()

    def hold() -> None:
        with other.writing():
            entered.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait(10)
    with pytest.raises(Problem, match="PIX006"), other.writing():
        pass
    done.set()
    thread.join()


def test_a_full_disk_loses_nothing(tmp_path):
    """When the disk is full, the upload is a problem that says so, and what was there before is still there."""
    opened = open_store(str(tmp_path / "store"))
    add_to(opened, 1)
    full = _Full()
    with pytest.raises(Problem) as caught, opened.writing():
        opened.add(kept(2), Form(()), full, None)
    assert caught.value.kind.id == "PIX005"
    assert list(open_store(str(tmp_path / "store")).view().files) == ["demo-1.whl"]
    assert not (tmp_path / "store" / "new").exists()


class _Full(io.BytesIO):
    """A file whose copy does not fit."""

    def read(self, _size: int | None = -1) -> bytes:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_ledger_does_not_grow_by_halves(tmp_path):
    """A line that was only partly written is taken back."""
    opened = open_store(str(tmp_path / "store"))
    before = (tmp_path / "store" / store.LEDGER).read_bytes()
    with pytest.raises(OSError, match="only part"):
        store.check_whole(3, b"four", tmp_path)
    assert (tmp_path / "store" / store.LEDGER).read_bytes() == before
    assert opened.view().serial == 0


def test_names_content_that_is_gone_or_changed(tmp_path):
    """What the disk lost or somebody changed is a problem with its path, and is not served."""
    site = site_at(tmp_path / "store")
    name, content = tiny_wheel()
    send(site, name, content)
    send(site, *tiny_sdist())
    opened, file = site.store, site.store.view().files[name]
    place = next((tmp_path / "store").rglob("metadata")).parent
    (place / "metadata").write_bytes(b"Name: other\n")
    (place / "form.json").write_bytes(b"[[1")
    (place / "content").unlink()
    for ask, kind in ((opened.metadata, "PIX009"), (opened.form, "PIX009"), (opened.open, "PIX007")):
        with pytest.raises(Problem, match=kind):
            ask(file)
    assert not opened.has(file)
    (place / "form.json").unlink()
    with pytest.raises(Problem, match="PIX007"):
        opened.form(file)


def test_temporary_files_have_no_name(tmp_path):
    """A body that is being received leaves nothing when the process dies."""
    opened = open_store(str(tmp_path / "store"))
    before = sorted(path.name for path in (tmp_path / "store").iterdir())
    with opened.spool() as file:
        file.write(b"half an upload")
        assert sorted(path.name for path in (tmp_path / "store").iterdir()) == before
