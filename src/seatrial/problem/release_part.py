"""Problems: what stops the commit, the tag or the proof of a raised version, and a release that raises one."""

from seatrial.problem import Kind

UNSAFE_RECORD = Kind(
    "PBP030",
    "The record of a bump cannot be trusted",
    "{path} was not written by you with this seatrial, or it is damaged.",
    "It says what is to be committed and tagged; one that somebody else made would do that in your name.",
    "See with `git status` and `git log` what is done, then delete {path}.",
)
NO_MESSAGE = Kind(
    "PBP031",
    "A commit without a message",
    "The message of the commit is empty.",
    "git takes no commit without a message.",
    "Give one with `--message`, or leave out the setting `message` under `[tool.seatrial.bump]` for `Release {{version}}`.",
)
NOT_PROVED = Kind(
    "PBP032",
    "The built metadata says another version",
    "The version was to be {expected}; the backend says {found} of a copy with the change made.",
    "Installers and PyPI know a release by the version in its metadata alone; a place was missed, or the version comes from elsewhere.",
    "Look in the log {log}, and for where the backend takes the version from. A place that is not found by itself is told in `[tool.seatrial.bump]`.",
)
KINDS = (UNSAFE_RECORD, NO_MESSAGE, NOT_PROVED)
