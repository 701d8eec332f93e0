"""Problems with an index: the embedded one's store and server, and requests to others."""

from seatrial.problem import Kind

STORE_DAMAGED = Kind(
    "PIX001",
    "The store of the embedded index is damaged",
    "Line {line} of {file} is no entry of a store.",
    "The file lists everything that the embedded index holds. Something other than seatrial changed it, or the disk failed.",
    "Move the folder {folder} away; the next command starts an empty store. Then send the files again.",
)
STORE_FOREIGN = Kind(
    "PIX002",
    "The folder is not a store of the embedded index",
    "{folder} is not empty, and seatrial did not make it.",
    "seatrial does not write into a folder that holds other people's files.",
    "Name an empty or new folder with --data or SEATRIAL_DATA.",
)
STORE_NEWER = Kind(
    "PIX003",
    "The store comes from a newer seatrial",
    "{folder} has format {found}; this seatrial knows format {known}.",
    "A newer version may keep things there that this one would lose.",
    "Upgrade seatrial, or name another folder with --data or SEATRIAL_DATA.",
)
STORE_CLOSED = Kind(
    "PIX004",
    "The store cannot be written",
    "{path}: {reason}.",
    "The embedded index keeps every upload there, so it cannot take any.",
    "Give yourself the right to write there, or name another folder with --data or SEATRIAL_DATA.",
)
STORE_FULL = Kind(
    "PIX005",
    "The disk is full",
    "There is no room left for {path}: {reason}.",
    "The embedded index keeps a copy of every file that is sent to it. Nothing of this file was kept.",
    "Make room on the disk, or name a folder on another one with --data or SEATRIAL_DATA; then run the command again.",
)
STORE_BUSY = Kind(
    "PIX006",
    "The store is in use",
    "Another process has held {path} for {seconds} seconds.",
    "Only one process at a time may add files to the embedded index.",
    "Wait for the other command, or end it; then run this one again.",
)
STORE_UNREADABLE = Kind(
    "PIX007",
    "A file of the store cannot be read",
    "{path}: {reason}.",
    "The embedded index lists this file, but its content is gone, damaged or not readable.",
    "Release a new version of the project, or move the folder {folder} away to start an empty store.",
)
STORE_CHANGED = Kind(
    "PIX009",
    "A file of the store has changed",
    "{path} is not what was uploaded.",
    "Something other than seatrial changed it, or the disk failed. What is damaged is not served.",
    "Release a new version of the project, or move the folder {folder} away to start an empty store.",
)
STORE_NOT_OURS = Kind(
    "PIX008",
    "The store belongs to another user",
    "{folder} belongs to user number {owner}, not to you.",
    "Another user could change what you install from it.",
    "Name a folder of your own with --data or SEATRIAL_DATA.",
)
PORT_TAKEN = Kind(
    "PIX010",
    "The port is in use",
    "seatrial cannot listen on {host} port {port}: {reason}.",
    "Another program, perhaps another seatrial index, listens there, or the port is reserved.",
    "End the other program, name another port, or leave --port away to take a free one.",
)
NOT_LOOPBACK = Kind(
    "PIX011",
    "The embedded index serves this machine only",
    "{host} is not a loopback address.",
    "Anybody who reaches the port could send packages that you then install.",
    "Use 127.0.0.1, ::1 or localhost.",
)
TOKEN_UNREADABLE = Kind(
    "PIX012",
    "The token cannot be read",
    "{path}: {reason}.",
    "The embedded index accepts uploads with this token only.",
    "Put a token (it begins with pypi-) on the first line of a file that you can read, or leave the option away: a token is then made and kept.",
)
TOKEN_INVALID = Kind(
    "PIX013",
    "The token is not one that an index accepts",
    "The token in {path} does not have the form of a token.",
    "PyPI's tokens begin with pypi- and hold a readable macaroon; the embedded index refuses others, as PyPI does.",
    "Copy the whole token, or leave the option away: a token is then made and kept.",
)
PREVIEW_NOTHING = Kind(
    "PIX014",
    "There is nothing to preview",
    "There is no README in {path}.",
    "A preview shows a README, or the description in a wheel or an sdist.",
    "Name a README, a .whl or a .tar.gz, or run the command in a folder with a README.",
)
PREVIEW_UNREADABLE = Kind(
    "PIX015",
    "The file to preview cannot be read",
    "{path}: {reason}.",
    "A preview reads the file anew for every request.",
    "Check the path, and that you may read the file.",
)
PREVIEW_NO_METADATA = Kind(
    "PIX016",
    "The file to preview has no metadata",
    "{path} is no wheel and no sdist with metadata that can be read.",
    "What PyPI shows comes from METADATA in a wheel and from PKG-INFO in an sdist.",
    "Run `seatrial check` on the file to see what is wrong with it.",
)
CROWDED = Kind(
    "PIX017",
    "The index is busy",
    "All {connections} connections are in use.",
    "The embedded index answers so many requests at a time; each of them took too long for another one to wait.",
    "Try again in a moment, with fewer requests side by side.",
)
STORE_ODD = Kind(
    "PIX018",
    "The store is not as seatrial made it",
    "{path} is a link, or not the plain file or folder that belongs there.",
    "A link would let the embedded index read and write elsewhere.",
    "Remove it, or name another folder with --data or SEATRIAL_DATA.",
)
NO_ANSWER = Kind(
    "PIX020",
    "The index does not answer",
    "{url}: {reason}.",
    "There may be no network, the address may be wrong, or the index may be down.",
    "Check the address and the network (proxy, VPN), and run the command again.",
)
TOO_SLOW = Kind(
    "PIX024",
    "The index takes too long",
    "{url} did not answer within the time.",
    "The index or the network between is slow, or something swallows the connection.",
    "Try again later, or check the network (proxy, VPN).",
)
ANSWER_TOO_LARGE = Kind(
    "PIX021",
    "The answer of the index is too large",
    "{url} sent more than {limit} bytes.",
    "seatrial reads answers up to a limit, so that a broken or hostile server cannot fill the memory.",
    "Check that the address is that of a package index.",
)
REDIRECTED_AWAY = Kind(
    "PIX022",
    "The index redirects in a way that is not followed",
    "{url} redirects to {target}.",
    "A redirect to another scheme could show what is sent to somebody who listens; too many redirects never end.",
    "Use the final address of the index.",
)
NOT_AN_ADDRESS = Kind(
    "PIX023",
    "This is not the address of an index",
    "{url} is no http or https address.",
    "Indexes are asked by http or https only.",
    "Write the whole address, beginning with https://.",
)
KINDS = (
    STORE_DAMAGED, STORE_FOREIGN, STORE_NEWER, STORE_CLOSED, STORE_FULL, STORE_BUSY, STORE_UNREADABLE, STORE_NOT_OURS,
    STORE_CHANGED, PORT_TAKEN, NOT_LOOPBACK, TOKEN_UNREADABLE, TOKEN_INVALID, PREVIEW_NOTHING, PREVIEW_UNREADABLE, PREVIEW_NO_METADATA,
    CROWDED, STORE_ODD, NO_ANSWER, TOO_SLOW,
    ANSWER_TOO_LARGE, REDIRECTED_AWAY, NOT_AN_ADDRESS,
)  # fmt: skip
