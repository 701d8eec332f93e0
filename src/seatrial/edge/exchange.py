"""Requests to the part of an index that exchanges identities for tokens: one answer each, bounded in size and time, redirected nowhere."""

import time

from seatrial.edge.connection import address, manager
from seatrial.edge.http import beside, body_of
from seatrial.edge.trust import TlsFiles
from seatrial.model.index import HttpAnswer
from seatrial.model.publishing import Exchange
from seatrial.problem import Problem
from seatrial.problem.index import NO_ANSWER

SECONDS = 20.0
LIMIT = 256 * 1024
"""Bytes of an answer."""


def exchange(asked: Exchange, seconds: float = SECONDS) -> HttpAnswer:
    """Ask, and return the answer, whatever its status.

    Proxies and certificates are those of an upload. Raises `Problem` PIX020, PIX021, PIX023, PIX024, and as `edge.connection.manager` and
    `edge.failures.problem_of`.
    """
    url = address(asked.url).url
    return beside(url, seconds, lambda until: _ask(url, asked, until))


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
                return HttpAnswer(response.status, found, body_of(url, response, until, LIMIT))
            finally:
                response.close()
    except (HTTPError, OSError, ValueError) as error:
        raise (problem_of(url, error, begun=False) or Problem(NO_ANSWER, url=url, reason=reason_of(error, url))) from None
