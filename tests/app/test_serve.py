"""The lasting index as a server."""

import stat
import urllib.request

import pytest

from make.index import TOKEN, send, site_at, tiny_wheel
from seatrial.app.serve import ServeOptions, serve
from seatrial.edge.world import world
from seatrial.index.site import Terms
from seatrial.index.store import open_store
from seatrial.index.token import new_token
from seatrial.problem import Problem


def served(tmp_path, options=None, environ=None, told=None):
    """Serve once; gives what was announced."""
    found = []
    outside = world((told if told is not None else []).append, environ or {}, str(tmp_path / "data"))
    serve(outside, options or ServeOptions(), found.append, lambda: found.append(urllib.request.urlopen(found[0].simple_url).status))
    assert found[1] == 200
    return found[0]


def test_is_ready_when_it_says_so(tmp_path):
    """The address that is announced answers at once, and says what to do with it."""
    told = []
    running = served(tmp_path, told=told)
    assert running.url.startswith("http://127.0.0.1:")
    said = [one.said.sentence.english.format(**one.said.values) for one in told]
    assert said == [
        f"Token for uploads: in {tmp_path / 'data' / 'index-token'}",
        f"Upload: twine upload --repository-url {running.url}legacy/ -u __token__ dist/*",
        f"Install: pip install --index-url {running.url}simple/ NAME",
    ]


def test_keeps_its_token(tmp_path):
    """The token that was made is the same the next time, and nobody else can read it."""
    first = served(tmp_path)
    path = tmp_path / "data" / "index-token"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == f"{first.token}\n"
    path.chmod(0o644)
    assert served(tmp_path).token == first.token
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_takes_the_token_that_it_is_given(tmp_path):
    """A file that is named comes before the environment, the environment before the token that is kept."""
    named, other = new_token(), new_token()
    (tmp_path / "token").write_text(f"  {named}\n")
    environ = {"SEATRIAL_INDEX_TOKEN": other}
    assert served(tmp_path, ServeOptions(token_file=str(tmp_path / "token")), environ).token == named
    assert served(tmp_path, environ=environ).token == other
    assert not (tmp_path / "data" / "index-token").exists()


def test_an_open_index_has_no_token(tmp_path):
    """`--open` takes any token of the right form, and says so."""
    told = []
    assert served(tmp_path, ServeOptions(open=True), told=told).token is None
    assert told[0].said.sentence.id == "STI002"


@pytest.mark.parametrize(
    ("content", "kind"), [(None, "PIX012"), (b"", "PIX013"), (b"hunter2", "PIX013"), (b"\xff\xfe", "PIX013"), (b"pypi-short", "PIX013")]
)
def test_names_a_token_that_is_none(tmp_path, content, kind):
    """A token file that is absent or holds something else is a problem with its path."""
    path = tmp_path / "token"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Problem, match=str(path)) as caught:
        served(tmp_path, ServeOptions(token_file=str(path)))
    assert caught.value.kind.id == kind


def test_never_repeats_the_token_in_a_problem(tmp_path):
    """A token with a slip in it is not shown."""
    with pytest.raises(Problem) as caught:
        served(tmp_path, environ={"SEATRIAL_INDEX_TOKEN": f"x{TOKEN}"})
    assert TOKEN[5:] not in str(caught.value)


def test_a_data_folder_that_cannot_be_written(tmp_path):
    """A data folder that is none is a problem, before anything is announced."""
    (tmp_path / "data").write_text("a file")
    with pytest.raises(Problem, match="PIX004"):
        served(tmp_path)


def test_a_token_place_that_cannot_be_written(tmp_path):
    """Where the token cannot be kept, the path is named."""
    (tmp_path / "data" / "index-token").mkdir(parents=True)
    with pytest.raises(Problem, match=r"PIX012.*index-token"):
        served(tmp_path)


def test_shows_what_a_release_put_there(tmp_path):
    """The server and a release share the store: what one puts in, the other shows."""
    outside = world([].append, {}, str(tmp_path / "data"))
    pages = []

    def look(running) -> None:
        site = site_at(tmp_path / "other")._replace(store=open_store(str(tmp_path / "data" / "index")), terms=Terms(frozenset((TOKEN,))))
        assert send(site, *tiny_wheel()).status == 200
        pages.append(urllib.request.urlopen(f"{running.simple_url}golden-demo/").read())

    serve(outside, ServeOptions(), look, lambda: None)
    assert b"golden_demo-1.0-py3-none-any.whl" in pages[0]
