"""Tests of asking an index for a name, with a real index on loopback."""

import contextlib
import socket
import time

import pytest

from make.index import send, site_at, tiny_wheel
from make.release import harbour
from seatrial.app.naming import Asking, ask, index_of, metadata_marks, standing
from seatrial.core.profile import PYPI
from seatrial.index.server import serving
from seatrial.model.metadata import Metadata

OURS = metadata_marks(Metadata(home_page="http://www.example.org/", author_email="Somebody <s@else.org>"))
OTHERS = metadata_marks(Metadata(project_urls=(("Code", "https://github.com/other/boat.git"),), author="Other"))


@contextlib.contextmanager
def index(tmp_path, *made):
    """Serve an index that has these files; gives its profile."""
    site = site_at(tmp_path / "index")
    for one in made:
        assert send(site, *one).status == 200
    with serving(site.store, None) as running:
        yield PYPI._replace(name="here", site=running.url.rstrip("/"), simple_url=running.simple_url)


def test_a_free_name_is_free(tmp_path):
    """A newcomer hears at once that the name can be taken."""
    with index(tmp_path) as profile:
        how, said = standing(ask(harbour(tmp_path), profile, "My.Boat"), OURS)
    assert how == "free"
    assert said.values == {"name": "My.Boat", "index": "127.0.0.1"}


def test_a_project_with_our_home_page_is_ours(tmp_path):
    """The next release of a project is not mistaken for a stolen name."""
    with index(tmp_path, tiny_wheel("golden-demo")) as profile:
        asked = ask(harbour(tmp_path), profile, "Golden_Demo")
    assert standing(asked, OURS)[0] == "ours"
    assert standing(asked, metadata_marks(Metadata(author_email="A B <A@b.org>")))[0] == "ours"


def test_a_project_of_somebody_else_is_taken(tmp_path):
    """Who cannot have a name hears it before the first build."""
    with index(tmp_path, tiny_wheel("golden-demo")) as profile:
        how, said = standing(ask(harbour(tmp_path), profile, "golden-demo"), OTHERS)
    assert how == "taken"
    assert "A package" in said.values["theirs"]


def test_without_any_mark_nobody_can_tell(tmp_path):
    """We say that we do not know, rather than guess."""
    with index(tmp_path, tiny_wheel("golden-demo"), tiny_wheel("bare", fields=())) as profile:
        assert standing(ask(harbour(tmp_path), profile, "golden-demo"), frozenset())[0] == "unsure"
        assert standing(ask(harbour(tmp_path), profile, "bare"), OURS)[0] == "unsure"


def test_an_index_that_is_not_there_leaves_the_name_unknown(tmp_path):
    """Being offline stops nothing."""
    profile = PYPI._replace(name="here", site="http://127.0.0.1:9", simple_url="http://127.0.0.1:9/simple/")
    assert standing(ask(harbour(tmp_path), profile, "boat"), OURS)[0] == "unknown"
    assert ask(harbour(tmp_path), PYPI._replace(simple_url="file:///srv/simple/"), "boat").status == "unknown"


def test_an_index_that_hangs_is_not_waited_for(tmp_path):
    """A name is worth a few seconds and no more."""
    told = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        begun = time.monotonic()
        asked = Asking(harbour(tmp_path, told), PYPI._replace(site=url, simple_url=f"{url}/simple/"), "boat", OURS).result()
    assert time.monotonic() - begun < 5
    assert asked.status == "unknown"
    assert [(one.step, one.state) for one in told] == [("name", "started"), ("name", "skipped")]


@pytest.mark.parametrize(
    ("environ", "name", "simple", "site"),
    [
        ({}, "pypi", PYPI.simple_url, PYPI.site),
        ({"PIP_INDEX_URL": "https://m.example/root/simple"}, "m.example", "https://m.example/root/simple/", "https://m.example/root"),
        (
            {"UV_DEFAULT_INDEX": "in=https://u.example/simple/", "PIP_INDEX_URL": "x"},
            "u.example",
            "https://u.example/simple/",
            "https://u.example",
        ),
    ],
)
def test_the_user_s_own_index_is_asked(environ, name, simple, site):
    """Who works behind a mirror gets the mirror's answer."""
    found = index_of(environ, None)
    assert (found.name, found.simple_url, found.site) == (name, simple, site)


@pytest.mark.parametrize("url", ["http://me:secret@[", "me:secret@index.example/simple"])
def test_what_is_no_address_is_not_asked(tmp_path, url):
    """A setting that is broken stops nothing, and no password in it is shown."""
    profile = index_of({"PIP_INDEX_URL": url}, None)
    asked = ask(harbour(tmp_path), profile, "boat")
    assert asked.status == "unknown"
    assert "secret" not in asked.at


def test_what_says_nothing_is_no_mark():
    """Two projects are not the same because both live on the same forge."""
    assert metadata_marks(Metadata(home_page="https://github.com/", author="", author_email="nonsense,,")) == {"nonsense"}
    assert metadata_marks(Metadata(home_page="https://[", download_url="https://GitHub.com/A/b.git/")) == {"github.com/a/b"}
