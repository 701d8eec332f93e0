"""Problems with sending files to an index."""

from seatrial.problem import Kind

UNTRUSTED = Kind(
    "PUP001",
    "The index cannot prove who it is",
    "The certificate of {url} is not accepted: {reason}.",
    "Whoever answers there could read your token and the files. Nothing was sent.",
    "See that the address is right and that this computer's clock is. Where your company has certificates of its own, name their file with --cert or SEATRIAL_CERT.",
)
SENT_ELSEWHERE = Kind(
    "PUP002",
    "The index sends the upload elsewhere",
    "{url} answered that the upload belongs to {target}.",
    "A token goes only to the address that it was meant for, so this is not followed.",
    "If you trust {target}, name it as the address for uploads.",
)
REDIRECTED_IN_CIRCLES = Kind(
    "PUP003",
    "The index sends the upload in circles",
    "{url} sent the upload from one address to the next, {times} times.",
    "The address for uploads is not right, or the index is not set up well.",
    "Look up the address for uploads in the documentation of the index; it is not the one that pip reads from.",
)
UNREADABLE_CERTIFICATE = Kind(
    "PUP004",
    "A certificate cannot be read",
    "{path}: {reason}.",
    "The connection to the index needs it, and is not made without it.",
    "Name a readable file in PEM format.",
)
NO_FILES = Kind(
    "PUP005",
    "There is nothing to upload",
    "There is no wheel and no sdist in {places}.",
    "An upload sends files that were built before.",
    "Build them with `seatrial build`, or name the files.",
)
TWO_OF_ONE_NAME = Kind(
    "PUP006",
    "Two files have one name",
    "{first} and {second} are different files of one name.",
    "An index keeps one file of each name.",
    "Name the one that is to be sent.",
)
NO_NAME = Kind(
    "PUP007",
    "A file does not tell whose it is",
    "{path} has no project name and version that can be read.",
    "An index files what it takes under the project and its version.",
    "Run `seatrial check {path}` to see what is wrong with it.",
)
ATTESTED_BY_NOBODY = Kind(
    "PUP008",
    "Attestations need Trusted Publishing",
    "The credential for {the_index} is an API token ({finder}), and attestations are to be sent along.",
    "{the_index} answers to that: Attestations are only supported when using Trusted Publishing. It refuses the whole upload; nothing was sent.",
    "Leave `--attestations` out, or publish from a job by Trusted Publishing, with no token set.",
)
NOT_ATTESTED = Kind(
    "PUP009",
    "A file has no attestation",
    "Attestations are to be sent along, and none lies beside {path}.",
    "An attestation is looked for beside its file, as {name}.publish.attestation or {name}.slsa.attestation.",
    "Sign the file, or leave `--attestations` out.",
)
BAD_ATTESTATION = Kind(
    "PUP010",
    "An attestation is not right",
    "An attestation beside {path} is not right any more: {rule}.",
    "It was right when the upload began. The index would refuse the file with it.",
    "`seatrial check {path}` says what is wrong with it. Put it back as it was, or begin anew: `seatrial upload {path}`.",
)
NOT_LET_IN = Kind(
    "PUP011",
    "The index does not let you upload",
    "{the_index} answered {status} to {file}: {message}",
    "That is an answer to the credential, and not to the file. Files that are on the index now: {live} of {total}.",
    "`seatrial auth status` shows which credential was sent; `seatrial auth login` stores another. See that it is for this index and this project, then run the same command again.",
)
WRONG_ADDRESS = Kind(
    "PUP012",
    "This is not an address for uploads",
    "{the_index} answered {status} to {file}, and named no place where the upload belongs: {message}",
    "That is an answer to the address, and not to the file. Files that are on the index now: {live} of {total}.",
    "Look up the address for uploads in the documentation of the index; it is not the one that pip reads from.",
)
UNUSABLE_CERTIFICATE = Kind(
    "PUP013",
    "Your own certificate cannot be used",
    "{path}: {reason}.",
    "The index asks who connects, and without it the connection is not made.",
    "Name one file in PEM format that has your certificate and its own key, the key without a password (`openssl pkey -in KEY -out PLAIN` takes it off), readable by you alone.",
)
CERTIFICATE_WANTED = Kind(
    "PUP014",
    "The index wants to see a certificate of yours",
    "{url} ended the connection: {reason}.",
    "It takes uploads only from those whose certificate it knows. Nothing was taken.",
    "Name the file with your certificate and its key with --client-cert or SEATRIAL_CLIENT_CERT. If you did, it is none that this index knows, or has expired: ask those who run it.",
)
PROXY_REFUSES = Kind(
    "PUP015",
    "The proxy lets nothing through",
    "The proxy {proxy} did not connect to {url}: {reason}.",
    "The variables HTTPS_PROXY, HTTP_PROXY or ALL_PROXY name this proxy. The index was not asked, and nothing was sent to it.",
    "After a 407 put user name and password into the variable: http://USER:PASSWORD@HOST:PORT, with %40 for an @. Otherwise ask those who run the proxy, or name the index's host in NO_PROXY where no proxy is needed.",
)
OTHER_PROXY = Kind(
    "PUP016",
    "The proxy is of a kind that seatrial does not speak to",
    "The environment names {proxy} as the proxy.",
    "Proxies of http:// and https:// are spoken to; SOCKS is another protocol.",
    "Name an http proxy in HTTPS_PROXY, or unset ALL_PROXY and HTTPS_PROXY where the index is reached without one.",
)
KINDS = (
    UNTRUSTED,
    SENT_ELSEWHERE,
    REDIRECTED_IN_CIRCLES,
    UNREADABLE_CERTIFICATE,
    NO_FILES,
    TWO_OF_ONE_NAME,
    NO_NAME,
    ATTESTED_BY_NOBODY,
    NOT_ATTESTED,
    BAD_ATTESTATION,
    NOT_LET_IN,
    WRONG_ADDRESS,
    UNUSABLE_CERTIFICATE,
    CERTIFICATE_WANTED,
    PROXY_REFUSES,
    OTHER_PROXY,
)
