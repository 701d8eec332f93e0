"""What each finder answers, and which of them counts."""

from collections.abc import Mapping

import pytest

from make.tokens import ACCOUNT, TEST_HOST, token
from seatrial.core.credential.finders import from_ci, from_environment, from_keyring, from_prompt, from_pypirc, named_user, section_of
from seatrial.core.credential.order import choose, first
from seatrial.core.credential.pypirc import read_pypirc
from seatrial.core.credential.target import built_in, target_at
from seatrial.model.credential import Answer, ConfigFile, KeyringAnswer, Secret, Target
from seatrial.problem import Problem

PYPI = built_in("pypi")
TEST = built_in("testpypi")
OWN = target_at("https://own.example.org/legacy/", "command line")
BY_PROJECT = OWN._replace(named_by="project")
GOOD = token(ACCOUNT)
OTHER = token(ACCOUNT, identifier=b"other")
NOW = 1_000_000


def environment(environ: Mapping[str, str], target: Target = PYPI, user: str = "") -> Answer:
    return from_environment(environ, target, NOW, user=user)


def pypirc(text: str, target: Target = PYPI, **more: object) -> Answer:
    file = ConfigFile("/home/me/.pypirc", "there", text.encode(), **more)
    return from_pypirc(file, read_pypirc(file.data, file.path), target, NOW)


def numbers(answer: Answer) -> list[str]:
    return [said.sentence.id for said in answer.warnings]


@pytest.mark.parametrize(
    ("environ", "state", "number"),
    [
        ({}, "absent", "CRD011"),
        ({"SEATRIAL_TOKEN": "", "TWINE_PASSWORD": " "}, "absent", "CRD012"),
        ({"TWINE_USERNAME": "me"}, "absent", "CRD016"),
        ({"SEATRIAL_TOKEN": GOOD}, "found", "CRD010"),
        ({"TWINE_PASSWORD": GOOD}, "found", "CRD010"),
        ({"TWINE_USERNAME": "__token__", "TWINE_PASSWORD": GOOD}, "found", "CRD010"),
        ({"UV_PUBLISH_TOKEN": GOOD}, "found", "CRD010"),
        ({"UV_PUBLISH_USERNAME": "__token__", "UV_PUBLISH_PASSWORD": GOOD}, "found", "CRD010"),
        ({"TWINE_USERNAME": "me", "TWINE_PASSWORD": GOOD}, "broken", "CRD010"),
        ({"TWINE_PASSWORD": GOOD, "TWINE_REPOSITORY_URL": "https://me:hush@own.example.org"}, "absent", "CRD013"),
        ({"TWINE_PASSWORD": GOOD, "TWINE_REPOSITORY": "testpypi"}, "absent", "CRD013"),
        ({"TWINE_PASSWORD": GOOD, "TWINE_REPOSITORY": "pypi"}, "found", "CRD010"),
        ({"TWINE_PASSWORD": GOOD, "TWINE_REPOSITORY": "something"}, "found", "CRD010"),
        ({"UV_PUBLISH_TOKEN": GOOD, "UV_PUBLISH_URL": "https://upload.pypi.org/legacy/"}, "found", "CRD010"),
        ({"UV_PUBLISH_TOKEN": GOOD, "UV_PUBLISH_URL": "https://[/"}, "absent", "CRD013"),
    ],
)
def test_variables(environ, state, number) -> None:
    """Ours, twine's and uv's are understood, empty ones are not there, and those for another index stay away."""
    answer = environment(environ)
    assert (answer.state, answer.said.sentence.id) == (state, number)
    assert "hush" not in str(answer)


def test_the_first_variable_counts() -> None:
    """Two that differ are both named, two that are the same are no matter; spaces at the ends are left out."""
    answer = environment({"SEATRIAL_TOKEN": GOOD + "\n", "TWINE_PASSWORD": OTHER, "UV_PUBLISH_TOKEN": GOOD})
    assert numbers(answer) == ["CRD017", "CRD015"]
    assert answer.warnings[1].values == {"names": "TWINE_PASSWORD", "name": "SEATRIAL_TOKEN"}
    assert answer.credential.secret == Secret(GOOD)


