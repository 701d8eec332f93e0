"""The index's form for a trusted publisher: its fields, what an identity claims for each, and the link that fills them in."""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

from seatrial.core.profile import pages
from seatrial.core.publishing.claims import GITLAB
from seatrial.core.publishing.matching import pipeline_in, workflow_in
from seatrial.model.index import IndexProfile
from seatrial.model.publishing import Claims, FormField, Provider

FIELDS: Mapping[Provider, tuple[str, ...]] = {
    "github": ("owner", "repository", "workflow_filename", "environment"),
    "gitlab": ("namespace", "project", "workflow_filepath", "environment", "issuer_url"),
    "google": ("email", "sub"),
    "activestate": ("organization", "project", "actor"),
}
"""By the names of the form and of the link (warehouse@6b62157, oidc/forms/*.py, manage/views/oidc_publishers.py)."""
ALL_FIELDS = tuple(dict.fromkeys((*(field for fields in FIELDS.values() for field in fields), "owner_id")))
"""Of every form; the owner's number is none of a form, but PyPI keeps it."""
OPTIONAL = frozenset({"environment", "sub", "issuer_url"})
SHORT = {"workflow": ("workflow_filename", "workflow_filepath"), "issuer": ("issuer_url",)}
"""What a user may call a field."""
LOOSE = frozenset({("github", "environment"), ("gitlab", "namespace"), ("gitlab", "project")})
"""Fields that PyPI compares without regard to case when it looks for a publisher."""


def claimed(claims: Claims, provider: Provider) -> dict[str, str | None]:
    """Return what an identity claims for each field of the form; None where the claim is missing or no text."""
    return {field: take(claims) for field, take in TAKE[provider].items()}


def fields_of(claims: Claims, provider: Provider, recorded: Mapping[str, str] | None = None) -> tuple[FormField, ...]:
    """Return the form's fields: what is claimed, what is to be typed, and whether what is on record fits."""
    found = claimed(claims, provider)
    known = recorded or {}
    return tuple(
        FormField(field, value, _to_type(claims, field, value), fits(provider, field, value, recorded), known.get(field))
        for field, value in found.items()
    )


def _to_type(claims: Claims, field: str, value: str | None) -> str:
    started, own = _text(claims, "workflow_ref") or "", f"{_text(claims, 'repository')}/.github/"
    if field == "workflow_filename" and started.startswith(own) and not (_text(claims, "job_workflow_ref") or "").startswith(own):
        # A file of another repository is never taken: the job has to move into the one that is started.
        return workflow_in(started)
    return value or ""


def fits(provider: Provider, field: str, value: str | None, recorded: Mapping[str, str] | None) -> bool | None:
    """Tell whether what is on record in a field takes what is claimed; None where nothing is known of the record."""
    if recorded is None or field not in recorded:
        return None
    wanted, value = recorded[field], value or ""
    if field == "issuer_url":
        return (wanted or GITLAB) == value
    if not wanted:
        return field in OPTIONAL
    return wanted.lower() == value.lower() if (provider, field) in LOOSE else wanted == value


def link(profile: IndexProfile, project: str | None, provider: Provider, fields: tuple[FormField, ...]) -> str:
    """Return the address of a project's page for publishers, its form filled in; of an index without a web site an empty text.

    Source: warehouse@6b62157, manage/views/oidc_publishers.py, which takes the form's fields from the query.
    """
    page = pages(profile).get("project")
    if page is None:
        return ""
    query = {"provider": provider, **{field.field: field.expected for field in fields if field.expected}}
    return f"{page.format(project=quote(project or 'NAME', safe='', errors='replace'))}publishing/?{urlencode(query, errors='replace')}"


def _text(claims: Claims, name: str) -> str | None:
    value = claims.get(name)
    return value if isinstance(value, str) else None


def _plain(name: str) -> Callable[[Claims], str | None]:
    return lambda claims: _text(claims, name)


def _owner(claims: Claims) -> str | None:
    return (_text(claims, "repository") or "").partition("/")[0] or _text(claims, "repository_owner") or None


def _part(name: str, number: int) -> Callable[[Claims], str | None]:
    return lambda claims: ((_text(claims, name) or "").rpartition("/")[number]) or None


def _repository(claims: Claims) -> str | None:
    return (_text(claims, "repository") or "").partition("/")[2] or None


def _workflow(claims: Claims) -> str | None:
    return workflow_in(_text(claims, "job_workflow_ref") or "") or None


def _pipeline(claims: Claims) -> str | None:
    return pipeline_in(_text(claims, "ci_config_ref_uri") or "") or None


TAKE: Mapping[Provider, Mapping[str, Callable[[Claims], str | None]]] = {
    "github": {"owner": _owner, "repository": _repository, "workflow_filename": _workflow, "environment": _plain("environment")},
    "gitlab": {
        "namespace": _part("project_path", 0),
        "project": _part("project_path", 2),
        "workflow_filepath": _pipeline,
        "environment": _plain("environment"),
        "issuer_url": _plain("iss"),
    },
    "google": {"email": _plain("email"), "sub": _plain("sub")},
    "activestate": {"organization": _plain("organization"), "project": _plain("project"), "actor": _plain("actor")},
}
