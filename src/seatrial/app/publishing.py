"""Trusted Publishing: exchanges the identity of the job that this runs in for a token of an index, as late as can be, and once.

GitHub can be told to cover a text in its logs, by a line with that very text. The token is not told: nothing of ours shows it, and such a line would
put it into whatever takes our output, a report in a file or an artifact among them.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from seatrial.core.authorization import TOKEN_USER, basic
from seatrial.core.credential.audience import may_ask_for
from seatrial.core.credential.finders import ci_of
from seatrial.core.credential.minted import CODES, audience_in, kind_of, lifetime, object_in, refusals_in, token_in, words
from seatrial.core.credential.target import is_loopback, profile_of
from seatrial.core.publishing.claims import decode
from seatrial.model.credential import Answer, Credential, Secret, Target
from seatrial.model.event import Told
from seatrial.model.index import Access, HttpAnswer, Sending, Session
from seatrial.model.index import Answer as Sent
from seatrial.model.publishing import Exchange, Refused
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.index import NO_ANSWER, TOO_SLOW
from seatrial.problem.publishing import (
    FOREIGN_AUDIENCE,
    NO_AUDIENCE,
    RAN_OUT,
    SWITCHED_OFF,
    UNREADABLE,
    WRONG_AUDIENCE,
)

NO_CI = Sentence("TPB001", "no CI is seen that gives identities")
NOT_SECURE = Sentence("TPB002", "{ci} is detected; no identity is sent over a connection without TLS")
NOT_HERE = Sentence("TPB003", "{ci} is detected; this index takes no identities")
OF_THE_JOB = Sentence("TPB004", "the identity of this job ({ci}) for {audience}")
MINTED = Sentence("TPB005", "Trusted Publishing: {the_index} gave a token for this job ({ci}), valid for {minutes} min.")
KEPT_OLD = Sentence("TPB006", "The upload token could not be renewed; the old one is used while it lasts.")
SHORT = Sentence(
    "TPB007",
    "This job can have one upload token only, for {minutes} min: {megabytes} MB have to be sent by then. A job that takes longer goes on in a new one.",
)
AUDIENCE = "/_/oidc/audience"
MINT = "/_/oidc/mint-token"
EARLY = 300.0
"""Seconds before its end in which a token is renewed; of a token that lasts shorter than three times that, the last third."""
WAITS = (1.0, 3.0)
"""Seconds before the second try and the third."""
PAUSE = 60.0
"""Seconds between two tries to renew a token while the old one lasts."""
SLOW = 1_000_000
"""Bytes a second: what takes longer than two thirds of a token's life at that pace may well outlast it."""
CAUSES = 3
"""Causes of a refusal that are told at most."""
OUTLIVED = "token is expired"
"""What PyPI says of a token that ended while the file was on its way (warehouse@6b62157, macaroons/caveats/__init__.py:Expiration)."""


