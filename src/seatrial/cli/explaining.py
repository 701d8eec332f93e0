"""What `seatrial explain` does: an id, a text, a file or the standard input."""

import os
import sys
from collections.abc import Sequence
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO, cast

from seatrial.app.explain import explain_file, explain_stream, explain_text
from seatrial.cli import streams
from seatrial.cli.manner import Manner, print_json
from seatrial.model.explain import Findings
from seatrial.report.known import ID, explained_by_id, known, listed, nearly_an_id

if TYPE_CHECKING:
    from seatrial.model.publisher import Shown

LOG = (".log", ".txt", ".out", ".err")


def run_explain(asked: Sequence[str], manner: Manner, *, listing: bool) -> int | None:
    """Explain what is asked, and return the exit status; None where nothing is asked and nothing is piped in."""
    if listing or (asked and all(ID.fullmatch(one.strip().upper()) for one in asked)):
        return _by_id(asked, manner, listing=listing)
    if asked in ((), ("-",)):
        if sys.stdin is None or (not asked and (sys.stdin.isatty() or not _holds(sys.stdin.buffer))):
            return None
        return _found(explain_stream(sys.stdin.buffer), manner)
    if len(asked) == 1 and _is_file(asked[0]):
        return _found(explain_file(asked[0]), manner)
    findings = explain_text(" ".join(asked))
    if not findings.found:
        problem = nearly_an_id(asked, tuple(one.id for one in known("en")))
        if problem:
            raise problem
    return _found(findings, manner)


def _holds(stream: BinaryIO) -> bool:
    try:
        return bool(cast("BufferedReader", stream).peek(1))
    except OSError:
        return False


def _is_file(word: str) -> bool:
    """Tell whether one word names a file: it is there, or it looks like a path or a log."""
    if "\n" in word or len(word) > 4096:
        return False
    if os.path.lexists(word):
        return True
    return not any(map(str.isspace, word)) and "://" not in word and (os.sep in word or word.lower().endswith(LOG))


def _by_id(asked: Sequence[str], manner: Manner, *, listing: bool) -> int:
    found = listed(asked, manner.language) if listing else explained_by_id(asked, manner.language)
    if manner.json:
        from seatrial.report.data_known import known_json  # noqa: PLC0415  (only where it is asked for)

        print_json(known_json(found))
        return 0
    from seatrial.report.terminal_known import known_text, list_text  # noqa: PLC0415

    streams.out((list_text if listing else known_text)(found, manner.language, manner.out))
    return 0


def _found(findings: Findings, manner: Manner) -> int:
    claimed = _claimed(findings)
    if manner.json:
        from seatrial.report.data_causes import causes_json  # noqa: PLC0415  (only where it is asked for)

        told = causes_json(findings, manner.language)
        if claimed:
            from seatrial.report.data_publisher import shown_json  # noqa: PLC0415

            told["publisher"] = shown_json(claimed, manner.language)
        print_json(told)
        return 0
    from seatrial.report.terminal_causes import causes_text  # noqa: PLC0415

    streams.out(causes_text(findings, manner.language, manner.out))
    if claimed:
        from seatrial.report.terminal_publisher import claimed_text  # noqa: PLC0415  (only where a job shows what it claimed)

        streams.out("\n" + claimed_text(claimed, manner.language, manner.out))
    return 0


def _claimed(findings: Findings) -> "Shown | None":
    """Return what the text shows of a job's claims, where a token was refused for them."""
    if not findings.claims or not findings.found:
        return None
    from seatrial.app.publisher import claimed  # noqa: PLC0415  (only where a job shows what it claimed)

    return claimed(findings.claims, findings.refusal, "testpypi" if findings.testing else "pypi")
