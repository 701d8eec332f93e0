"""Problems: what stops a project's tests."""

from seatrial.problem import Kind

NO_PROJECT = Kind(
    "PTS001",
    "There is no project to run",
    "`--run` was given, and none of these is a project's folder: {paths}.",
    "It builds, rehearses and tests a project from its tree; files that are built already have no tests in them.",
    "Name the project's folder, or leave `--run` out. `seatrial verify FILE` installs and tries files.",
)
NO_ROOM = Kind(
    "PTS002",
    "There is no room for the tests",
    "The tests cannot be put into the folder for temporary files: {reason}.",
    "They run in a copy of the project beside a fresh environment, all of which is removed afterwards.",
    "Make room, or name another folder with `TMPDIR`.",
)
KINDS = (NO_PROJECT, NO_ROOM)