class _Unclear(Exception):  # noqa: N818  (stays inside this module)
    """No clear answer, of which nobody knows what it means."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Held(NamedTuple):
    """A token of the index, as it is sent."""

    header: Secret
    minted: float
    """By the clock that never jumps."""
    lifetime: float


class Minting:
    """The token of one job for one index: found without being made, made when the first file is sent, renewed while files are sent, and forgotten."""

    def __init__(self, world: World, target: Target, access: Access) -> None:
        self._world, self._target, self._access = world, target, access
        self._lock = threading.Lock()
        self._pause = threading.Event()
        self._ci = ci_of(world.environ) or ""
        self._audience = ""
        self._held: _Held | None = None
        self._again = 0.0
        self._size = 0
        split = urlsplit(target.url)
        self._base = f"{split.scheme}://{split.netloc}"

    @property
    def holds(self) -> bool:
        """Whether a token is held."""
        return self._held is not None

    def find(self, target: Target) -> Answer:
        """Answer as a finder: whether the job has an identity that the index takes. No token is made, and the identity is not kept."""
        if not self._ci:
            return _absent(Said(NO_CI))
        if target.origin.scheme == "http" and not is_loopback(target.origin):
            return _absent(Said(NOT_SECURE, {"ci": self._ci}))
        try:
            audience = self._asked_audience()
            if audience is None:
                return _absent(Said(NOT_HERE, {"ci": self._ci}))
            said = Said(OF_THE_JOB, {"ci": self._ci, "audience": audience})
            if not may_ask_for(target, audience):
                problem = ProblemFacts(FOREIGN_AUDIENCE, {"url": self._base, "audience": audience})
                return Answer("trusted publishing", "broken", said, problem)
            self._audience = audience
            self._job_identity()
        except Problem as problem:
            return Answer("trusted publishing", "broken", Said(OF_THE_JOB, {"ci": self._ci, "audience": "?"}), problem.facts(), passed=True)
        return Answer(
            "trusted publishing", "found", said, None, (), Credential(TOKEN_USER, Secret(""), target.origin, "trusted publishing", said)
        )

    def expect(self, size: int) -> None:
        """Take note of how many bytes are to be sent."""
        self._size = size

    def authorization(self) -> str:
        """Return the header for the next request: of a token that is made now, kept, or renewed because it ends soon. For several threads.

        Raises `Problem` PTP010 to PTP018 where there is none to be had, and PTP001 to PTP004 where the job has no identity any more.
        """
        with self._lock:
            held = self._held
            if held is None or self._left(held) < min(EARLY, held.lifetime / 3):
                held = self._held = self._minted() if held is None else self._renewed(held)
            return held.header.reveal()

    def sessions(self, session: Session) -> Session:
        """Return a session that sends once more what arrived after its token had ended, and lets go of the token when it is finished."""

        def send(sending: Sending) -> Sent:
            before = self._held
            answer = session.send(sending)
            if answer.status != 403 or OUTLIVED not in (answer.whole or answer.message):
                return answer
            with self._lock:
                if self._held and before in (None, self._held):
                    self._held = self._anew(self._held)
            sending.body.seek(0)
            return session.send(sending)

        def finish() -> None:
            # Code of the project never runs while a token is held.
            with self._lock:
                self._held = None
            session.finish()

        return session._replace(send=send, finish=finish)

    def _left(self, held: _Held) -> float:
        return held.minted + held.lifetime - self._world.clock()

    def _renews(self) -> bool:
        """Whether the job can have another identity token: GitLab's is a variable that never changes."""
        return "GITLAB_CI" not in self._world.environ or "GITHUB_ACTIONS" in self._world.environ

    def _renewed(self, held: _Held) -> _Held:
        """Return another token, or the same while it lasts and no other is to be had. Raises Problem where it lasts no longer."""
        if self._world.clock() < self._again and self._left(held) > 0:
            return held
        try:
            return self._anew(held)
        except Problem as problem:
            if self._left(held) <= 0:
                raise
            self._again = self._world.clock() + PAUSE
            if self._renews():
                self._tell(Said(Sentence(f"{problem.kind.id}.message", problem.kind.message), problem.values))
                self._tell(Said(KEPT_OLD))
            return held

    def _anew(self, held: _Held) -> _Held:
        if not self._renews():
            raise Problem(RAN_OUT, the_index=self._target.name, minutes=f"{held.lifetime / 60:.0f}")
        return self._minted()

    def _minted(self) -> _Held:
        for wait in WAITS:
            with suppress(_Unclear):
                return self._minted_once()
            # The index may have taken the identity though its answer is lost; the next one is another where the job can have another.
            self._pause.wait(wait)
        try:
            return self._minted_once()
        except _Unclear as unclear:
            raise unclear.problem from None

    def _minted_once(self) -> _Held:
        identity, asked = self._job_identity(), self._world.clock()
        try:
            answer = self._ask(MINT, json.dumps({"token": identity.reveal()}).encode())
        except Problem as problem:
            if problem.kind not in {NO_ANSWER, TOO_SLOW}:
                raise
            raise _Unclear(problem) from None
        if answer.status >= 500:
            raise _Unclear(Problem(UNREADABLE, url=self._base + MINT, reason=f"HTTP {answer.status}"))
        return self._taken(answer, identity, asked)

    def _taken(self, answer: HttpAnswer, identity: Secret, asked: float) -> _Held:
        read = object_in(answer.body)
        if answer.status != 200:
            raise self._refused(answer.status, refusals_in(read), identity)
        token = token_in(read)
        if token is None:
            raise Problem(UNREADABLE, url=self._base + MINT, reason="no token")
        held = _Held(Secret(basic(TOKEN_USER, token)), asked, lifetime(token, read.get("expires"), self._world.now()))
        minutes = f"{held.lifetime / 60:.0f}"
        self._tell(Said(MINTED, {"the_index": self._target.name, "ci": self._ci, "minutes": minutes}))
        if not self._renews() and self._size / SLOW > held.lifetime * 2 / 3:
            self._tell(Said(SHORT, {"minutes": minutes, "megabytes": f"{self._size / 1_000_000:.0f}"}))
        return held

    def _refused(self, status: int, refusals: Sequence[Refused], identity: Secret) -> Problem:
        """Return the Problem of a refusal, and tell what the job's claims say of it."""
        if not refusals:
            return Problem(UNREADABLE, url=self._base + MINT, reason=f"HTTP {status}")
        from seatrial.core.publishing.differing import Context  # noqa: PLC0415  (few jobs are refused)
        from seatrial.core.publishing.explaining import explain  # noqa: PLC0415

        first = refusals[0]
        context = Context(self._target.name, self._audience, self._world.now(), whole=True)
        for cause in explain(first, decode(identity.reveal()), context)[:CAUSES] if first.code in CODES else ():
            for part, text in (("message", cause.kind.message), ("fix", cause.kind.fix)):
                self._tell(Said(Sentence(f"{cause.kind.id}.{part}", text), cause.values))
        message = "; ".join(f"{one.code}: {one.description}" if one.code else one.description for one in refusals)
        return Problem(kind_of(first), the_index=self._target.name, message=message)

    def _asked_audience(self) -> str | None:
        """Return the audience that the index wants; None where it takes no identities. Raises Problem."""
        answer = self._ask(AUDIENCE)
        read = object_in(answer.body)
        audience = audience_in(read)
        if answer.status == 200 and audience:
            return audience
        if answer.status == 403 and isinstance(read.get("message"), str):
            raise Problem(SWITCHED_OFF, the_index=self._target.name, message=words(read["message"]))
        if answer.status < 500 and not profile_of(self._target.origin):
            return None
        raise Problem(NO_AUDIENCE, url=self._base + AUDIENCE, reason=f"HTTP {answer.status}")

    def _job_identity(self) -> Secret:
        """Return the identity token of the job. Raises Problem where it has none, or one for somebody else."""
        found = self._world.identities.identity(self._audience)
        if found.problem:
            raise Problem(found.problem.kind, **found.problem.values)
        token = found.token or Secret("")
        claimed = decode(token.reveal()).get("aud", "?")
        if claimed != self._audience:
            raise Problem(WRONG_AUDIENCE, the_index=self._target.name, audience=self._audience, found=words(str(claimed)))
        return token

    def _ask(self, path: str, body: bytes | None = None) -> HttpAnswer:
        return self._world.identities.exchange(Exchange(self._base + path, body, self._access.authority, self._access.certificate))

    def _tell(self, said: Said) -> None:
        self._world.tell(Told("upload", "note", said))


def _absent(said: Said) -> Answer:
    return Answer("trusted publishing", "absent", said)
