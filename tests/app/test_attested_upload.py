"""Tests of attestations that are sent along with their files."""

import json

import pytest

from make.attestations import attestation, statement
from make.faults import faulty, reset, status, take
from make.index import TOKEN
from make.issuer import GITLAB, ON_GITLAB, PIPELINE, claims_for, identity, publishers
from make.tokens import ACCOUNT, token
from make.uploads import FILES, alone, go_on, send, states  # noqa: F401  (`alone` is a fixture)
from seatrial.core.attestation import PROVENANCE
from seatrial.index.server import serving
from seatrial.index.store import open_store
from seatrial.index.trust import read_trust

FILE = FILES[0]
GOOD = attestation(statement(FILE.name, sha256=FILE.artifact.sha256))
SLSA = attestation(statement(FILE.name, sha256=FILE.artifact.sha256, type_=PROVENANCE))


@pytest.fixture
def one(tmp_path):
    """Put one file with its two attestations into a folder."""
    path = tmp_path / "dist" / FILE.name
    path.parent.mkdir()
    path.write_bytes(FILE.data)
    path.with_name(f"{FILE.name}.publish.attestation").write_bytes(GOOD)
    path.with_name(f"{FILE.name}.slsa.attestation").write_bytes(SLSA)
    return path


def sent(index):
    """Return the field of each file that was taken."""
    return [[json.loads(value) for name, value in taken.fields if name == "attestations"] for taken in index.taken]


def test_attestations_go_along_as_a_list(tmp_path, one) -> None:
    """The field `attestations` has them as a JSON list, also where the file is sent again, whether a shell named them or not."""
    with faulty(reset("middle")) as index:
        outcome = send(tmp_path, index.url, *sorted(one.parent.iterdir()), attestations=True)
    assert (outcome.problem, outcome.unproven) == (None, ())
    assert sent(index) == [[[json.loads(GOOD), json.loads(SLSA)]]]


def test_nobody_keeps_attestations_of_what_is_there(tmp_path, one) -> None:
    """What goes on needs the attestations of the files that are left alone: those of a file that the index took may be gone."""
    second = one.with_name(FILES[1].name)
    second.write_bytes(FILES[1].data)
    second.with_name(f"{second.name}.publish.attestation").write_bytes(attestation(statement(second.name, sha256=FILES[1].artifact.sha256)))
    with faulty(take, status(500), repeat=True) as index:
        assert send(tmp_path, index.url, one, second, attestations=True, jobs=1).problem.kind.id == "PRL008"
        index.acts.clear()
        one.with_name(f"{FILE.name}.publish.attestation").unlink()
        assert go_on(tmp_path, repository_url=index.url).problem is None
    assert len(sent(index)) == 2


def test_without_the_option_they_are_left_out(tmp_path, one) -> None:
    """What lies beside a file is not sent unasked, and that is said, of signatures too."""
    signature = one.with_name(f"{FILE.name}.asc")
    signature.write_text("-----BEGIN PGP SIGNATURE-----")
    told = []
    with faulty() as index:
        outcome = send(tmp_path, index.url, *sorted(one.parent.iterdir()), told=told)
    assert (outcome.problem, sent(index)) == (None, [[]])
    assert [one.said.sentence.id for one in told if one.said and one.state == "note"][:3] == ["STU009", "STU009", "STU010"]


def test_they_go_along_after_an_interruption(tmp_path, one) -> None:
    """`resume` sends the attestations that the upload began with; one that is not right any more stops it."""
    beside = one.with_name(f"{FILE.name}.publish.attestation")
    with faulty(status(500), repeat=True) as index:
        assert send(tmp_path, index.url, one, attestations=True).problem.kind.id == "PRL008"
        index.acts.clear()
        before = index.posts
        beside.write_bytes(attestation(statement(FILE.name, sha256="b" * 64)))
        changed = go_on(tmp_path, repository_url=index.url)
        assert (changed.problem.kind.id, changed.problem.values["rule"], index.posts) == ("PUP010", "ATT006", before)
        beside.write_bytes(GOOD)
        assert go_on(tmp_path, repository_url=index.url).problem is None
    assert sent(index) == [[[json.loads(GOOD), json.loads(SLSA)]]]


def test_a_file_behind_a_link(tmp_path, one) -> None:
    """An attestation lies beside the name that was given, and speaks of that."""
    kept = tmp_path / "kept"
    one.rename(kept)
    one.symlink_to(kept)
    with faulty() as index:
        assert send(tmp_path, index.url, one, attestations=True).problem is None
    assert sent(index) == [[[json.loads(GOOD), json.loads(SLSA)]]]


def test_an_attestation_of_other_bytes_stops_it(tmp_path, one) -> None:
    """What the index would refuse is an error where it is to be sent, and nothing is."""
    one.with_name(f"{FILE.name}.publish.attestation").write_bytes(attestation(statement(FILE.name, sha256="b" * 64)))
    with faulty() as index:
        outcome = send(tmp_path, index.url, one, attestations=True)
        assert (outcome.problem, states(outcome), index.posts) == (None, ["not sent"], 0)
        assert [finding.rule for finding in outcome.report.findings if finding.severity == "error"] == ["ATT006"]
        assert send(tmp_path, index.url, one).problem is None


def test_a_file_without_any(tmp_path, one) -> None:
    """As with twine each file has to have one."""
    bare = one.with_name(FILES[3].name)
    bare.write_bytes(FILES[3].data)
    with faulty(take) as index:
        outcome = send(tmp_path, index.url, one, bare, attestations=True)
    assert (outcome.problem.kind.id, outcome.problem.values["path"], index.posts) == ("PUP009", str(bare), 0)


def test_a_token_of_a_user_is_told_beforehand(tmp_path, one) -> None:
    """PyPI takes attestations by Trusted Publishing alone, which is said before anything is asked or sent."""
    outcome = send(tmp_path, "pypi", one, attestations=True, environ={"SEATRIAL_TOKEN": token(ACCOUNT)})
    assert (outcome.problem.kind.id, outcome.problem.values["finder"], states(outcome)) == ("PUP008", "environment", ["not sent"])


def test_the_embedded_index_refuses_them_as_pypi_does(tmp_path, one) -> None:
    """With a plain token the embedded index has PyPI's words for it."""
    with serving(open_store(str(tmp_path / "index"), lasting=False), TOKEN) as running:
        outcome = send(tmp_path, f"{running.url}legacy/", one, attestations=True)
    words = "Invalid attestations supplied during upload: Attestations are only supported when using Trusted Publishing"
    assert (outcome.problem.kind.id, outcome.problem.values["message"]) == ("PRL007", words)


def test_the_embedded_index_takes_them_of_a_trusted_publisher(tmp_path, one) -> None:
    """A job without a stored token sends them along, and they are taken."""
    trust = read_trust(publishers(tmp_path, {**ON_GITLAB, "projects": ["boat"]}).read_bytes(), "p.json")
    job = {"SEATRIAL_TOKEN": "", "GITLAB_CI": "true", "SEATRIAL_ID_TOKEN": identity(claims_for("seatrial", PIPELINE, GITLAB))}
    with serving(open_store(str(tmp_path / "index"), lasting=False), TOKEN, trust=trust) as running:
        outcome = send(tmp_path, running.upload_url, one, attestations=True, environ=job)
    assert (outcome.problem, states(outcome)) == (None, ["uploaded"])
