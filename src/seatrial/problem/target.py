"""Problems with what a verification is asked for: files, places in git, folders."""

from seatrial.problem import Kind

GIT_ADDRESS = Kind(
    "PVF032",
    "An address of git that cannot be read",
    "{address} is not the address of a place in git.",
    "It is written as pip takes it: `git+https://HOST/PATH@REF`, likewise with `git+ssh://` and `git+file:///`; `#subdirectory=FOLDER` may follow.",
    "Correct the address.",
)
GIT_LOGIN = Kind(
    "PVF033",
    "An address with a login",
    "The address {address} has a user or a password in it.",
    "A command line is seen by other users of the machine, and kept in the shell's history.",
    "Leave it out of the address; git takes it from its credential helper, or from the keys of ssh.",
)
NO_REPOSITORY = Kind(
    "PVF034",
    "There is no repository",
    "git finds no repository at {address}: {reason}",
    "Its server says no, which is also what it says to those who may not see it.",
    "Correct the address, or see that you may read it: `git ls-remote {address}`.",
)
UNKNOWN_REF = Kind(
    "PVF035",
    "The repository has no such tag, branch or commit",
    "{address} has no tag, branch or commit {ref}.",
    "What is verified is one commit, and this name leads to none.",
    "Correct it; `git ls-remote {address}` lists the tags and branches that are there. A tag may not have been pushed yet.",
)
GIT_PROMPT = Kind(
    "PVF036",
    "git asks for a login",
    "{address} asks for a login that git does not have: {reason}",
    "Nobody can be asked in the middle of a run.",
    "Log in first, so that `git ls-remote {address}` answers by itself: a credential helper for https, a key in the agent for ssh.",
)
NO_SUBDIRECTORY = Kind(
    "PVF037",
    "The folder is not in the repository",
    "{address} has no folder {folder} at commit {commit}.",
    "The project is looked for in the folder that `#subdirectory=` names.",
    "Correct the name; it is relative to the top of the repository.",
)
GIT_UNREACHED = Kind(
    "PVF038",
    "git cannot fetch",
    "git could not fetch {address}: {reason}",
    "What is verified is fetched into a fresh folder first.",
    "Check the network and the address with `git ls-remote {address}`, then run the command again.",
)
NOT_A_TARGET = Kind(
    "PVF039",
    "There is nothing to verify",
    "{target} is no file, no folder of files, and no place in git.",
    "Wheels and sdists are named by their paths, a place in git as `git+https://…@REF`, a project's folder by `--editable DIR`, a release on an index as `NAME==VERSION`.",
    "Correct the path, or name what is meant.",
)
TWO_FILES = Kind(
    "PVF041",
    "Two different files have one name",
    "{first} and {second} have the same name and other bytes.",
    "A release has one file of a name, so that only one of them can be the right one.",
    "Name only the one that is meant.",
)
NO_SUBMODULES = Kind(
    "PVF042",
    "A submodule cannot be fetched",
    "git could not fetch the submodules of {address}: {reason}",
    "What is built from it would have holes.",
    "Correct the addresses in `.gitmodules`, or see that you may read them.",
)
IS_PROJECT = Kind(
    "PVF044",
    "A project's folder is not verified as it is",
    "{folder} is a project's folder.",
    "Either the files that are built from it are tried, or its editable installation.",
    "Run `seatrial rehearse {folder}` to build it and verify the files, or `seatrial verify --editable {folder}`.",
)
KINDS = (
    GIT_ADDRESS, GIT_LOGIN, NO_REPOSITORY, UNKNOWN_REF, GIT_PROMPT, NO_SUBDIRECTORY, GIT_UNREACHED, NOT_A_TARGET, TWO_FILES,
    NO_SUBMODULES, IS_PROJECT,
)  # fmt: skip
