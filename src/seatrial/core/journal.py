"""The journal of a release: lines that only we can have written, and what they say is done."""

import hmac
import json
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from seatrial.core.plan import plan_data, plan_from
from seatrial.model.release import Event, Plan
from seatrial.problem import Problem
from seatrial.problem.release import JOURNAL_FOREIGN, JOURNAL_NEWER, JOURNAL_UNREADABLE

SCHEMA = 1
"""Of the lines; raised when an older seatrial could not replay what a newer one wrote."""
_SEAL = b',"mac":"'
_SEAL_SIZE = len(_SEAL) + 64 + len(b'"}')

Detail = Mapping[str, str | int]
Standing = Literal["untouched", "interrupted", "ended", "finished"]


class Replayed(NamedTuple):
    """What a journal tells."""

    plan: Plan
    done: Mapping[str, Detail] = {}
    """Detail of the steps that are done, by step id."""
    doubt: Mapping[str, Detail] = {}
    """Steps that were started and have no known end, with what is known of it."""
    failed: Mapping[str, Detail] = {}
    """Detail of the steps that ended badly, for sure."""
    mac: str = ""
    """Seal of the last whole line; the next line is chained to it."""
    size: int = 0
    """Bytes up to the end of the last whole line; what follows is torn."""


def to_line(entry: Plan | Event, key: bytes, mac: str = "") -> tuple[bytes, str]:
    """Return the line for the plan (the first) or an event, and its seal.

    `mac` is the seal of the line before it: a line cannot be taken out or moved without breaking the chain.
    """
    data = {"plan": plan_data(entry)} if isinstance(entry, Plan) else entry._asdict()
    body = json.dumps({"schema": SCHEMA, **data}, separators=(",", ":")).encode()[:-1]
    seal = _seal(body, key, mac)
    return b"%s%s%s\x22}\n" % (body, _SEAL, seal.encode()), seal


def from_line(line: bytes, key: bytes, mac: str = "") -> tuple[dict[str, Any], str] | None:
    """Return the content of a line and its seal, None where the line was not written with this key after the line sealed by `mac`.

    Nothing of a line is parsed before its seal is known to be ours.
    """
    body, seal = line[:-_SEAL_SIZE], line[-_SEAL_SIZE:].removeprefix(_SEAL).removesuffix(b'"}')
    if not hmac.compare_digest(_seal(body, key, mac).encode(), seal):
        return None
    content: dict[str, Any] = json.loads(body + b"}")
    return content, seal.decode()


def replay(data: bytes, key: bytes, path: str) -> Replayed | None:
    """Return what a journal tells; None where it ends before its first line is whole: then nothing was begun.

    A torn last line is passed over. Raises Problem for a journal that was not written with this key, or by a newer seatrial;
    `path` names it.
    """
    lines = data.split(b"\n")[:-1]
    found: Replayed | None = None
    for number, line in enumerate(lines, 1):
        content = from_line(line, key, found.mac if found else "")
        if content is None and found and number == len(lines):
            break
        if content is None:
            raise Problem(JOURNAL_FOREIGN, path=path, line=number)
        found = _next(found, *content, path)._replace(size=(found.size if found else 0) + len(line) + 1)
    return found


def after(known: Replayed, event: Event) -> Replayed:
    """Return what a journal tells once an event is added to it."""
    done, doubt, failed = dict(known.done), dict(known.doubt), dict(known.failed)
    doubt.pop(event.step, None)
    failed.pop(event.step, None)
    unclear = event.kind == "started" or event.detail.get("state") == "in doubt"
    group = doubt if unclear else done if event.kind == "done" else failed
    group[event.step] = event.detail
    return known._replace(done=done, doubt=doubt, failed=failed)


def standing(known: Replayed) -> Standing:
    """Say how a journal stands: nothing begun, cut off in the middle, ended by a failure that is certain, or all done."""
    if all(step.id in known.done for step in known.plan.steps):
        return "finished"
    if not (known.done or known.doubt or known.failed):
        return "untouched"
    return "ended" if known.failed and not known.doubt else "interrupted"


def _next(found: Replayed | None, content: dict[str, Any], seal: str, path: str) -> Replayed:
    schema = content.pop("schema", 0)
    if schema > SCHEMA:
        raise Problem(JOURNAL_NEWER, path=path, schema=schema, known=SCHEMA)
    try:
        if found is None:
            return Replayed(plan_from(content["plan"]), mac=seal)
        return after(found, Event(**content))._replace(mac=seal)
    except (KeyError, TypeError) as error:
        raise Problem(JOURNAL_UNREADABLE, path=path, reason=f"{type(error).__name__}: {error}") from error


def _seal(body: bytes, key: bytes, mac: str) -> str:
    return hmac.new(key, mac.encode() + body, "sha256").hexdigest()
