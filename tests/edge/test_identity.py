"""The identity of a job, as each CI gives it, and what is said where it gives none."""

import json
import os
import socket
import sys

import pytest

from make.issuer import JOB, PIPELINE, REQUEST_TOKEN, claims_for, identity, issuing
from seatrial.core.credential.finders import variable_of
from seatrial.core.publishing.claims import decode
from seatrial.edge.identity import identity as of_this_job

KEPT = {"PATH": os.environ["PATH"], "SEATRIAL_TOKEN": "hush"}


@pytest.fixture(scope="module")
def service():
    """Run one issuer for all tests of this module."""
    with issuing() as running:
        yield running


@pytest.fixture(autouse=True)
def _as_new(service):
    service.answer, service.claims = None, {}


def test_github(service) -> None:
    """A job that may have an identity gets one for the audience, by the token that GitHub gave it for this."""
    found = of_this_job("pypi", {**KEPT, **service.environment()})
    assert (found.state, found.token.reveal(), service.asked[-1]) == ("found", service.given[-1], f"bearer {REQUEST_TOKEN}")
    claims = decode(found.token.reveal())
    assert (claims["aud"], claims["repository"]) == ("pypi", JOB["repository"])
    assert service.given[-1] not in repr(found)


def test_nowhere() -> None:
    """Outside of a CI nobody is asked."""
    assert of_this_job("pypi", KEPT).state == "absent"


@pytest.mark.parametrize("lost", ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL"])
def test_github_without_permission(service, lost) -> None:
    """A job without `id-token: write` is told so."""
    environ = {**KEPT, **service.environment(), lost: ""}
    assert of_this_job("pypi", environ).problem.kind.id == "PTP001"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((500, b"no"), "GitHub: OIDC token request failed (code=500, body='no')"),
        ((403, f"bearer {REQUEST_TOKEN}0123456789".encode()), "****"),
        ((200, b"<html>"), "GitHub: malformed or incomplete JSON"),
        ((200, b'{"value": 1}'), "GitHub: malformed or incomplete JSON"),
        ((200, json.dumps({"value": "a.b.c"}).encode()), "Malformed token"),
        ((200, json.dumps({"value": identity(claims_for("other"))}).encode()), "audience claim mismatch"),
        ((500, b"\xff"), "invalid start byte"),
    ],
)
def test_github_fails(service, answer, reason) -> None:
    """What the service answers in place of an identity is the reason, without what may be a secret in it."""
    service.answer = answer
    found = of_this_job("pypi", {**KEPT, **service.environment()})
    assert (found.state, found.problem.kind.id, found.problem.values["service"]) == ("broken", "PTP003", "GitHub Actions")
    assert reason in found.problem.values["reason"]
    assert REQUEST_TOKEN not in found.problem.values["reason"]


def test_nobody_answers(service) -> None:
    """A refused connection is told as what it is, and a service that is silent is waited for no longer than is said."""
    environ = {**KEPT, **service.environment()}
    found = of_this_job("pypi", {**environ, "ACTIONS_ID_TOKEN_REQUEST_URL": "http://127.0.0.1:9/"})
    assert found.problem.values["reason"] == "Connection refused"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        found = of_this_job("pypi", {**environ, "ACTIONS_ID_TOKEN_REQUEST_URL": url}, seconds=0.8)
    assert (found.state, found.problem.values["reason"]) == ("broken", "no answer in 0.8 s")


def test_gitlab() -> None:
    """A GitLab job has its identity in a variable that is named after the audience."""
    token = identity(claims_for("pypi", PIPELINE))
    job = {**KEPT, "GITLAB_CI": "true"}
    assert of_this_job("pypi", {**job, "PYPI_ID_TOKEN": f"{token}\n"}).token.reveal() == token
    found = of_this_job("testpypi", {**job, "PYPI_ID_TOKEN": token})
    assert (found.problem.kind.id, dict(found.problem.values)) == ("PTP002", {"variable": "TESTPYPI_ID_TOKEN", "audience": "testpypi"})
    assert (variable_of("seatrial"), variable_of("https://1.example")) == ("SEATRIAL_ID_TOKEN", "HTTPS___1_EXAMPLE_ID_TOKEN")
    assert variable_of("1st") == "_ST_ID_TOKEN"


def test_the_child_has_no_secret_in_its_environment(tmp_path, monkeypatch, service) -> None:
    """What gets the identity goes to the child through a pipe; no token of an upload goes there at all."""
    child = tmp_path / "child.py"
    monkeypatch.setattr("seatrial.edge.identity.CHILD", child)
    child.write_text(
        "import json, os, sys; json.dump({'reason': ' '.join(sorted(os.environ)) + ' | ' + ' '.join(json.load(sys.stdin)['environ'])}, sys.stdout)"
    )
    monkeypatch.setattr("seatrial.edge.identity.LONGEST", 5000)
    environ = {**service.environment(), "SEATRIAL_TOKEN": "hush", "PYPI_ID_TOKEN": "hush", "OWN": "1", "PATH": os.environ["PATH"]}
    at_start, _, piped = of_this_job("pypi", environ).problem.values["reason"].partition(" | ")
    assert {"OWN", "PATH", "GITHUB_ACTIONS"} <= set(at_start.split())
    assert set(piped.split()) == {"ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL", "PYPI_ID_TOKEN"}
    assert not set(piped.split()) & set(at_start.split())
    assert "SEATRIAL_TOKEN" not in at_start
    for text in ("print('nonsense')", "print([])", "print('[' * 100000)", ""):
        child.write_text(text)
        assert of_this_job("pypi", environ).problem.values["reason"] == "it ended early"
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    assert of_this_job("pypi", environ).problem.values["reason"] == "No such file or directory"


def test_other_services_by_their_programs(tmp_path) -> None:
    """Buildkite and CircleCI are asked through their own programs, which may be missing or fail."""
    token = identity(claims_for("pypi"))
    programs = tmp_path / "bin"
    programs.mkdir()
    environ = {"PATH": str(programs), "BUILDKITE": "true"}
    assert "could not find Buildkite agent" in of_this_job("pypi", environ).problem.values["reason"]
    (programs / "buildkite-agent").write_text(f"#!/bin/sh\necho {token}\n")
    (programs / "buildkite-agent").chmod(0o755)
    assert of_this_job("pypi", environ).token.reveal() == token
    found = of_this_job("pypi", {"PATH": str(programs), "CIRCLECI": "true"})
    assert (found.problem.values["service"], "could not find `circleci`" in found.problem.values["reason"]) == ("CircleCI", True)