def test_an_index_that_only_a_project_names_gets_no_variable() -> None:
    """Who wrote a project must not get the token of whoever releases it; the user's own address lets it go."""
    assert environment({"SEATRIAL_TOKEN": "x"}, BY_PROJECT).said.sentence.id == "CRD014"
    own = {"TWINE_USERNAME": "me", "TWINE_PASSWORD": "x", "TWINE_REPOSITORY_URL": OWN.url}
    assert environment(own, BY_PROJECT).state == "found"
    assert (
        environment(own, BY_PROJECT._replace(url="https://evil.example.org/", origin=OWN.origin._replace(host="evil.example.org"))).state
        == "absent"
    )


def test_the_user_name_may_stand_elsewhere() -> None:
    """A password of the environment goes with the user name of the configuration."""
    assert environment({"TWINE_PASSWORD": "x"}, OWN, "me").credential.user == "me"
    assert environment({"TWINE_PASSWORD": "x"}, OWN).problem.kind.id == "PCR013"
    assert [named_user({"TWINE_USERNAME": " me "}), named_user({"UV_PUBLISH_USERNAME": "you"}), named_user({})] == ["me", "you", ""]


@pytest.mark.parametrize(
    ("given", "state", "number"),
    [
        (KeyringAnswer("found", "__token__", Secret(GOOD), "Own"), "found", "CRD020"),
        (KeyringAnswer("found", "__token__", Secret(" "), "Own"), "absent", "CRD021"),
        (KeyringAnswer("absent", backend="Own"), "absent", "CRD021"),
        (KeyringAnswer("missing"), "absent", "CRD022"),
        (KeyringAnswer("failed", reason="locked"), "broken", "CRD023"),
        (KeyringAnswer("found", "__token__", Secret("hush"), "Own"), "broken", "CRD020"),
    ],
)
def test_the_keyring(given, state, number) -> None:
    """A keyring has something, nothing, is not there, or fails."""
    answer = from_keyring(given, PYPI, NOW)
    assert (answer.state, answer.said.sentence.id) == (state, number)


@pytest.mark.parametrize(
    ("text", "state", "problem", "warnings"),
    [
        ("", "absent", None, []),
        ("[pypi]\nusername = __token__\n", "absent", None, []),
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\n", "found", None, []),
        (f"[pypi]\npassword = {GOOD}\n", "found", None, ["CRD004"]),
        (f"[DEFAULT]\nusername = __token__\npassword = {GOOD}\n[pypi]\n", "found", None, []),
        (f"[distutils]\nindex-servers = own\n[pypi]\nusername = __token__\npassword = {GOOD}\n", "found", None, []),
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\nrepository = https://upload.pypi.org/legacy/\n", "found", None, []),
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\nrepository = https://pypi.org/simple/\n", "found", None, ["CRD037"]),
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\nrepository = https://pypi.python.org/pypi\n", "found", None, ["CRD037"]),
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\nrepository = https://upload.pypi.org/legacy\n", "found", None, ["CRD037"]),
        (f"[mine]\nusername = __token__\npassword = {GOOD}\nrepository = https://upload.pypi.org/legacy/\n", "found", None, ["CRD036"]),
        (f"[server-login]\nusername = __token__\npassword = {GOOD}\n", "found", None, ["CRD038"]),
        (f"\ufeff[pypi]\nusername = __token__\npassword = {GOOD}\n", "found", None, ["CRD035"]),
        ("[pypi]\nusername = me\npassword = hush\n", "broken", "PCR001", []),
        (f"[pypi]\nusername = me\npassword = {GOOD}\n", "broken", "PCR008", []),
        (f"[pypi]\nusername = __token__\npassword = {GOOD[:50]}\n  {GOOD[50:]}\n", "broken", "PCR006", []),
        (f"[pypi]\nusername = __token__\npassword = {GOOD[:50]}\n{GOOD[50:]}\n", "broken", "PCR020", []),
        (f"[pypi]\nusername = __token__\npassword = {token(host=TEST_HOST)}\n", "broken", "PCR009", []),
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\nrepository = https://own.example.org\n", "broken", "PCR021", []),
        (
            f"[pypi]\nusername = __token__\npassword = {GOOD}\nrepository = https://me:hush@upload.pypi.org/legacy/\n",
            "broken",
            "PCR022",
            [],
        ),
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\nrepository = upload.pypi.org\n", "broken", "PCR028", []),
    ],
)
def test_sections_for_pypi(text, state, problem, warnings) -> None:
    """Every known mistake of a `.pypirc` has its own words, and what works in spite of it is used with a warning."""
    answer = pypirc(text)
    assert (answer.state, answer.problem and answer.problem.kind.id, numbers(answer)) == (state, problem, warnings)
    assert "hush" not in str(answer.problem)


