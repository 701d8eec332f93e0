"""What the index knows already is refused as PyPI refuses it."""

from base64 import b64encode

import pytest

from make.metadata import DIGEST, form, upload, wheel_facts
from seatrial.core.authorization import token_of
from seatrial.core.profile import PYPI
from seatrial.model.index import Arrival, IndexState, StoredFile
from seatrial.model.publishing import Grant
from seatrial.rules.arrival import PROJECT_LIMIT, RULES, already_there
from seatrial.rules.order import first_refusal
from seatrial.rules.rule import judge
from seatrial.rules.verdict import answer

TOKEN = "pypi-" + "A" * 40
FILENAME = wheel_facts().filename
OTHER = "b" * 64


def basic(user: str, secret: str) -> str:
    """Return a header with basic authentication."""
    return "Basic " + b64encode(f"{user}:{secret}".encode()).decode()


def said(
    state: IndexState, authorization: str | None = None, *, authenticates: bool = False, **changed: str
) -> tuple[int | None, str] | None:
    """Return the status and words by which an index refuses."""
    arrival = Arrival(upload(form(**changed)), state, authorization, authenticates)
    refusal = first_refusal(judge(RULES, arrival, "x", {}))
    return (refusal.status, refusal.message) if refusal else None


@pytest.mark.parametrize(
    ("header", "tokens", "word"),
    [
        (None, None, "Invalid or non-existent"),
        ("", None, "Invalid or non-existent"),
        ("Digest x", None, "Invalid or non-existent"),
        ("Basic ???", None, "Invalid or non-existent"),
        ("Basic abc", None, "Invalid or non-existent"),
        ("Basic " + b64encode(b"\xff").decode(), None, "Invalid or non-existent"),
        ("Basic " + b64encode(b"nocolon").decode(), None, "Invalid or non-existent"),
        (basic("me", "secret"), None, "Username/Password authentication is no longer supported"),
        (basic("__token__", "secret"), None, "Invalid or non-existent"),
        (basic("__token__", f" {TOKEN}\n"), None, None),
        (f"Bearer {TOKEN}", None, None),
        (f"token {TOKEN}", frozenset((TOKEN,)), None),
        (f"token {TOKEN}", frozenset(("pypi-other",)), "Invalid or non-existent"),
    ],
)
def test_authentication(header: str | None, tokens: frozenset[str] | None, word: str | None) -> None:
    """A token is taken in every way that PyPI takes it; passwords and what has not the form of a token are refused with 403."""
    found = said(IndexState(tokens=tokens), header, authenticates=True)
    assert (found is None) if word is None else (found is not None and found[0] == 403 and found[1].startswith(word))


def test_check_beforehand_asks_for_no_token() -> None:
    """A check before the upload says nothing of tokens."""
    assert said(IndexState(token_projects=frozenset())) is None
    assert token_of(None) is None


@pytest.mark.parametrize(
    ("name", "state", "words"),
    [
        ("JSON", IndexState(), "The name 'JSON' isn't allowed (conflict with Python Standard Library module name)."),
        (
            "distutils_command",
            IndexState(),
            "The name 'distutils_command' isn't allowed (conflict with Python Standard Library module name).",
        ),
        ("json", IndexState(projects=frozenset(("json",))), None),
        ("De-mo", IndexState(prohibited=frozenset(("de-mo",))), "The name 'De-mo' isn't allowed."),
        ("d3m0", IndexState(similar={"d3m0": "d3mo"}), "The name 'd3m0' is too similar to an existing project."),
        ("d3m0", IndexState(similar={"d3m0": "D3M0"}), None),
        ("d3m0", IndexState(similar={"d3m0": "d3mo"}, projects=frozenset(("d3m0",))), None),
        ("importlib_metadata", IndexState(), None),
    ],
)
def test_names_of_new_projects(name: str, state: IndexState, words: str | None) -> None:
    """A new project may have neither a standard library name, nor a closed one, nor one like another's; an existing one keeps its name."""
    found = said(state, name=name)
    expected = (400, f"{words} See https://pypi.org/help/#project-name for more information.")
    assert found == (expected if words else None)


def test_token_of_another_project() -> None:
    """A token of one project cannot upload to another."""
    found = said(IndexState(token_projects=frozenset(("other",))), f"token {TOKEN}", authenticates=True)
    assert found == (403, "Invalid API Token: project-scoped token is not valid for project: 'demo'")
    assert said(IndexState(token_projects=frozenset(("demo",))), f"token {TOKEN}", authenticates=True) is None


