"""Trusted Publishing: exchanges the identity of the job that this runs in for a token of an index, as late as can be, and once.

GitHub can be told to cover a text in its logs, by a line with that very text. The token is not told: nothing of ours shows it, and such a line would
put it into whatever takes our output, a report in a file or an artifact among them.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from seatrial.core.authorization import TOKEN_USER, basic
from seatrial.core.credential.audience import may_ask_for
from seatrial.core.credential.finders import ci_of
from seatrial.core.credential.target import is_loopback, profile_of
from seatrial.core.credential.token import read_token
from seatrial.core.explain.masking import covered, shown
from seatrial.core.publishing.claims import decode
from seatrial.model.credential import Answer, Credential, Secret, Target
from seatrial.model.event import Told
from seatrial.model.index import Access, HttpAnswer, Sending, Session
from seatrial.model.index import Answer as Sent
from seatrial.model.publishing import Exchange
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Kind, Problem
from seatrial.problem.index import NO_ANSWER, TOO_SLOW
from seatrial.problem.publishing import (
    DISABLED,
    FOREIGN_AUDIENCE,
    NO_AUDIENCE,
    NO_PUBLISHER,
    NOT_BELIEVED,
    NOT_EXCHANGED,
    PENDING_TAKEN,
    RAN_OUT,
    REFUSED,
    REUSED,
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
LIFETIME = 900.0
"""Seconds that a token lasts where nothing else is known (warehouse@6b62157, oidc/views.py:mint_token)."""
EARLY = 300.0
"""Seconds before its end in which a token is renewed; of a token that lasts shorter than three times that, the last third."""
WAITS = (1.0, 3.0)
"""Seconds before the second try and the third."""
PAUSE = 60.0
"""Seconds between two tries to renew a token while the old one lasts."""
SLOW = 1_000_000
"""Bytes a second: what takes longer than two thirds of a token's life at that pace may well outlast it."""
WORDS = 1000
"""Characters of an index's words that are kept."""
OUTLIVED = "token is expired"
"""What PyPI says of a token that ended while the file was on its way (warehouse@6b62157, macaroons/caveats/__init__.py:Expiration)."""
CODES: Mapping[str, Kind] = {
    "invalid-publisher": NO_PUBLISHER,
    "invalid-pending-publisher": PENDING_TAKEN,
    "invalid-payload": NOT_EXCHANGED,
    "invalid-token": NOT_BELIEVED,
    "invalid-reuse-token": REUSED,
    "not-enabled": DISABLED,
}


class _Unclear(Exception):  # noqa: N818  (stays inside this module)
    """No clear answer, of which nobody knows what it means."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Held(NamedTuple):
    """A token of the index, as it is sent."""

    header: str
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
            return held.header

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
        return self._taken(answer, asked)

    def _taken(self, answer: HttpAnswer, asked: float) -> _Held:
        read = _json(answer.body)
        if answer.status != 200:
            raise self._refused(answer, read)
        token = read.get("token")
        if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token or " " in token:
            raise Problem(UNREADABLE, url=self._base + MINT, reason="no token")
        held = _Held(basic(TOKEN_USER, token), asked, self._lifetime(token, read.get("expires")))
        minutes = f"{held.lifetime / 60:.0f}"
        self._tell(Said(MINTED, {"the_index": self._target.name, "ci": self._ci, "minutes": minutes}))
        if not self._renews() and self._size / SLOW > held.lifetime * 2 / 3:
            self._tell(Said(SHORT, {"minutes": minutes, "megabytes": f"{self._size / 1_000_000:.0f}"}))
        return held

    def _lifetime(self, token: str, expires: object) -> float:
        claims = read_token(token)
        if claims and claims.expires and claims.begins:
            # Both are of the index's clock: ours may be wrong.
            return float(max(0, min(claims.expires - claims.begins, 86_400)))
        left = expires - self._world.now() if isinstance(expires, int) else LIFETIME
        return left if 0 < left <= 86_400 else LIFETIME

    def _refused(self, answer: HttpAnswer, read: Mapping[str, Any]) -> Problem:
        errors = read.get("errors")
        found = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
        if not found:
            words = read.get("message")
            if isinstance(words, str) and words:
                return Problem(REFUSED, the_index=self._target.name, message=_words(words))
            return Problem(UNREADABLE, url=self._base + MINT, reason=f"HTTP {answer.status}")
        code = str(found[0].get("code"))
        message = "; ".join(_words(f"{one.get('code')}: {one.get('description')}") for one in found[:5])
        return Problem(CODES.get(code, REFUSED), the_index=self._target.name, message=message)

    def _asked_audience(self) -> str | None:
        """Return the audience that the index wants; None where it takes no identities. Raises Problem."""
        answer = self._ask(AUDIENCE)
        read = _json(answer.body)
        audience = read.get("audience")
        if answer.status == 200 and isinstance(audience, str) and audience.isprintable() and 0 < len(audience) <= WORDS:
            return audience
        if answer.status == 403 and isinstance(read.get("message"), str):
            raise Problem(SWITCHED_OFF, the_index=self._target.name, message=_words(read["message"]))
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
            raise Problem(WRONG_AUDIENCE, the_index=self._target.name, audience=self._audience, found=_words(str(claimed)))
        return token

    def _ask(self, path: str, body: bytes | None = None) -> HttpAnswer:
        return self._world.identities.exchange(Exchange(self._base + path, body, self._access.authority, self._access.certificate))

    def _tell(self, said: Said) -> None:
        self._world.tell(Told("upload", "note", said))


def _absent(said: Said) -> Answer:
    return Answer("trusted publishing", "absent", said)


def _words(text: str) -> str:
    """Return an index's words without what may be a secret in them."""
    return shown(covered(text[:WORDS])).strip().rstrip(".")


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
