"""Makes click speak Chinese: replaces the translating functions in its modules by ones that read our table."""

from click import core, decorators, exceptions, formatting, parser, termui, types

from seatrial.text.click_words import CHINESE

MODULES = (core, decorators, exceptions, formatting, parser, termui, types)


def speak_chinese() -> None:
    """Let click's own messages be Chinese in this process; what has no translation stays English."""
    for module in MODULES:
        names = vars(module)
        if "_" in names:
            names["_"] = _one
        if "ngettext" in names:
            names["ngettext"] = _many


def _one(message: str) -> str:
    return CHINESE.get(message, message)


def _many(one: str, many: str, count: int) -> str:
    # Chinese has one form, but click fills different placeholders for one and for many.
    return _one(one if count == 1 else many)
