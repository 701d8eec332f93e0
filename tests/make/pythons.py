"""Interpreters of the test's own: a second real one, and programs that stand where a Python would."""

import subprocess
import sys
from pathlib import Path


def second(folder: Path) -> str:
    """Make another real interpreter, a copy in an environment of its own; return its path."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--copies", str(folder)], check=True)
    return str(folder / "bin" / "python")


def program(path: Path, text: str) -> Path:
    """Write a program of the shell; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def answering(path: Path, version: str, *, free: int = 0) -> Path:
    """Write a program that answers as the Python of a version does."""
    return program(path, f"printf 'python\\t{version}\\t%s\\t{free}\\t%s\\n' '{version.replace('.', chr(9))}' \"$0\"")
