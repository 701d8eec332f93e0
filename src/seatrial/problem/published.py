"""Problems with a release on an index that is to be verified: not there, not ours, not to be had."""

from seatrial.problem import Kind

_GRAVE = "What users get is not what you built and checked. Nothing is graver in a release."

NOT_A_RELEASE = Kind(
    "PVF050",
    "This does not name one release",
    "{target} does not name one release.",
    "A release is named by its project and its very version, with nothing else: no other comparison, no extras, no markers, no spaces.",
    "Write `{suggested}`.",
)
NO_VERSION = Kind(
    "PVF051",
    "The index does not show this version",
    "{the_index} shows no files of {name} {version}. Versions that it shows: {versions}.",
    "It was asked for {seconds} s. A version that was uploaded a moment ago may take longer: pages of an index come from caches.",
    "See that the version is right. If it was just uploaded, run the command again with `--wait 600`.",
)
NO_PROJECT = Kind(
    "PVF052",
    "The index does not know this project",
    "{the_index} has no page of {name}.",
    "It was asked for {seconds} s. That a project is not there is kept by PyPI's caches for up to a minute.",
    "See that the name and the index are right. If the first release was just uploaded, run the command again with `--wait 600`.",
)
BEHIND = Kind(
    "PVF053",
    "The list of files is behind",
    "The JSON API of {the_index} shows {name} {version}; its list of files, which installers go by, does not: {files}.",
    "The release is there. The list came from a cache that is older, so that `pip install` does not find the release everywhere yet. It was asked for {seconds} s.",
    "Wait some minutes, then run the command again, or let it wait: `--wait 900`.",
)
PARTLY = Kind(
    "PVF054",
    "The index does not show all files",
    "{the_index} shows {name} {version} without these files: {files}.",
    "They are named in {where}. After {seconds} s that is no delay of a cache, or a long one.",
    "See whether the upload was complete: the command that sent the files sends what is missing when it is run again. If it was a moment ago, run this command again with `--wait 900`.",
)
OTHER_BYTES = Kind(
    "PVF055",
    "The index has other bytes than this machine",
    "{file} on {the_index} has sha256 {found}; {where} has {planned}.",
    _GRAVE,
    "If another machine built the release (a CI does), compare with its files: run this command in a folder without a build of {version}. Otherwise do not use the release: yank it, and find out who changed the file.",
)
CONTRADICTION = Kind(
    "PVF056",
    "The pages of the index contradict one another",
    "{the_index} shows {file} with sha256 {found} in its list of files, and with {other} in its JSON API.",
    "A file name stands for the same bytes for ever; one of the pages is wrong, or very old.",
    "Do not use the release before the index is mended. A mirror or a proxy on the way may be the reason: try without it.",
)
WRONG_BYTES = Kind(
    "PVF057",
    "The index gives other bytes than it shows",
    "{file} was downloaded with sha256 {found}; {the_index} shows {shown}.",
    "Installers refuse such a file. It was downloaded twice, so that it is no accident of the network.",
    "Look for a proxy or a mirror on the way that changes files; otherwise tell those who run the index.",
)
LOCKED = Kind(
    "PVF058",
    "The index asks for a login",
    "{url} asks for a login (status {status}).",
    "A credential is only sent to the origin that it is kept for, and for this one none was found, or the index does not take it.",
    "Store one with `seatrial auth login`, or set `SEATRIAL_TOKEN`; `seatrial auth status` shows what is found.",
)
NOT_HAD = Kind(
    "PVF059",
    "A file cannot be downloaded",
    "{url} does not give {file}: {reason}.",
    "The index shows the file; what cannot be downloaded cannot be installed either.",
    "Run the command again. If it stays so, the index has lost the file, or its host for files cannot be reached from here.",
)
NO_PAGES = Kind(
    "PVF060",
    "The index does not say what it has",
    "{url} cannot be used: {reason}.",
    "A release is looked up in the index's list of files (PEP 503 or 691).",
    "See that the address is that of a package index, such as `https://HOST/simple/`, and that you are online; then run the command again.",
)
QUARANTINED = Kind(
    "PVF061",
    "The project is quarantined",
    "{the_index} keeps {name} in quarantine, and shows none of its files.",
    "Its administrators closed the project until they have looked at it. Nobody can install it meanwhile.",
    "Read the mail that the index sent to the owners, and answer it.",
)
ELSEWHERE = Kind(
    "PVF062",
    "The index sends to another one for this project",
    "{url} leads to {target}.",
    "The index does not have the project itself; what is there is another index's.",
    "See that the release was uploaded to this index, or ask the other one by its own address.",
)
KINDS = (
    NOT_A_RELEASE, NO_VERSION, NO_PROJECT, BEHIND, PARTLY, OTHER_BYTES, CONTRADICTION, WRONG_BYTES, LOCKED, NOT_HAD, NO_PAGES, QUARANTINED,
    ELSEWHERE,
)  # fmt: skip
