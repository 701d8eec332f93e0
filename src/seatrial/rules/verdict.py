"""The verdict on one file: every rule applied, and what PyPI would answer."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from seatrial.core import metadata as core_metadata
from seatrial.core.profile import domain
from seatrial.core.protocol import received
from seatrial.core.render import render
from seatrial.model.dist import Sdist, Unknown, Upload, Wheel
from seatrial.model.finding import Finding
from seatrial.model.index import Answer, Arrival, IndexProfile
from seatrial.model.metadata import Aside, Description, Rendered, SentMetadata
from seatrial.model.report import Verdict
from seatrial.rules import arrival as arrival_rules
from seatrial.rules import description as description_rules
from seatrial.rules import form as form_rules
from seatrial.rules import metadata as metadata_rules
from seatrial.rules import payload as payload_rules
from seatrial.rules.distribution import judge_dist
from seatrial.rules.order import first_refusal, in_order, is_before_duplicates
from seatrial.rules.rule import judge

UNDECIDED = frozenset(("MET061", "MET064", "DSC004", "ARC060", "ARC061", "ARC069"))
"""Ids of the rules that say `undecides` (a test compares), so that a verdict need not import them all."""


def judge_upload(
    upload: Upload, profile: IndexProfile, path: str, ignore: Mapping[str, str], *, aside: Aside | None = None
) -> tuple[Finding, ...]:
    """Return every finding on a file and its form, as an index where the project is new would judge it.

    `path` names the file to the user, `ignore` has the reason by rule id, `aside` renders what may take long.
    Findings come in the order of `rules.order.in_order`.
    """
    return judge_arrival(Arrival(upload), profile, path, ignore, aside=aside)


def judge_arrival(
    arrival: Arrival, profile: IndexProfile, path: str, ignore: Mapping[str, str], *, aside: Aside | None = None
) -> tuple[Finding, ...]:
    """Return every finding on an upload that arrives at an index with a state of its own; otherwise as `judge_upload`."""
    upload = arrival.upload._replace(form=received(arrival.upload.form), any_platform=profile.any_platform)
    host = domain(profile)
    sent = core_metadata.sent(upload.form)._replace(old_classifiers=profile.old_classifiers)
    found = [
        *judge(form_rules.RULES, upload, path, ignore, host),
        *judge(payload_rules.RULES, upload, path, ignore, host),
        *judge(arrival_rules.RULES, arrival._replace(upload=upload), path, ignore, host),
        *judge(metadata_rules.RULES, sent, path, ignore, host),
        *_described(upload, describe(sent, aside), path, ignore, host),
        *judge_dist(upload, path, ignore, host),
        *_written(upload, path, ignore),
    ]
    return in_order(found)


def answer(arrival: Arrival, profile: IndexProfile, *, aside: Aside | None = None) -> Answer:
    """Return what an index answers to an upload, as PyPI would: 200, or its first refusal.

    A file that is there already, byte by byte, is accepted once more without a look into it (warehouse@6b62157, forklift/legacy.py:1205).
    """
    findings = judge_arrival(arrival, profile, arrival.upload.dist.filename, {}, aside=aside)
    present = arrival_rules.already_there(arrival)
    refusal = first_refusal(finding for finding in findings if not present or is_before_duplicates(finding))
    if refusal is None:
        return Answer(200, "OK", present=present)
    return Answer(refusal.status, refusal.message, rule=refusal.rule)


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Return what the findings on one file come to."""
    every = tuple(findings)
    if any(finding.refusal for finding in every):
        return "refused"
    return "undecided" if any(finding.rule in UNDECIDED for finding in every) else "accepted"


def describe(sent: SentMetadata, aside: Aside | None = None) -> Description:
    """Return the description of a form and what becomes of it."""
    text, content_type = sent.metadata.description, sent.metadata.description_content_type
    faulty = any(fault.field == "description-content-type" for fault in sent.faults)
    return Description(text, content_type, None if faulty or not text else _rendered(text, content_type, aside))


@lru_cache(maxsize=2)
def _rendered(text: str, content_type: str | None, aside: Aside | None) -> Rendered:
    # The files of a release come one after the other, and most have the same description.
    return render(text, content_type, aside, coloured=False)


def _described(upload: Upload, description: Description, path: str, ignore: Mapping[str, str], host: str) -> tuple[Finding, ...]:
    found = judge(description_rules.RULES, description, path, ignore, host)
    if isinstance(upload.dist, Unknown) or upload.dist.metadata is None:
        # Nobody knows whether a file has a description whose metadata cannot be read.
        return tuple(one for one in found if one.rule != description_rules.missing.id)
    return found


def _written(upload: Upload, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    dist = upload.dist
    if not isinstance(dist, (Wheel, Sdist)) or dist.metadata is None:
        return ()
    return judge(metadata_rules.FILE_RULES, core_metadata.parse(dist.metadata), path, ignore)


__all__ = ["answer", "describe", "first_refusal", "judge_arrival", "judge_upload", "verdict"]
