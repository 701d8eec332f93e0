"""Problems with releases: plan, journal, files, tag."""

from seatrial.problem import Kind

JOURNAL_FOREIGN = Kind(
    "PRL001",
    "A journal was not written by you",
    "Line {line} of {path} was not written by seatrial for this user.",
    "A journal says what is uploaded already. One that came with a clone, was edited, or belongs to another data folder (`SEATRIAL_DATA`, `--data`) cannot be trusted.",
    "If you released with another data folder, name it again. Otherwise delete {path} and run the command again: files that are on the index with the same bytes are recognised.",
)
JOURNAL_NEWER = Kind(
    "PRL002",
    "A journal was written by a newer seatrial",
    "{path} has schema {schema}; this seatrial knows schema {known}.",
    "A newer seatrial began this release, and only it knows what its entries mean.",
    "Install the newer seatrial again and run `seatrial resume`.",
)
JOURNAL_UNREADABLE = Kind(
    "PRL003",
    "A journal cannot be read",
    "{path} cannot be read: {reason}.",
    "Without its journal nobody knows how far the release got.",
    "Delete {path} and run `seatrial release --to local` again: files that are on the index with the same bytes are recognised.",
)
PLAN_UNREADABLE = Kind(
    "PRL004",
    "A plan cannot be read",
    "This is not a plan of seatrial: {reason}.",
    "A plan names every file by its hash and every step by what comes before it; a part of that is missing.",
    "Make the plan again with `seatrial release --to local --dry-run --plan FILE`.",
)
PLAN_NEWER = Kind(
    "PRL005",
    "A plan was made by a newer seatrial",
    "The plan has schema {schema}; this seatrial knows schema {known}.",
    "A newer seatrial made this plan, and only it knows what its steps mean.",
    "Install the newer seatrial, or make the plan again with this one.",
)
FILE_CHANGED = Kind(
    "PRL006",
    "A file changed after it was checked",
    "{path} is not the file of the plan: its sha256 is {found}, and {planned} was checked.",
    "Only the bytes that were built and checked are sent; they were noted when the plan was made.",
    "Put the file back. Else begin anew: `seatrial upload dist` takes the files as they are now, `seatrial resume --abandon` gives up what was begun.",
)
REFUSED = Kind(
    "PRL007",
    "The index refused a file",
    "{file} was refused by {the_index}: {message}",
    "Files of this release that are on the index now: {live} of {total}.",
    "Mend the package, and release it again. What is on the index stays there, so a changed package may need a new version ({next}). "
    "If the reason lay outside of the files, mend that and run the same command again: it sends what is left.",
)
NO_ANSWER = Kind(
    "PRL008",
    "The index gave no clear answer",
    "{file} was sent to {the_index}, which did not say whether it took it: {message}",
    "Files of this release that are known to be on the index: {live} of {total}.",
    "Run the same command again when the index answers: what it has already is recognised.",
)
NOT_VERIFIED = Kind(
    "PRL009",
    "The release could not be verified",
    "{name} {version} is on {the_index}, but installing it back failed: {file} with {tool}: {reason}",
    "The files are live and their names are used up: {files}. No tag was set.",
    "If the reason lies outside of the package (network, disk), run `seatrial resume`. Otherwise mend the package and release {next}; so that nobody gets {version}, take it back at {where}.",
)
TAG_ELSEWHERE = Kind(
    "PRL010",
    "The tag exists on another commit",
    "The tag {tag} exists in {where} and points at {found}; this release is made from {commit}.",
    "A tag that is moved makes two different sources look like one release.",
    "Raise the version, or go to the commit that is tagged. If the tag is a mistake, delete it: `git tag -d {tag}`.",
)
NOT_COMMITTED = Kind(
    "PRL011",
    "There are changes that are not committed",
    "A release is made from a commit, and these files differ from it (in all: {count}): {files}.",
    "The tag would point at a commit from which these files cannot be built again.",
    "Commit them (`git add` and `git commit`), or let git ignore them in `.gitignore`, and run the command again. `seatrial rehearse` works without a commit.",
)
NO_COMMIT = Kind(
    "PRL012",
    "There is no commit to release",
    "{folder} has no git commit.",
    "A release is tagged on the commit that it was built from.",
    "Run `git init` if there is no repository yet, then `git add .` and `git commit`. `seatrial rehearse` works without a commit.",
)
NO_REMOTE = Kind(
    "PRL013",
    "There is no remote to push to",
    "{folder} has no git remote, so the tag {tag} cannot be pushed.",
    "`--push` sends the tag to the remote of the branch, or to `origin`.",
    "Add one with `git remote add origin URL`, or leave `--push` out.",
)
OTHER_BYTES = Kind(
    "PRL014",
    "This version is on the index with other bytes",
    "These files are on {the_index} already, and they are not those that were built now (in all: {count}): {files}.",
    "An index never takes a second file under the same name; on PyPI not even after the first was deleted.",
    "Raise the version to {next} and release that.",
)
UNFINISHED = Kind(
    "PRL015",
    "Another release is not finished",
    "The release of {name} {version} to {the_index} was interrupted, and the project has changed since. There already: {live} of {total}.",
    "Going on with another release would leave that one half done.",
    "Finish it with `seatrial resume`, or give it up with `seatrial resume --abandon`.",
)
NOTHING_TO_RESUME = Kind(
    "PRL016",
    "There is nothing to resume",
    "No release and no upload was interrupted in {folder}.",
    "Everything that was begun here is finished, or was given up.",
    "Begin with `seatrial release --to local`, or with `seatrial upload dist`.",
)
BAD_TAG = Kind(
    "PRL017",
    "The tag has a name that git does not take",
    "The setting `tag` is {template}, which makes {tag}.",
    "git does not take every name for a tag: no spaces, no `..`, none of ~ ^ : ? * [ and \\.",
    'Change `tag` in `[tool.seatrial]`, for instance to "v{{version}}".',
)
CANNOT_WRITE = Kind(
    "PRL019",
    "A file cannot be written",
    "{path} cannot be written: {reason}.",
    "What is done is written down before and after each step, so that a release can always be resumed.",
    "Make {path} writable and see that there is room on its disk, then run the command again: it goes on where it stopped. `SEATRIAL_DATA` or `--data` names another folder for what seatrial keeps outside of projects.",
)
UNSAFE_JOURNAL = Kind(
    "PRL020",
    "A journal is not a plain file",
    "{path} is a link, a special file, another user's, not readable, or far too large.",
    "A link or a special file in that place could lead seatrial to another file, and another user's file says what that user wants.",
    "Look at {path}, delete it, and run the command again.",
)
FILE_MISSING = Kind(
    "PRL021",
    "A file of the release is not there",
    "{path} cannot be read: {reason}.",
    "Only the bytes that were built and checked are sent, and they are not built again in the middle of a release.",
    "Put the file back. Else begin anew: `seatrial upload dist` takes the files as they are now, `seatrial resume --abandon` gives up what was begun.",
)
OTHER_PROJECT = Kind(
    "PRL022",
    "The interrupted release is of another project",
    "The release that was interrupted is {name} {version}; the project in {folder} is {found}.",
    "Going on would send the files of {name} and set its tag in a repository that they were not built from.",
    "Run `seatrial resume` in the project folder of {name}. To give that release up here, run `seatrial resume --abandon`.",
)
OTHER_REPOSITORY = Kind(
    "PRL023",
    "The interrupted release is from another repository",
    "The release that was interrupted, {name} {version}, was built from the commit {commit}, which the repository of {folder} does not have.",
    "Its journal was copied here, or the commit was taken out of the history; no tag could name the sources of these files here.",
    "Run `seatrial resume` in the repository that has the commit. To give that release up here, run `seatrial resume --abandon`.",
)
PLAN_IN_TREE = Kind(
    "PRL024",
    "The plan would change the project",
    "{path} lies in the repository {folder}, and git does not ignore it.",
    "A file that is not committed is in the way of a release, and an untracked one gets into the build.",
    "Name a file outside of the repository, or one that git ignores, such as `--plan ../plan.json`.",
)
INTERRUPTED = Kind(
    "PRL025",
    "A release is interrupted",
    "The release of {name} {version} to {the_index} was interrupted. There already: {live} of {total}.",
    "A build now would replace the files that are still to be sent, and that release could not go on.",
    "Finish it with `seatrial resume`, or give it up with `seatrial resume --abandon`.",
)
OTHER_BYTES_THERE = Kind(
    "PRL026",
    "The index has another file of this name",
    "The index has {file} with sha256 {found}; the one to be sent has {planned}.",
    "An index never takes a second file under the same name; on PyPI not even after the first was deleted.",
    "If the file there is right, nothing is to be done. Otherwise raise the version, build and release that.",
)
NOT_REACHED = Kind(
    "PRL027",
    "The index cannot be reached",
    "{file} could not be sent to {the_index}: {reason}.",
    "Files of this release that are on the index: {live} of {total}. Nothing of this file was sent.",
    "See that the address is right and that you are online; then run the same command again: it goes on where it stopped.",
)
NOT_SEEN = Kind(
    "PRL028",
    "The index does not show the release yet",
    "{the_index} took these files, and does not show them yet: {files}.",
    "What is not shown cannot be installed back, and nothing is tagged before that was tried. Pages of an index may be some minutes old.",
    "Run `seatrial resume` in some minutes.",
)
UPLOAD_INTERRUPTED = Kind(
    "PRL029",
    "An upload is interrupted",
    "The upload of {files} to {the_index} was interrupted. There already: {live} of {total}.",
    "What is left of it needs these very files, and a build or another release could replace them.",
    "Finish it with `{command}`, or give it up with `seatrial resume --abandon`.",
)
NAME_THE_INDEX = Kind(
    "PRL040",
    "The index has to be named again",
    "What was interrupted goes to {url}, which stands in the journal alone.",
    "A token goes only to an index that you name yourself: on the command line, in the environment or in your `.pypirc`.",
    "Run `{command}`.",
)
SEVERAL_BEGUN = Kind(
    "PRL041",
    "Several things were interrupted",
    "Which one is meant is not clear: {begun}.",
    "Each goes on with its own files, to its own index.",
    "Name one, for instance: `seatrial resume --id {first}`",
)
INDEX_MOVED = Kind(
    "PRL042",
    "The name of the index leads elsewhere now",
    "What was interrupted goes to {name} at {url}; that name now leads to {found}.",
    "What the journal tells of one index is not true of another.",
    "If the index has moved, give up what was begun with `seatrial resume --abandon` and begin anew; otherwise put the section back in `.pypirc`.",
)
NOT_BEGUN = Kind(
    "PRL043",
    "Nothing of that kind was interrupted",
    "Nothing that was interrupted fits {wanted}. What was: {begun}.",
    "It is looked for by the id of its plan and by the address of its index.",
    "Name one of these, or leave the option out.",
)
NOT_THERE = Kind(
    "PRL044",
    "A file is not there",
    "{path} is no file, no folder, and no pattern that fits any.",
    "An upload sends files that were built before.",
    "Build them with `seatrial build`, then name them: `seatrial upload dist` takes all that lie there.",
)
KINDS = (
    JOURNAL_FOREIGN,
    JOURNAL_NEWER,
    JOURNAL_UNREADABLE,
    PLAN_UNREADABLE,
    PLAN_NEWER,
    FILE_CHANGED,
    REFUSED,
    NO_ANSWER,
    NOT_VERIFIED,
    TAG_ELSEWHERE,
    NOT_COMMITTED,
    NO_COMMIT,
    NO_REMOTE,
    OTHER_BYTES,
    UNFINISHED,
    NOTHING_TO_RESUME,
    BAD_TAG,
    CANNOT_WRITE,
    UNSAFE_JOURNAL,
    FILE_MISSING,
    OTHER_PROJECT,
    OTHER_REPOSITORY,
    PLAN_IN_TREE,
    INTERRUPTED,
    OTHER_BYTES_THERE,
    NOT_REACHED,
    NOT_SEEN,
    UPLOAD_INTERRUPTED,
    NAME_THE_INDEX,
    SEVERAL_BEGUN,
    INDEX_MOVED,
    NOT_BEGUN,
    NOT_THERE,
)
