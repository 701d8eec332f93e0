"""What a page of an index tells of a release: the state by which PyPI's rules refuse, and what people want to know."""

import pytest

from make.release import artifact, manifest
from seatrial.core.listing import entries
from seatrial.core.lookup import DAY, arrivals, look_up, of_version, releases_in, shown_as, to_send
from seatrial.model.change import ListedFile
from seatrial.model.published import Page

NOW = 1_800_000_000.0
WHEEL, SDIST = artifact("boat-1.0-py3-none-any.whl", b"wheel"), artifact("boat-1.0.tar.gz", b"sdist")


def listed(name: str, version: str = "1.0", sha256: str | None = None, **more) -> ListedFile:
    return ListedFile(name, version, f"https://files.example/{name}", sha256, **more)


def there(*files: ListedFile, **more) -> Page:
    return Page("there", "https://index.example/simple/boat/", files, **more)


def test_files_by_release() -> None:
    """Files of several releases are looked up release by release."""
    one = manifest(("a-1.0.tar.gz",))
    several = one._replace(name="", files=(WHEEL._replace(project="boat", version="1.0"), SDIST._replace(project="ship", version="2")))
    assert [(key, len(files)) for key, files in releases_in(one).items()] == [(("a", "1.0"), 1)]
    assert list(releases_in(several)) == [("boat", "1.0"), ("ship", "2")]


@pytest.mark.parametrize(
    ("state", "shown"), [("there", "there"), ("absent", "absent"), ("locked", "unknown"), ("elsewhere", "unknown"), ("unread", "unknown")]
)
def test_what_a_page_shows(state, shown) -> None:
    """Only an index that says so has no such project."""
    assert shown_as(Page(state)) == shown


def test_versions_are_compared_and_not_their_spelling() -> None:
    """1.0 and 1.0.0 are one release."""
    files = (listed("boat-1.0.0.tar.gz", "1.0.0"), listed("boat-1.1.tar.gz", "1.1"))
    assert of_version(files, "1.0") == files[:1]


def test_what_is_left_to_send() -> None:
    """What is there byte by byte is not sent; other bytes, and a file without a hash, are left."""
    page = there(listed(WHEEL.name, sha256=WHEEL.sha256), listed(SDIST.name))
    assert to_send(page, (WHEEL, SDIST)) == (SDIST,)
    assert to_send(Page("absent"), (WHEEL,)) == (WHEEL,)


def test_a_release_that_is_partly_there() -> None:
    """Some files there: whose it is is known, how long it is open is counted from its first file."""
    page = there(
        listed(WHEEL.name, sha256=WHEEL.sha256, uploaded=NOW - 3 * DAY, size=7),
        listed("boat-1.0-cp39-cp39-win_amd64.whl", uploaded=NOW - 5.5 * DAY, size=3),
        listed("boat-1.1.tar.gz", "1.1", uploaded=NOW - DAY),
        status="active",
    )
    look = look_up(page, "pypi", "boat", "1.0", (WHEEL, SDIST), NOW)
    assert (look.project, look.whose, look.newest, look.files, look.left, look.days) == ("there", "ours", "1.1", 2, 1, 9)
    assert (look.size, look.adds, look.status, look.yanked) == (10, SDIST.size, "active", False)


def test_a_closed_and_a_new_release() -> None:
    """A closed release has no days left; a new one, and one without times, has none to count."""
    old = listed("boat-1.0.zip", uploaded=NOW - 30 * DAY)
    assert look_up(there(old), "pypi", "boat", "1.0", (WHEEL,), NOW).days == 0
    assert look_up(there(old), "pypi", "boat", "1.1", (WHEEL,), NOW).days is None
    assert look_up(there(old._replace(uploaded=NOW + 9e9)), "pypi", "boat", "1.0", (WHEEL,), NOW).days == 14
    assert look_up(there(old._replace(uploaded=None)), "pypi", "boat", "1.0", (WHEEL,), NOW).days is None
    assert look_up(Page("absent"), "pypi", "boat", "1.0", (), NOW).newest is None


def test_a_yanked_release() -> None:
    """A release is yanked when all of its files are."""
    yanked = listed("boat-1.0.zip", yanked=True, yanked_reason="sinks")
    look = look_up(there(yanked), "pypi", "boat", "1.0", (WHEEL,), NOW)
    assert (look.yanked, look.yanked_reason) == (True, "sinks")
    assert not look_up(there(yanked, listed("boat-1.0.tar.gz")), "pypi", "boat", "1.0", (WHEEL,), NOW).yanked


def test_the_state_that_rules_look_at() -> None:
    """Each file arrives at an index that has what the page shows."""
    page = there(listed("boat-1.0.zip", uploaded=NOW - DAY))
    look = look_up(page, "pypi", "boat", "1.0", (WHEEL, SDIST), NOW)
    first, second = arrivals(look, page, (WHEEL, SDIST), NOW, frozenset({"ship"}))
    assert [one.upload.form.get("filetype") for one in (first, second)] == ["bdist_wheel", "sdist"]
    assert (first.state.projects, first.state.has_sdist, first.state.release_created) == (frozenset({"boat"}), True, NOW - DAY)
    assert (first.authenticates, first.state.token_projects) == (True, frozenset({"ship"}))


def test_a_name_alone() -> None:
    """Before the build the name alone arrives: at an index that surely has no such project it is new, else nothing is said of it."""
    absent = look_up(Page("absent"), "pypi", "boat", "1.0", (), NOW)._replace(similar="b0at")
    (one,) = arrivals(absent, Page("absent"), (), NOW)
    assert (one.state.projects, one.state.similar, one.authenticates) == (frozenset(), {"b0at": "b0at"}, False)
    unknown = look_up(Page("unread"), "pypi", "boat", "1.0", (), NOW)
    (one,) = arrivals(unknown, Page("unread"), (), NOW, frozenset())
    assert (one.state.projects, one.authenticates) == (frozenset({"boat"}), True)


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("1970-01-02T00:00:00.5Z", 86_400.5),
        ("1970-01-02T00:00:00", 86_400.0),
        ("1970-01-02T01:00:00+01:00", 86_400.0),
        ("soon", None),
        (7, None),
        (None, None),
    ],
)
def test_when_a_file_was_uploaded(told, moment) -> None:
    """A time is read as PEP 700 writes it; what is none counts as not told."""
    entry = {"filename": "boat-1.0.tar.gz", "url": "/boat", "upload-time": told}
    (file,) = entries([entry], "https://index.example/simple/boat/", "boat")
    assert file.uploaded == moment
