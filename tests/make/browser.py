"""A real browser without a window: loads a page and tells what it made of it."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--enable-logging=stderr",
)
DARK = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")
"""The system of a user who likes it dark."""


def browse(tmp_path: Path, url: str, *flags: str) -> tuple[str, str]:
    """Load a page in a browser that knows nothing yet; return what it printed, and what its console says."""
    browser = next(filter(None, map(shutil.which, NAMES)), None)
    assert browser, "This test needs chromium (Debian: apt-get install chromium)."
    home = tmp_path / "profile"
    home.mkdir(exist_ok=True)
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    command = [browser, *FLAGS, f"--user-data-dir={home}", *flags, url]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if ":CONSOLE" in line)
