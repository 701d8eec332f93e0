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
    if request.path == "/legacy":
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


RULES: tuple[Rule[Request], ...] = (no_slash, not_an_upload, registration, documentation)
