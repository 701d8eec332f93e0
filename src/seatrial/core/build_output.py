"""What a failed build's output says: the one line that matters, whether the network was away, and which compiler is missing."""

import re
from collections.abc import Sequence
from typing import NamedTuple

SHOWN = 20
"""Lines of output that are shown."""
WIDTH = 500
"""Characters of one line that are kept."""
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
RAISED = re.compile(r"[A-Za-z_][\w.]*(: .*)?")
COMPLAINT = re.compile(r"\s*(?:[\w.-]+: )?(?:error|fatal|ERROR|FATAL|Error)\b ?[:\]-].*|.*: (?:fatal )?error: .*")
FOLLOWING = re.compile(
    r".*(?:command .* failed|failed with exit (?:code|status)|subprocess-exited-with-error|returned non-zero).*", re.IGNORECASE
)
AWAY = re.compile(
    r"dns error|name resolution|Name or service not known|nodename nor servname|getaddrinfo|Connection refused|Network is unreachable|No route to host"
    r"|error sending request|Failed to connect|NewConnectionError|ConnectTimeout|ConnectionError|ReadTimeoutError|ProxyError|connection timed out"
    r"|could not resolve host|tcp connect error|Network connectivity is disabled|operation timed out|SSLError|certificate verify failed|invalid peer certificate",
    re.IGNORECASE,
)

_NO_FILE = r"(?:No such file or directory|cannot find the file specified|not found)"
_PROGRAM = r"[\w./\\+-]{0,200}"
NO_COMPILER = (
    re.compile(rf"error: command '({_PROGRAM})' failed: {_NO_FILE}", re.IGNORECASE),
    re.compile(rf"unable to execute '?({_PROGRAM}?)'?: {_NO_FILE}", re.IGNORECASE),
    re.compile(
        r"error: \[Errno 2\] No such file or directory: '([^'\s]{0,200}(?:cc|gcc|g\+\+|c\+\+|clang|clang\+\+|gfortran|swig|nvcc|cl\.exe)(?:-[\d.]+)?)'"
    ),
    re.compile(r"Unknown compiler\(s\): \[(.{1,300})\]"),
    re.compile(r"No (CMAKE_\w{1,20}_COMPILER) could be found"),
    re.compile(r"(CMAKE_\w{1,20}_COMPILER) not set, after EnableLanguage"),
    re.compile(r"linker [`'](\S{1,200})[`'] not found"),
    re.compile(r"(rustc), the rust compiler, is not installed", re.IGNORECASE),
    re.compile(r"(Cargo), the Rust package manager, is not installed"),
    re.compile(r"Do you have (cargo) in your PATH"),
    re.compile(r"can't find (Rust) compiler"),
    re.compile(r"(Microsoft Visual C\+\+) [\d.]+ (?:or greater )?is required"),
    re.compile(r"fatal error: '?(Python\.h)'?(?: file not found|: No such file or directory)"),
)
"""What backends say where a compiler, or what it needs of Python, is not there; each names it."""


FETCHING = re.compile(r"File \".*[\\/]puccinialin[\\/]")
"""In the traceback of a backend that could not fetch the Rust that it did not find."""


class Missing(NamedTuple):
    """A compiler or linker that a build looked for in vain."""

    names: str
    """By which it was looked for."""
    line: str
    """What the build says of it."""


def missing_compiler(output: str) -> Missing | None:
    """Return what a failed build says of a compiler or linker that is not there; None where none is missing."""
    lines = _lines(output)
    for line in lines:
        found = next((match for pattern in NO_COMPILER if (match := pattern.search(line))), None)
        if found:
            names = re.findall(r"\['([^']+)'\]", f"[{found[1]}]") or [found[1]]
            return Missing(", ".join(names), line.strip())
    return Missing("rustc, cargo", telling_line(output)) if any(map(FETCHING.search, lines)) else None


def telling_line(output: str) -> str:
    """Return the line of a failed program's output that says most; empty where it printed nothing.

    That is the exception at the end of the last traceback, else the last complaint (`error: …`) that does not merely
    repeat that some command failed, else the last line.
    """
    lines = _lines(output)
    raised = _raised(lines)
    if raised and not FOLLOWING.fullmatch(raised):
        return raised
    complaints = [line.strip() for line in lines if COMPLAINT.fullmatch(line)]
    first_hand = [line for line in complaints if not FOLLOWING.fullmatch(line)]
    for found in (first_hand, complaints, [raised] if raised else [], [lines[-1].strip()] if lines else []):
        if found:
            return found[-1]
    return ""


def tail(output: str) -> tuple[str, ...]:
    """Return the last lines of an output, bounded in number and width."""
    return tuple(_lines(output)[-SHOWN:])


def network_line(output: str) -> str | None:
    """Return the first line of an installer's output that says that the network is away; None where none does."""
    return next((line.strip() for line in _lines(output) if AWAY.search(line)), None)


def with_network(line: str, output: str) -> str:
    """Return the telling line of a backend's output, with the last that says that the network is away where there is one."""
    away = next((one.strip() for one in reversed(_lines(output)) if AWAY.search(one)), None)
    return line if away is None or away in line else f"{line} ({away})"


def shortened(names: Sequence[str], most: int) -> str:
    """Return names as one line, with a mark where there are more of them."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def first_of(names: Sequence[str], most: int) -> str:
    """Return the first names as one line, with one more that stands for the rest."""
    return ", ".join((*names[:most], *(("…",) if len(names) > most else ())))


def _raised(lines: list[str]) -> str | None:
    starts = [number for number, line in enumerate(lines) if line.lstrip().startswith("Traceback (most recent call last)")]
    if not starts:
        return None
    last = lines[starts[-1]]
    indent = len(last) - len(last.lstrip())
    for line in lines[starts[-1] + 1 :]:
        text = line[indent:]
        if not line[:indent].strip() and text[:1].strip() and RAISED.fullmatch(text):
            return text.strip()
    return None


def _lines(output: str) -> list[str]:
    plain = COLOURS.sub("", output).replace("\r", "\n")
    return [line[:WIDTH].rstrip() for line in plain.split("\n") if line.strip()]
