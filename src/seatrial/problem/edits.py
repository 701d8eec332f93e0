"""Problems: what stops files of a project from being changed."""

from seatrial.problem import Kind

ALL_OR_NONE = "Files that belong together are changed all or none, so that a project never stands half changed."
NOT_PLAIN = Kind(
    "PFX001",
    "A file is not where it seems to be",
    "{file} is a link, lies behind one or outside of the project, or is no plain file.",
    "What is written through a link changes a file somewhere else, perhaps of another project.",
    "Put a plain file in the place of the link, or change the file that it leads to by hand.",
)
HARD_LINKED = Kind(
    "PFX002",
    "A file has several names",
    "{file} is the same file as another one on this disk (hard links: {count}).",
    "A file is replaced as a whole; its other names would keep the old content, and nobody would notice.",
    "Make it a file of its own: `cp {typed} {typed}.own && mv {typed}.own {typed}`. Then run the command again.",
)
FOREIGN = Kind(
    "PFX003",
    "A file belongs to another user",
    "{file} belongs to the user with the number {owner}.",
    "A file is replaced as a whole, and in the end it would belong to somebody else than before.",
    "Run the command as the user who owns the file, or make it yours with `chown`.",
)
READ_ONLY = Kind(
    "PFX004",
    "A file must not be written",
    "{file} is read-only. Nothing was changed.",
    ALL_OR_NONE,
    "If it may be changed, run `chmod u+w {typed}`, and run the command again.",
)
CHANGED = Kind(
    "PFX005",
    "A file changed meanwhile",
    "{file} is not any more what it was when the project was looked at. Nothing of what changed it was overwritten, and all other files are as before.",
    "Another program, perhaps an editor, wrote it at the same moment; what it wrote would be lost.",
    "Save what is open in an editor, and run the command again.",
)
CANNOT_WRITE = Kind(
    "PFX006",
    "A file cannot be written",
    "{file} cannot be written: {reason}. All files are as before.",
    ALL_OR_NONE,
    "See that there is room on the disk and that the project's folder is writable, and run the command again.",
)
STUCK = Kind(
    "PFX007",
    "Files are half changed",
    "{file} can be neither changed nor set back: {reason}. Some files are as they were to be, others as before.",
    "What every file was and is to be is written down in `.seatrial`, so nothing is lost.",
    "Mend what stands in the way, then run `seatrial resume`: it finishes the change. `seatrial resume --abandon` takes it back.",
)
INTERRUPTED = Kind(
    "PFX008",
    "A change of files was interrupted",
    "`{command}` was stopped while it changed files: {files}.",
    "Some of them may be changed and others not; whatever is made of the project now would not agree with itself.",
    "Run `seatrial resume`: it finishes the change. `seatrial resume --abandon` takes it back.",
)
UNSAFE = Kind(
    "PFX009",
    "The record of a change cannot be trusted",
    "{path} was not written by you with this seatrial, or it is damaged.",
    "It says what files of the project are to become; one that somebody else made would put their words into them.",
    "See with `git diff` whether the project's files are as they should be, then delete {path}.",
)
TOO_MUCH = Kind(
    "PFX010",
    "Too much would be changed at once",
    "The files that are to be changed have more than {limit} bytes.",
    "They are written down as a whole before the first one is changed; texts of a project are much smaller.",
    "Check that these files are what they should be: {files}.",
)
ALTERED = Kind(
    "PFX011",
    "A half-changed file was changed by somebody else",
    "A change of files was interrupted, and since then somebody else changed {file}. Nothing was overwritten.",
    "The file is neither what it was before nor what it was to become; both are still written down in `.seatrial`.",
    "Run `seatrial resume --abandon`: it sets the other files back and leaves this one as it is. Or undo your change of it, then run `seatrial resume`.",
)
ONE_PROJECT = Kind(
    "PFX020",
    "One project at a time is mended",
    "Paths given: {paths}; `--fix` takes the folder of one project.",
    "What would be changed is shown and asked for as a whole.",
    "Run `seatrial check --fix DIR` for each project.",
)
KINDS = (NOT_PLAIN, HARD_LINKED, FOREIGN, READ_ONLY, CHANGED, CANNOT_WRITE, STUCK, INTERRUPTED, UNSAFE, TOO_MUCH, ALTERED, ONE_PROJECT)
