"""An upload to the embedded index: refused as PyPI refuses it, or kept."""

import hashlib
from typing import Literal, NamedTuple

from seatrial.core.attestation import read_attestations
from seatrial.core.authorization import token_of
from seatrial.core.dist import read
from seatrial.core.metadata import sent
from seatrial.core.profile import FILE_LIMIT, LOCAL, domain
from seatrial.core.protocol import normal, received, ultranormal
from seatrial.index.desk import Desk
from seatrial.index.releases import release_of
from seatrial.model.dist import Dist, Upload, Wheel
from seatrial.model.finding import Finding, Hit, Refusal
from seatrial.model.form import Form
from seatrial.model.index import Answer, Arrival, IndexProfile, IndexState, Sending, StoredFile
from seatrial.model.metadata import Aside
from seatrial.model.shelf import KeptFile, Shelf, Store, View
from seatrial.rules.arrival import RULES as ARRIVAL_RULES
from seatrial.rules.arrival import already_there
from seatrial.rules.attestation import FIELD
from seatrial.rules.form import first
from seatrial.rules.order import first_refusal, is_before_duplicates
from seatrial.rules.payload import digest_differs
from seatrial.rules.rule import Words, judge
from seatrial.rules.verdict import judge_upload


class Terms(NamedTuple):
    """On what terms the index takes uploads."""

    tokens: frozenset[str] | None
    """Tokens that may upload; None where any that has the form of one may."""
    file_limit: int | None = FILE_LIMIT
    """Bytes; None for no limit."""
    profile: IndexProfile = LOCAL
    aside: Aside | None = None
    """Renders descriptions that could take long; without it they are taken unrendered."""
    desk: Desk | None = None
    """Gives tokens for identities; None where none are taken."""


BREAKS = "Internal Server Error"


def receive(store: Store, sending: Sending, authorization: str | None, terms: Terms) -> Answer:
    """Judge an upload as PyPI does, and keep it where nothing refuses it.

    `authorization` is the value of the header of that name. The answer has PyPI's status and words, and the rule that refused;
    the very same file again is answered with 200 and `present`. Raises `Problem` PIX… where the store fails.
    Source: warehouse@6b62157, forklift/legacy.py:628.
    """
    form = received(sending.form)
    filename = sending.content.filename
    dist = read(sending.body, filename)
    upload = Upload(dist, form, sending.content.content_type, terms.file_limit, sent_as=sent_as(sending._replace(form=form)))
    md5 = _md5(sending)
    findings = (*_differing_md5(upload, md5), *judge_upload(upload, terms.profile, filename, {}, aside=terms.aside))
    with store.writing() as view:
        state = _let_in(_state(store, view, upload, terms), authorization, upload, terms.desk)
        arrival = Arrival(upload, state, authorization, authenticates=True)
        found = (*findings, *judge(ARRIVAL_RULES, arrival, filename, {}, domain(terms.profile)), *_attested(arrival))
        present = already_there(arrival)
        refusal = first_refusal(finding for finding in found if not present or is_before_duplicates(finding))
        if refusal:
            return _refused(refusal)
        if present:
            return Answer(200, "OK", present=True)
        file = _kept(view, dist, form, md5)
        store.add(file, form, sending.body, dist.metadata if isinstance(dist, Wheel) else None)
    return Answer(200, "OK")


def _attested(arrival: Arrival) -> tuple[Finding, ...]:
    # Of signatures nothing is known here: whom they are of, a network would have to tell.
    dist, field = arrival.upload.dist, arrival.upload.form.get("attestations")
    if field is None or arrival.state.grant is None:
        return ()
    return judge(FIELD, read_attestations(dist.filename, dist.sha256, field), dist.filename, {})


def sent_as(sending: Sending) -> Literal["file", "text", "form", "nothing"]:
    """Return as what the field `content` of an upload arrived."""
    if sending.content.filename:
        return "file" if sending.content.is_file else "form"
    return "nothing" if sending.form.get("content") is None else "text"


