"""What an index shows of a release before anything is sent, as lines of a block: whether it is new, what stands in its way, whether it was rehearsed."""

from collections.abc import Iterator

from seatrial.model.lookup import LookUp, Rehearsed
from seatrial.model.release import Outcome
from seatrial.model.sentence import Sentence
from seatrial.report.block import wrapped
from seatrial.report.escape import escape
from seatrial.report.numbers import age_text
from seatrial.report.steps import index_text
from seatrial.report.style import Style
from seatrial.report.values import PLACE, in_words
from seatrial.text.words import Language, say

LABEL = Sentence("RPT260", "index")
UNKNOWN = Sentence("BFR021", "{index} could not be asked what it has of {name}: what it would refuse is not known.")
NEW = Sentence("BFR022", "{index} has no project {name} yet: this upload makes it.")
NEW_HERE = Sentence("BFR023", "{index} shows no files of {name} yet.")
ASKED = Sentence("BFR024", "Similar names that were looked up and that nobody has: {asked}; not every one can be.")
FIRST = Sentence(
    "BFR025", "A first upload needs a token of the whole account, or a pending publisher; afterwards make a token for this project alone."
)
NEXT = Sentence("BFR026", "{name} {version} is new on {index}; the newest there is {newest}.")
NO_FILES = Sentence("BFR027", "{index} has the project {name}, which has no files: whose it is cannot be seen.")
THERE = Sentence("BFR028", "{index} has {name} {version} already; files there: {files}, files to send: {left}.")
OPEN = Sentence("BFR029", "This version takes files for this many more days: {days}.")
FREE = Sentence("BFR030", "Names that are free: {names}.")
REHEARSED = Sentence("BFR031", "These very files were rehearsed on {index} {time} ago.")
COMMIT = Sentence("BFR032", "This commit was rehearsed on {index} {time} ago; the files that were built then had other bytes.")
NOT_REHEARSED = Sentence("BFR033", "This commit was not rehearsed: seatrial rehearse")
MADE = Sentence("BFR035", "The project {name} is new on {index}: make a token for it alone now, in place of the one of the whole account.")
MANY = 3
"""Releases that are told of."""


def before_lines(outcome: Outcome, language: Language, style: Style) -> tuple[str, ...]:
    """Return what is to be said of what was looked up, wrapped for a block; of many releases those first that are not as usual."""
    sent = any(file.state == "uploaded" for file in outcome.files)
    looks = sorted((look for look in outcome.looked_up if not sent or _is_made(look)), key=_usual)[:MANY]
    # Chinese sentences stand without a space between them.
    told = [("" if language == "zh" else " ").join(_looked(look, language, sent=sent)) for look in looks]
    told += [_rehearsed(outcome.rehearsed, language)] if outcome.rehearsed and not _is_trial(outcome) else []
    return tuple(line for text in told for line in wrapped(text, style))


def _is_made(look: LookUp) -> bool:
    """Whether an upload makes a project at PyPI; nothing else is news once files are sent."""
    return look.project == "absent" and look.pypi and not look.trusted


def _usual(look: LookUp) -> bool:
    return look.project == "there" and not look.files and not look.free


def _is_trial(outcome: Outcome) -> bool:
    return outcome.command == "rehearse" or outcome.index_name == "testpypi"


def _looked(look: LookUp, language: Language, *, sent: bool) -> Iterator[str]:
    values = {"index": index_text(look.index_name, language), "name": escape(look.name), "version": escape(look.version)}
    if sent:
        yield say(language, MADE, values)
        return
    if look.project == "unknown":
        yield say(language, UNKNOWN, values)
    elif look.project == "absent":
        yield from _new(look, language, values)
    elif look.files:
        yield say(language, THERE, {**values, "files": look.files, "left": look.left})
        if look.left and look.days:
            yield say(language, OPEN, {"days": look.days})
    elif look.newest is None:
        yield say(language, NO_FILES, values)
    else:
        yield say(language, NEXT, {**values, "newest": escape(look.newest)})
    if look.free:
        yield say(language, FREE, {"names": escape(", ".join(look.free))})


def _new(look: LookUp, language: Language, values: dict[str, str]) -> Iterator[str]:
    if not look.pypi:
        yield say(language, NEW_HERE, values)
    elif not look.free:
        yield say(language, NEW, values)
        if not look.trusted:
            yield say(language, FIRST)
        if look.asked:
            yield say(language, ASKED, {"asked": look.asked})


def _rehearsed(rehearsed: Rehearsed, language: Language) -> str:
    if not rehearsed.index_name:
        return say(language, NOT_REHEARSED)
    index = in_words({PLACE: escape(rehearsed.index_name)}, language)[PLACE]
    values = {"index": index, "time": age_text(rehearsed.seconds)}
    return say(language, REHEARSED if rehearsed.same_files else COMMIT, values)
