"""The credential of an upload: from each place it can come from, in order, bound to its index; and what is told in its stead."""

import os

import pytest

from make.keyring import keep, keyring_environment, without_keyring
from make.tokens import ACCOUNT, TEST_HOST, token
from seatrial.app.credentials import credential_for, target_of
from seatrial.core.credential.finders import from_prompt
from seatrial.core.credential.target import built_in, target_at
from seatrial.edge.world import world as made
from seatrial.model.credential import Secret
from seatrial.problem import Problem

GOOD, OTHER = token(ACCOUNT), token(ACCOUNT, identifier=b"another")
OWN = "https://own.example.org/legacy/"
PYPI = built_in("pypi")
TWICE = f"[own]\nrepository = {OWN}\nusername = me\npassword = one\n"


@pytest.fixture
def world(tmp_path):
    """Return what makes a world with a home of its own, and what was told in it."""

    def make(pypirc: str = "", *, keyring: str | None = None, **environ):
        if pypirc:
            (tmp_path / ".pypirc").write_text(pypirc)
            (tmp_path / ".pypirc").chmod(0o600)
        told = []
        kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **keyring_environment(tmp_path, keyring or ""), **environ}
        here = made(told.append, kept, str(tmp_path / "data"))
        return (here if keyring is not None else here._replace(logins=here.logins._replace(keyring=without_keyring))), told

    return make


def test_the_environment_comes_first(world, tmp_path) -> None:
    """A variable wins over the keyring, and the keyring over `.pypirc`."""
    pypirc = f"[pypi]\nusername = __token__\npassword = {OTHER}\n"
    here, told = world(pypirc, SEATRIAL_TOKEN=f"{GOOD}\n")
    found = credential_for(here, PYPI, interactive=False)
    assert (found.finder, found.user, found.secret, found.origin) == ("environment", "__token__", Secret(GOOD), PYPI.origin)
    assert [one.said.sentence.id for one in told] == ["CRD017"]
    keep(tmp_path, {(PYPI.url, "__token__"): GOOD})
    assert credential_for(world(keyring="")[0], PYPI).finder == "keyring"
    assert credential_for(world()[0], PYPI).finder == ".pypirc"


def test_trusted_publishing_is_asked_when_the_environment_has_nothing(world) -> None:
    """No token is made in vain, and none for an index that a project alone names."""
    asked = []

    def publishing(target):
        asked.append(target)
        return from_prompt("__token__", Secret(GOOD), target, 0)

    assert credential_for(world(SEATRIAL_TOKEN=GOOD)[0], PYPI, publishing=publishing).finder == "environment"
    assert asked == []
    assert credential_for(world()[0], PYPI, publishing=publishing).secret == Secret(GOOD)
    with pytest.raises(Problem) as caught:
        credential_for(world(SEATRIAL_TOKEN=GOOD)[0], target_at(OWN, "project"), publishing=publishing)
    assert (caught.value.kind.id, asked) == ("PCR030", [PYPI])


@pytest.mark.parametrize("named_by", ["project", "journal"])
def test_the_users_own_configuration_lets_an_index_be_named_by_others(world, tmp_path, named_by) -> None:
    """What a project names gets a login only where the user has that very place in their own configuration."""
    target = target_at(OWN, named_by)
    assert credential_for(world(TWICE, SEATRIAL_TOKEN="hush")[0], target).secret == Secret("one")
    keep(tmp_path, {(OWN, "me"): "two"})
    assert credential_for(world(TWICE, keyring="")[0], target).secret == Secret("two")


@pytest.mark.parametrize(
    ("pypirc", "environ", "number"),
    [
        ("", {}, "PCR029"),
        ("[pypi]\nusername = me\npassword = hush\n", {}, "PCR001"),
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\n", {"TWINE_PASSWORD": token(host=TEST_HOST)}, "PCR009"),
        (f"[pypi]\npassword = {GOOD[:40]}\n{GOOD[40:]}\n", {}, "PCR020"),
        ("", {"SEATRIAL_TOKEN": token([1, ["ship"]])}, "PCR012"),
        ("", {"keyring": "fail"}, "PCR031"),
    ],
)
def test_what_cannot_be_right_is_told_before_anything_is_sent(world, pypirc, environ, number) -> None:
    """Nothing that is broken is passed over for something else."""
    with pytest.raises(Problem) as caught:
        credential_for(world(pypirc, **environ)[0], PYPI, project="boat")
    assert caught.value.kind.id == number
    assert not any(secret in str(caught.value) for secret in ("hush", GOOD[:40], GOOD[40:]))


def test_a_keyring_that_fails_does_not_hide_the_file(world) -> None:
    """On a machine without a desktop `.pypirc` is still found."""
    assert credential_for(world(f"[pypi]\npassword = {GOOD}\n", keyring="fail")[0], PYPI).finder == ".pypirc"


def test_another_index_has_a_user_name(world, tmp_path) -> None:
    """The user name of the configuration goes with a password of the keyring or the environment, as with twine."""
    keep(tmp_path, {(OWN, "me"): "two"})
    target = target_at(OWN, "command line")
    assert credential_for(world(TWICE.replace("password = one\n", ""), keyring="")[0], target).user == "me"
    found = credential_for(world(TWINE_PASSWORD="three")[0], target)
    assert (found.user, found.secret) == ("me", Secret("three"))


@pytest.mark.parametrize(
    ("named", "name", "url", "by"),
    [
        ("pypi", "pypi", PYPI.url, "built in"),
        ("https://upload.pypi.org/legacy", "pypi", PYPI.url, "built in"),
        ("own", "own", OWN, "user"),
        (OWN, OWN, OWN, "command line"),
    ],
)
def test_an_index_is_named_in_several_ways(world, named, name, url, by) -> None:
    """Names that everybody knows, sections of `.pypirc`, addresses."""
    target = target_of(world(TWICE)[0], named)
    assert (target.name, target.url, target.named_by) == (name, url, by)


@pytest.mark.parametrize(
    ("pypirc", "named", "number"),
    [
        (TWICE, "ownn", "PCR027"),
        ("", "own", "PCR027"),
        ("[own]\n", "own", "PCR023"),
        ("nonsense", "own", "PCR017"),
        (TWICE, "distutils", "PCR027"),
        ("", "ftp://a", "PCR028"),
    ],
)
def test_an_index_that_leads_nowhere_is_told(world, pypirc, named, number) -> None:
    """A misspelt name, a section without an address, a broken file."""
    with pytest.raises(Problem) as caught:
        target_of(world(pypirc)[0], named)
    assert caught.value.kind.id == number


def test_another_file_can_be_named(world, tmp_path) -> None:
    """A file that the command line names takes the place of the user's."""
    (tmp_path / "other").write_text(f"[pypi]\nusername = __token__\npassword = {GOOD}\n")
    here, told = world(f"[pypi]\npassword = {OTHER}\n")
    assert credential_for(here, PYPI, config_file=str(tmp_path / "other")).secret == Secret(GOOD)
    assert [one.said.sentence.id for one in told] == ["CRD034"]