def _differing_md5(upload: Upload, md5: str) -> tuple[Finding, ...]:
    # A check before the upload has no MD5 to compare; clients other than ours still send one.
    value = first(upload.form, "md5_digest")
    if not value or value.lower() == md5:
        return ()
    # PyPI's server cannot compare letters beyond ASCII, and breaks.
    words = digest_differs.refuses if value.isascii() else Words(500, BREAKS)
    one = digest_differs._replace(refuses=words, check=lambda _: (Hit({"field": "md5_digest", "filename": upload.dist.filename}),))
    return judge((one,), upload, upload.dist.filename, {})


def _refused(refusal: Refusal) -> Answer:
    return Answer(refusal.status or 500, refusal.message, rule=refusal.rule, whole=refusal.whole)


def _state(store: Store, view: View, upload: Upload, terms: Terms) -> IndexState:
    """Look up what the rules compare with: only what concerns this upload, so that the size of the index does not count."""
    dist, form = upload.dist, upload.form
    project = normal(form.get("name") or "")
    shelf = view.shelves.get(project)
    named, same = view.files.get(dist.filename), view.digests.get(dist.blake2b_256)
    there = tuple(file for file in (named, same) if file and store.has(file))
    state = IndexState(
        projects=frozenset((project,) if shelf else ()),
        similar={key: view.similar[key] for key in (ultranormal(project),) if key in view.similar},
        files={file.filename: StoredFile(file.filename, file.sha256, file.blake2b_256) for file in there},
        blake2b={file.blake2b_256: file.filename for file in there},
        project_size=sum(file.size for file in shelf.files) if shelf else 0,
        project_name=shelf.name if shelf else "",
        now=store.now(),
        tokens=terms.tokens,
    )
    release = _release(shelf, form.get("version") or "")
    return state._replace(
        used=frozenset((dist.filename,) if named and named not in there else ()),
        release_created=release[0].uploaded if release else None,
        has_sdist=any(file.filetype == "sdist" for file in release),
    )


def _let_in(state: IndexState, authorization: str | None, upload: Upload, desk: Desk | None) -> IndexState:
    """Add what the exchange of identities knows: the projects that it made, and the token that it gave."""
    if desk is None:
        return state
    made, project = desk.made(), normal(upload.form.get("name") or "")
    if project in made:
        state = state._replace(projects=state.projects | {project}, project_name=state.project_name or made[project])
    alike = {key: name for key, name in ((ultranormal(name), name) for name in made) if key == ultranormal(project)}
    state = state._replace(similar={**alike, **state.similar})
    token = token_of(authorization)
    grant = desk.grant(token)
    return state._replace(grant=grant, tokens=frozenset((str(token),))) if grant else state


def _release(shelf: Shelf | None, version: str) -> tuple[KeptFile, ...]:
    """Return the files of the release that a version belongs to; none where it is new."""
    return (release_of(shelf, version) if shelf else None) or ()


def _kept(view: View, dist: Dist, form: Form, md5: str) -> KeptFile:
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415
    from packaging.version import Version  # noqa: PLC0415

    metadata = sent(form).metadata
    name = metadata.name or ""
    release = _release(view.shelves.get(normal(name)), metadata.version or "")
    return KeptFile(
        project=name,
        normalized=normal(name),
        version=release[0].version if release else str(Version(metadata.version or "")),
        filename=dist.filename,
        filetype=form.get("filetype") or "",
        pyversion=form.get("pyversion") or "",
        size=dist.size,
        md5=md5,
        sha256=dist.sha256,
        blake2b_256=dist.blake2b_256,
        metadata_sha256=hashlib.sha256(dist.metadata).hexdigest() if isinstance(dist, Wheel) and dist.metadata is not None else None,
        requires_python=release[0].requires_python if release else str(SpecifierSet(metadata.requires_python or "")) or None,
    )


def _md5(sending: Sending) -> str:
    digest = hashlib.md5(usedforsecurity=False)
    sending.body.seek(0)
    while piece := sending.body.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()
