"""The embedded index gives the answers that PyPI's own server code gave."""

import io
import tempfile
from pathlib import Path

import pytest

from make.exchange import post
from make.index import TOKEN, basic
from make.oracle import Case, cases, differs, upload_of
from seatrial.core.profile import PYPI
from seatrial.edge.rendering import aside
from seatrial.index.receiving import Terms, receive
from seatrial.index.server import serving
from seatrial.index.store import open_store
from seatrial.model.form import Content
from seatrial.model.index import Sending

TERMS = Terms(frozenset((TOKEN,)), PYPI.file_limit, PYPI, aside)
BOUNDARY = "frontier"
SAMPLE = 20
"""Every such case goes over a socket too."""


def sending_of(case: Case) -> Sending:
    """Return the upload with which a case was recorded."""
    upload = upload_of(case)
    return Sending(upload.form, Content(upload.dist.filename), io.BytesIO(case.content), len(case.content))


def body_of(sending: Sending) -> bytes:
    """Return an upload as it goes over the wire."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value.encode() + b"\r\n"
        for name, value in sending.form.fields
    ]
    file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="content"; filename="{sending.content.filename}"\r\n\r\n'.encode()
    return b"".join((*parts, file, sending.body.read(), f"\r\n--{BOUNDARY}--\r\n".encode()))


def test_every_recorded_answer(tmp_path: Path) -> None:
    """An upload to an index where the project is new is answered with PyPI's status and words, on every recorded file."""

    def answer_to(case: Case) -> str | None:
        with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
            answer = receive(open_store(folder, lasting=False), sending_of(case), basic(TOKEN), TERMS)
        return differs(case, answer.status, answer.message)

    every = tuple(cases())
    assert len(every) == 442
    assert [said for case in every if (said := answer_to(case))] == []


@pytest.mark.parametrize("case", tuple(cases())[::SAMPLE], ids=lambda case: case.key)
def test_answers_over_a_socket(case: Case, tmp_path: Path) -> None:
    """What a client reads is what the index decided: the same status, and the words in the reason phrase."""
    with serving(open_store(str(tmp_path), lasting=False), TOKEN) as running:
        answer, _ = post(running, body_of(sending_of(case)), Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
    assert differs(case, answer.status, answer.reason) is None
