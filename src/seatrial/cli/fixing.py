"""What `seatrial check --fix` does: shows the changes, asks, and writes them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from seatrial.cli import streams
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem
from seatrial.problem.edits import ONE_PROJECT
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.app.fix import Fixing
    from seatrial.cli.manner import Manner
    from seatrial.model.world import World

QUESTION = Sentence("FIX010", "Change these files? [y/N] ")
CHANGED = Sentence("FIX011", "Changed: {files}.")
LEFT = Sentence("FIX012", "Nothing was changed.")
NOBODY = Sentence("FIX013", "Nothing was changed, because nobody can be asked here: `{command}` changes the files.")
YES = frozenset({"y", "yes", "j", "ja", "是", "好"})


def offer_fix(language: Language, paths: Sequence[str], *, sure: bool, **asked: Any) -> None:
    """Show what can be mended in a project, and write it where the user says yes; `sure` is that yes, `asked` are the common options.

    Raises `Problem` PFX020 where there is not one project folder, and those of `app.fix`.
    """
    from seatrial.app.fix import plan_fix  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415

    if len(paths) > 1:
        raise Problem(ONE_PROJECT, paths=len(paths))
    folder = next(iter(paths), ".")
    manner = manner_of(language, **{**asked, "reports": (), "events": None})
    with showing(manner) as shown:
        world = world_of(manner, shown)
        fixing = plan_fix(world, folder)
    _show(fixing, manner)
    if fixing.edits:
        _settle(world, fixing, manner, folder, sure=sure)


def _show(fixing: "Fixing", manner: "Manner") -> None:
    from seatrial.report.terminal_fix import fix_text  # noqa: PLC0415  (only where it is asked for)

    # What stdout gets in another form is one object alone.
    plain = manner.form == "text"
    text = fix_text(fixing.findings, fixing.edits, manner.language, manner.out if plain else manner.err)
    (streams.out if plain else streams.err)(text + "\n")


def _settle(world: "World", fixing: "Fixing", manner: "Manner", folder: str, *, sure: bool) -> None:
    from seatrial.app.fix import fix  # noqa: PLC0415
    from seatrial.report.typed import Typed, command_line  # noqa: PLC0415
    from seatrial.text.words import say  # noqa: PLC0415

    if not sure and not world.logins.terminal():
        command = command_line(Typed(folder, (), manner.data), "check", "--fix", "--yes")
        streams.err(f"{say(manner.language, NOBODY, {'command': command})}\n\n")
    elif sure or (world.logins.ask(Said(QUESTION)) or "").strip().lower() in YES:
        fix(world, fixing)
        files = ", ".join(edit.file for edit in fixing.edits)
        streams.err(f"{say(manner.language, CHANGED, {'files': files})}\n\n")
    else:
        streams.err(f"{say(manner.language, LEFT)}\n\n")
