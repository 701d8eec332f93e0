"""Which publisher an index finds for an identity, or why none, in PyPI's words and in its order."""

import re
from collections.abc import Callable, Container, Mapping, Sequence

from seatrial.core.publishing.claims import GITLAB, provider_at
from seatrial.model.publishing import Claims, Provider, Publisher, Refused

LONGEST = 2048
"""Characters of a claim in which a file name is looked for; a branch, a repository and a path together have fewer."""
WORKFLOW = re.compile(r"[^/]+\.ya?ml(?=@)")
"""The file name in GitHub's `job_workflow_ref` (warehouse@6b62157, oidc/models/github.py:36-46)."""
PIPELINE = re.compile(r"(?<=//).*[^/]\.ya?ml(?=@)")
"""The path in GitLab's `ci_config_ref_uri` (warehouse@6b62157, oidc/models/gitlab.py:37-52)."""
BUILDER = "pypi-publisher"

MALFORMED = Refused("invalid-payload", "malformed JWT")
UNKNOWN_ISSUER = Refused("invalid-payload", "unknown trusted publishing issuer")
REUSED = Refused("invalid-reuse-token", "invalid token: already used")
NOT_FOUND = "Publisher with matching claims was not found"

REQUIRED: Mapping[Provider, tuple[str, ...]] = {
    "github": ("event_name", "job_workflow_ref", "jti", "ref", "repository", "repository_owner", "repository_owner_id", "sha"),
    "gitlab": ("ci_config_ref_uri", "jti", "project_path", "ref_path", "sha", "sub"),
    "google": ("email", "email_verified"),
    "activestate": ("actor_id", "builder", "organization", "project", "sub"),
}
"""Claims without which there is no match, sorted; which one of several PyPI names is left to chance."""


class _No(Exception):  # noqa: N818  (stays inside this module)
    """No publisher; PyPI's words for it, or an answer of another kind."""

    def __init__(self, why: str = "", answer: Refused | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.answer = answer


def match(claims: Claims, publishers: Sequence[Publisher], used: Container[str] = ()) -> Publisher | Refused:
    """Return the publisher that an index finds for what a proven identity claims, or its refusal.

    A pending publisher comes first, as it does at PyPI, which makes its project and then looks again among the others; whether the project
    exists already is for the caller to know. `used` has the `jti` of every identity that was exchanged before. An issuer that no provider
    has is known where a publisher is registered for it. Where PyPI's server breaks (a number in place of a text), the answer is that the
    token is malformed. Source: warehouse@6b62157, oidc/views.py:105-260, services.py:300-350, models/*.py.
    """
    if "iss" not in claims:
        return MALFORMED
    provider = provider_at(claims["iss"]) or _custom(claims["iss"], publishers)
    if provider is None:
        return UNKNOWN_ISSUER
    ours = [one for one in publishers if one.provider == provider]
    try:
        return _found(claims, provider, [one for one in ours if one.pending], used)
    except _No as no:
        if no.answer:
            return no.answer
    try:
        return _found(claims, provider, [one for one in ours if not one.pending], used)
    except _No as no:
        return no.answer or refusal(no.why)


def refusal(why: str) -> Refused:
    """Return the refusal of an identity that is valid and for which there is no publisher, for a reason in PyPI's words."""
    return Refused("invalid-publisher", f"valid token, but no corresponding publisher ({why})")


def reason(description: str) -> str:
    """Return what stands in parentheses at the end of an index's words: the useful part; all of them where there are none."""
    inner = description.partition("(")[2]
    return inner.removesuffix(")") if inner.endswith(")") else description


def workflow_in(claim: str) -> str:
    """Return the name of the workflow file in GitHub's `workflow_ref` or `job_workflow_ref`; empty where PyPI finds none."""
    found = WORKFLOW.search(claim) if len(claim) <= LONGEST else None
    return found[0] if found else ""


def pipeline_in(claim: str) -> str:
    """Return the path of the pipeline file in GitLab's `ci_config_ref_uri`; empty where PyPI finds none."""
    found = PIPELINE.search(claim) if len(claim) <= LONGEST else None
    return found[0] if found else ""


def _custom(issuer: object, publishers: Sequence[Publisher]) -> Provider | None:
    return "gitlab" if any(one.provider == "gitlab" and one.fields.get("issuer_url") == issuer for one in publishers) else None


def _found(claims: Claims, provider: Provider, publishers: Sequence[Publisher], used: Container[str]) -> Publisher:
    for name in REQUIRED[provider]:
        if claims.get(name) is None:
            raise _No(f"Missing claim {name!r}")
    publisher = LOOK_UP[provider](claims, publishers)
    VERIFY[provider](claims, publisher, used)
    # Where no provider asks for it, an identity that has a number is good for one token all the same.
    if claims.get("jti") and str(claims["jti"]) in used:
        raise _No(answer=REUSED)
    return publisher


def _text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str):
        raise _No(answer=MALFORMED)
    return value


def _field(publisher: Publisher, name: str) -> str:
    return publisher.fields.get(name, "")


def _nearest(publishers: Sequence[Publisher], claimed: object, field: Callable[[Publisher], str]) -> Publisher:
    """Return the publisher whose field asks for what is claimed, else the one that asks for nothing."""
    for wanted in (claimed, "") if claimed else ("",):
        for publisher in publishers:
            if field(publisher) == wanted:
                return publisher
    raise _No(NOT_FOUND)


