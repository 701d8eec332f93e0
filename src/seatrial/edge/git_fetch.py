"""Fetches one commit of a repository into a fresh folder: by git, without prompts, hooks, and programs that the repository names."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from seatrial.edge.export import SERVER
from seatrial.edge.git_command import Ask, Settings, asker
from seatrial.problem import Problem
from seatrial.problem.git import UNSAFE
from seatrial.problem.target import GIT_PROMPT, GIT_UNREACHED, NO_REPOSITORY, NO_SUBMODULES, UNKNOWN_REF

PATIENCE = 1800.0
"""Seconds for a whole repository."""
NETWORK = "http:https:ssh:git"
ALL = f"file:{NETWORK}"
NO_PROMPT: Settings = (("core.askPass", ""), ("credential.interactive", "false"))
"""Added to what keeps git from asking on the terminal."""
WINDOWS = frozenset({"SSH_ASKPASS", "GIT_ASKPASS", "DISPLAY", "WAYLAND_DISPLAY"})
"""By which git and ssh would ask in a window."""
COMMIT = re.compile(r"[0-9a-fA-F]{4,64}")
PROMPTS = ("could not read Username", "could not read Password", "terminal prompts disabled", "Authentication failed", "Permission denied (", "Host key verification failed")  # fmt: skip
NOTHING = ("does not appear to be a git repository", "not found", "does not exist", "Repository not found", "not a git repository")  # fmt: skip


def fetch(environ: Mapping[str, str], url: str, ref: str | None, target: str) -> str:
    """Put one commit of a repository, with its history and tags, into an empty folder; return the commit.

    `environ` is the user's environment. `url` is as git takes it; `ref` is a tag, a branch or a commit, None for what HEAD is there. Submodules are fetched too. Raises `Problem`
    PVF034 for no repository, PVF035 for no such ref, PVF036 where a login is wanted, PVF038 and PVF042 for whatever else git says.
    """
    ask = asker({name: value for name, value in environ.items() if name not in WINDOWS})
    local = url.startswith("file:")
    options = ["--quiet", "--no-checkout", "--template=", "--no-recurse-submodules", *([f"--upload-pack={SERVER}"] if local else [])]
    cloned = _ask(ask, os.sep, "clone", *options, "--", url, target, local=local)
    if cloned[0]:
        raise _problem(cloned[1], url)
    commit = _commit(ask, target, "HEAD" if ref is None else ref, local=local)
    if commit is None:
        raise Problem(UNKNOWN_REF, address=url, ref=ref or "HEAD")
    out = _ask(ask, target, "checkout", "--quiet", "--detach", commit, "--", local=local)
    if out[0]:
        raise _problem(out[1], url)
    if Path(target, ".gitmodules").is_file():
        inner = _ask(ask, target, "submodule", "--quiet", "update", "--init", "--recursive", local=local)
        if inner[0]:
            raise Problem(NO_SUBMODULES, address=url, reason=_reason(inner[1]))
    return commit


def _commit(ask: Ask, target: str, ref: str, *, local: bool) -> str | None:
    names = [f"refs/tags/{ref}", f"refs/remotes/origin/{ref}"]
    names += [ref] if ref == "HEAD" or COMMIT.fullmatch(ref) else []
    if found := _first(ask, target, names):
        return found
    # A commit or a reference that no branch leads to, such as that of a pull request, is there only for who asks for it.
    asked = ref.startswith("refs/") or COMMIT.fullmatch(ref)
    if asked and _ask(ask, target, "fetch", "--quiet", "origin", ref, local=local)[0] == 0:
        return _first(ask, target, ["FETCH_HEAD"])
    return None


def _first(ask: Ask, target: str, names: list[str]) -> str | None:
    for name in names:
        answer = ask(target, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if answer.status == 0:
            return answer.out.decode().strip()
    return None


def _ask(ask: Ask, folder: str, *args: str, local: bool) -> tuple[int, str]:
    answer = ask(folder, *args, timeout=PATIENCE, protocols=ALL if local else NETWORK, config=NO_PROMPT)
    return answer.status, answer.error


def _problem(error: str, url: str) -> Problem:
    if "dubious ownership" in error:
        return Problem(UNSAFE, folder=unquote(urlsplit(url).path))
    kind = GIT_UNREACHED
    if any(words in error for words in PROMPTS):
        kind = GIT_PROMPT
    elif any(words in error for words in NOTHING):
        kind = NO_REPOSITORY
    return Problem(kind, address=url, reason=_reason(error))


def _reason(error: str) -> str:
    """Return the first line that git says; what follows is advice."""
    first = next((line.strip() for line in error.splitlines() if line.strip()), "-")
    return re.sub(r"^(?:fatal|error|remote|ERROR): (?:ERROR: )?", "", first)
