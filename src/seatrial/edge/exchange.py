"""Requests to the part of an index that exchanges identities for tokens: one answer each, bounded in size and time, redirected nowhere."""

import queue
import threading
import time
from typing import TYPE_CHECKING

from seatrial.edge.connection import address, manager
from seatrial.edge.trust import TlsFiles
from seatrial.model.index import HttpAnswer
from seatrial.model.publishing import Exchange
from seatrial.problem import Problem
from seatrial.problem.index import ANSWER_TOO_LARGE, NO_ANSWER, TOO_SLOW

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

SECONDS = 20.0
LIMIT = 256 * 1024
"""Bytes of an answer."""


def exchange(asked: Exchange, seconds: float = SECONDS) -> HttpAnswer:
    """Ask, and return the answer, whatever its status.

    Proxies and certificates are those of an upload. Raises `Problem` PIX020, PIX021, PIX023, PIX024, and as `edge.connection.manager` and
    `edge.failures.problem_of`.
    """
    url = address(asked.url).url
    answers: queue.SimpleQueue[HttpAnswer | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_ask(url, asked, time.monotonic() + seconds))
        except Exception as error:  # noqa: BLE001  (it is raised where it is waited for)
            answers.put(error)

    # Beside us, because neither the search for a host's address nor a server that sends a byte now and then ends at a socket's time limit.
    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise Problem(TOO_SLOW, url=url) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _ask(url: str, asked: Exchange, until: float) -> HttpAnswer:
    from urllib3.exceptions import HTTPError  # noqa: PLC0415  (urllib3 is heavy; most commands ask nobody)

    from seatrial.edge.failures import problem_of, reason_of  # noqa: PLC0415
    from seatrial.edge.upload import AGENT  # noqa: PLC0415

    headers = {"User-Agent": AGENT, "Accept": "application/json"}
    if asked.body is not None:
        headers["Content-Type"] = "application/json"
    try:
        with manager(url, TlsFiles(asked.authority, asked.certificate)) as connections:
            response = connections.request(
                "GET" if asked.body is None else "POST", url, body=asked.body, headers=headers, retries=False, redirect=False,
                preload_content=False, timeout=max(0.1, until - time.monotonic()),
            )  # fmt: skip
            try:
                found = {name.lower(): value for name, value in response.headers.items()}
                return HttpAnswer(response.status, found, _body(url, response, until))
            finally:
                response.close()
    except (HTTPError, OSError, ValueError) as error:
        raise (problem_of(url, error, begun=False) or Problem(NO_ANSWER, url=url, reason=reason_of(error, url))) from None


def _body(url: str, response: "BaseHTTPResponse", until: float) -> bytes:
    body = bytearray()
    for piece in response.stream(16_384, decode_content=True):
        body += piece
        if len(body) > LIMIT:
            raise Problem(ANSWER_TOO_LARGE, url=url, limit=LIMIT)
        if time.monotonic() > until:
            raise Problem(TOO_SLOW, url=url)
    return bytes(body)