def _look_up_github(claims: Claims, publishers: Sequence[Publisher]) -> Publisher:
    repository = _text(claims, "repository")
    if "/" not in repository:
        raise _No(answer=MALFORMED)
    workflow = workflow_in(_text(claims, "job_workflow_ref"))
    if not workflow:
        raise _No("Could not job extract workflow filename from OIDC claims")
    number = _text(claims, "repository_owner_id")
    wanted = (*repository.split("/", 1), workflow)
    fitting = [
        one
        for one in publishers
        if tuple(_field(one, name) for name in ("owner", "repository", "workflow_filename")) == wanted
        and _field(one, "owner_id") in ("", number)
    ]
    environment = _text(claims, "environment").lower() if fitting and claims.get("environment") else ""
    # PyPI's form keeps an environment in lower case.
    return _nearest(fitting, environment, lambda one: _field(one, "environment").lower())


def _verify_github(claims: Claims, publisher: Publisher, used: Container[str]) -> None:
    owner = _field(publisher, "owner")
    if _text(claims, "repository_owner") != owner:
        raise _No("Check failed for required claim 'repository_owner'")
    path = f"{owner}/{_field(publisher, 'repository')}/.github/workflows/{_field(publisher, 'workflow_filename')}"
    _check_ref(claims, "job_workflow_ref", path, ("ref", "sha"), any)
    _check_unused(claims, used)
    if claims["event_name"] == "pull_request_target":
        raise _No("Publishing from a workflow invoked via 'pull_request_target' is not supported.")


def _look_up_gitlab(claims: Claims, publishers: Sequence[Publisher]) -> Publisher:
    path = _text(claims, "project_path")
    if "/" not in path:
        raise _No(answer=MALFORMED)
    pipeline = pipeline_in(_text(claims, "ci_config_ref_uri"))
    if not pipeline:
        raise _No("Could not extract workflow filename from OIDC claims")
    wanted = (*path.lower().rsplit("/", 1), pipeline, claims["iss"])
    fitting = [
        one
        for one in publishers
        if (_field(one, "namespace").lower(), _field(one, "project").lower(), _field(one, "workflow_filepath"), issuer_of(one)) == wanted
    ]
    return _nearest(fitting, claims.get("environment"), lambda one: _field(one, "environment"))


def issuer_of(publisher: Publisher) -> str:
    """Return the issuer of a GitLab publisher; where nothing else is chosen in the form, it is the public one."""
    return _field(publisher, "issuer_url") or GITLAB


def _verify_gitlab(claims: Claims, publisher: Publisher, used: Container[str]) -> None:
    path = f"{_field(publisher, 'namespace')}/{_field(publisher, 'project')}"
    subject = _text(claims, "sub").split(":") if claims["sub"] else []
    if ":".join(subject[:2]).lower() != f"project_path:{path}".lower():
        raise _No("Check failed for required claim 'sub'")
    host = issuer_of(publisher).removeprefix("https://")
    _check_ref(claims, "ci_config_ref_uri", f"{host}/{path}//{_field(publisher, 'workflow_filepath')}", ("ref_path", "sha"), all)
    _check_unused(claims, used)


def _check_ref(claims: Claims, name: str, path: str, sources: tuple[str, str], enough: Callable[[list[object]], bool]) -> None:
    refs: list[object] = [claims[source] for source in sources]
    if not enough(refs):
        raise _No(f"The {sources[0]} and sha claims are empty")
    expected = sorted({f"{path}@{ref}" for ref in refs if ref})
    if claims[name] not in expected:
        raise _No(f"The {name} claim does not match, expecting one of {expected!r}, got {claims[name]!r}")


def _check_unused(claims: Claims, used: Container[str]) -> None:
    if str(claims["jti"]) in used:
        raise _No(answer=REUSED)


def _look_up_google(claims: Claims, publishers: Sequence[Publisher]) -> Publisher:
    email = _text(claims, "email")
    return _nearest([one for one in publishers if _field(one, "email") == email], claims.get("sub"), lambda one: _field(one, "sub"))


def _verify_google(claims: Claims, publisher: Publisher, used: Container[str]) -> None:
    del publisher, used
    # As PyPI compares: 1 is as good as true.
    if claims["email_verified"] != True:  # noqa: E712
        raise _No("Check failed for required claim 'email_verified'")


def _look_up_activestate(claims: Claims, publishers: Sequence[Publisher]) -> Publisher:
    wanted = {name: _text(claims, name) for name in ("organization", "project", "actor_id")}
    for one in publishers:
        # PyPI asks ActiveState for the number of the user that the form names; where it is not known, any number is taken.
        if {**wanted, **{name: _field(one, name) for name in wanted if name != "actor_id" or name in one.fields}} == wanted:
            return one
    raise _No(NOT_FOUND)


def _verify_activestate(claims: Claims, publisher: Publisher, used: Container[str]) -> None:
    del used
    if not claims["sub"]:
        raise _No("Missing 'subject' claim")
    parts = _text(claims, "sub").split(":")
    if len(parts) < 4:
        raise _No("Invalid 'subject' claim. Wrong format")
    if ":".join(parts[:4]) != f"org:{_field(publisher, 'organization')}:project:{_field(publisher, 'project')}":
        raise _No("Invalid 'subject' claim")
    if claims["builder"] != BUILDER:
        raise _No("Check failed for required claim 'builder'")


LOOK_UP: Mapping[Provider, Callable[[Claims, Sequence[Publisher]], Publisher]] = {
    "github": _look_up_github,
    "gitlab": _look_up_gitlab,
    "google": _look_up_google,
    "activestate": _look_up_activestate,
}
VERIFY: Mapping[Provider, Callable[[Claims, Publisher, Container[str]], None]] = {
    "github": _verify_github,
    "gitlab": _verify_gitlab,
    "google": _verify_google,
    "activestate": _verify_activestate,
}
