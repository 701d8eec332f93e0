"""A project whose files are half changed, as a process that was killed leaves it."""

import os
from pathlib import Path
from typing import Any

import pytest

from make.cut_off import EDITS
from seatrial.app import edits
from seatrial.model.edit import Purpose
from seatrial.model.world import World


def cut_off(world: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Begin a change of files, and end as a killed process does: one of them is replaced, and the record lies there. Return the folder."""
    rename, count = os.rename, 0

    def dying(*args: Any, **kwargs: Any) -> None:
        nonlocal count
        count += 1
        if count > 1:
            raise SystemExit
        rename(*args, **kwargs)

    def nothing(*_args: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", dying)
        patched.setattr(edits, "_take_back", nothing)
        with pytest.raises(SystemExit):
            edits.write_all(world, str(folder), EDITS, Purpose("bump", "1.0", "1.1"))
    return folder
