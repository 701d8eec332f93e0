"""The program as a real process, in an environment of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

KEPT = ("PATH", "TMPDIR", "SYSTEMROOT", "COVERAGE_PROCESS_START")


def environment(home: Path | str, **more: str) -> dict[str, str]:
    """Return a bare environment in English with UTF-8, its home and data in a folder of the test."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "HOME": str(home), "SEATRIAL_DATA": str(Path(home, "seatrial-data")), "LC_ALL": "C.UTF-8", **more}


def seatrial(
    *args: str | bytes, home: Path | str, cwd: Path | str | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess:
    """Run the program to its end; output is text."""
    return subprocess.run(
        [sys.executable, "-m", "seatrial", *args],
        capture_output=True,
        check=False,
        cwd=cwd or home,
        encoding="utf-8",
        env=environment(home, **(env or {})),
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
