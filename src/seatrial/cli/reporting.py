"""A run in each form, and reports as files: whether one can be written at all, and writing it as a whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from seatrial.problem import Problem
from seatrial.problem.command import REPORT_LOST, REPORT_PLACE
from seatrial.report.places import Where
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.model.finding import Severity
    from seatrial.model.release import Outcome
    from seatrial.report.typed import Typed


class Ended(NamedTuple):
    """How a run ended, for every form."""

    outcome: "Outcome"
    status: int
    """The exit status, as far as it does not depend on the reports."""
    answer: Callable[[], Mapping[str, Any]]
    """Makes the JSON object of the command."""
    fail_on: "Severity" = "error"
    typed: "Typed | None" = None
    """What the next command repeats."""


def document(form: str, ended: Ended, language: Language) -> str:
    """Return a run in a form: `json`, `sarif`, `github`, `junit` or `html`. Each form is imported when it is asked for."""
    if form == "html":
        from seatrial.report.html import page  # noqa: PLC0415
        from seatrial.report.typed import TYPED  # noqa: PLC0415

        return page(ended.outcome, language, fail_on=ended.fail_on, typed=ended.typed or TYPED)
    if form == "junit":
        from seatrial.report.junit import junit  # noqa: PLC0415

        return junit(ended.outcome, language, fail_on=ended.fail_on)
    if form == "github":
        from seatrial.report.github import github  # noqa: PLC0415

        return github(ended.outcome, language, where=here())
    if form == "sarif":
        from seatrial.report.sarif import sarif  # noqa: PLC0415

        return json_text(sarif(ended.outcome, language, status=ended.status, where=here()))
    return json_text(ended.answer())


def json_text(answer: Mapping[str, Any]) -> str:
    """Return JSON in ASCII, so that no letter of it can be lost or act on a terminal, nor a text in it command a log of GitHub."""
    import json  # noqa: PLC0415  (only where it is asked for)

    return json.dumps(answer, indent=2).replace("##[", "\\u0023#[") + "\n"


def here() -> Where:
    """Return the working folder, and the top folder of the repository that it lies in; itself where there is none."""
    try:
        folder = Path.cwd()
    except OSError:  # it was removed under our feet
        return Where()
    # os.path, because it takes a folder that may not be looked into for one without git.
    top = next((place for place in (folder, *folder.parents) if os.path.lexists(place / ".git")), folder)
    return Where(str(folder), str(top))


def ready(path: str) -> None:
    """See that a report can be written before long work is begun. Raises Problem PCL002."""
    try:
        number = _hindrance(Path(path))
        reason = os.strerror(number) if number else ""
    except OSError as error:
        reason = error.strerror or str(error)
    if reason:
        raise Problem(REPORT_PLACE, path=path, reason=reason)


def _hindrance(path: Path) -> int:
    if os.path.lexists(path):
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            return errno.EISDIR
        # A link is replaced, never followed.
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
            return errno.ENOTSUP
    if not stat.S_ISDIR(path.parent.stat().st_mode):
        return errno.ENOTDIR
    return 0 if os.access(path.parent, os.W_OK | os.X_OK) else errno.EACCES


def write(path: str, text: str) -> Problem | None:
    """Write a report in place of what has its name; return what stopped it, if anything did."""
    target = Path(path)
    fresh = target.with_name(f".{target.name[:200]}.{os.getpid()}.new")
    try:
        fresh.unlink(missing_ok=True)
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        with os.fdopen(file, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            stream.write(text)
        fresh.replace(target)
    except OSError as error:
        return Problem(REPORT_LOST, path=path, reason=error.strerror or str(error))
    finally:
        with suppress(OSError):
            fresh.unlink()
    return None


def add_summary(ended: Ended, language: Language) -> None:
    """Add a run to the summary of the job, where GitHub names a file for it; where that fails the log still has everything."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from seatrial.report.github import summary  # noqa: PLC0415  (only there)

    with suppress(OSError), Path(path).open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(summary(ended.outcome, language))
