"""Asks git where a tree stands beside its branches and its remote: by git, without prompts and programs that the repository names."""

import os
from collections.abc import Mapping
from pathlib import Path

from seatrial.edge.git_command import Ask, asker, problem_of, said

USUAL = ("main", "master")
"""Branches that releases are made from where no remote names its own."""
MOST = 1000
"""References of the remote that are read."""


def release_branches(ask: Ask, folder: str) -> tuple[str, ...]:
    """Return the branches that releases are usually made from: the default one of `origin`, or of the only remote, else what there is of `USUAL`.

    No connection is opened: it counts what the last clone or fetch told. Raises `Problem` (PGT…).
    """
    patterns = ("refs/remotes/*/HEAD", *(f"{where}/{name}" for name in USUAL for where in ("refs/heads", "refs/remotes/*")))
    lines = os.fsdecode(said(ask, folder, "for-each-ref", "--format=%(refname) %(symref)", *patterns)).splitlines()
    found = dict(line.split(" ", 1) for line in lines)
    heads = {name.split("/")[2]: target for name, target in found.items() if name.endswith("/HEAD") and target}
    head = heads.get("origin") or (next(iter(heads.values())) if len(heads) == 1 else "")
    if head:
        return (head.split("/", 3)[3],)
    return tuple(name for name in USUAL if any(one.endswith(f"/{name}") for one in found))


def has_in_history(ask: Ask, folder: str, commit: str) -> bool:
    """Return whether a commit is there, and part of what HEAD is made from."""
    return ask(folder, "merge-base", "--is-ancestor", commit, "HEAD").status == 0


def refs_at_remote(environ: Mapping[str, str], folder: str, remote: str, names: tuple[str, ...], seconds: float) -> Mapping[str, str]:
    """Return the commits of references at a remote by their names, as far as it has them. Raises `Problem` (PGT…).

    `environ` is the user's environment. It is asked for from outside of the repository, whose own settings could name programs to be run.
    """
    from seatrial.edge.export import SERVER  # noqa: PLC0415  (the branches are asked for without a connection)
    from seatrial.edge.git_fetch import ALL, NETWORK, NO_PROMPT, WINDOWS  # noqa: PLC0415

    ask = asker({name: value for name, value in environ.items() if name not in WINDOWS})
    address = os.fsdecode(said(ask, folder, "remote", "get-url", "--", remote)).removesuffix("\n")
    place = Path(folder, address)
    local = place.exists() or address.startswith("file:")
    options = [f"--upload-pack={SERVER}"] if local else []
    url = str(place) if local and not address.startswith("file:") else address
    # A tag that is an object of its own is listed twice, the second time as the commit that it names.
    wanted = [one for name in names for one in ((name, f"{name}^{{}}") if name.startswith("refs/tags/") else (name,))]
    answer = ask(os.sep, "ls-remote", *options, "--", url, *wanted, timeout=seconds, protocols=ALL if local else NETWORK, config=NO_PROMPT)
    if answer.status:
        raise problem_of(answer, "ls-remote", folder)
    lines = os.fsdecode(answer.out).splitlines()[:MOST]
    found = {name: commit for commit, _, name in (line.partition("\t") for line in lines)}
    return {name: commit for name in names if (commit := found.get(f"{name}^{{}}") or found.get(name))}
