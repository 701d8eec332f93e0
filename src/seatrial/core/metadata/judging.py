"""What PyPI's server finds wrong with the metadata of a form: unreadable fields, then the packaging library's checks, then its own."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from seatrial.core.metadata.fields import BY_FORM, BY_HEADER, BY_NAME, Raw, shaped
from seatrial.core.metadata.own import own_faults
from seatrial.core.metadata.reading import as_metadata
from seatrial.model.form import Form
from seatrial.model.metadata import MetadataFault, SentMetadata

if TYPE_CHECKING:
    from packaging.metadata import Metadata as Validated

MORE = 20
"""Values of one field that are named one by one."""
LONGEST = 120_000
LONGEST_OF_SLOW = 20_000
"""Characters of one value that are handed to a parser; longer ones are not judged, because some parsers grow faster than their text."""
SLOW = frozenset(("author_email", "maintainer_email", "description_content_type"))
"""Fields whose parsers do so from early on."""
LONGEST_LIST = 400_000
"""Characters of all values of one field that are handed to parsers, one after the other."""
FREE = frozenset(
    ("description", "summary", "classifiers", "keywords", "author", "maintainer", "license", "platforms", "supported_platforms", "requires", "provides", "obsoletes", "requires_external")
)  # fmt: skip
"""Fields that no parser reads."""
KINDS = (
    ("introduced in metadata version", "newer-field"),
    ("is not a valid metadata version", "metadata-version"),
    ("is a required field", "missing"),
    ("must be a single line", "summary-lines"),
    ("'description-content-type' must be one of", "content-type"),
    ("'description-content-type' can only specify the UTF-8 charset", "content-type-charset"),
    ("valid Markdown variants for 'description-content-type'", "content-type-variant"),
    ("is not allowed as a dynamic field", "dynamic-forbidden"),
    ("is not a valid dynamic field", "dynamic-unknown"),
    ("parent directory indicators are not allowed", "license-file-parent"),
    ("paths must be resolved", "license-file-glob"),
    ("paths must be relative", "license-file-absolute"),
    ("paths must use '/' delimiter", "license-file-form"),
    ("is not a valid identifier", "import-identifier"),
    ("is a keyword", "import-keyword"),
    ("the only valid option is 'private'", "import-option"),
)
"""The kind of a fault by the library's words, which begin or end so; any other is named after its field."""


def sent(form: Form) -> SentMetadata:
    """Return what the server makes of the metadata fields of a form (as `core.protocol.received` leaves it).

    Source: warehouse@6b62157, forklift/metadata.py:88 (its own checks) and :303 (the form); packaging 26.2, metadata.py.
    """
    fields = tuple(pair for pair in form.fields if pair[0] in BY_FORM)
    # Bytes in place of text are equal to text, and shown in another way.
    plain = all(type(value) is str for _, value in fields)
    return _judged(fields) if plain else _judged.__wrapped__(fields)


@lru_cache(maxsize=1)
def _judged(fields: tuple[tuple[str, str], ...]) -> SentMetadata:
    # The files of a release come one after the other, and most have the same metadata.
    raw, unparsed = _raw(fields)
    faults = [
        MetadataFault("unparsed", name, f"{name!r} has invalid data", _shown(values), place)
        for place, (name, values) in enumerate(unparsed.items())
    ]  # fmt: skip
    oversized = {name for name, value in raw.items() if name not in FREE and _is_oversized(name, value)}
    faults += [MetadataFault("oversized", BY_NAME[name].header, "", str(sum(_lengths(raw[name])))) for name in sorted(oversized)]
    judged = {name: value for name, value in raw.items() if name not in oversized}
    enriched, library = _by_library(judged)
    # What is too long to be judged is not missing.
    faults += [fault for fault in library if not (fault.kind == "missing" and BY_HEADER[fault.field].name in oversized)]
    faults += own_faults(judged, enriched)
    headers = {BY_FORM[name].header: values for name, values in unparsed.items()}
    return SentMetadata(as_metadata(raw, headers), tuple(faults))


def _raw(fields: tuple[tuple[str, str], ...]) -> tuple[Raw, dict[str, list[str]]]:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    raw: Raw = {}
    unparsed: dict[str, list[str]] = {}
    for name, found in values.items():
        if found == [""]:
            continue
        value_or_none = shaped(BY_FORM[name], found)
        if value_or_none is None:
            unparsed[name] = found
        else:
            raw[BY_FORM[name].name] = value_or_none
    return raw, unparsed


def _by_library(raw: Raw) -> tuple["Validated", list[MetadataFault]]:
    from packaging.metadata import Metadata as Validated  # noqa: PLC0415  (its price is paid only where a form is judged)

    lenient = Validated.from_raw(cast("Any", raw), validate=False)
    try:
        return Validated.from_raw(cast("Any", raw)), []
    except ExceptionGroup as group:
        return lenient, [fault for error in group.exceptions for fault in _faults(raw, error)]
    except Exception as error:  # noqa: BLE001  (where the library breaks, so does PyPI's server)
        return lenient, [MetadataFault("breaks", "", "Internal Server Error", f"{type(error).__name__}: {error}"[:200])]


def _faults(raw: Raw, error: Exception) -> list[MetadataFault]:
    from packaging.metadata import InvalidMetadata  # noqa: PLC0415
    from packaging.metadata import Metadata as Validated  # noqa: PLC0415

    header: str = cast("InvalidMetadata", error).field
    first = _fault(header, _words(str(error)), raw)
    value = raw.get(BY_HEADER[header].name)
    if not isinstance(value, list) or first.kind == "newer-field":
        return [first]
    found: list[MetadataFault] = []
    for item in dict.fromkeys(value):
        try:
            getattr(Validated.from_raw(cast("Any", {BY_HEADER[header].name: [item]}), validate=False), BY_HEADER[header].name)
        except InvalidMetadata as other:
            found.append(_fault(header, _words(str(other)), {BY_HEADER[header].name: item})._replace(place=len(found)))
        except Exception:  # noqa: BLE001, S112  (the server stops at the item before it)
            continue
        if len(found) == MORE:
            break
    return found


def _fault(header: str, words: str, raw: Raw) -> MetadataFault:
    for part, kind in KINDS:
        if words.startswith(part) or words.endswith(part) or (kind == "newer-field" and words.startswith(f"{header} {part}")):
            break
    else:
        kind = header
    return MetadataFault(kind, header, words, _shown(raw.get(BY_HEADER[header].name)))


def _words(words: str) -> str:
    """Sort the lists that the library makes of sets, whose order changes from process to process."""
    if words.startswith(("'description-content-type' must be one of", "valid Markdown variants")):
        return re.sub(r"\[(.*?)\]", lambda listed: f"[{', '.join(sorted(listed[1].split(', ')))}]", words, count=1)
    return words


def _shown(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, (list, tuple, dict)) else str(value or "")


def _is_oversized(name: str, value: str | list[str] | dict[str, str]) -> bool:
    lengths = _lengths(value)
    return max(lengths) > (LONGEST_OF_SLOW if name in SLOW else LONGEST) or sum(lengths) > LONGEST_LIST


def _lengths(value: str | list[str] | dict[str, str]) -> list[int]:
    if isinstance(value, str):
        return [len(value)]
    return [len(item) for item in value] if isinstance(value, list) else [len(label) + len(url) for label, url in value.items()]
