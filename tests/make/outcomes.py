"""Outcomes with everything in them: as runs end, and with one hostile text wherever there can be one."""

from make.report import DIGEST, REFUSAL, SDIST, WHEEL, contents, finding, outcome, plan, problem, report, said, subject
from seatrial.model.change import Changes
from seatrial.model.finding import Finding, Refusal
from seatrial.model.release import (
    Artifact,
    FileOutcome,
    Manifest,
    Outcome,
    Plan,
    StepOutcome,
    TagStep,
    UploadStep,
    Verification,
    WheelContents,
)
from seatrial.model.report import Line, Report, Subject
from seatrial.model.sentence import Kind, ProblemFacts, Said, Sentence

MEMBERS = (("demo/__init__.py", 120), ("demo/data/x.json", 5000), ("demo-1.0.dist-info/METADATA", 900))
CHANGES = Changes(
    "pypi", "0.9", "demo-0.9-py3-none-any.whl", WHEEL, (4000, 4300), gone=tuple((f"demo/old{n}.py", 3) for n in range(9)),
    altered=("demo/core.py",), modules_gone=("demo.old",), packages_gone=("demo.pack",), requirements_added=("rich>=13",),
    requirements_gone=("six",), requires_python=(None, ">=3.11"), license=("MIT", "BSD"), newest="2.0", pure=(True, False),
)  # fmt: skip
CHECKLIST = (
    Line(said("a"), "yes"),
    Line(said("b"), "no", said("c")),
    Line(said("d"), "not known", said("e")),
    Line(said("f"), "not applicable"),
)


def full(**more) -> Outcome:
    """Return a release that a problem stopped, with everything that an outcome can have."""
    refused = finding("ARC001", refusal=Refusal("ARC001", 400, "No `way`."), values={"filename": WHEEL, "detail": "x"})
    found = (refused, finding(severity="warning", file="src/a.py", line=3), finding(severity="note", member="a/b.py"))
    made = outcome(
        command="release",
        index_name="local",
        report=report(
            *found, finding(ignored="we know"), subjects=(subject(verdict="refused", refusal=REFUSAL), subject(SDIST)), checklist=CHECKLIST
        ),
        files=(FileOutcome(WHEEL, 4300, DIGEST, "refused", "File already exists."), FileOutcome(SDIST, 11, DIGEST, "in doubt")),
        steps=(
            StepOutcome("look", "done", 1),
            StepOutcome("name", "skipped", 0, said()),
            StepOutcome("check", "done", 2),
            StepOutcome("own", "failed", 3),
        ),
        contents=(contents(members=MEMBERS), contents(file="b.whl", packages=(), data=())),
        changes=CHANGES,
        problem=problem(),
        plan=plan(),
        verified=(Verification(WHEEL, "pip", True, None, ("demo",)), Verification(SDIST, "uv", False, "broke", log="a.log", python="3.12")),
        unproven=(said("Mars"),),
        notes=(said("Venus"),),
        tag="v1.0",
    )
    return made._replace(**more)


def checked(*findings, **more) -> Outcome:
    """Return a check."""
    return Outcome("check", "pypi", report=report(*findings, **more))


OUTCOMES = {
    "rehearsal": outcome(),
    "everything": full(),
    "interrupted": outcome(interrupted=True, report=None, files=(), verified=(), contents=()),
    "dry run": outcome(command="release", dry_run=True, plan=plan(), report=None),
    "check": checked(finding()),
    "nothing": Outcome("check", ""),
    "other": Outcome("polish", "elsewhere", "demo", steps=(StepOutcome("look", "done", 0.0),)),
    "empty report": Outcome("check", "pypi", report=Report("pypi", "2026-08-21")),
}
SAID = Sentence("RPT998", "It is `{value}` in {value}.")
KIND = Kind("PCL998", "Title", "It `is` {value}.", "Why {value}.", "Fix {value}.")
SCRIPT = "<script>document.title = 'taken over'</script><img src=x onerror=\"document.title = 'taken over'\">"


def filled(text: str, members: tuple[str, ...] = ("demo/a.py",)) -> Outcome:
    """Return an outcome that has a text of others wherever it can have one."""
    said, facts, refusal = Said(SAID, {"value": text}), ProblemFacts(KIND, {"value": text}), Refusal("ZZZ001", 400, text)
    found = (
        Finding("ZZZ001", "error", text, {"value": text}, text, 3, text, refusal),
        Finding("ZZZ002", "note", text, {"value": text}, ignored=text),
    )
    manifest = Manifest(text, text, text, dirty=False, tools={text: text}, files=(Artifact(text, "wheel", 1, DIGEST, DIGEST),))
    steps = (UploadStep("u", text, text), TagStep("t", text, text, text))
    names = (text, f"{text} {text}")
    return Outcome(
        "rehearse",
        text,
        text,
        text,
        files=(FileOutcome(text, 1, text, "refused", f"other {text}"),),
        verified=(Verification(text, text, False, text, names, names, 1.0, (facts,), text, text), Verification(text, text, True)),
        steps=(StepOutcome("look", "done", 1.0, said), StepOutcome("elsewhere", "failed", 2.0, said)),
        tag=text,
        problem=facts,
        report=Report("pypi", text, (Subject(text, "wheel", text, text, "refused", refusal),), found, (Line(said, "no", said),)),
        contents=(WheelContents(text, names, names, names, names, tuple((member, 1) for member in members)),),
        unproven=(said,),
        notes=(said,),
        plan=Plan("p", text, manifest, steps),
        dry_run=True,
        changes=Changes(text, text, text, text, (1, 2), ((text, 1),), ((text, 1),), names, names, names, names, (None, text), newest=text),
    )
