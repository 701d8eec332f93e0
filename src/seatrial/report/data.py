"""The JSON answers: a versioned, frozen shape."""

from collections.abc import Mapping
from typing import Any

from seatrial import __version__
from seatrial.core.plan import plan_data
from seatrial.core.profile import DATE, PYPI
from seatrial.model.build import Built, Twins
from seatrial.model.change import Changes
from seatrial.model.finding import Finding, Refusal, Value
from seatrial.model.release import Artifact, FileOutcome, Manifest, Outcome, Plan, StepOutcome, Verification, WheelContents
from seatrial.model.report import Line, Report, Subject
from seatrial.model.sentence import ProblemFacts
from seatrial.model.status import Next, OnIndex, Status
from seatrial.report.data_before import looked_up_json, rehearsed_json
from seatrial.report.explained import explain_finding, explain_problem, said, verification_text
from seatrial.report.summary import counts
from seatrial.text.words import Language

SCHEMA = 1
SIDES = ("before", "after")
CHANGED = (
    "altered",
    "modules_gone",
    "packages_gone",
    "scripts_added",
    "scripts_gone",
    "entry_points_gone",
    "extras_gone",
    "requirements_added",
    "requirements_gone",
)
"""Lists of names among what changed."""
Json = dict[str, Any]


def report_json(report: Report, language: Language) -> Json:
    """Return the answer of `seatrial check`, its sentences in a language."""
    return {
        "schema": SCHEMA,
        "seatrial": __version__,
        "profile": {"index": report.index_name, "date": report.profile_date},
        "subjects": [_subject(subject) for subject in report.subjects],
        "findings": [_finding(finding, language) for finding in report.findings],
        "checklist": None if report.checklist is None else [_line(line, language) for line in report.checklist],
        "counts": counts(report.findings),
    }


def outcome_json(outcome: Outcome, language: Language) -> Json:
    """Return the answer of `seatrial rehearse` and `seatrial release`, its sentences in a language; of a dry run with the plan."""
    return {
        "schema": SCHEMA,
        "name": _text(outcome.name) or None,
        "version": _text(outcome.version) or None,
        "index": outcome.index_name or None,
        "files": [_file(file) for file in outcome.files],
        "verified": [_verified(one, language) for one in outcome.verified],
        "steps": [_step(step) for step in outcome.steps],
        "tag": _text(outcome.tag),
        "problem": None if outcome.problem is None else _problem(outcome.problem, language),
        "report": report_json(outcome.report or Report(outcome.index_name or PYPI.name, DATE), language),
        "changes": None if outcome.changes is None else _changes(outcome.changes),
        "looked_up": [looked_up_json(one, _text) for one in outcome.looked_up],
        "rehearsed": None if outcome.rehearsed is None else rehearsed_json(outcome.rehearsed, _text),
        "unproven": [_text(said(one, language, _clean)) for one in outcome.unproven],
        "notes": [_text(said(one, language, _clean)) for one in outcome.notes],
        **({} if outcome.bumped is None else {"bump": _bump(outcome)}),
        **({"plan": plan_json(outcome.plan)} if outcome.dry_run and outcome.plan else {}),
    }


def _bump(outcome: Outcome) -> Json:
    """Return the version that a release raised first, or would raise."""
    bumped = outcome.bumped
    committed = bumped.committed if bumped else None
    return {
        "from": _text(bumped.old if bumped else None),
        "to": _text(bumped.new if bumped else None),
        "commit": committed.commit if committed and not outcome.dry_run else None,
        "undo": _text(outcome.undo) or None,
    }


def build_json(built: Built, language: Language) -> Json:
    """Return the answer of `seatrial build`, its sentences in a language."""
    return {
        "schema": SCHEMA,
        **_manifest(built.manifest),
        "files": [{**_artifact(file), "path": _text(built.paths.get(file.name))} for file in built.manifest.files],
        "others": [_text(name) for name in built.others],
        "contents": [_contents(one) for one in built.contents],
        "report": report_json(built.report, language),
        "changes": None if built.changes is None else _changes(built.changes),
        "reproducible": None if built.twins is None else _same(built.twins),
    }


def _same(twins: Twins) -> bool:
    from seatrial.core.sameness import is_same  # noqa: PLC0415  (it loads what opens archives)

    return is_same(twins)


def plan_json(plan: Plan) -> Json:
    """Return a plan: what is done, in which order, at which index; the same as `--plan FILE` takes."""
    cleaned: Json = _cleaned(plan_data(plan))
    return cleaned


def status_json(status: Status, step: Next, language: Language) -> Json:
    """Return the answer of `seatrial status`: its facts, and what is to be done next by one word."""
    release, index = status.release, status.embedded
    return {
        "schema": SCHEMA,
        "name": _text(status.name),
        "version": _text(status.version),
        "tree": {**status.tree._asdict(), "changed": [path_json(path) for path in status.tree.changed]},
        "tag": status.tag._asdict(),
        "dist": {**status.dist._asdict(), "files": [{**one._asdict(), "name": path_json(one.name)} for one in status.dist.files]},
        "rehearsal": {
            "state": status.rehearsal.state,
            "seconds": None if status.rehearsal.state == "none" else round(status.rehearsal.age),
        },
        "release": release
        and {
            "standing": release.standing,
            "name": release.name,
            "version": release.version,
            "index": release.index_name,
            "this_commit": release.this_commit,
            "files": [_file(one) for one in release.files],
            "problem": release.problem and _problem(release.problem, language),
        },
        "embedded": {**index._asdict(), "problem": index.problem and _problem(index.problem, language)},
        "indexes": [_on_index(one) for one in status.indexes],
        "errors": status.errors,
        "at_work": status.at_work,
        "change": status.change
        and {
            "command": status.change.command or None,
            "files": [path_json(one) for one in status.change.files],
            "problem": status.change.problem and _problem(status.change.problem, language),
        },
        "next": step,
    }


