"""The form for a trusted publisher."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.identities import ACTIVESTATE_CLAIMS, GITHUB_CLAIMS, GITLAB_CLAIMS, GOOGLE_CLAIMS
from seatrial.core.profile import GENERIC, PYPI, TESTPYPI
from seatrial.core.publishing.form import ALL_FIELDS, FIELDS, claimed, fields_of, link


@pytest.mark.parametrize(
    ("provider", "claims", "values"),
    [
        ("github", GITHUB_CLAIMS, ["acme", "tool", "release.yml", "pypi"]),
        ("github", {"repository_owner": "acme"}, ["acme", None, None, None]),
        ("github", {"repository": 5}, [None, None, None, None]),
        ("gitlab", GITLAB_CLAIMS, ["Group/sub", "Tool", ".gitlab-ci.yml", "Release", "https://gitlab.com"]),
        ("gitlab", {}, [None, "", None, None, None]),
        ("google", GOOGLE_CLAIMS, ["bot@project.iam.gserviceaccount.com", "111"]),
        ("activestate", ACTIVESTATE_CLAIMS, ["acme", "tool", "jo"]),
    ],
)
def test_claims_are_told_by_the_names_of_the_form(provider, claims, values):
    """What an identity claims stands by the fields that a person sees in the form."""
    found = claimed(claims, provider)
    assert tuple(found) == FIELDS[provider]
    assert [value or None for value in found.values()] == [value or None for value in values]


@pytest.mark.parametrize(
    ("provider", "claims", "record", "matches"),
    [
        ("github", GITHUB_CLAIMS, None, [None, None, None, None]),
        ("github", GITHUB_CLAIMS, {"owner": "Acme", "repository": "tool"}, [False, True, None, None]),
        ("github", GITHUB_CLAIMS, {"workflow_filename": "", "environment": "PyPI"}, [None, None, False, True]),
        ("github", GITHUB_CLAIMS, {"environment": ""}, [None, None, None, True]),
        ("github", {"repository": "a/b"}, {"environment": "pypi"}, [None, None, None, False]),
        ("gitlab", GITLAB_CLAIMS, {"namespace": "group/SUB", "environment": "release", "issuer_url": ""}, [True, None, None, False, True]),
        ("google", GOOGLE_CLAIMS, {"email": "other", "sub": ""}, [False, True]),
    ],
)
def test_a_field_fits_as_pypi_compares_it(provider, claims, record, matches):
    """Each field is compared with the record by PyPI's rule for it; what is not known is not judged."""
    fields = fields_of(claims, provider, record)
    assert [field.matches for field in fields] == matches
    assert [field.recorded for field in fields] == [(record or {}).get(field.field) for field in fields]


def test_of_a_workflow_of_another_repository_the_started_one_is_typed():
    """A job in a file of another repository has to move, so that the file which is started is the one to register."""
    shared = "acme/shared/.github/workflows/publish.yml@v1"
    field = fields_of({**GITHUB_CLAIMS, "job_workflow_ref": shared}, "github")[2]
    assert (field.claimed, field.expected) == ("publish.yml", "release.yml")


def test_the_link_fills_the_form_in():
    """The link leads to the project's page with every field in it, whatever letters it has."""
    fields = fields_of({**GITHUB_CLAIMS, "environment": "a b&c=d"}, "github")
    parts = urlsplit(link(PYPI, "tool", "github", fields))
    assert parts.path == "/manage/project/tool/settings/publishing/"
    assert parse_qs(parts.query) == {
        "provider": ["github"], "owner": ["acme"], "repository": ["tool"], "workflow_filename": ["release.yml"], "environment": ["a b&c=d"],
    }  # fmt: skip
    assert "%3F" in link(PYPI, None, "github", fields_of({"repository": "a\ud800/b"}, "github"))
    assert "project/NAME/" in link(TESTPYPI, None, "github", fields)
    assert link(TESTPYPI, None, "github", fields).startswith(TESTPYPI.site)
    assert "project/a%2F..%20%3F/" in link(PYPI, "a/.. ?", "github", fields)
    assert not link(GENERIC, "tool", "github", fields)


def test_every_field_can_be_told():
    """The fields that a user can name are those of all forms and the owner's number."""
    assert {"owner", "workflow_filepath", "email", "actor", "owner_id"} <= set(ALL_FIELDS)


@given(st.dictionaries(st.sampled_from(["repository", "environment", "job_workflow_ref", "workflow_ref"]), st.text(st.characters())))
@settings(max_examples=50)
def test_no_claim_breaks_the_link(claims):
    """Whatever letters a claim has, half ones too, there is a link, and it has none of them as they are."""
    address = link(PYPI, "tool", "github", fields_of(claims, "github"))
    assert address.isascii()
    assert not set(address) & set(" \x1b\n<>")
