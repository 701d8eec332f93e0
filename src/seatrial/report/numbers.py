"""Sizes and durations as people read them."""

UNITS = ("KiB", "MiB", "GiB")


def size_text(size: int) -> str:
    """Return bytes in the unit that keeps the number short: `812 B`, `4.2 KiB`, `17 MiB`."""
    if size < 1024:
        return f"{size} B"
    step = min((size.bit_length() - 1) // 10, len(UNITS))
    if round(size / 1024**step) >= 1024 and step < len(UNITS):
        step += 1
    amount = size / 1024**step
    return f"{amount:.1f} {UNITS[step - 1]}" if amount < 9.95 else f"{amount:.0f} {UNITS[step - 1]}"


def seconds_text(seconds: float) -> str:
    """Return a duration: `0.3 s`, `42 s`, `3 min 05 s`."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02} s"


def age_text(seconds: float) -> str:
    """Return how long something is past, no more exactly than people care for: `42 s`, `5 min`, `3 h`, `12 d`."""
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size:.0f} {unit}"
    return f"{seconds:.0f} s"
