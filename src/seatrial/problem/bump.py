"""Problems: what stops a version from being raised."""

from seatrial.problem import Kind

NO_PLACE = Kind(
    "PBP001",
    "The version stands nowhere",
    "No file of {folder} states the project's version where the tools that build it would read it.",
    "Only what is found can be raised, and a version that is written into a new place may contradict what the build makes of it.",
    'Write `version = "0.1.0"` under `[project]` in pyproject.toml, or name the place with `files` under `[tool.seatrial.bump]`.',
)
COMPUTED = Kind(
    "PBP002",
    "The version is computed",
    "No place states the version as it is; it is made from something else: {places}.",
    "Code is not run to learn a version, and a result cannot be written back into what it was computed from.",
    "Raise it there by hand; or state it as a literal, or name the place with `files` under `[tool.seatrial.bump]`.",
)
DIFFERENT = Kind(
    "PBP003",
    "Two places state different versions",
    "The version is not the same everywhere: {places}.",
    "Which of them is right, nobody can tell from here, and the wrong one would be raised everywhere.",
    "Correct the places that are wrong, by hand, and run the command again. A place that means something else can be written otherwise or left out of the project.",
)
SAME = Kind(
    "PBP004",
    "That is the version already",
    "The project's version is {old}, which is the same as {new}.",
    "There is nothing to raise.",
    "Say a part (major, minor, patch …) or a later version; `seatrial bump` alone shows what each part gives.",
)
BACKWARDS = Kind(
    "PBP005",
    "The version would go backwards",
    "{new} does not come after {old}.",
    "Installers take the highest version: nobody who has {old} would ever get {new}.",
    "Say a later version. If {old} was a mistake that nobody has, run it again with --force.",
)
ON_INDEX = Kind(
    "PBP006",
    "The index has this version, or had it",
    "{name} {version} is on {the_index} or was sent there.",
    "A file name is used up for ever, even when its release is deleted: it can never be uploaded again.",
    "Say a later version. If it is to be that one nevertheless, for another index for instance, run it again with --force.",
)
NO_GIT = Kind(
    "PBP007",
    "There is no git here",
    "{folder} is in no repository of git.",
    "`--commit` and `--tag` write the new version down in git.",
    "Leave the options out, or run `git init` and make a first commit.",
)
NOT_KEPT = Kind(
    "PBP008",
    "A file does not hold what was written",
    "{file} was written a moment ago and holds something else now.",
    "Another program writes the same file; the new version would stand in some places only.",
    "Close what is at work on the project's files, see with `git diff` what they hold, and run the command again.",
)
NOT_A_TARGET = Kind(
    "PBP050",
    "Neither a part nor a version",
    "{to} is neither a part of a version nor a version of PEP 440.",
    "The version that is to come must be certain before any file is changed.",
    "Say major, minor, patch, a, b, rc, post, dev or release; or write the version itself, such as 1.2.0 or 1.2.0rc1.",
)
NOT_A_VERSION = Kind(
    "PBP051",
    "The present version is not a version of PEP 440",
    "The project says {version}, and nothing can be counted on from it.",
    "PyPI takes versions of PEP 440 alone, and only these have an order.",
    "Write the version that you want instead of a part, such as 1.2.0.",
)
EARLIER_PHASE = Kind(
    "PBP052",
    "That phase is over",
    "{part} comes before the phase that {version} is in.",
    "The phases of a pre-release are a, b and rc, in this order; going back would give a version that installers take for older.",
    "Take the present phase again or a later one, or begin anew by writing the version itself.",
)
ALREADY_FINAL = Kind(
    "PBP053",
    "It is a release already",
    "{version} is neither a pre-release nor a development version, so there is nothing to leave out of it.",
    "The part `release` makes 1.2.0 of 1.2.0rc1.",
    "Say major, minor or patch.",
)
POST_OF_PRE = Kind(
    "PBP054",
    "No post-release of a pre-release",
    "{version} is not a final release, and a post-release of it would be hard to tell from what follows.",
    "PEP 440 strongly discourages post-releases of pre-releases and of development versions; the next one of the same kind says the same.",
    "Say a, b, rc or dev for the next of its kind, or release for the final one.",
)
LOCAL = Kind(
    "PBP055",
    "A version with a local part",
    "{version} has a local part, which begins at the `+`.",
    "PyPI refuses every file whose version has one.",
    "Leave out the `+` and what follows.",
)
NO_WAY_TO_SAY = Kind(
    "PBP056",
    "A place cannot say that version",
    "{file}, line {line}: what stands there ({text}) leaves open how {version} is to be written.",
    "The other places would say one version and this one another, or in a form that the code beside it does not read.",
    "Write this place by hand as the code expects it, or choose a version that has the form of the present one.",
)
NOT_SEMVER = Kind(
    "PBP057",
    "SemVer cannot say that version",
    "{file}, line {line} is read by a tool that knows SemVer alone, which has nothing for {version}.",
    "SemVer has three numbers and pre-releases; it has no epochs and no post-releases.",
    "Choose a version of three numbers, with a, b, rc or dev at most.",
)
NOT_THERE_AGAIN = Kind(
    "PBP058",
    "A place does not say the new version",
    "{file}, line {line}: read again after the change, it does not say {version}.",
    "Every place is read again as its own tool would read it, so that no file is written that says something else than was meant.",
    "Write the version into this place by hand, or report it with the lines around it.",
)
TOLD_FILE = Kind(
    "PBP059",
    "A file that is told is not there",
    "`files` under `[tool.seatrial.bump]` names {file}, and there is no such file that can be read.",
    "The version would stay as it is in a place that the project counts on.",
    "Mend the path, which is relative to the project folder, or take it out of the settings. A file over 1 MiB is not read, nor one outside of the folder.",
)
TOLD_NOTHING = Kind(
    "PBP060",
    "A file that is told says no version",
    "{file} has no place that matches {pattern}, which `files` under `[tool.seatrial.bump]` names.",
    "The version would stay as it is in a place that the project counts on.",
    "Make the pattern the text around the version, exactly as it stands in the file, with `{{version}}` in place of the version.",
)
NOT_AS_FOUND = Kind(
    "PBP061",
    "A file is not as it was",
    "{file}, line {line} no longer holds what was found there.",
    "What stands there now was written by somebody else in the meantime, and would be lost.",
    "Run the command again.",
)
KINDS: tuple[Kind, ...] = (
    NO_PLACE,
    COMPUTED,
    DIFFERENT,
    SAME,
    BACKWARDS,
    ON_INDEX,
    NO_GIT,
    NOT_KEPT,
    NOT_A_TARGET,
    NOT_A_VERSION,
    EARLIER_PHASE,
    ALREADY_FINAL,
    POST_OF_PRE,
    LOCAL,
    NO_WAY_TO_SAY,
    NOT_SEMVER,
    NOT_THERE_AGAIN,
    TOLD_FILE,
    TOLD_NOTHING,
    NOT_AS_FOUND,
)
