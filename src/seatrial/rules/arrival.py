"""Rules on an upload and what the index knows already: who sends it, what is there, what was there."""

import re
from collections.abc import Iterator

from seatrial.core.authorization import TOKEN_USER, token_of, user_of
from seatrial.core.protocol import normal, ultranormal
from seatrial.model.finding import Hit
from seatrial.model.index import Arrival
from seatrial.rules.form import first
from seatrial.rules.publisher import RULES as OF_PUBLISHERS
from seatrial.rules.publisher import is_new
from seatrial.rules.rule import Rule, Words, rule

GIBIBYTE = 1024 * 1024 * 1024
PROJECT_LIMIT = 10 * GIBIBYTE
WINDOW_DAYS = 14
NAME_HELP = "See https://{PYPI}/help/#project-name for more information."
REUSE_HELP = "See https://{PYPI}/help/#file-name-reuse for more information."
TOKEN = re.compile(r"pypi-[A-Za-z0-9_-]{20,}={0,2}")
"""The form of a token: the prefix and a macaroon in urlsafe base64."""


@rule(
    "IDX001",
    "error",
    "User name and password are no longer taken",
    message="The user name is {user!r}.",
    source="warehouse@6b62157:accounts/security_policy.py:137",
    refuses=Words(
        403,
        "Username/Password authentication is no longer supported. Migrate to API Tokens or Trusted Publishers instead. "
        "See https://{PYPI}/help/#apitoken and https://{PYPI}/help/#trusted-publishers",
    ),
)
def password(arrival: Arrival) -> Iterator[Hit]:
    """Uploads are authenticated by API tokens and Trusted Publishing only.

    Fix: Make an API token, and send it with the user name `__token__`.
    """
    user = user_of(arrival.authorization) if arrival.authenticates else None
    if user not in {None, TOKEN_USER}:
        yield Hit({"user": user or ""})


@rule(
    "IDX002",
    "error",
    "There is no usable token",
    message="The request carries no token that the index knows.",
    source="warehouse@6b62157:forklift/decorators.py:91",
    refuses=Words(403, "Invalid or non-existent authentication information. See https://{PYPI}/help/#invalid-auth for more information."),
)
def no_token(arrival: Arrival) -> Iterator[Hit]:
    """The token is missing, cut short, of another index, revoked, or sent with spaces or quotation marks around it.

    Fix: Copy the whole token, from `pypi-` to its end, and send it with the user name `__token__`.
    """
    if not arrival.authenticates or next(iter(password.check(arrival)), None):
        return
    token = token_of(arrival.authorization)
    known = arrival.state.tokens
    if token is None or not (TOKEN.fullmatch(token) if known is None else token in known):
        yield Hit({})


@rule(
    "IDX003",
    "error",
    "The name is that of a module of Python's standard library",
    message="{name} is the name of a standard library module.",
    source="warehouse@6b62157:packaging/services.py:498",
    refuses=Words(400, f"The name {{name!r}} isn't allowed (conflict with Python Standard Library module name). {NAME_HELP}"),
)
def standard_library(arrival: Arrival) -> Iterator[Hit]:
    """PyPI keeps the names of all modules of Python 2.6 to 3.14 closed to new projects, because an import would find the wrong one.

    Fix: Choose another name for the project; the name that is imported may stay another one.
    """
    name = first(arrival.upload.form, "name")
    if not name or not is_new(arrival):
        return
    from seatrial.core.standard_names import OLDER, standard_names  # noqa: PLC0415  (a large table)

    if normal(name) in standard_names() and normal(name) not in OLDER:
        yield Hit({"name": name})


@rule(
    "IDX004",
    "error",
    "The name is not allowed",
    message="The index keeps the name {name} closed.",
    source="warehouse@6b62157:packaging/services.py:508",
    refuses=Words(400, f"The name {{name!r}} isn't allowed. {NAME_HELP}"),
)
def prohibited(arrival: Arrival) -> Iterator[Hit]:
    """PyPI's administrators keep a list of names that nobody may register, which is not published.

    Fix: Choose another name for the project.
    """
    name = first(arrival.upload.form, "name")
    if is_new(arrival) and normal(name) in arrival.state.prohibited:
        yield Hit({"name": name})


@rule(
    "IDX005",
    "error",
    "The name is too similar to that of another project",
    message="{name} is too similar to {other}.",
    source="warehouse@6b62157:packaging/services.py:515",
    refuses=Words(400, f"The name {{name!r}} is too similar to an existing project. {NAME_HELP}"),
)
def similar(arrival: Arrival) -> Iterator[Hit]:
    """Names that differ only in `.`, `_`, `-`, or in l, I and 1, or in o and 0, are taken for attempts to deceive.

    Fix: Choose another name for the project.
    """
    name = first(arrival.upload.form, "name")
    other = arrival.state.similar.get(ultranormal(name))
    if is_new(arrival) and other is not None and normal(other) != normal(name):
        yield Hit({"name": name, "other": other})


@rule(
    "IDX006",
    "error",
    "The token is for another project",
    message="The token may not upload to {name}.",
    source="warehouse@6b62157:macaroons/caveats/__init__.py:70",
    refuses=Words(403, "Invalid API Token: project-scoped token is not valid for project: {name!r}"),
)
def scope(arrival: Arrival) -> Iterator[Hit]:
    """A token can be limited to some projects, and a limited one can never make a new project.

    Fix: Use a token of this project; for the first upload of a new project one of the whole account.
    """
    name = first(arrival.upload.form, "name")
    allowed = arrival.state.token_projects
    if arrival.authenticates and allowed is not None and normal(name) not in allowed:
        yield Hit({"name": name})


