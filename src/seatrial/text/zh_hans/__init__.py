"""Simplified Chinese, by number: one module for each three-letter prefix, imported when first needed."""

from collections.abc import Mapping


def find(key: str) -> str | None:
    """Return the Chinese text of a key such as `WHL003.title` or `CLI012`, None where there is none."""
    return _words(key[:3]).get(key)


def _words(prefix: str) -> Mapping[str, str]:
    # By name, so that a command pays only for the words that it says.
    name = f"seatrial.text.zh_hans.{prefix.lower()}"
    try:
        module = __import__(name, fromlist=["WORDS"])
    except ModuleNotFoundError:
        return {}
    words: Mapping[str, str] = module.WORDS
    return words
