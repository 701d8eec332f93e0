"""Rendering of hostile descriptions in a child process with limits of time and memory."""

import contextlib
import json
import os
import resource
import subprocess
import sys

from seatrial.core.render import render_here
from seatrial.model.metadata import Rendered

CPU = 3
"""Seconds."""
WALL = 10.0
"""Seconds."""
MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""
KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")


def aside(text: str, content_type: str | None) -> Rendered:
    """Render in a child process; undecided where it exceeds a limit or does not end well."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "seatrial.edge.rendering"],
            input=json.dumps([text, content_type]).encode(),
            capture_output=True,
            cwd="/",
            env={**environment, "DOCUTILSCONFIG": ""},
            timeout=WALL,
            check=True,
            start_new_session=True,
        )
        return Rendered(*json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return Rendered(None, undecided=True)


def main() -> int:
    """Read a text and its content type from stdin, write what becomes of it to stdout."""
    for what, limit in ((resource.RLIMIT_CPU, CPU), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        # Where the system has no such limit, the time on the wall remains.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
    text, content_type = json.load(sys.stdin)
    rendered = render_here(text, content_type)
    if rendered.breaks.startswith("MemoryError"):
        rendered = Rendered(None, undecided=True)
    json.dump(rendered, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