def _on_index(index: OnIndex) -> Json:
    ages = {name: None if age is None else round(age) for name, age in (("released", index.released), ("rehearsed", index.rehearsed))}
    listed = {name: [path_json(one) for one in getattr(index, name)] for name in ("versions", "files", "missing")}
    return {
        "index": index.index_name, "state": index.state, **listed, **ages, "this_commit": index.this_commit, "reason": _text(index.reason) or None,
    }  # fmt: skip


def problem_json(problem: ProblemFacts, language: Language) -> Json:
    """Return the answer of a command that a problem stopped before it had any other."""
    return {"schema": SCHEMA, "problem": _problem(problem, language)}


def path_json(path: str) -> str:
    r"""Return a path as JSON carries it: as it is where it is UTF-8; else each other byte is `\xNN` and each backslash `\\`."""
    if _whole(path):
        return path
    return "".join("\\\\" if letter == "\\" else _byte(letter) for letter in path)


def _subject(subject: Subject) -> Json:
    return {
        "path": path_json(subject.path),
        "kind": subject.kind,
        "name": _text(subject.name),
        "version": _text(subject.version),
        "verdict": subject.verdict,
        "refusal": None if subject.refusal is None else _refusal(subject.refusal),
    }


def _refusal(refusal: Refusal) -> Json:
    return {"rule": refusal.rule, "status": refusal.status, "message": _text(refusal.message)}


def _finding(finding: Finding, language: Language) -> Json:
    words = explain_finding(finding, language, _clean)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "title": words.title,
        "message": words.message,
        "why": words.why,
        "fix": words.fix,
        "url": words.url,
        "subject": path_json(finding.subject),
        "file": None if finding.file is None else path_json(finding.file),
        "line": finding.line,
        "member": None if finding.member is None else path_json(finding.member),
        "ignored": _text(finding.ignored),
    }


def _line(line: Line, language: Language) -> Json:
    fix = None if line.fix is None else said(line.fix, language, _clean)
    note = None if line.note is None else said(line.note, language, _clean)
    told = {"line": said(line.said, language, _clean), "state": line.state, "fix": fix}
    return {**told, "rules": list(line.rules), "note": note, "subject": path_json(line.subject)}


def _artifact(file: Artifact) -> Json:
    return {"name": file.name, "kind": file.kind, "size": file.size, "sha256": file.sha256, "blake2b_256": file.blake2b_256}


def _file(file: FileOutcome) -> Json:
    whose = {"project": _text(file.project), "version": _text(file.version)} if file.project else {}
    told = {"name": path_json(file.name), "size": file.size, "sha256": file.sha256, "state": file.state, "message": _text(file.message)}
    return {**told, **whose}


def _verified(one: Verification, language: Language) -> Json:
    return {
        "file": path_json(one.file),
        "with": one.with_,
        "python": one.python,
        "ok": one.ok,
        "message": _text(verification_text(one, language) or None),
    }


def _step(step: StepOutcome) -> Json:
    return {"step": step.step, "state": step.state, "seconds": round(step.seconds, 3)}


def _problem(problem: ProblemFacts, language: Language) -> Json:
    words = explain_problem(problem, language, _clean)
    return {"id": words.id, "title": words.title, "message": words.message, "why": words.why, "fix": words.fix}


def _manifest(manifest: Manifest) -> Json:
    return {
        "name": _text(manifest.name),
        "version": _text(manifest.version),
        "commit": manifest.commit,
        "dirty": manifest.dirty,
        "tools": dict(manifest.tools),
    }


def _changes(changes: Changes) -> Json:
    return {
        "index": changes.index_name,
        "since": changes.version,
        "newest": changes.newest,
        "expected": changes.expected,
        "complete": changes.complete,
        "files": {"before": path_json(changes.before), "after": path_json(changes.after)},
        "size": dict(zip(SIDES, changes.size, strict=True)),
        "added": [{"path": path_json(path), "size": size} for path, size in changes.added],
        "gone": [{"path": path_json(path), "size": size} for path, size in changes.gone],
        **{name: [_text(one) for one in getattr(changes, name)] for name in CHANGED},
        "requires_python": dict(zip(SIDES, map(_text, changes.requires_python), strict=True)),
        "license": dict(zip(SIDES, map(_text, changes.license), strict=True)),
        "pure": None if changes.pure is None else dict(zip(SIDES, changes.pure, strict=True)),
    }


def _contents(contents: WheelContents) -> Json:
    return {
        "file": path_json(contents.file),
        "packages": [_text(name) for name in contents.packages],
        "modules": [_text(name) for name in contents.modules],
        "data": [_text(name) for name in contents.data],
        "scripts": [_text(name) for name in contents.scripts],
    }


def _clean(values: Mapping[str, Value]) -> Mapping[str, Value]:
    return {name: path_json(value) if isinstance(value, str) else value for name, value in values.items()}


def _cleaned(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _cleaned(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_cleaned(one) for one in data]
    return path_json(data) if isinstance(data, str) else data


def _text(text: str | None) -> str | None:
    return None if text is None else path_json(text)


def _whole(text: str) -> bool:
    return text.isascii() or not any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)


def _byte(letter: str) -> str:
    code = ord(letter)
    if not 0xD800 <= code <= 0xDFFF:
        return letter
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"