@pytest.mark.parametrize(
    ("text", "target", "state", "problem", "warnings"),
    [
        (f"[pypi]\nusername = __token__\npassword = {GOOD}\n", TEST, "absent", None, []),
        (
            f"[distutils]\nindex-servers = pypi\n[testpypi]\nusername = __token__\npassword = {token(host=TEST_HOST)}\n",
            TEST,
            "found",
            None,
            ["CRD036"],
        ),
        ("[own]\nrepository = https://own.example.org/legacy\nusername = me\npassword = x\n", OWN, "found", None, ["CRD036"]),
        ("[own]\nrepository = https://own.example.org/simple/\nusername = me\npassword = x\n", OWN, "found", None, ["CRD036", "CRD040"]),
        ("[own]\nrepository = https://own.example.org/legacy/\npassword = x\n", OWN, "broken", "PCR013", ["CRD036"]),
        ("[own]\nrepository = http://own.example.org/legacy/\nusername = me\npassword = x\n", OWN, "absent", None, []),
        ("[own]\nusername = me\npassword = x\n", OWN._replace(name="own"), "broken", "PCR023", []),
        ("[own]\nrepository = https://own.example.org/legacy/\nusername = me\npassword = x\n", BY_PROJECT, "found", None, ["CRD036"]),
    ],
)
def test_sections_for_other_indexes(text, target, state, problem, warnings) -> None:
    """A section counts for the origin that it names, and for no other."""
    answer = pypirc(text, target)
    assert (answer.state, answer.problem and answer.problem.kind.id, numbers(answer)) == (state, problem, warnings)


@pytest.mark.parametrize("name", ["PyPI", " pypi"])
def test_a_section_that_is_spelt_otherwise_is_named(name) -> None:
    """No tool finds it, and who wrote it learns why."""
    answer = pypirc(f"[{name}]\npassword = {GOOD}\n")
    assert (answer.state, answer.said.sentence.id, answer.said.values["section"]) == ("absent", "CRD045", name)


def test_the_nearest_section_counts() -> None:
    """The name that was asked for, then the exact address, then the host."""
    read = read_pypirc(
        b"[a]\nrepository = https://own.example.org/a/\n[b]\nrepository = https://own.example.org/legacy\n[mine]\nrepository=https://pypi.org/\n",
        "",
    )
    assert section_of(read, OWN) == "b"
    assert section_of(read, OWN._replace(name="a")) == "a"
    assert section_of(read, OWN._replace(url="https://own.example.org/c/")) == "a"
    assert section_of(read, PYPI) == "mine"
    assert section_of(read, TEST) is None


def test_the_file_itself() -> None:
    """A file that others can read is used with a warning; one that is not there is absent, one that cannot be read is broken."""
    text = f"[pypi]\nusername = __token__\npassword = {GOOD}\n"
    wide = pypirc(text, mode=0o644, ours=False)
    assert (wide.state, numbers(wide)) == ("found", ["CRD034", "CRD039"])
    assert wide.warnings[0].values["mode"] == "644"
    empty = read_pypirc(b"", "")
    assert from_pypirc(ConfigFile("x", "absent"), empty, PYPI, NOW).said.sentence.id == "CRD031"
    assert from_pypirc(ConfigFile("x", "unreadable", reason="no"), empty, PYPI, NOW).problem.kind.id == "PCR014"


