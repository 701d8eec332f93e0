"""What an installation showed: the lines of the probe read, and turned into what is wrong."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from seatrial.core.versions import same_version
from seatrial.model.command import Completed
from seatrial.model.sentence import Kind, ProblemFacts
from seatrial.model.verify import Shown, Tried
from seatrial.problem import verify as pvf

FAULTS = 20
"""Of one installation that are told."""
TEXT = 500
"""Characters of one text of the report that are taken."""
TIMEOUT_MARK = "Timeout ("
"""With this faulthandler's watchdog begins what it writes when an import takes too long."""


class Judged(NamedTuple):
    """What is wrong with an installation, and what could not be tried."""

    faults: tuple[ProblemFacts, ...]
    imported: tuple[str, ...]
    untried: tuple[str, ...]
    """Modules and scripts that failed only because a dependency was left out on purpose."""
    need_extra: tuple[str, ...] = ()
    """Scripts that cannot be loaded without an extra of the project, as it seems."""


def read_shown(report: bytes) -> Shown:
    """Read the probe's lines. What is not one of its lines is passed over, because the project's code can write there too."""
    shown = Shown()
    for line in report.splitlines():
        facts = _object(line)
        shown = _take(shown, facts)
    return shown


def _object(line: bytes) -> Mapping[str, Any]:
    import json  # noqa: PLC0415  (paid only where something was installed)

    try:
        facts = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _take(shown: Shown, facts: Mapping[str, Any]) -> Shown:
    match facts:
        case {"finished": True}:
            return shown._replace(finished=True)
        case {"version": str(version), "requires": list(requires), "top": list(top), "extras": list(extras), "bracketed": list(bracketed)}:
            return shown._replace(
                version=version[:TEXT], requires=_texts(requires), top=_texts(top), extras=_texts(extras), bracketed=_texts(bracketed)
            )
        case {"fault": ["missing" | "changed" as kind, str(path)]}:
            return shown._replace(faults=(*shown.faults, (kind, path[:TEXT])))
        case {"begin": ["import" | "script" as kind, str(name), str(target)]}:
            return shown._replace(begun=Tried(kind, name[:TEXT], target[:TEXT]))
        case {"end": ["import" | "script" as kind, str(name), str(target)]}:
            tried = Tried(
                kind, name[:TEXT], target[:TEXT], _text(facts.get("error")), _text(facts.get("missing")), facts.get("gave_up") is True
            )
            return shown._replace(begun=None, tried=(*shown.tried, tried))
    return shown


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(value[:TEXT] for value in values if isinstance(value, str))


def _text(value: object) -> str | None:
    return value[:TEXT] if isinstance(value, str) else None


def broken_off(tried: Tried, completed: Completed, seconds: int) -> ProblemFacts:
    """Return what it means that the probe ended while something was being tried."""
    script = tried.kind == "script"
    if completed.timed_out or TIMEOUT_MARK in completed.output:
        return ProblemFacts(pvf.SCRIPT_HANGS if script else pvf.IMPORT_HANGS, {**_what(tried), "seconds": seconds})
    return ProblemFacts(pvf.SCRIPT_ENDS if script else pvf.IMPORT_ENDS, {**_what(tried), "status": completed.status})


def judge(shown: Shown, name: str, version: str, *, dependencies: bool) -> Judged:
    """Return what is wrong with an installed project of that name and version.

    A script may lack what an extra brings, for a plain installation is in order without it; a module that can be imported may not.
    Where `dependencies` were left out on purpose, and the project has some, a module that is not its own may be missing.
    """
    if shown.version is None:
        return Judged((ProblemFacts(pvf.NOT_FOUND, {"name": name}),) if shown.finished else (), (), ())
    excused = not dependencies and needs_others(shown.requires)
    failed = [tried for tried in shown.tried if tried.error is not None]
    untried = [tried for tried in failed if excused and tried.missing and _foreign(tried, shown.top)]
    need_extra = [tried for tried in failed if tried not in untried and shown.extras and _lacks(tried, shown.top)]
    # A script fails for the same reason as the module that it is in: once is enough.
    reasons = {tried.error for tried in failed if tried.kind == "import"}
    told = [tried for tried in failed if tried not in untried and tried not in need_extra]
    faults = [_fault(tried) for tried in told if tried.kind == "import" or tried.error not in reasons]
    if not same_version(shown.version, version):
        faults.append(ProblemFacts(pvf.OTHER_VERSION, {"name": name, "found": shown.version, "wanted": version}))
    kinds: Mapping[str, Kind] = {"missing": pvf.FILE_MISSING, "changed": pvf.FILE_CHANGED}
    faults += [ProblemFacts(kinds[kind], {"path": path}) for kind, path in shown.faults]
    imported = tuple(tried.name for tried in shown.tried if tried.kind == "import" and tried.error is None)
    waiting = (*(tried.name for tried in need_extra), *shown.bracketed)
    return Judged(tuple(faults[:FAULTS]), imported, tuple(tried.name for tried in untried), waiting)


def needs_others(requires: Iterable[str]) -> bool:
    """Tell whether a project has requirements that no extra has to ask for."""
    return any("extra" not in requirement.partition(";")[2] for requirement in requires)


def _foreign(tried: Tried, top: Iterable[str]) -> bool:
    return (tried.missing or "").partition(".")[0] not in {name.partition(".")[0] for name in top}


def _lacks(tried: Tried, top: Iterable[str]) -> bool:
    return tried.kind == "script" and tried.gave_up and _foreign(tried, top)


def _fault(tried: Tried) -> ProblemFacts:
    return ProblemFacts(pvf.SCRIPT_FAILS if tried.kind == "script" else pvf.IMPORT_FAILS, {**_what(tried), "reason": tried.error or ""})


def _what(tried: Tried) -> dict[str, str]:
    return {"script": tried.name, "target": tried.target} if tried.kind == "script" else {"module": tried.name}
