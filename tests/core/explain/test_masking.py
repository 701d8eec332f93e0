"""Secrets are covered wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.explain.masking import covered, shown

TOKEN = "pypi-AgEIcHlwaS5vcmcCJGQ4ZTY0YzE4LTQ3NDYtNGJkMi1hMTBkLTQ3ZGFmMTY1MDU2MgACKlszLCI5ZWQ0"
JWT = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJyZXBvOm1lL2JvYXQifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"token {TOKEN} refused", "token **** refused"),
        (f"'{TOKEN}'", "'****'"),
        (f"got {JWT}", "got ****"),
        ("https://me:hunter2@host/x", "https://****host/x"),
        ("https://me:hun/ter@2@host/x", "https://****host/x"),
        ("https://hunter2hunter2@host/x", "https://****host/x"),
        ("Authorization: Basic X190b2tlbl9fOnB5cGk=", "Authorization: Basic ****"),
        ('"authorization": "Bearer abcdefgh"', '"authorization": "Bearer ****"'),
        ("PRIVATE-TOKEN: abcdefgh", "PRIVATE-TOKEN: ****"),
        ("sent Bearer AbCdEf123456", "sent Bearer ****"),
        ("ghp_0123456789abcdefghijABCDEFGHIJ012345", "****"),
        ("ghs_0123456789abcdefghij", "****"),
        ("github_pat_0123456789abcdefghij", "****"),
        ("glpat-0123456789abcdefghij", "****"),
        ("AKIAIOSFODNN7EXAMPLE", "****"),
        ("TWINE_PASSWORD=hunter2", "TWINE_PASSWORD=****"),
        ("password = hunter2", "password = ****"),
        ('"password": "hunter2"', '"password": "****"'),
        ("PYPI_TOKEN: abcd1234", "PYPI_TOKEN: ****"),
        ("twine upload -u me -p hunter2 dist/*", "twine upload -u me -p **** dist/*"),
        ("uv publish --token hunter2", "uv publish --token ****"),
        ("key aB3dEfGhIjKlMnOpQrStUvWxYz0123456789aB3dEfGh end", "key **** end"),
        (f"{TOKEN[:40]}\n{TOKEN[40:70]}\n{TOKEN[70:]}\nbye now", "****\n****\n****\nbye now"),
    ],
)
def test_a_secret_is_covered(text, seen) -> None:
    """Four stars stand where the secret stood, whatever it is and wherever it stands, even broken over lines."""
    assert len(covered(text)) == len(text)
    assert shown(covered(text)) == seen


@pytest.mark.parametrize(
    "text",
    [
        "Basic authentication is not supported",
        "invalid-token: malformed or invalid token",
        "see https://pypi.org/help/#apitoken",
        "uses pypa/gh-action-pypi-publish@release/v1 of https://github.com/pypa/x",
        "with blake2_256 hash 'e4e8a8b0a8f4a9b0c1d2e3f40516273849506172839405162738495061728394'",
        "boat-1.0-cp312-cp312-manylinux_2_28_x86_64.whl",
        "a_function_with_a_name_that_is_longer_than_forty_letters()",
        "Your password is empty",
    ],
)
def test_what_is_no_secret_stays(text) -> None:
    """Words, hashes, names of files and addresses without a login can be read."""
    assert covered(text) == text


@given(st.text(), st.sampled_from(["", " ", "'", "=", "\n", ": ", "@"]), st.text())
def test_a_token_is_covered_between_anything(before, mark, behind) -> None:
    """Nothing that stands before or behind a token lets it through."""
    assert TOKEN[12:] not in covered(before + mark + TOKEN + mark + behind)