@pytest.mark.parametrize(
    ("projects", "granted", "now", "refused"),
    [
        ("demo", "demo", 100, None),
        ("demo", "demo other", 999, None),
        (
            "",
            "demo",
            100,
            (400, "Non-user identities cannot create new projects. This was probably caused by successfully using a pending"),
        ),
        ("demo", "other", 100, (403, "Invalid API Token: OIDC scoped token is not valid for project 'De.Mo'")),
        ("demo", "demo", 1000, (403, "Invalid API Token: token is expired")),
        ("demo", "demo", 99, (403, "Invalid API Token: token is expired")),
        ("demo", "other", 1000, (403, "Invalid API Token: OIDC scoped token is not valid for project 'De.Mo'")),
    ],
)
def test_tokens_of_trusted_publishers(projects: str, granted: str, now: float, refused: tuple[int, str] | None) -> None:
    """Such a token makes no project, and is good for its publisher's projects while it lasts."""
    grant = Grant(frozenset(granted.split()), 100, 1000)
    state = IndexState(
        projects=frozenset(projects.split()),
        project_name="De.Mo",
        grant=grant,
        now=now,
        similar={"dem0": "d3mo"},
        tokens=frozenset((TOKEN,)),
    )
    found = said(state, f"token {TOKEN}", authenticates=True, attestations="[]")
    assert (found is None) if refused is None else (found is not None and found[0] == refused[0] and found[1].startswith(refused[1]))
    assert said(state) is None or projects == ""


def test_project_size() -> None:
    """A project over 10 GiB is refused."""
    found = said(IndexState(project_size=PROJECT_LIMIT))
    assert found is not None
    assert found[1].startswith("Project size too large. Limit for project 'demo' total size is 10 GB. See https://docs.pypi.org/")


@pytest.mark.parametrize(
    "state",
    [
        IndexState(files={FILENAME: StoredFile(FILENAME, OTHER, OTHER)}, used=frozenset((FILENAME,))),
        IndexState(blake2b={DIGEST: "other-1.0-py3-none-any.whl"}),
    ],
)
def test_file_exists(state: IndexState) -> None:
    """Another file of the name is refused, and so are the same bytes under another name."""
    words = f"File already exists ('{FILENAME}', with blake2_256 hash '{DIGEST}'). See https://pypi.org/help/#file-name-reuse for more information."
    assert said(state) == (400, words)


def test_name_used_before() -> None:
    """The name of a deleted file stays used up."""
    found = said(IndexState(used=frozenset((FILENAME,))))
    assert found is not None
    assert found[1].startswith(
        "This filename was previously used by a file that has since been deleted. Use a different version. See https://"
    )


@pytest.mark.parametrize(("days", "closed"), [(13.9, False), (14.1, True)])
def test_release_closes(days: float, closed: bool) -> None:
    """After 14 days no file can be added to a release."""
    found = said(IndexState(release_created=1000.0, now=1000.0 + days * 86400))
    assert found == ((400, "Uploading new files to releases older than 14 days is not allowed.") if closed else None)


def test_second_sdist() -> None:
    """A release takes one sdist, and any number of wheels."""
    assert said(IndexState(has_sdist=True), filetype="sdist") == (400, "Only one sdist may be uploaded per release.")
    assert said(IndexState(has_sdist=True)) is None


def test_same_file_again_is_accepted() -> None:
    """The very same file is answered with 200 and not looked into, though the release is closed; a wrong token is refused before."""
    stored = {FILENAME: StoredFile(FILENAME, DIGEST, DIGEST)}
    state = IndexState(
        files=stored, blake2b={DIGEST: FILENAME}, used=frozenset(stored), release_created=0.0, now=1e9, projects=frozenset(("demo",))
    )
    arrival = Arrival(upload(), state)
    assert already_there(arrival)
    again = answer(arrival, PYPI)
    assert (again.status, again.present) == (200, True)
    assert answer(arrival._replace(authenticates=True), PYPI).status == 403


@pytest.mark.parametrize("sent", ["[]", "", "x"])
def test_attestations(sent: str) -> None:
    """PyPI takes attestations from Trusted Publishers alone; a check before the upload knows of no token."""
    words = "Invalid attestations supplied during upload: Attestations are only supported when using Trusted Publishing"
    header = f"Bearer {TOKEN}"
    assert said(IndexState(), header, authenticates=True, attestations=sent) == (400, words)
    assert said(IndexState(), attestations=sent) is None
    assert said(IndexState(), header, authenticates=True) is None


def test_passwords_of_all_alphabets() -> None:
    """A user name is read in UTF-8, and else in latin-1."""
    header = "Basic " + b64encode("ü:x".encode("latin-1")).decode()
    refused = said(IndexState(), header, authenticates=True)
    assert refused is not None
    assert refused[1].startswith("Username/Password authentication is no longer supported")
