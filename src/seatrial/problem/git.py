"""Problems with git."""

from seatrial.problem import Kind

MISSING = Kind(
    "PGT001",
    "git is not there",
    "The program git was not found on PATH.",
    "This is a repository of git, and git alone tells which files belong to the project, which commit it is, and which tags there are.",
    "Install git, or put it on PATH, and run the command again.",
)
UNSAFE = Kind(
    "PGT002",
    "git does not trust this folder",
    "git does not read {folder}, because it belongs to another user.",
    "Whoever owns a repository decides which programs git runs in it, so git asks before it reads one of somebody else's.",
    "If you trust it, run `git config --global --add safe.directory {folder}`; otherwise work in a clone of your own.",
)
FAILED = Kind(
    "PGT003",
    "git failed",
    "`git {command}` in {folder} ended with status {status}: {reason}",
    "Without git's answer it is not known what belongs to the project and which commit is released.",
    "Run `git status` in the folder and mend what it says, then run the command again.",
)
SLOW = Kind(
    "PGT004",
    "git did not answer in time",
    "`git {command}` in {folder} was stopped after {seconds} seconds.",
    "A server that does not answer, or a question that nobody could see, would keep the release waiting for ever.",
    "Run `git {command}` yourself to see what it waits for, then run the command again.",
)
TAG_EXISTS = Kind(
    "PGT005",
    "The tag is there already",
    "The tag {tag} is there already, at commit {commit}.",
    "A tag that moves makes two different sources pass as one version.",
    "Raise the version, or delete the tag with `git tag -d {tag}` if it was a mistake and nobody has it yet.",
)
NOT_A_TAG = Kind(
    "PGT006",
    "Not a name for a tag",
    "git does not take {tag} as the name of a tag.",
    "The name of the tag is made from the setting `tag` and the version.",
    "Change `tag` under `[tool.seatrial]`, for instance to `v{{version}}`.",
)
NOT_PUSHED = Kind(
    "PGT007",
    "The tag could not be pushed",
    "Pushing the tag {tag} to {remote} failed: {reason}",
    "The release itself is complete; only the tag is not yet on the server.",
    "Run `git push {remote} {tag}` yourself when the cause is mended.",
)
UNREADABLE = Kind(
    "PGT008",
    "A file of the project cannot be copied",
    "{path} could not be copied for the build: {reason}.",
    "The build takes its own clean copy of the project, and a copy with holes would build something else.",
    "Make the file readable, or delete it, or let git ignore it, and run the command again.",
)
NO_IDENTITY = Kind(
    "PGT009",
    "git does not know who you are",
    "git cannot tag in {folder}: {reason}",
    "A release ends with a tag, and a tag says who made it. Learnt after the upload, this would leave the release half done.",
    'Run `git config --global user.name "Your Name"` and `git config --global user.email you@example.org`, then run the command again.',
)
NOT_SIGNED = Kind(
    "PGT010",
    "The tag could not be signed",
    "git could not sign the tag {tag}: {reason}",
    "The setting `sign-tag`, or git's own setting `tag.gpgSign`, asks for a signed tag, and an unsigned one in its place would deceive.",
    "See whether `git tag --sign` works by hand (`user.signingkey`, `gpg.format`, a running agent), then run the command again: it goes on with the tag.",
)
BARE = Kind(
    "PGT014",
    "The folder is a repository without files",
    "{folder} holds what git knows of a project, but not the project's files (a bare repository).",
    "A release is checked and built from files, and of what git keeps there is none to be seen.",
    "Make a clone with files, `git clone {folder} my-clone`, and run the command there.",
)
GONE = Kind(
    "PGT015",
    "The repository of this folder is gone",
    "A file `.git` in or above {folder} says that its repository is {place}, and there is none.",
    "A linked work tree or a submodule keeps its history elsewhere; without it nobody knows what is committed.",
    "If the repository was moved, run `git worktree repair` in it; if it is gone, make a new clone, or delete the file `.git`.",
)
INCOMPLETE = Kind(
    "PGT016",
    "git has not all files of the commit",
    "The repository {folder} lacks contents of the commit: {reason}",
    "In a partial clone (`--filter`) git fetches a file when it is first needed; a build fetches nothing behind your back.",
    "Fetch everything: run `git sparse-checkout disable`, then `git checkout --force HEAD -- .` if files are still missing, or make a whole clone.",
)
KINDS = (MISSING, UNSAFE, FAILED, SLOW, TAG_EXISTS, NOT_A_TAG, NOT_PUSHED, UNREADABLE, NO_IDENTITY, NOT_SIGNED, BARE, GONE, INCOMPLETE)
