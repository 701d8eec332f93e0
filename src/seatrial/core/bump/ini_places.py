"""The settings of an INI file with the bytes that they stand in."""

from seatrial.core.bump.stated import Stated

COMMENTS = ("#", ";")


def ini_texts(data: bytes) -> dict[tuple[str, str], Stated]:
    """Return every setting of one line by its section and its key (in lower case, dashes as underscores)."""
    found: dict[tuple[str, str], Stated] = {}
    section, last, start = "", ("", ""), 0
    for raw in data.decode("latin-1").split("\n"):
        begin, start = start, start + len(raw) + 1
        line = raw.strip(" \t\r\x0b\x0c")
        if not line or line.startswith(COMMENTS):
            continue
        if raw[0].isspace():
            # It goes on with the setting before it.
            found.pop(last, None)
        elif line.startswith("[") and "]" in line:
            section, last = line[1 : line.rindex("]")], ("", "")
        else:
            at = min((place for place in (raw.find("="), raw.find(":")) if place >= 0), default=-1)
            last = (section, raw[: max(at, 0)].strip().lower().replace("-", "_"))
            value = raw[at + 1 :]
            inner = value.strip()
            place = begin + at + 1 + len(value) - len(value.lstrip())
            found[last] = Stated(place, place + len(inner), inner)
    return found
