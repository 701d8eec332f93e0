"""Carrying out an upload: its index reached the way that the user named, and what is left of its plan sent there."""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import NamedTuple

from seatrial.app.attested import attestations_of
from seatrial.app.course import Course
from seatrial.app.credentials import credential_for, read_config
from seatrial.app.execute import execute
from seatrial.app.journals import Journal
from seatrial.app.publishing import Minting
from seatrial.app.remote import Remote, access_with, reach, sending_acts
from seatrial.app.upload_journals import finish_upload
from seatrial.core.credential.finders import section_of
from seatrial.core.credential.pypirc import value
from seatrial.core.journal import Replayed
from seatrial.core.plan import paths_of
from seatrial.core.remote import profile_for
from seatrial.model.credential import Credential, Target
from seatrial.model.form import Form
from seatrial.model.index import Answer, Send, Sending
from seatrial.model.release import UploadOptions, UploadStep
from seatrial.model.resumption import Way
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.credential import EMPTY, NOTHING_FOUND
from seatrial.problem.upload import ATTESTED_BY_NOBODY

USERNAME = "TWINE_USERNAME"
CERTIFICATES = ("SEATRIAL_CERT", "TWINE_CERT")
"""Variables that go before a file."""


def way_to(world: World, target: Target, options: UploadOptions) -> Way:
    """Return the way to an index, with paths that hold in every folder; certificates that `.pypirc` names count where nothing nearer does, as with twine."""
    _, read = read_config(world, options.config_file)
    section = section_of(read, target) or ""
    authority = options.authority or ("" if any(world.environ.get(name) for name in CERTIFICATES) else value(read, section, "ca_cert"))
    certificate = options.certificate or value(read, section, "client_cert")
    return Way(
        url=target.url,
        config_file=_absolute(options.config_file),
        authority=_absolute(authority),
        certificate=_absolute(certificate),
        username=world.environ.get(USERNAME, ""),
        jobs=options.jobs,
        patience=options.patience,
    )


def _absolute(path: str | None) -> str | None:
    return os.path.abspath(os.path.expanduser(path)) if path else None  # noqa: PTH100, PTH111  (links stay as the user named them)


class Manner(NamedTuple):
    """How a credential is looked for."""

    project: str | None
    """Name of the project; None where the files are of several."""
    interactive: bool = True
    """Whether somebody may be asked."""
    attested: bool = False
    """Attestations are sent along, which PyPI takes by Trusted Publishing alone."""


@contextmanager
def reached(world: World, target: Target, way: Way, manner: Manner) -> Iterator[Remote]:
    """Give an index that is ready to be sent to while the context lasts. Raises Problem where there is no credential for it, PUP008 where it cannot go with attestations."""
    if way.username and not world.environ.get(USERNAME):
        world = world._replace(environ={**world.environ, USERNAME: way.username})
    profile = profile_for(target)
    access = access_with(way.patience, way.jobs, way.authority, way.certificate)
    minting = Minting(world, target, access)
    credential = _credential(world, target, way, manner, minting)
    kind = credential.claims.kind if credential and credential.claims else "unknown"
    if credential and manner.attested and profile.site and kind in {"user", "project"}:
        raise Problem(ATTESTED_BY_NOBODY, the_index=target.name, finder=credential.finder)
    place = reach(world, target, profile, credential, access, minting)
    try:
        yield place
    finally:
        place.session.finish()


def _credential(world: World, target: Target, way: Way, manner: Manner, minting: Minting) -> Credential | None:
    # Who comes with a certificate of their own may need no login: an empty answer is one.
    try:
        return credential_for(
            world, target, project=manner.project, config_file=way.config_file, interactive=manner.interactive, publishing=minting.find
        )
    except Problem as problem:
        if problem.kind in {NOTHING_FOUND, EMPTY} and way.certificate:
            return None
        raise


def carry_out_upload(course: Course, journal: Journal, place: Remote, *, hold: bool) -> None:
    """Carry out what is left of the plan of a journal at its index, and finish the journal when all is done.

    With `hold` each file that is left is first held against the plan. Raises the Problem that stops it.
    """
    plan = journal.known.plan
    paths = paths_of(plan) or {}
    with closing(journal):
        texts = attestations_sent(journal.known)
        if texts:
            place = place._replace(session=place.session._replace(send=_attesting(place.session.send, texts)))
        acts = sending_acts(place, plan.manifest, paths)
        execute(course, journal, acts, paths, plan.way.jobs if plan.way else UploadOptions((), "").jobs, hold=hold)
    finish_upload(course.world, journal)


def attestations_sent(known: Replayed) -> Mapping[str, str]:
    """Return what goes along with each file that is left and has attestations, as the form has it. Raises Problem PUP010 where one is not right."""
    # They lie beside the name that the user gave, which may be a link.
    named = {step.file: os.path.join(os.path.dirname(step.attestations[0]), step.file) for step in attested(known)}  # noqa: PTH118, PTH120
    return {step.file: attestations_of(named[step.file], step.attestations, step.sha256) for step in attested(known)}


def attested(known: Replayed) -> tuple[UploadStep, ...]:
    """Return the uploads that are left and have attestations; nobody has to keep those of files that are there."""
    return tuple(step for step in known.plan.steps if isinstance(step, UploadStep) and step.attestations and step.id not in known.done)


def _attesting(send: Send, texts: Mapping[str, str]) -> Send:
    def with_text(sending: Sending) -> Answer:
        text = texts.get(sending.content.filename)
        more = (("attestations", text),) if text else ()
        return send(sending._replace(form=Form((*sending.form.fields, *more))))

    return with_text
