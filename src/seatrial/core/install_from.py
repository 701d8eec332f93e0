"""What a verification is asked for: a file, a release on an index, or a place in git; read as text."""

import re
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from seatrial.problem import Problem
from seatrial.problem.target import GIT_ADDRESS, GIT_LOGIN

GIT = "git+"
SCHEMES = frozenset({"file", "https", "http", "ssh", "git"})
"""By which git fetches and pip's addresses of git may begin."""
_RELEASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:\[[^\]]*\])?\s*(?:==|>=|<=|~=|!=|===|<|>).*", re.DOTALL)
_ADDRESS = re.compile(r"(?P<scheme>[^:]*:)(?P<slashes>/*)(?P<head>.*)@(?P<rest>[^@]*)", re.DOTALL)
_HOST_AND_PATH = re.compile(r"(?:[^:/@\[]+|\[[^\]@]*\])(?::[0-9]{1,5})?/[^@]*", re.DOTALL)
"""What may stand before an `@` that begins a ref, and has no login in it."""


class GitPlace(NamedTuple):
    """A place in git."""

    url: str
    """As git takes it."""
    ref: str | None
    """Tag, branch or commit; None for what the repository's HEAD is."""
    subdirectory: str
    """Of the project, relative to the top; empty for the top."""


def kind_of(target: str) -> Literal["git", "release", "path"]:
    """Say what a target is, by its form alone."""
    if target.startswith(GIT):
        return "git"
    return "release" if _RELEASE.fullmatch(target) and "/" not in target else "path"


def git_place(target: str) -> GitPlace:
    """Read an address such as `git+https://HOST/PATH@REF#subdirectory=FOLDER`, as pip writes it.

    Raises `Problem` PVF032 where it is none, PVF033 where it has a password in it, or for the web any login.
    """
    try:
        parts = urlsplit(target.removeprefix(GIT))
        password = parts.password
        _ = parts.port
    except ValueError as error:
        # A password with a slash in it makes a port that is none.
        kind = GIT_LOGIN if without_login(target) != target else GIT_ADDRESS
        raise Problem(kind, address=without_login(target)) from error
    # In an address of the web, a name alone may be a token.
    if password or ("@" in parts.netloc and parts.scheme != "ssh"):
        raise Problem(GIT_LOGIN, address=without_login(target))
    path, at, ref = parts.path.rpartition("@")
    path, ref = (path, ref) if at else (parts.path, "")
    named = dict(part.partition("=")[::2] for part in parts.fragment.split("&"))
    folder = unquote(named.get("subdirectory", "")).strip("/")
    reachable = parts.scheme in SCHEMES and path.strip("/") and (parts.netloc or parts.scheme == "file")
    whole = parts._replace(path=path, fragment="").geturl()
    if not reachable or (at and not ref) or "\0" in whole + ref or ".." in folder.split("/"):
        raise Problem(GIT_ADDRESS, address=without_login(target))
    return GitPlace(whole, unquote(ref) or None, folder)


def without_login(text: str) -> str:
    """Return the text of an address without the login in it, however badly it is written."""
    parts = _ADDRESS.fullmatch(text)
    # The address of a file has no host, and its folders may have any name.
    if parts is None or parts["slashes"] == "///" or _HOST_AND_PATH.fullmatch(parts["head"]):
        return text
    return f"{parts['scheme']}{parts['slashes']}****@{parts['rest']}"
