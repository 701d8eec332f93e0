"""Storing a token, looking at what an upload would use, and taking it away again, in a home of the test's own."""

import os

import pytest

from make.keyring import keep, kept, keyring_environment, without_keyring
from make.tokens import ACCOUNT, TEST_HOST, token
from seatrial.app.auth import login, logout, open_pages, status
from seatrial.app.credentials import target_of
from seatrial.core.credential.target import built_in
from seatrial.edge.world import world as made
from seatrial.model.credential import Secret
from seatrial.model.sentence import ProblemFacts
from seatrial.problem import Problem

GOOD = token(ACCOUNT)
PYPI = built_in("pypi")
OWN = "https://own.example.org/legacy/"


class Person:
    """Somebody who answers at a terminal, in order; and sees what is told and opened."""

    def __init__(self, *answers: str | None, there: bool = True, browser: bool = True) -> None:
        self.answers = list(answers)
        self.there = there
        self.has_browser = browser
        self.opened: list[str] = []
        self.heard: list[str] = []

    def tell(self, what) -> None:
        """Hear something."""
        self.heard.append(what.kind.id if isinstance(what, ProblemFacts) else what.sentence.id)

    def secret(self, _question):
        """Type a secret."""
        answer = self.answers.pop(0)
        return None if answer is None else Secret(answer)


@pytest.fixture
def world(tmp_path):
    """Return what makes a world in a home of its own, with somebody in it."""

    def make(person=None, keyring: str | None = None, **environ):
        person = person or Person(there=False)
        kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **keyring_environment(tmp_path, keyring or ""), **environ}
        here = made(lambda _: None, kept, str(tmp_path / "data"))
        logins = here.logins._replace(
            terminal=lambda: person.there,
            ask_secret=person.secret,
            ask=lambda _: person.answers.pop(0),
            browser=lambda: person.has_browser,
            show=lambda url: bool(person.opened.append(url)),
        )
        if keyring is None:
            logins = logins._replace(keyring=without_keyring)
        return here._replace(logins=logins)

    return make


def test_a_token_goes_into_the_keyring(world, tmp_path) -> None:
    """Where there is a keyring, no file has the token; logging out takes it away."""
    person = Person("\n", "hush", token(host=TEST_HOST), f" {GOOD} ")
    here = world(person, "")
    done = login(here, PYPI, person.tell)
    assert (done.store, done.place, done.claims.kind, done.warnings) == ("keyring", "Own Keyring", "user", ())
    assert person.heard == ["PCR001", "PCR009"]
    assert kept(tmp_path) == {f"{PYPI.url} __token__": GOOD}
    assert not (tmp_path / ".pypirc").exists()
    gone = logout(here, PYPI)
    assert ([said.sentence.id for said in gone.removed], gone.left, kept(tmp_path)) == (["CRD053"], (), {})
    assert logout(here, PYPI).removed == ()


@pytest.mark.parametrize("mode", ["none", "fail", "forget"])
def test_without_a_keyring_that_keeps_it_a_token_goes_into_the_file(world, tmp_path, mode) -> None:
    """A person who did not say where is told where it is; what else the file has stays."""
    (tmp_path / ".pypirc").write_text("# mine\n[own]\nrepository = https://own.example.org/\n")
    person = Person(GOOD)
    done = login(world(person, mode), PYPI, person.tell)
    assert (done.store, person.heard) == ("pypirc", ["CRD056"])
    path = tmp_path / ".pypirc"
    assert path.read_text() == f"# mine\n[own]\nrepository = https://own.example.org/\n\n[pypi]\nusername = __token__\npassword = {GOOD}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    gone = logout(world(), PYPI)
    assert [said.values for said in gone.removed] == [{"path": str(path), "section": "pypi"}]
    assert path.read_text() == "# mine\n[own]\nrepository = https://own.example.org/\n\n"


@pytest.mark.parametrize(("mode", "number"), [("none", "PCR034"), ("fail", "PCR031"), ("forget", "PCR033")])
def test_a_keyring_that_was_asked_for_must_keep_it(world, tmp_path, mode, number) -> None:
    """Whoever asks for the keyring gets no file in its place."""
    with pytest.raises(Problem) as caught:
        login(world(Person(GOOD), mode), PYPI, lambda _: None, store="keyring")
    assert caught.value.kind.id == number
    assert not (tmp_path / ".pypirc").exists()


@pytest.mark.parametrize(
    ("person", "number"),
    [(Person(there=False), "PCR032"), (Person(None), "PCR035"), (Person("", "", "", "", ""), "PCR035"), (Person(*["x"] * 5), "PCR035")],
)
def test_without_an_answer_nothing_is_stored(world, tmp_path, person, number) -> None:
    """Nobody there, nobody who answers, nothing that can be right."""
    with pytest.raises(Problem) as caught:
        login(world(person), PYPI, person.tell)
    assert caught.value.kind.id == number
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("nonsense", "PCR017"), ("[pypi]\nrepository = https://own.example.org/\n", "PCR021"), ("[pypi]\nrepository = x\n", "PCR028")],
)
def test_a_file_that_cannot_take_a_login_is_told_before_anybody_is_asked(world, tmp_path, text, number) -> None:
    """Nobody copies a token in vain."""
    (tmp_path / ".pypirc").write_text(text)
    with pytest.raises(Problem) as caught:
        login(world(Person()), PYPI, lambda _: None, store="pypirc")
    assert caught.value.kind.id == number


