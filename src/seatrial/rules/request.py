"""Rules on an upload request before its form is looked at; only an index that is spoken to by others needs them."""

from collections.abc import Iterator

from seatrial.model.finding import Hit
from seatrial.model.form import Request
from seatrial.rules.rule import Rule, Words, rule

UPLOAD = "file_upload"
GONE = ("submit", "submit_pkg_info", "doc_upload")


@rule(
    "FRM001",
    "error",
    "The request is not an upload",
    message="{method} {path} is not an upload.",
    source="warehouse@6b62157:forklift/__init__.py:74",
    refuses=Words(405, "The method {method} is not allowed for this resource."),
)
def not_an_upload(request: Request) -> Iterator[Hit]:
    """An upload is a POST with the field `:action` set to `file_upload`; a body that cannot be parsed has no such field.

    Fix: Use a client that speaks PyPI's upload API, such as twine.
    """
    if request.method != "POST" or request.action not in {UPLOAD, *GONE}:
        yield Hit({"method": request.method, "path": request.path})


@rule(
    "FRM003",
    "error",
    "The upload address lacks its last slash",
    message="The upload went to {path}.",
    source="warehouse@6b62157:forklift/legacy.py:1904",
    refuses=Words(308, "An upload was attempted to /legacy but the expected upload URL is /legacy/ (with a trailing slash)"),
)
def no_slash(request: Request) -> Iterator[Hit]:
    """The address of the upload API ends in `/legacy/`; few clients repeat an upload at the address that they are sent to.

    Fix: Put a slash at the end of the repository's address.
    """
    if request.path == "/legacy" and request.method == "POST":
        yield Hit({"path": request.path})


@rule(
    "FRM004",
    "error",
    "Projects are no longer registered beforehand",
    message="The action is {action}.",
    source="warehouse@6b62157:forklift/legacy.py:1876",
    refuses=Words(410, "Project pre-registration is no longer required or supported, upload your files instead."),
)
def registration(request: Request) -> Iterator[Hit]:
    """The first upload of a project makes it.

    Fix: Leave out the registration and upload the files.
    """
    if request.action in {"submit", "submit_pkg_info"}:
        yield Hit({"action": request.action})


@rule(
    "FRM005",
    "error",
    "Documentation is no longer uploaded to PyPI",
    message="The action is {action}.",
    source="warehouse@6b62157:forklift/legacy.py:1891",
    refuses=Words(410, "Uploading documentation is no longer supported, we recommend using https://readthedocs.org/."),
)
def documentation(request: Request) -> Iterator[Hit]:
    """PyPI holds packages only.

    Fix: Publish the documentation elsewhere and name its address in the project's URLs.
    """
    if request.action == "doc_upload":
        yield Hit({"action": request.action})


@rule(
    "FRM027",
    "error",
    "The query string is not UTF-8",
    message="The query string of the request to {path} has bytes that are no UTF-8.",
    source="warehouse@6b62157:sanity.py:17",
    refuses=Words(400, "Invalid bytes in query string."),
)
def query_bytes(request: Request) -> Iterator[Hit]:
    """PyPI reads the query string as UTF-8, behind the percent signs too.

    Fix: Encode the query string as UTF-8.
    """
    if request.unread == "query":
        yield Hit({"path": request.path})


@rule(
    "FRM028",
    "error",
    "The path of the request is not UTF-8",
    message="The path of the request has bytes that are no UTF-8.",
    source="warehouse@6b62157:sanity.py:24",
    refuses=Words(400, "Invalid bytes in URL."),
)
def path_bytes(request: Request) -> Iterator[Hit]:
    """PyPI reads the path as UTF-8, behind the percent signs too.

    Fix: Send uploads to `/legacy/`.
    """
    if request.unread == "path":
        yield Hit({"path": request.path})


@rule(
    "FRM029",
    "error",
    "The form of the upload cannot be read",
    message="The body of the request to {path} is no form that can be read.",
    source="warehouse@6b62157:sanity.py:31",
    refuses=Words(400, "Invalid Form Data."),
)
def form_unreadable(request: Request) -> Iterator[Hit]:
    """The content type has no boundary, or an impossible one, or a part of the form is not encoded as it says.

    Fix: Send multipart/form-data with a boundary of 1 to 201 visible ASCII characters.
    """
    if request.unread == "form":
        yield Hit({"path": request.path})


@rule(
    "FRM033",
    "error",
    "The form of the upload breaks PyPI's server",
    message="The body of the request to {path} names another encoding than UTF-8.",
    source="webob 1.8.10:request.py:825",
    refuses=Words(500, "Internal Server Error"),
)
def form_breaks(request: Request) -> Iterator[Hit]:
    """PyPI reads forms in UTF-8; where a form or one of its parts names another encoding that it cannot take, its server breaks.

    Fix: Send the form in UTF-8, and name no other charset.
    """
    if request.unread == "breaks":
        yield Hit({"path": request.path})


@rule(
    "FRM034",
    "error",
    "A form that is no upload repeats a field",
    message="The form sent to {url} has a field more than once.",
    source="warehouse@6b62157:config.py:298",
    refuses=Words(400, "POST body may not contain duplicate keys (URL: {url!r})"),
)
def repeats(request: Request) -> Iterator[Hit]:
    """Only an upload may repeat fields, such as its classifiers; where PyPI takes a form for anything else, it refuses that first.

    Fix: Send uploads to `/legacy/`, with the slash at the end, and with the field `:action` set to `file_upload`.
    """
    if request.repeats and request.method == "POST" and (request.path == "/legacy" or request.action in GONE):
        yield Hit({"url": request.url})


RULES: tuple[Rule[Request], ...] = (
    query_bytes, path_bytes, form_unreadable, form_breaks, repeats, no_slash, not_an_upload, registration, documentation,
)  # fmt: skip
