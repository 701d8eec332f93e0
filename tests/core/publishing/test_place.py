"""Where a git remote lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.publishing.place import LONGEST, issuer_at, remote_of
from seatrial.model.publisher import Remote


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://github.com/Acme/Tool.git", "github.com", "Acme/Tool"),
        ("https://user:secret@github.com/acme/tool/", "github.com", "acme/tool"),
        ("git@github.com:acme/tool.git", "github.com", "acme/tool"),
        ("github.com:acme/tool", "github.com", "acme/tool"),
        ("ssh://git@ssh.github.com:443/acme/tool.git", "github.com", "acme/tool"),
        ("git+ssh://git@GitLab.com/group/sub/tool.git", "gitlab.com", "group/sub/tool"),
        ("ssh://git@altssh.gitlab.com:443/group/tool.git", "gitlab.com", "group/tool"),
        ("git@git.example.org:group/tool.git", "git.example.org", "group/tool"),
        ("https://git.example.org:8443/group/tool", "git.example.org", "group/tool"),
    ],
)
def test_a_remote_is_understood_in_every_form(url: str, host: str, path: str):
    """Host and repository of a remote are found whatever its form; a login in it is left out."""
    assert remote_of(url) == Remote(host, path)


@pytest.mark.parametrize(
    "url", ["", "/home/me/tool.git", "../tool", "file:///srv/tool.git", "https://github.com/tool", "a b:c/d", "x:/" + "y/" * LONGEST]
)
def test_what_is_no_place_on_a_service_is_none(url: str):
    """A folder on this machine is no place on a service."""
    assert remote_of(url) is None


@given(st.text())
def test_any_text_is_borne(url: str):
    """No text of a remote makes it fail."""
    assert remote_of(url) is None or "/" in remote_of(url).path


def test_the_issuer_of_a_gitlab_of_ones_own_is_its_address():
    """A GitLab of one's own issues identities in its own name."""
    assert issuer_at(Remote("gitlab.com", "g/p")) == "https://gitlab.com"
    assert issuer_at(Remote("git.example.org", "g/p")) == "https://git.example.org"
