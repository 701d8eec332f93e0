"""A credential reaches the origin that it is bound to, and no other."""

import pytest

from seatrial.core.credential.header import authorization
from seatrial.core.credential.target import origin_of
from seatrial.model.credential import Credential, Secret
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem

BOUND = Credential("__token__", Secret("hush"), origin_of("https://own.example.org/legacy/"), "prompt", Said(Sentence("CRD041", "typed")))


def test_a_credential_goes_to_its_origin() -> None:
    """Any path of the same host and port gets it, in the form that PyPI takes."""
    assert authorization(BOUND, "https://OWN.example.org:443/other") == "Basic X190b2tlbl9fOmh1c2g="


@pytest.mark.parametrize(
    "url", ["http://own.example.org/legacy/", "https://own.example.org:8443/", "https://example.org/", "https://own.example.org.evil.org/"]
)
def test_a_credential_goes_nowhere_else(url) -> None:
    """Another scheme, port or host gets nothing, as after a redirect."""
    assert authorization(BOUND, url) is None


def test_a_doubtful_address_gets_nothing() -> None:
    """An address that two libraries read in two ways is refused."""
    with pytest.raises(Problem):
        authorization(BOUND, "https://own.example.org\\@evil.org/")
