"""An issuer of identities on loopback: speaks GitHub's protocol for a job, gives GitLab's variable, and signs what a test lets a job claim."""

import base64
import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

GITHUB = "https://token.actions.githubusercontent.com"
GITLAB = "https://gitlab.com"
OWN_GITLAB = "https://gitlab.harbour.example"
REQUEST_TOKEN = "CaNaRy-request-token"
JOB = {
    "repository": "harbour/boat",
    "repository_owner": "harbour",
    "repository_owner_id": "4711",
    "job_workflow_ref": "harbour/boat/.github/workflows/release.yml@refs/tags/v1",
    "workflow_ref": "harbour/boat/.github/workflows/release.yml@refs/tags/v1",
    "ref": "refs/tags/v1",
    "sha": "c" * 40,
    "event_name": "push",
    "sub": "repo:harbour/boat:ref:refs/tags/v1",
}
"""What a job on GitHub claims."""
PIPELINE = {
    "project_path": "harbour/boat",
    "ci_config_ref_uri": "gitlab.com/harbour/boat//.gitlab-ci.yml@refs/tags/v1",
    "ref_path": "refs/tags/v1",
    "sha": "c" * 40,
    "sub": "project_path:harbour/boat:ref_type:tag:ref:v1",
}
"""What a job on GitLab claims."""
ON_GITHUB = {"provider": "github", "owner": "harbour", "repository": "boat", "workflow_filename": "release.yml"}
ON_GITLAB = {"provider": "gitlab", "namespace": "harbour", "project": "boat", "workflow_filepath": ".gitlab-ci.yml"}


def key(number: int = 0) -> rsa.RSAPrivateKey:
    """Return one of the keys of a run of the tests."""
    return _made(number)


@cache
def _made(number: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def jwk(kid: str = "first", number: int = 0) -> dict[str, str]:
    """Return the public half of a key as issuers publish it."""
    numbers = key(number).public_key().public_numbers()
    parts = {name: _text(value.to_bytes((value.bit_length() + 7) // 8)) for name, value in (("n", numbers.n), ("e", numbers.e))}
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, **parts}


def identity(claims: dict[str, Any], *, kid: str = "first", number: int = 0, **header: Any) -> str:
    """Return a signed identity token that claims just this."""
    head = {"alg": "RS256", "typ": "JWT", "kid": kid, **header}
    signed = ".".join(_text(json.dumps(part).encode()) for part in (head, claims))
    return f"{signed}.{_text(key(number).sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def claims_for(audience: str, job: dict[str, Any] = JOB, issuer: str = GITHUB, **more: Any) -> dict[str, Any]:
    """Return what a job claims now for an audience; None takes a claim away."""
    now = int(time.time())
    found = {"iss": issuer, "aud": audience, "iat": now, "nbf": now - 10, "exp": now + 300, "jti": str(uuid.uuid4()), **job, **more}
    return {name: value for name, value in found.items() if value is not None}


def publishers(folder: Path, *entries: dict[str, Any], **more: Any) -> Path:
    """Write a file of publishers for the embedded index; the issuers are known by the first key."""
    keys = {"keys": [jwk()]}
    data = {"issuers": {GITHUB: keys, GITLAB: keys, OWN_GITLAB: keys}, "publishers": list(entries), **more}
    path = folder / "publishers.json"
    path.write_text(json.dumps(data))
    return path


class Service:
    """What answers where GitHub's jobs ask for their identity."""

    def __init__(self) -> None:
        self.url = ""
        self.claims: dict[str, Any] = {}
        """What is claimed besides, or otherwise."""
        self.given: list[str] = []
        self.answer: tuple[int, bytes] | None = None
        """Sent in place of an identity."""
        self.asked: list[str | None] = []
        """Authorization of each request."""

    def environment(self) -> dict[str, str]:
        """Return the variables of a job that may have an identity."""
        return {
            "GITHUB_ACTIONS": "true",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN": REQUEST_TOKEN,
            "ACTIONS_ID_TOKEN_REQUEST_URL": f"{self.url}/token?api-version=2.0",
        }


@contextmanager
def issuing() -> Iterator[Service]:
    """Run the service while the context lasts."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append(self.headers["Authorization"])
            audience = parse_qs(urlsplit(self.path).query).get("audience", ["?"])[0]
            status, body = service.answer or (200, b"")
            if service.answer is None:
                service.given.append(identity(claims_for(audience, **service.claims)))
                body = json.dumps({"value": service.given[-1]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
