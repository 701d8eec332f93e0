"""Progress on stderr: on a terminal the running steps move in place, elsewhere each finished step is one plain line."""

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from seatrial.cli import streams
from seatrial.cli.boundary import status_of
from seatrial.cli.looks import columns_of
from seatrial.model.event import Told
from seatrial.model.sentence import Said, Sentence
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import said
from seatrial.report.numbers import seconds_text, size_text
from seatrial.report.steps import STEPS, step_text
from seatrial.report.style import Role, Style
from seatrial.report.width import cut, pad, width
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.cli.record import Record

BEAT = 0.1
"""Seconds between two drawings."""
FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
PLAIN_FRAMES = "|/-\\"
BAR = 24
"""Columns of the bar of an upload; half as many where the terminal has fewer than WIDE."""
WIDE = 100
AT_ONCE = 8
"""Files that have a line of their own at most."""
SURE = 1.0
"""Seconds after which a rate says something."""
FOLLOWED = frozenset(("tests",))
"""Steps whose children tell people how far they are."""
LAST = Sentence("CLI527", "{line}")
RATE = Sentence("CLI474", "{rate}/s, {rest} left")


class Running(NamedTuple):
    """A step that is under way."""

    since: float
    told: Told


class Progress:
    """Tells people what a use case tells: a context manager whose `tell` any thread may call.

    `verbose` is 1 for details, 2 for what child processes write too; `record` takes the events of a file.
    """

    def __init__(
        self, language: Language, style: Style, *, live: bool, quiet: bool, verbose: int = 0, record: "Record | None" = None
    ) -> None:
        self.language = language
        self.style = style
        self.live = live and not quiet
        self.quiet = quiet
        self.verbose = verbose
        self.record = record
        self.running: dict[str, Running] = {}
        self.room = max(width(step_text(step, language)) for step in STEPS)
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._mover: threading.Thread | None = None
        self._drawn = 0
        self._beats = 0
        self._spoke = False
        self._fence = ""
        """What ends the lines in which GitHub looks for no commands, while there are such lines."""

    def __enter__(self) -> Self:
        """Begin to listen."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Leave the finished lines and nothing else; what ends a run with an error ends its events too."""
        self._over.set()
        if self.record and error:
            self.record.end(status_of(error))
        with self._lock:
            self.running.clear()
            self._fenced(wanted=False)
            self._redraw()
            if self.live and self._spoke:
                streams.err("\n")

    def tell(self, told: Told) -> None:
        """Take one thing that happened."""
        lost = self.record.tell(told).complaint() if self.record else ""
        with self._lock:
            if lost:
                self._redraw(self.style.paint("warn", lost))
            self._fenced(wanted=told.state == "output" and self.verbose > 1)
            if told.state == "started":
                self.running[told.step] = Running(time.monotonic(), told)
                self._move()
            elif told.state == "progress":
                before = self.running.get(told.step)
                self.running[told.step] = _further(before, told)
                self._move()
                # A log keeps what a terminal shows for a moment.
                if told.said and not self.live and not (before and before.told.said == told.said):
                    self._redraw(self._note(told))
            elif told.state in {"note", "detail"}:
                self._redraw(self._note(told) if told.state == "note" or self.verbose else "")
            elif told.state == "output":
                self._follow(told)
                self._redraw(self._output(told) if self.verbose > 1 else "")
            else:
                begun = self.running.pop(told.step, None)
                self._redraw(self._finished(told, begun))

    def _follow(self, told: Told) -> None:
        """Show beside a step that is followed the line that its child wrote last."""
        line, before = (told.line or "").strip(), self.running.get(told.step)
        if self.live and before and line and told.step in FOLLOWED:
            self.running[told.step] = before._replace(told=Told(told.step, "progress", Said(LAST, {"line": line})))

    def _finished(self, told: Told, begun: Running | None) -> str:
        marks, role = self.style.marks, _role(told)
        if self.quiet and told.state != "failed":
            return ""
        mark = {"done": marks.good, "failed": marks.bad}.get(told.state, marks.skip)
        text = self._said(told)
        seconds = seconds_text(time.monotonic() - begun.since) if begun else ""
        parts = [f"{self.style.paint(role, mark)} {pad(step_text(told.step, self.language), self.room)}"]
        parts += [part for part in (text, self.style.paint("dim", seconds)) if part]
        return "  ".join(parts).rstrip()

    def _note(self, told: Told) -> str:
        text = self._said(told)
        if self.quiet or not text:
            return ""
        return self.style.paint("dim", f"{self.style.marks.note} {pad(step_text(told.step, self.language), self.room)}  {text}")

    def _output(self, told: Told) -> str:
        step = pad(step_text(told.step, self.language), self.room)
        return f"{self.style.paint('dim', f'| {step}')}  {escape((told.line or '').expandtabs())}"

    def _fenced(self, *, wanted: bool) -> None:
        # What a build prints commands nothing, wherever in a line GitHub looks for it.
        if self.live or not streams.on_github() or wanted == bool(self._fence):
            return
        if wanted:
            import secrets  # noqa: PLC0415  (only there)

            self._fence = secrets.token_hex(16)
            streams.err(f"::stop-commands::{self._fence}\n", commands=True)
        else:
            streams.err(f"::{self._fence}::\n", commands=True)
            self._fence = ""

    def _said(self, told: Told) -> str:
        return said(told.said, self.language, escape_values) if told.said else ""

    def _move(self) -> None:
        if self.live and self._mover is None:
            self._mover = threading.Thread(target=self._draw_until_over, daemon=True)
            self._mover.start()

    def _draw_until_over(self) -> None:
        while not self._over.wait(BEAT):
            with self._lock:
                self._beats += 1
                if not self._over.is_set():
                    self._redraw()

    def _redraw(self, above: str = "") -> None:
        # One write for everything, so that nothing flickers; a line that were wider than the terminal could not be taken back.
        if not self.live:
            if above:
                streams.err(above + "\n")
            return
        back = ("\r\x1b[K" + "\x1b[1A\x1b[K" * (self._drawn - 1)) if self._drawn else ""
        lines = [line for step, running in self.running.items() for line in (self._line(step, running), *self._parts(running.told))]
        self._drawn = len(lines)
        self._spoke = self._spoke or bool(above)
        text = back + (above + "\n" if above else "") + "\n".join(lines)
        if text:
            streams.err(text)

    def _line(self, step: str, running: Running) -> str:
        frames = FRAMES if self.style.marks.good == "✓" else PLAIN_FRAMES
        frame, label = frames[self._beats % len(frames)], pad(step_text(step, self.language), self.room)
        elapsed = seconds_text(time.monotonic() - running.since)
        room = columns_of(sys.stderr) - 1 - width(f"{frame} {label}    {elapsed}")
        middle = cut("  ".join(filter(None, (self._measure(running), self._said(running.told)))), max(room, 0))
        return f"{self.style.paint('name', frame)} {self.style.paint('strong', label)}  {middle}  {self.style.paint('dim', elapsed)}"

    def _measure(self, running: Running) -> str:
        told = running.told
        if not told.total:
            return ""
        if told.unit != "bytes":
            return f"{told.done}/{told.total}"
        return f"{self._bar(told.done, told.total)}{self._rate(running)}"

    def _bar(self, done: int, total: int) -> str:
        columns = BAR if columns_of(sys.stderr) >= WIDE else BAR // 2
        filled = min(columns, columns * done // max(total, 1))
        full, empty = ("━", "─") if self.style.marks.good == "✓" else ("=", "-")
        return f"{full * filled}{empty * (columns - filled)} {size_text(done)} / {size_text(total)}"

    def _rate(self, running: Running) -> str:
        done, total, elapsed = running.told.done, running.told.total, time.monotonic() - running.since
        if elapsed < SURE or not 0 < done < total:
            return ""
        rate = done / elapsed
        return "  " + said(Said(RATE, {"rate": size_text(round(rate)), "rest": seconds_text((total - done) / rate)}), self.language)

    def _parts(self, told: Told) -> list[str]:
        """Return a line for each file that is under way, where they are not all that there is."""
        if [part.total for part in told.parts] == [told.total]:
            return []
        indent, lines = " " * (self.room + 4), []
        for part in told.parts[:AT_ONCE]:
            bar = self._bar(part.done, part.total)
            name = cut(escape(part.name), max(columns_of(sys.stderr) - 3 - width(indent + bar), 0))
            lines.append(self.style.paint("dim", cut(f"{indent}{bar}  {name}", columns_of(sys.stderr) - 1)))
        return lines


def progress(language: Language, style: Style, *, quiet: bool, verbose: int = 0, record: "Record | None" = None) -> Progress:
    """Return what shows progress on stderr; it moves only where stderr is a terminal and colour is wanted."""
    live = style.colour and sys.stderr is not None
    return Progress(language, style, live=live, quiet=quiet, verbose=verbose, record=record)


def _further(before: Running | None, told: Told) -> Running:
    # What a step said stays until it says something else.
    if before is None:
        return Running(time.monotonic(), told)
    return Running(before.since, told if told.said else told._replace(said=before.told.said))


def _role(told: Told) -> Role:
    return {"done": "good", "failed": "bad"}.get(told.state, "dim")  # type: ignore[return-value]  # the table's words are roles
