"""Where a git remote lies: host and path, whatever its form, without a login; and whose service that is."""

import re

from seatrial.core.publishing.claims import GITLAB
from seatrial.model.publisher import Remote

LONGEST = 2048
SCP = re.compile(r"(?:[^@/\s]+@)?([A-Za-z0-9][A-Za-z0-9._-]*):(?!//)/?(\S+)")
"""`git@github.com:owner/repository.git`"""
URL = re.compile(r"(?:https?|ssh|git|git\+ssh|git\+https)://(?:[^@/\s]*@)?([A-Za-z0-9][A-Za-z0-9._-]*)(?::\d+)?/(\S+)")
HOSTS = {
    "github.com": "github.com", "www.github.com": "github.com", "ssh.github.com": "github.com",
    "gitlab.com": "gitlab.com", "www.gitlab.com": "gitlab.com", "altssh.gitlab.com": "gitlab.com",
}  # fmt: skip


def remote_of(url: str) -> Remote | None:
    """Return where a remote lies; None for a folder, and for what is no address with an owner in its path."""
    if len(url) > LONGEST:
        return None
    found = URL.fullmatch(url) or SCP.fullmatch(url)
    if not found:
        return None
    path = found[2].strip("/").removesuffix(".git").strip("/")
    host = found[1].lower()
    return Remote(HOSTS.get(host, host), path) if "/" in path else None


def issuer_at(remote: Remote) -> str:
    """Return the issuer of a GitLab at a remote's host."""
    return f"https://{remote.host}" if remote.host != "gitlab.com" else GITLAB
