"""Problems with credentials: tokens, `.pypirc`, the keyring, and the index that they are for."""

from seatrial.problem import Kind

NOT_A_TOKEN = Kind(
    "PCR001",
    "A password instead of a token",
    "{place}: this is no API token; it does not begin with pypi-.",
    "{the_index} takes no passwords, only API tokens, which begin with pypi-, and Trusted Publishing.",
    "Make an API token on the index's web site and store it: `seatrial auth login {index}`.",
)
NO_PREFIX = Kind(
    "PCR002",
    "The beginning of the token is missing",
    "{place}: this is the rest of a token; its first five signs, pypi-, are cut off.",
    "The signs pypi- belong to the token; without them the index does not know it for one.",
    "Put pypi- in front of it, or copy the token again, from pypi- to its end.",
)
TWO_PREFIXES = Kind(
    "PCR003",
    "The token begins twice",
    "{place}: it begins with pypi-pypi-.",
    "The signs pypi- belong to the token already; they were put in front of it once more.",
    "Take away the first pypi-.",
)
CUT_SHORT = Kind(
    "PCR004",
    "The token is not whole",
    "{place}: it begins like a token, and cannot be read to its end.",
    "A part of it was lost or changed when it was copied; the index would refuse it.",
    "Copy it again as a whole. An index shows a token only once: if it is gone, make a new one and delete the old one there.",
)
QUOTED = Kind(
    "PCR005",
    "The token stands in quotation marks",
    "{place}: it begins or ends with a quotation mark.",
    "Neither `.pypirc` nor a variable's value takes quotation marks away; they would be sent as a part of the token.",
    "Take the quotation marks away.",
)
SEVERAL_LINES = Kind(
    "PCR006",
    "The token goes over several lines",
    "{place}: it is broken over several lines.",
    "A token is one line; the breaks would be sent as a part of it.",
    "Write it in one line, without spaces.",
)
STRAY_LETTERS = Kind(
    "PCR007",
    "The token has signs that no token has",
    "{place}: it contains {letters}, which no token has.",
    "After pypi- a token has letters, digits, - and _ alone. Others come from a copy that went wrong, or from a % that was written twice.",
    "Copy the token again, from pypi- to its end.",
)
WRONG_USER = Kind(
    "PCR008",
    "The user name is not __token__",
    "{place}: the user name is not __token__.",
    "With a token the user name is always __token__, whoever you are; {the_index} refuses every other one.",
    "Write __token__ as the user name, with two underscores on both sides.",
)
WRONG_INDEX = Kind(
    "PCR009",
    "A token of another index",
    "{place}: this token was made by {made_by}, and would be sent to {the_index}.",
    "Each index knows only its own tokens, and a token that is sent to another one is told to a stranger.",
    "Store a token of {the_index}: `seatrial auth login {index}`.",
)
EXPIRED = Kind(
    "PCR010",
    "The token has expired",
    "{place}: this token was valid until {time}.",
    "The index refuses it now.",
    "Make a new one; a token from Trusted Publishing is valid for some 15 minutes and is made anew by the job.",
)
NOT_YET = Kind(
    "PCR011",
    "The token is not valid yet",
    "{place}: this token is valid from {time} on.",
    "Either it was made for later, or the clock of this machine is wrong.",
    "Set the clock, or wait.",
)
WRONG_PROJECT = Kind(
    "PCR012",
    "A token of another project",
    "{place}: this token is limited to {projects}, and {project} is to be uploaded.",
    "The index refuses it for every other project. A project that does not exist yet cannot have a token of its own.",
    "Use the token of {project}; for its first upload one for the whole account, or a pending publisher.",
)
NO_USER = Kind(
    "PCR013",
    "A password without a user name",
    "{place}: there is a password for {the_index}, and no user name.",
    "{the_index} is not known to take tokens alone, so that it has to be told who sends.",
    "Give the user name too: TWINE_USERNAME, or `username` in the section of `.pypirc`.",
)
FILE_UNREADABLE = Kind(
    "PCR014",
    ".pypirc cannot be read",
    "{path} cannot be read: {reason}.",
    "It may hold the login that is needed.",
    "See that it is a plain file which you may read, or take it away.",
)
FILE_ENCODING = Kind(
    "PCR015",
    ".pypirc is not UTF-8",
    "{path} cannot be read as UTF-8 text.",
    "Some editors and PowerShell's `>` write UTF-16, which no tool reads here.",
    "Save it as UTF-8, without a byte order mark.",
)
LINE_ALONE = Kind(
    "PCR016",
    "A line of .pypirc cannot be read",
    "Line {line} of {path} is neither a section in brackets, nor a key with its value.",
    "Tools read none of the file when one line is wrong, and do not say which, so that no token is printed.",
    "Correct the line: `[pypi]`, or `password = …`; a comment begins with #.",
)
NO_SECTION = Kind(
    "PCR017",
    "A line of .pypirc stands outside of sections",
    "Line {line} of {path} stands before the first section.",
    "Keys belong to a section, as `[pypi]`; without one nobody knows which index they are for.",
    "Put the line `[pypi]` before it.",
)
SECTION_TWICE = Kind(
    "PCR018",
    "A section of .pypirc is there twice",
    "The section of line {line} of {path} has stood before.",
    "It cannot be told which one counts; other tools refuse the file.",
    "Make one section of both.",
)
KEY_TWICE = Kind(
    "PCR019",
    "A key of .pypirc is there twice",
    "The key of line {line} of {path} has stood in this section before.",
    "It cannot be told which one counts; other tools refuse the file.",
    "Take one of both away.",
)
TOKEN_GOES_ON = Kind(
    "PCR020",
    "The token goes on in the next line",
    "Line {line} of {path} looks like the rest of the value above it.",
    "A value is one line; a token that was broken on the way makes the whole file unreadable.",
    "Write the token in one line, without spaces.",
)
OTHER_ADDRESS = Kind(
    "PCR021",
    "The section belongs to another index",
    "{place} gives a `repository` that is not {the_index}.",
    "Its login is for that other place, and is sent nowhere else.",
    "Take the line `repository` away, or give the section another name.",
)
LOGIN_IN_ADDRESS = Kind(
    "PCR022",
    "An address with a login",
    "{place} has an address with a user or a password in it.",
    "Addresses are shown and logged, and so would be the password.",
    "Leave it out of the address; a login belongs into `.pypirc`, the keyring, or a variable.",
)
NO_ADDRESS = Kind(
    "PCR023",
    "A section without an address",
    "{place} has no `repository`.",
    "Of an index other than PyPI and TestPyPI nobody knows where it takes uploads.",
    "Add the line `repository = https://…`.",
)
FILE_LINK = Kind(
    "PCR024",
    ".pypirc is a link",
    "{path} is a link to {real}.",
    "A token written through it would lie in that other place, often a repository of settings that is published.",
    "Keep the token in the keyring (`--store keyring`), edit that file yourself, or name another with `--config-file`.",
)
FILE_CHANGED = Kind(
    "PCR025",
    ".pypirc was changed meanwhile",
    "{path} is not as it was when it was read.",
    "Something else has written it; nothing was changed.",
    "Run the command again.",
)
FILE_UNWRITTEN = Kind(
    "PCR026",
    ".pypirc could not be written",
    "{path} could not be written: {reason}.",
    "It is as it was.",
    "Make room, or see that you may write there; or keep the token in the keyring (`--store keyring`).",
)
UNKNOWN_INDEX = Kind(
    "PCR027",
    "No index of that name is known",
    "{name} is neither pypi nor testpypi, nor a section of {path}.",
    "A name leads to an address by `.pypirc` alone, apart from these two.",
    "Correct the name, give the address (https://…), or add a section with a `repository`.",
)
NOT_AN_ADDRESS = Kind(
    "PCR028",
    "An address that cannot be read",
    "{address} is not the address of an index.",
    "An address is `https://HOST/PATH`; with anything doubtful in it a token could reach somebody else.",
    "Correct the address.",
)
NOTHING_FOUND = Kind(
    "PCR029",
    "There is no credential",
    "Neither the environment, nor the keyring, nor .pypirc has a login for {the_index}.",
    "An upload has to say who sends it.",
    "Store a token: `seatrial auth login {index}`. In a CI: Trusted Publishing, or the variable SEATRIAL_TOKEN. `seatrial auth status` shows each place.",
)
ONLY_NAMED = Kind(
    "PCR030",
    "The index is not named by you",
    "The address {url} stands in the project or in a journal alone.",
    "A project that was fetched from somebody could so have your token sent to them.",
    "Name it on the command line, or add a section with it to `.pypirc`.",
)
KEYRING_FAILED = Kind(
    "PCR031",
    "The keyring does not answer",
    "The keyring {backend} failed: {reason}.",
    "It may be locked, or have no desktop to ask on.",
    "Unlock it and try again; or switch it off (`keyring --disable`) and use `.pypirc` or SEATRIAL_TOKEN.",
)
NO_TERMINAL = Kind(
    "PCR032",
    "There is nobody to ask",
    "A token is asked for on a terminal, and there is none.",
    "On a command line or in a pipe a token would be seen by others, and kept in histories.",
    "Run `seatrial auth login` in a terminal; a CI gives the token in the variable SEATRIAL_TOKEN.",
)
NOT_KEPT = Kind(
    "PCR033",
    "The keyring did not keep the token",
    "The keyring {backend} did not give back what it was given.",
    "Some keyrings are switched off and forget everything.",
    "Use `--store pypirc`, or set up another keyring.",
)
NO_KEYRING = Kind(
    "PCR034",
    "There is no keyring",
    "No keyring was found that could keep a token.",
    "It needs the library `keyring` (`pip install seatrial[keyring]`) and a keyring of the desktop.",
    "Install it, or use `--store pypirc`.",
)
GIVEN_UP = Kind(
    "PCR035",
    "No token was given",
    "Nothing usable was typed for {the_index}.",
    "Nothing was stored or changed.",
    "Run the command again when you have the token.",
)
CANNOT_STAND = Kind(
    "PCR036",
    "This cannot stand in .pypirc",
    "The user name, the password or the name of the section cannot be written into {path} so that it is read back as it is.",
    "A value of that file is one line without spaces at its ends.",
    "Use `--store keyring`.",
)
FILE_FOREIGN = Kind(
    "PCR037",
    ".pypirc belongs to somebody else",
    "{path} belongs to another user.",
    "A token written there could be read by them.",
    "Name another file with `--config-file`, or use `--store keyring`.",
)
EMPTY = Kind(
    "PCR038",
    "The variable for the token is empty",
    "{names}: set, but empty; and no other place has a login for {the_index}.",
    "In a CI a secret that is not there, or that this job may not read, becomes an empty variable.",
    "See that the secret exists under this very name, and that the job may read it: a pull request from a fork may not, and an environment has secrets of its own.",
)
KINDS = (
    NOT_A_TOKEN, NO_PREFIX, TWO_PREFIXES, CUT_SHORT, QUOTED, SEVERAL_LINES, STRAY_LETTERS, WRONG_USER, WRONG_INDEX, EXPIRED, NOT_YET,
    WRONG_PROJECT, NO_USER, FILE_UNREADABLE, FILE_ENCODING, LINE_ALONE, NO_SECTION, SECTION_TWICE, KEY_TWICE, TOKEN_GOES_ON, OTHER_ADDRESS,
    LOGIN_IN_ADDRESS, NO_ADDRESS, FILE_LINK, FILE_CHANGED, FILE_UNWRITTEN, UNKNOWN_INDEX, NOT_AN_ADDRESS, NOTHING_FOUND, ONLY_NAMED,
    KEYRING_FAILED, NO_TERMINAL, NOT_KEPT, NO_KEYRING, GIVEN_UP, CANNOT_STAND, FILE_FOREIGN, EMPTY,
)  # fmt: skip
