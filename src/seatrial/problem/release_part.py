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
KINDS = (UNSAFE_RECORD, NO_MESSAGE)