GITHUB_JOB = {"GITHUB_ACTIONS": "true", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "t", "ACTIONS_ID_TOKEN_REQUEST_URL": "https://x"}


@pytest.mark.parametrize(
    ("environ", "target", "state", "number", "problem"),
    [
        (GITHUB_JOB, PYPI, "absent", "CRD043", None),
        ({"GITHUB_ACTIONS": "true"}, PYPI, "broken", "CRD043", "PTP001"),
        ({**GITHUB_JOB, "ACTIONS_ID_TOKEN_REQUEST_URL": ""}, PYPI, "broken", "CRD043", "PTP001"),
        ({"GITLAB_CI": "true", "TESTPYPI_ID_TOKEN": "x"}, TEST, "absent", "CRD043", None),
        ({"GITLAB_CI": "true", "PYPI_ID_TOKEN": "x"}, TEST, "broken", "CRD043", "PTP002"),
        ({"CIRCLECI": "true"}, PYPI, "absent", "CRD043", None),
        ({}, PYPI, "absent", "CRD042", None),
        ({"GITLAB_CI": "1"}, OWN, "absent", "TPB008", None),
    ],
)
def test_trusted_publishing_is_only_looked_at(environ, target, state, number, problem) -> None:
    """A CI is told from none, and what its job surely lacks is said, without asking anybody; those behind are asked all the same."""
    answer = from_ci(environ, target)
    assert (answer.state, answer.said.sentence.id, answer.problem and answer.problem.kind.id) == (state, number, problem)
    assert answer.passed or answer.problem is None


def test_the_first_that_has_something_counts() -> None:
    """Finders behind it are not asked at all."""

    def answers():
        yield environment({})
        yield from_keyring(KeyringAnswer("failed", reason="locked"), PYPI, NOW)
        yield from_prompt("__token__", Secret(GOOD), PYPI, NOW)
        raise AssertionError

    chosen = choose(answers(), PYPI)
    assert (chosen.credential.user, chosen.credential.secret, chosen.credential.origin) == ("__token__", Secret(GOOD), PYPI.origin)
    assert chosen.answer.finder == "prompt"


@pytest.mark.parametrize(
    ("answers", "target", "number"),
    [
        ([environment({}), pypirc("")], PYPI, "PCR029"),
        ([environment({"TWINE_PASSWORD": ""}), pypirc("")], PYPI, "PCR038"),
        ([environment({}, BY_PROJECT)], BY_PROJECT, "PCR030"),
        ([environment({"SEATRIAL_TOKEN": "hush"}), pypirc(f"[pypi]\npassword = {GOOD}")], PYPI, "PCR001"),
        ([from_keyring(KeyringAnswer("failed", reason="locked"), PYPI, NOW), pypirc("")], PYPI, "PCR031"),
    ],
)
def test_without_a_usable_credential_there_is_a_problem(answers, target, number) -> None:
    """What is broken is not passed over in silence, except a keyring that does not answer."""
    with pytest.raises(Problem) as caught:
        choose(answers, target)
    assert caught.value.kind.id == number


def test_the_answer_that_counts() -> None:
    """A walk tells which of its answers an upload would use."""
    broken, good = environment({"SEATRIAL_TOKEN": "hush"}), pypirc(f"[pypi]\npassword = {GOOD}")
    assert first([environment({}), good, broken]) == good
    assert first([broken, good]) == broken
    assert first([from_keyring(KeyringAnswer("failed"), PYPI, NOW)]) is None


def test_a_secret_shows_itself_to_nobody() -> None:
    """Neither a log nor a traceback nor a copy of a credential has it."""
    import pickle

    secret = Secret("hush")
    found = environment({"SEATRIAL_TOKEN": GOOD})
    assert "hush" not in f"{secret} {secret!r} {[secret]}" + str(pickle.dumps(secret))
    assert GOOD not in f"{found}{found!r}" + str(pickle.dumps(found.credential))
    assert (secret == Secret("hush"), secret == "hush", len({secret, Secret("hush")})) == (True, False, 1)
