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
NO_TAG = Kind(
    "PBP033",
    "No tag says a version yet",
    "The version comes from git's tags, and none of those behind HEAD says one; there is nothing that `{to}` could raise.",
    "A part raises the version before.",
    "Write the first version itself: `seatrial bump 0.1.0`. Where tags were not fetched, run `git fetch --tags` (a shallow clone: `git fetch --unshallow --tags`).",
)
ALREADY_TAGGED = Kind(
    "PBP034",
    "HEAD has the tag of a release already",
    "HEAD is tagged {tag}, so that it is {version}; nothing was committed since.",
    "Two tags on one commit would make two versions of the same files.",
    "Commit what the new version is to bring, then run the command again. To release what is tagged: `seatrial release --to pypi`, or another index.",
)
DIRTY = Kind(
    "PBP035",
    "Not everything is committed",
    "Changed, or new to git: {files}",
    "The version comes from git's tags; a tag names the commit, and a tree that differs from it gets a version of its own, which PyPI refuses.",
    "Commit these files or let git ignore them, then run the command again.",
)
OTHER_BUMP = Kind(
    "PBP036",
    "A raised version waits to be released",
    "For `{was}` an earlier release raised the version from {old} to {new}, and did not come to its end; now `{to}` is asked for.",
    "Raised twice, {new} would be left out, and nobody would know why.",
    "Release it with `seatrial release --to {index}`, or take it back with `{undo}`; then ask again. Where nothing is to be taken back, `seatrial bump` raises it once more.",
)
KINDS = (UNSAFE_RECORD, NO_MESSAGE, NOT_PROVED, NO_TAG, ALREADY_TAGGED, DIRTY, OTHER_BUMP)
