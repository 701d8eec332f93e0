"""Speaks HTTP with a running index, byte by byte where a test needs that."""

import http.client
import io
import socket
from contextlib import closing

from make.index import TOKEN, basic
from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of

BOUNDARY = "frontier"


def address(running) -> tuple[str, int]:
    """Return host and port of a running index."""
    host, _, port = running.url.removeprefix("http://").strip("/").rpartition(":")
    return host, int(port)


def body_of(filename: str, content: bytes, boundary: str = BOUNDARY, **changed: str) -> bytes:
    """Make the body of an upload as twine sends it."""
    dist = read(io.BytesIO(content), filename)
    fields = {**dict(form_of(dist, parse(dist.metadata)).fields), **changed}
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="content"; filename="{filename}"\r\n'.encode())
    return b"".join((*parts, b"Content-Type: application/octet-stream\r\n\r\n", content, f"\r\n--{boundary}--\r\n".encode()))


def post(running, body, path="/legacy/", **headers):
    """Send an upload; gives the answer and its body. A header that is empty is left out."""
    with closing(http.client.HTTPConnection(*address(running), timeout=20)) as client:
        usual = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Authorization": basic(TOKEN)}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        client.request(
            "POST",
            path,
            body,
            {name: value for name, value in {**usual, **named}.items() if value},
            encode_chunked=not isinstance(body, bytes),
        )
        answer = client.getresponse()
        return answer, answer.read()


def raw(running, sent: bytes, *, end: bool = True) -> bytes:
    """Send bytes as they are; gives all that comes back."""
    with socket.create_connection(address(running), 20) as client:
        client.sendall(sent)
        if end:
            client.shutdown(socket.SHUT_WR)
        received = b""
        while piece := client.recv(65536):
            received += piece
        return received