def test_a_login_for_another_index(world, tmp_path) -> None:
    """The user name is asked for too, the section has the address, and a second login takes its place."""
    for user, named in (("me", OWN), ("you", "own.example.org")):
        person = Person(user, "correct horse")
        here = world(person)
        done = login(here, target_of(here, named), person.tell, store="pypirc")
        assert done.claims is None
        (tmp_path / ".pypirc").write_text((tmp_path / ".pypirc").read_text().replace("username = me\n", ""))
    text = (tmp_path / ".pypirc").read_text()
    assert text.count("[own.example.org]") == text.count("password = correct horse") == text.count("username = you") == 1
    assert f"repository = {OWN}" in text
    here = world()
    assert logout(here, target_of(here, OWN)).removed[0].values["section"] == "own.example.org"


def test_what_cannot_stand_in_the_file_is_told(world) -> None:
    """A user name that a line of the file cannot hold is not written as another one."""
    person = Person("two\nlines", "x")
    here = world(person)
    with pytest.raises(Problem) as caught:
        login(here, target_of(here, OWN), person.tell, store="pypirc")
    assert caught.value.kind.id == "PCR036"


def test_a_login_that_another_one_hides_is_told(world, tmp_path) -> None:
    """A variable, or the keyring, that comes first would make a new token in the file useless."""
    person = Person(GOOD)
    done = login(world(person, SEATRIAL_TOKEN="hush"), PYPI, person.tell, store="pypirc")
    assert [(said.sentence.id, said.values) for said in done.warnings] == [("CRD055", {"place": "SEATRIAL_TOKEN"})]
    keep(tmp_path, {(PYPI.url, "__token__"): GOOD})
    person = Person(GOOD)
    done = login(world(person, ""), PYPI, person.tell, store="pypirc")
    assert [said.values for said in done.warnings] == [{"place": "Own Keyring"}]


def test_a_logout_says_what_is_left(world, tmp_path) -> None:
    """A variable cannot be taken away, and a keyring or a file that fails is told."""
    gone = logout(world(SEATRIAL_TOKEN=GOOD), PYPI)
    assert (gone.removed, [said.values for said in gone.left]) == ((), [{"name": "SEATRIAL_TOKEN"}])
    with pytest.raises(Problem) as caught:
        logout(world(keyring="fail"), PYPI)
    assert caught.value.kind.id == "PCR031"
    (tmp_path / ".pypirc").write_text("nonsense")
    with pytest.raises(Problem) as caught:
        logout(world(), PYPI)
    assert caught.value.kind.id == "PCR017"


def test_the_walk_through_all_finders(world, tmp_path) -> None:
    """Every index that the user has is there, with what each place has for it, also one whose address cannot be read."""
    (tmp_path / ".pypirc").write_text(
        f"[distutils]\nindex-servers = pypi own\n[pypi]\npassword = {GOOD}\n[own]\nrepository = {OWN}\nusername = me\npassword = x\n[bad]\nrepository = https://a:b@c.org/\n"
    )
    walks = status(world(UV_PUBLISH_URL="https://uv.example.org/", TWINE_REPOSITORY_URL="nowhere"))
    assert [walk.target.name for walk in walks] == ["pypi", "testpypi", "https://uv.example.org/", "own", "TWINE_REPOSITORY_URL", "bad"]
    states = [[answer.state for answer in walk.answers] for walk in walks]
    absent = ["absent"] * 4
    assert states == [[*absent[:3], "found"], absent, absent, [*absent[:3], "found"], ["broken"], ["broken"]]
    assert walks[5].answers[0].problem.values == {"place": f"{tmp_path / '.pypirc'} [bad]"}
    (one,) = status(world(UV_PUBLISH_URL="https://upload.pypi.org/legacy/"), "own")
    assert one.target.url == OWN
    assert [walk.target.name for walk in status(world(UV_PUBLISH_URL="https://upload.pypi.org/legacy/"))][:3] == ["pypi", "testpypi", "own"]


@pytest.mark.parametrize(
    ("person", "opened"),
    [
        (Person(""), ["token"]),
        (Person("r", "R", ""), ["register", "register", "token"]),
        (Person("n"), []),
        (Person(None), []),
        (Person(there=False), []),
        (Person(browser=False), []),
    ],
)
def test_pages_are_opened_as_somebody_asks(world, person, opened) -> None:
    """Who has no account registers first; who wants no browser, or has none, gets none."""
    pages = {"register": "register", "token": "token"}
    open_pages(world(person), pages)
    assert person.opened == opened
    open_pages(world(person), {})
    assert person.opened == opened
