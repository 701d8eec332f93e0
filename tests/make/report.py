"""Reports and outcomes as small as a test needs them."""

import string

from seatrial.model.build import Built
from seatrial.model.finding import Finding, Refusal, Severity
from seatrial.model.release import (
    Artifact,
    FileOutcome,
    Manifest,
    Outcome,
    Plan,
    PushStep,
    StepOutcome,
    TagStep,
    UploadStep,
    Verification,
    VerifyStep,
    WheelContents,
)
from seatrial.model.report import Report, Subject
from seatrial.model.sentence import Kind, ProblemFacts, Said, Sentence
from seatrial.rules.rule import Rule

WHEEL = "demo-1.0-py3-none-any.whl"
SDIST = "demo-1.0.tar.gz"
REFUSAL = Refusal("FRM001", 400, "Invalid distribution file.")
SENTENCE = Sentence("RPT998", "uv is not on {place}.")
KIND = Kind("PCL998", "A thing broke", "{thing} broke.", "It matters because {thing} is needed.", "Mend {thing}.")
DIGEST = "8c5d0e12" * 8


def values_of(rule: Rule) -> dict[str, str]:
    """Return a value for each placeholder of a rule's message."""
    return {name: f"<{name}>" for _, name, _, _ in string.Formatter().parse(rule.message) if name}


def finding(rule: str = "ZZZ001", severity: Severity = "error", subject: str = f"dist/{WHEEL}", **more) -> Finding:
    """Return a finding; its rule is one that does not exist, unless it is named."""
    return Finding(rule, severity, subject, more.pop("values", {"name": "demo"}), **more)


def subject(path: str = f"dist/{WHEEL}", verdict="accepted", **more) -> Subject:
    """Return a judged file."""
    return Subject(path, more.pop("kind", "wheel"), "demo", "1.0", verdict, **more)


def report(*findings: Finding, subjects=None, **more) -> Report:
    """Return a report on one accepted wheel, unless others are given."""
    return Report("pypi", "2026-08-21", (subject(),) if subjects is None else subjects, findings, **more)


def said(place: str = "PATH") -> Said:
    """Return a sentence with its value."""
    return Said(SENTENCE, {"place": place})


def problem(thing: str = "demo") -> ProblemFacts:
    """Return a problem."""
    return ProblemFacts(KIND, {"thing": thing})


def manifest(**more) -> Manifest:
    """Return the manifest of a wheel and an sdist."""
    files = (Artifact(WHEEL, "wheel", 4300, DIGEST, DIGEST), Artifact(SDIST, "sdist", 11_000, DIGEST, DIGEST))
    return Manifest("demo", "1.0", **{"commit": "f" * 40, "dirty": False, "tools": {"seatrial": "0.1.0"}, "files": files, **more})


def plan() -> Plan:
    """Return the plan of a release with a tag that is pushed."""
    return Plan(
        "p1",
        "local",
        manifest(),
        (
            UploadStep("u1", WHEEL, DIGEST),
            UploadStep("u2", SDIST, DIGEST, ("u1",)),
            VerifyStep("v", ("u1", "u2")),
            TagStep("t", "v1.0", "f" * 40, "demo 1.0", ("v",)),
            PushStep("p", "v1.0", "origin", ("t",)),
        ),
    )


def contents(**more) -> WheelContents:
    """Return what is in a small wheel."""
    return WheelContents(
        **{"file": WHEEL, "packages": ("demo (4)",), "modules": (), "data": ("demo/x.txt",), "scripts": ("demo = demo:main",), **more}
    )


def outcome(**more) -> Outcome:
    """Return how a good rehearsal ends."""
    made = Outcome(
        "rehearse",
        "rehearsal",
        "demo",
        "1.0",
        files=(FileOutcome(WHEEL, 4300, DIGEST, "uploaded"), FileOutcome(SDIST, 11_000, DIGEST, "present")),
        verified=(
            Verification(WHEEL, "pip", True, None, ("demo",), ("demo --help",), 1.24),
            Verification(SDIST, "pip", True, None, ("demo",), (), 2.0),
        ),
        steps=(StepOutcome("look", "done", 0.1), StepOutcome("build", "done", 2.1), StepOutcome("tag", "skipped", 0.0)),
        report=report(),
        contents=(contents(),),
    )
    return made._replace(**more)


def built(**more) -> Built:
    """Return a build that came to its end."""
    made = Built(manifest(), "dist", {WHEEL: f"dist/{WHEEL}", SDIST: f"dist/{SDIST}"}, report(), (contents(),))
    return made._replace(**more)
