"""For whom an index may ask an identity to be."""

import pytest

from seatrial.core.credential.audience import may_ask_for
from seatrial.core.credential.target import built_in, target_at

OWN = "https://index.harbour.example:8443/legacy/"


@pytest.mark.parametrize(("name", "audience", "may"), [
    ("pypi", "pypi", True), ("pypi", "testpypi", False), ("testpypi", "testpypi", True), ("testpypi", "pypi", False), ("pypi", "sigstore", False),
    ("pypi", "seatrial", False),
])  # fmt: skip
def test_pypi_and_testpypi_have_their_own(name, audience, may) -> None:
    """Neither gets an identity that the other one, or anybody else, would take."""
    assert may_ask_for(built_in(name), audience) is may


@pytest.mark.parametrize(("audience", "may"), [
    ("harbour", True), ("my_index-2", True), ("https://index.harbour.example", True), ("https://index.harbour.example:8443/x", True),
    ("index.harbour.example", True), ("INDEX.harbour.example", True),
    ("pypi", False), ("PyPI", False), ("testpypi", False), ("sigstore", False), ("sts.amazonaws.com", False), ("api://AzureADTokenExchange", False),
    ("//iam.googleapis.com/projects/1/locations/global", False), ("https://vault.example", False), ("https://github.com/harbour", False),
    ("https://evil.example/index.harbour.example", False), ("https://index.harbour.example.evil.example", False),
    ("https://index.harbour.example@evil.example", False), ("indexxharbour.example", False), ("", False), ("a b", False), ("x" * 200, False),
])  # fmt: skip
def test_others_get_a_name_or_themselves(audience, may) -> None:
    """An index that asks for the audience of a cloud, of sigstore or of PyPI could act there in the job's name, and gets nothing."""
    assert may_ask_for(target_at(OWN, "command line"), audience) is may


def test_an_address_of_numbers() -> None:
    """Hosts that are numbers, also longer ones in brackets, are hosts too."""
    assert may_ask_for(target_at("https://[::1]:1/legacy/", "command line"), "https://[::1]:1")
    assert may_ask_for(target_at("https://127.0.0.1/", "command line"), "https://127.0.0.1/")
    assert not may_ask_for(target_at("https://127.0.0.1/", "command line"), "https://127.0.0.2/")
