"""The program's entry: answers what needs no command line library before one is imported."""

import os
import sys

from seatrial import __version__


def main() -> int:
    """Run the program with the arguments of this process and return its exit status."""
    # docutils reads docutils.conf from the working directory, the home and /etc, which would switch raw HTML and file inclusion back on.
    os.environ["DOCUTILSCONFIG"] = ""
    if sys.argv[1:] == ["--version"]:
        # Unbuffered, so that a reader that went away leaves nothing to be written at the end.
        try:  # noqa: SIM105  (contextlib costs a third of an interpreter's start)
            os.write(1, f"seatrial {__version__}\n".encode())
        except OSError:
            pass
        return 0
    try:
        from seatrial.cli.entry import run  # noqa: PLC0415  (--version answers without it)

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        # Pressed before there was anything to interrupt, or twice.
        return 130


if __name__ == "__main__":
    sys.exit(main())
