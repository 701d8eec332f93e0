"""The language in which a run speaks, and the function that says a numbered sentence in it."""

from collections.abc import Callable, Mapping, Sequence

from seatrial.model.sentence import Sentence
from seatrial.text.words import Language, say

Say = Callable[..., str]
"""(sentence, **values) → text."""
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(args: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Return the language that a command line asks for: `--lang` anywhere on it, else SEATRIAL_LANG, else the locale.

    A wrong `--lang` is left to the command, which refuses it in the language of the environment.
    """
    asked = asked_for("--lang", args)
    if asked in ("en", "zh"):
        return asked  # type: ignore[return-value]  # narrowed by the comparison
    named = environ.get("SEATRIAL_LANG") or next((environ[name] for name in LOCALE if environ.get(name)), "")
    return "zh" if named.lower().startswith("zh") else "en"


def speaking(language: Language) -> Say:
    """Return the function that says a sentence in a language, its values as keyword arguments."""

    def speak(sentence: Sentence, **values: str | int) -> str:
        return say(language, sentence, values)

    return speak


def without_language(args: Sequence[str], language: Language) -> list[str]:
    """Return the arguments without a `--lang` that was understood."""
    rest: list[str] = []
    skip = False
    for number, arg in enumerate(args):
        if arg == "--":
            return [*rest, *args[number:]]
        if skip or arg == f"--lang={language}":
            skip = False
        elif arg == "--lang" and list(args[number + 1 : number + 2]) == [language]:
            skip = True
        else:
            rest.append(arg)
    return rest


def asked_for(option: str, args: Sequence[str]) -> str:
    """Return the last value of an option on a command line that is not parsed yet; empty where it is not there."""
    asked = ""
    for number, arg in enumerate(args):
        if arg == "--":
            break
        if arg.startswith(f"{option}="):
            asked = arg.removeprefix(f"{option}=")
        elif arg == option:
            asked = args[number + 1] if number + 1 < len(args) else ""
    return asked
