"""What a failed build's output says: the one line that matters, and whether the network was away."""

import re

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
