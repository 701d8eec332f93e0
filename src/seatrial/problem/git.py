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
HALF_WAY = Kind(
    "PGT017",
    "A command of git stopped half-way here",
    "In {folder} a {command} was begun and not ended; nothing can be committed beside it.",
    "git would take whatever it is in the middle of into the commit.",
    "End it with `git {command} --continue`, or give it up with `git {command} --abort` (a bisect with `git bisect reset`), and run the command again.",
)
HOOK_REFUSED = Kind(
    "PGT018",
    "A hook of git refused the commit",
    "git did not commit; a hook of this repository ended with status {status}: {reason}",
    "Hooks are the project's own rules for commits, and they are kept. Nothing is left half done: the files are as they were before.",
    "Mend what the hook says and run the command again. Where it reformats files, run the formatter and commit that first.",
)
HOOK_CHANGED = Kind(
    "PGT019",
    "The commit does not hold what was to be committed",
    "The commit {commit} was made, but a hook of git, or a filter, changed what is in it: {files}",
    "A version that somebody else rewrites on the way into a commit may not be the one that was asked for.",
    "See it with `git show {commit}`. If it is right, go on; else take it back with `{undo}`.",
)
COMMIT_NOT_SIGNED = Kind(
    "PGT020",
    "The commit could not be signed",
    "git could not sign the commit: {reason}",
    "git's setting `commit.gpgSign` asks for a signed commit, and an unsigned one in its place would deceive. The files are as they were before.",
    "See whether `git commit --gpg-sign --allow-empty` works by hand (`user.signingkey`, `gpg.format`, a running agent), then run the command again.",
)
NO_AUTHOR = Kind(
    "PGT021",
    "git does not know who commits",
    "git cannot commit in {folder}: {reason}",
    "A commit says who made it.",
    'Run `git config --global user.name "Your Name"` and `git config --global user.email you@example.org`, then run the command again.',
)
NO_PARENT = Kind(
    "PGT022",
    "There is no commit yet",
    "The branch of {folder} has no commit, and one that holds the version alone would be an odd first one.",
    "The change of a version is committed on top of what it is the version of.",
    "Make the first commit with `git add` and `git commit`, then run the command again.",
)
CHANGED_BEFORE = Kind(
    "PGT023",
    "Files of the commit are changed already",
    "Not committed as they are: {files}",
    "The commit would take these changes along under the name of a new version.",
    "Commit them or put them back (`git stash`), then run the command again.",
)
IGNORED_FILES = Kind(
    "PGT024",
    "git ignores a file that holds the version",
    "Ignored by git: {files}",
    "A commit without it would leave the version different for everybody else.",
    "Take it out of `.gitignore`, or run `git add --force` for it and commit; else raise the version without a commit.",
)
LOCKED = Kind(
    "PGT025",
    "Another git is at work here",
    "The file {path} is there, by which git keeps others from changing the same.",
    "Two that commit at once would lose one of the commits.",
    "Wait until the other one is done (an editor may be open), and run the command again. If none runs, it died: delete the file.",
)
MOVED = Kind(
    "PGT026",
    "Somebody else committed meanwhile",
    "HEAD was to be at {parent} and is at {found}.",
    "A commit is made on what was looked at, not on what came about since.",
    "Look at `git log`, then run the command again.",
)
KINDS = (
    MISSING,
    UNSAFE,
    FAILED,
    SLOW,
    TAG_EXISTS,
    NOT_A_TAG,
    NOT_PUSHED,
    UNREADABLE,
    NO_IDENTITY,
    NOT_SIGNED,
    BARE,
    GONE,
    INCOMPLETE,
    HALF_WAY,
    HOOK_REFUSED,
    HOOK_CHANGED,
    COMMIT_NOT_SIGNED,
    NO_AUTHOR,
    NO_PARENT,
    CHANGED_BEFORE,
    IGNORED_FILES,
    LOCKED,
    MOVED,
)