@rule(
    "IDX007",
    "error",
    "The project is larger than the index takes",
    message="With {filename} the project has {size} bytes; the limit is {limit} GiB.",
    source="warehouse@6b62157:forklift/legacy.py:1164",
    refuses=Words(
        400,
        "Project size too large. Limit for project {name!r} total size is {limit} GB. "
        "See https://docs.{PYPI}/project-management/storage-limits#requesting-a-project-size-limit-increase",
    ),
)
def project_size(arrival: Arrival) -> Iterator[Hit]:
    """All files of a project together may have 10 GiB, unless PyPI granted more.

    Fix: Delete files of old releases that nobody needs, or ask PyPI for a higher limit.
    """
    dist = arrival.upload.dist
    size = arrival.state.project_size + dist.size
    if size > PROJECT_LIMIT and dist.size <= (arrival.upload.file_limit or dist.size):
        yield Hit({"filename": dist.filename, "size": size, "limit": PROJECT_LIMIT // GIBIBYTE, "name": first(arrival.upload.form, "name")})


@rule(
    "IDX008",
    "error",
    "The file exists already",
    message="The index has {other}: the same name with other content, or the same content under another name.",
    source="warehouse@6b62157:forklift/legacy.py:1205",
    refuses=Words(400, f"File already exists ({{filename!r}}, with blake2_256 hash {{digest!r}}). {REUSE_HELP}"),
)
def exists(arrival: Arrival) -> Iterator[Hit]:
    """A file on the index never changes: the same name with other bytes is refused, and so are the same bytes under another name.

    Fix: Raise the version and build again. For a wheel of the same version a build number in its name will do.
    """
    dist = arrival.upload.dist
    other = arrival.state.files.get(dist.filename)
    name = other.filename if other else arrival.state.blake2b.get(dist.blake2b_256)
    if name is not None and not already_there(arrival):
        yield Hit({"filename": dist.filename, "other": name, "digest": dist.blake2b_256})


@rule(
    "IDX009",
    "error",
    "The file name was used before",
    message="There was a file {filename} once.",
    source="warehouse@6b62157:forklift/legacy.py:1228",
    refuses=Words(
        400,
        f"This filename was previously used by a file that has since been deleted. Use a different version. {REUSE_HELP}",
    ),
)
def used(arrival: Arrival) -> Iterator[Hit]:
    """A file name is used up for ever, also when the file or the whole release is deleted.

    Fix: Raise the version and build again.
    """
    filename = arrival.upload.dist.filename
    if filename in arrival.state.used and filename not in arrival.state.files:
        yield Hit({"filename": filename})


@rule(
    "IDX010",
    "error",
    "The release is closed",
    message="The release was made {days} days ago.",
    source="warehouse@6b62157:forklift/legacy.py:1247",
    refuses=Words(400, f"Uploading new files to releases older than {WINDOW_DAYS} days is not allowed."),
)
def closed(arrival: Arrival) -> Iterator[Hit]:
    """New files can be added to a release for 14 days; after that it stays as it is.

    Fix: Raise the version, and upload all files of a release together.
    """
    created = arrival.state.release_created
    if created is not None and arrival.state.now - created > WINDOW_DAYS * 86400:
        yield Hit({"days": int((arrival.state.now - created) // 86400)})


@rule(
    "IDX011",
    "error",
    "The release has an sdist already",
    message="{filename} would be the second sdist of the release.",
    source="warehouse@6b62157:forklift/legacy.py:1262",
    refuses=Words(400, "Only one sdist may be uploaded per release."),
)
def second_sdist(arrival: Arrival) -> Iterator[Hit]:
    """A release has one sdist at most, so that everybody who builds from source builds from the same.

    Fix: Leave the sdist out, or raise the version.
    """
    if arrival.state.has_sdist and first(arrival.upload.form, "filetype") == "sdist":
        yield Hit({"filename": arrival.upload.dist.filename})


@rule(
    "IDX022",
    "error",
    "Attestations come with a token of a user",
    message="The form has attestations, and the token is an API token.",
    source="warehouse@6b62157:attestations/services.py:43",
    refuses=Words(400, "Invalid attestations supplied during upload: Attestations are only supported when using Trusted Publishing"),
)
def attested(arrival: Arrival) -> Iterator[Hit]:
    """An attestation names the workflow that published the file, which PyPI compares with the Trusted Publisher; a user's token has none.

    Fix: Publish by Trusted Publishing, or leave the attestations out: no `--attestations` for twine, `attestations: false` for the action.
    """
    if arrival.authenticates and arrival.state.grant is None and arrival.upload.form.get("attestations") is not None:
        yield Hit({})


def already_there(arrival: Arrival) -> bool:
    """Tell whether the very same file is there under the same name; PyPI then answers 200 and looks no further."""
    dist = arrival.upload.dist
    other = arrival.state.files.get(dist.filename)
    return other is not None and (other.sha256, other.blake2b_256) == (dist.sha256, dist.blake2b_256)


RULES: tuple[Rule[Arrival], ...] = (
    password, no_token, standard_library, prohibited, similar, scope, project_size, exists, used, closed, second_sdist, attested,
    *OF_PUBLISHERS,
)  # fmt: skip
