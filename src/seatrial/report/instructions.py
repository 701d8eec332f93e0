"""What to do as steps: one a line in the table of causes, lines that begin with spaces go on with the step before."""

from seatrial.report.block import room_in
from seatrial.report.style import Style
from seatrial.report.width import hang


def instructions(fix: str) -> tuple[str, ...]:
    """Return the steps of a fix; what is to be copied stands in lines of its own."""
    steps: list[str] = []
    for line in fix.split("\n"):
        if line.startswith(" ") and steps:
            steps[-1] += f"\n{line}"
        else:
            steps.append(line)
    return tuple(steps)


def numbered(fix: str, style: Style) -> tuple[str, ...]:
    """Return the steps of a fix as lines with numbers, wrapped, save what is to be copied; a single step has no number."""
    steps = instructions(fix)
    lines: list[str] = []
    for number, step in enumerate(steps, 1):
        mark = f"{number}. " if len(steps) > 1 else ""
        words, *copied = step.split("\n")
        lines += [*hang(words, room_in(style), mark, " " * len(mark)), *(" " * len(mark) + line for line in copied)]
    return tuple(lines)
