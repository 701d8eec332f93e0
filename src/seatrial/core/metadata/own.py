"""PyPI's own checks of metadata, which come after those of the packaging library."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from seatrial.core.metadata.address import address_in
from seatrial.core.metadata.fields import BY_HEADER, Raw
from seatrial.model.metadata import MetadataFault

if TYPE_CHECKING:
    from packaging.metadata import Metadata as Validated

SUMMARY = 512
LABEL = 32
DYNAMIC = frozenset(BY_HEADER) - {"metadata-version", "name", "version", "dynamic"}
"""warehouse@6b62157, forklift/metadata.py:28."""
PLAIN_ADDRESS = re.compile(
    r"(?=.{3,64}\Z)[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?:com|org|net|edu|io|dev|de|fr|uk|ch|nl|eu|jp|cn|ca|me|ai)",
    re.IGNORECASE,
)
"""What the email-validator library accepts beyond doubt, so that it need not be loaded (a test compares)."""
PLAIN_URL = re.compile(r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[a-z0-9._~/-]*)?(?:#[a-z0-9._~/-]*)?", re.IGNORECASE)
"""What the rfc3986 library accepts beyond doubt, likewise."""


def own_faults(raw: Raw, enriched: "Validated") -> list[MetadataFault]:
    """Return PyPI's own faults in the order in which its server collects them.

    `raw` has the values as received, `enriched` those that the packaging library made of them.
    Source: warehouse@6b62157, forklift/metadata.py:95-287.
    """
    found: list[MetadataFault] = []
    for check in CHECKS:
        try:
            found += check(raw, enriched)
        except Exception as error:  # noqa: BLE001  (where a library breaks, so does PyPI's server)
            found.append(MetadataFault("own-breaks", "", "Internal Server Error", f"{type(error).__name__}: {error}"[:200]))
    return [fault._replace(place=place) for place, fault in enumerate(found)]


def _version(_: Raw, enriched: "Validated") -> Iterator[MetadataFault]:
    version = _value(enriched, "version")
    if version is not None and version.local:
        yield MetadataFault("local-version", "version", f"The use of local versions in '{version}' is not allowed.", str(version))


def _summary(raw: Raw, _: object) -> Iterator[MetadataFault]:
    summary = raw.get("summary")
    if isinstance(summary, str) and len(summary) > SUMMARY:
        yield MetadataFault("summary-length", "summary", f"'summary' field must be {SUMMARY} characters or less.", str(len(summary)))


def _addresses(raw: Raw, _: object) -> Iterator[MetadataFault]:
    for name in ("author_email", "maintainer_email"):
        text = raw.get(name)
        field = name.replace("_", "-")
        if not isinstance(text, str) or (PLAIN_ADDRESS.fullmatch(text.rpartition("<")[2].removesuffix(">")) and _lone(text)):
            continue
        address = address_in(text)
        error = _address_error(address) if address else None
        if error:
            yield MetadataFault("address", field, f"{address!r} is not a valid email address: {error}", address)


def _lone(text: str) -> bool:
    name, bracket, _ = text.rpartition("<")
    return re.fullmatch(r"[\w .-]*", name) is not None and bool(bracket) == text.endswith(">")


def _address_error(address: str) -> str | None:
    if PLAIN_ADDRESS.fullmatch(address):
        return None
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  (dear to load, seldom needed)

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        return str(error)
    return None


def _classifiers(raw: Raw, _: object) -> Iterator[MetadataFault]:
    given = set(_list(raw, "classifiers"))
    if not given:
        return
    from trove_classifiers import classifiers, deprecated_classifiers  # noqa: PLC0415  (dear to load)

    for classifier in sorted(given - classifiers - deprecated_classifiers.keys()):
        yield MetadataFault("classifier", "classifier", f"{classifier!r} is not a valid classifier.", classifier)
    for classifier in sorted(given & deprecated_classifiers.keys()):
        successors = deprecated_classifiers[classifier]
        words = f"The classifier {classifier!r} has been deprecated"
        if successors:
            yield MetadataFault("classifier-replaced", "classifier", f"{words}, use one of {successors} instead.", classifier)
        else:
            yield MetadataFault("classifier-deprecated", "classifier", f"{words}.", classifier)


def _pages(raw: Raw, _: object) -> Iterator[MetadataFault]:
    for name in ("home_page", "download_url"):
        url = raw.get(name)
        if isinstance(url, str) and not _is_url(url):
            yield MetadataFault("url", name.replace("_", "-"), f"{url!r} is not a valid url.", url)


def _project_urls(raw: Raw, _: object) -> Iterator[MetadataFault]:
    urls = raw.get("project_urls")
    for label, url in urls.items() if isinstance(urls, dict) else ():
        if not label:
            yield MetadataFault("label-missing", "project-url", "Must have a label", url)
        elif len(label) > LABEL:
            yield MetadataFault("label-length", "project-url", f"{label!r} must be {LABEL} characters or less.", label)
        elif not url:
            yield MetadataFault("url-missing", "project-url", "Must have a URL", label)
        elif not _is_url(url):
            yield MetadataFault("project-url", "project-url", f"{url!r} is not a valid url", url)


def _dists(raw: Raw, _: object) -> Iterator[MetadataFault]:
    for name in ("provides_dist", "obsoletes_dist"):
        for text in _list(raw, name):
            from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415  (loaded by then)

            field = name.replace("_", "-")
            try:
                requirement = Requirement(text)
            except InvalidRequirement as error:
                yield MetadataFault("dist", field, f"{text!r} is invalid: {error}", text)
            else:
                if requirement.url is not None:
                    yield MetadataFault("dist-direct", field, f"Can't have direct dependency: {text!r}", text)


def _direct(_: Raw, enriched: "Validated") -> Iterator[MetadataFault]:
    for requirement in _value(enriched, "requires_dist") or ():
        if requirement.url is not None:
            yield MetadataFault("direct", "requires-dist", f"Can't have direct dependency: {requirement}", str(requirement))


def _dynamic(_: Raw, enriched: "Validated") -> Iterator[MetadataFault]:
    for field in _value(enriched, "dynamic") or ():
        if field not in DYNAMIC:
            yield MetadataFault("dynamic-own", "dynamic", f"Dynamic field {field!r} is not a valid dynamic field.", field)


def _licenses(raw: Raw, enriched: "Validated") -> Iterator[MetadataFault]:
    if raw.get("license") and _value(enriched, "license_expression"):
        words = "License is deprecated when License-Expression is present. Only License-Expression should be present."
        yield MetadataFault("license-both", "license", words, str(raw["license"]))


CHECKS = (_version, _summary, _addresses, _classifiers, _pages, _project_urls, _dists, _direct, _dynamic, _licenses)
"""In the order of PyPI's server."""


def _is_url(url: str) -> bool:
    if PLAIN_URL.fullmatch(url):
        return True
    from rfc3986 import exceptions, uri_reference, validators  # type: ignore[import-untyped]  # noqa: PLC0415  (dear to load, without types)

    validator = validators.Validator().allow_schemes("http", "https").require_presence_of("scheme")
    validator.check_validity_of("scheme", "host", "port", "path", "query")
    try:
        validator.validate(uri_reference(url).normalize())
    except exceptions.ValidationError:
        return False
    return True


def _value(enriched: "Validated", name: str) -> Any:
    """Return what the library makes of a field; None where it refuses or breaks, which it then told itself."""
    try:
        return getattr(enriched, name)
    except Exception:  # noqa: BLE001
        return None


def _list(raw: Raw, name: str) -> Iterable[str]:
    value = raw.get(name)
    return value if isinstance(value, list) else ()
