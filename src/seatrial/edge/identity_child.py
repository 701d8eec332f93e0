"""The script that asks for the identity of a job in a process of its own, which can be ended: never imported by seatrial.

Standard input has the audience and the variables that get an identity, as JSON; standard output gets the answer: secrets pass through these pipes alone.
"""

import json
import os
import sys
from typing import Any

LIMIT = 1 << 20
"""Bytes that are read of an answer."""
DIRECT = "metadata"
"""The host by which Google's machines are asked about themselves; no proxy knows it."""


def main() -> None:
    """Answer the question."""
    # What a program of the CI prints must not spoil the answer.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    asked = json.load(sys.stdin)
    os.environ.update(asked["environ"])
    json.dump(_answer(asked["audience"]), answer)
    answer.close()


def _answer(audience: str) -> dict[str, str]:
    import id as library  # noqa: PLC0415  (the answer says where it fails)
    import urllib3  # noqa: PLC0415

    from seatrial.edge.failures import reason_of  # noqa: PLC0415

    # The library opens connections by this function, which knows neither proxies nor certificates.
    urllib3.request = _request
    try:
        token = library.detect_credential(audience)
    except library.GitHubOidcPermissionCredentialError:
        return {"state": "permission"}
    except library.IdentityError as error:
        # It calls every failure of a connection a timeout, and knows better.
        cause = error.__context__
        return {"state": "broken", "reason": reason_of(cause) if isinstance(cause, urllib3.exceptions.HTTPError) else str(error)}
    except Exception as error:  # noqa: BLE001  (the library lets through what it did not think of, and a proxy or a certificate may be of no use)
        return {"state": "broken", "reason": reason_of(error)}
    return {"state": "absent"} if token is None else {"state": "found", "token": token}


def _request(method: str, url: str, **more: Any) -> Any:
    """Ask through the proxy and with the certificates that the environment names; an answer is read up to a bound."""
    import urllib3  # noqa: PLC0415

    from seatrial.edge.connection import manager  # noqa: PLC0415

    if urllib3.util.parse_url(url).host == DIRECT:
        os.environ["no_proxy"] = DIRECT
    answer = manager(url).request(method, url, preload_content=False, **more)
    data = answer.read(LIMIT)
    answer.close()
    return urllib3.HTTPResponse(data, answer.headers, answer.status)


main()
