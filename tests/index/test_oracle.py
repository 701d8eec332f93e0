"""The embedded index says over a socket, as a page and as JSON, what the table of rules says and what PyPI's own server code said."""

import contextlib
import html
import http.client
import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from make.exchange import address
from make.index import TOKEN, basic
from make.oracle import cases, differs, unordered, upload_of
from make.posted import Posted, packed, posted
from seatrial.core.dist import read
from seatrial.core.profile import PYPI
from seatrial.edge.rendering import aside
from seatrial.index.conversation import Handling
from seatrial.index.forms import read_form
from seatrial.index.receiving import Terms, sent_as
from seatrial.index.server import Serving, listening
from seatrial.index.site import Site, admit, respond
from seatrial.index.store import open_store
from seatrial.model.dist import Upload
from seatrial.model.form import Request
from seatrial.model.index import Arrival, IndexState
from seatrial.rules import attestation
from seatrial.rules.catalogue import all_rules, find
from seatrial.rules.order import first_refusal
from seatrial.rules.request import RULES as REQUEST_RULES
from seatrial.rules.rule import judge
from seatrial.rules.verdict import answer, judge_upload

TERMS = Terms(frozenset((TOKEN,)), PYPI.file_limit, PYPI, aside)
DISPOSITION = "Content-Disposition: form-data; name="
ACCEPTS = ("text/html", "application/json")
Ask = Callable[[Posted, str], tuple[int, str, str]]
"""(request, what the client accepts) -> status, reason phrase, body."""
STATE = {"IDX004", "IDX005", "IDX006", "IDX007", "IDX008", "IDX009", "IDX010", "IDX011", "FRM023", "IDX023", "IDX024", "IDX025"}
"""Rules on what an index knows already, on tokens that it gave, or on gigabytes; other tests provoke them."""
HIDDEN = {"ARC045", "ARC046", "MET006"}
"""Rules that are never the first: the form's own check of the name, or opening the zip file, finds another fault before."""


@contextlib.contextmanager
def forgetful(folder: Path) -> Iterator[Serving]:
    """Serve an index to which every upload is the first."""

    def handling(hosts: frozenset[str]) -> Handling:
        stores = count()
        kept = []

        def answered(request):
            if not kept:
                kept.append(open_store(str(folder / str(next(stores))), lasting=False))
            response = respond(Site(kept[0], TERMS, hosts), request)
            if response.status == 200:
                kept.clear()
            return response

        opened = open_store(str(folder / "spool"), lasting=False)
        return Handling(partial(admit, hosts), answered, opened.spool, opened.open, PYPI.file_limit, str(folder))

    with listening(handling, "127.0.0.1", 0) as url:
        yield Serving(url, TOKEN)


@pytest.fixture(scope="module")
def ask(tmp_path_factory) -> Iterator[Ask]:
    with forgetful(tmp_path_factory.mktemp("index")) as running:
        client = http.client.HTTPConnection(*address(running), timeout=30)

        def asked(request: Posted, accept: str) -> tuple[int, str, str]:
            headers = {"Content-Type": request.kind, "Authorization": request.authorization, "Accept": accept}
            client.request(request.method, request.path, request.body, headers)
            answer = client.getresponse()
            return answer.status, answer.reason, answer.read().decode()

        yield asked
        client.close()


def words_in(accept: str, body: str) -> str:
    """Return what the body of an answer says, in whatever form."""
    return json.loads(body)["message"] if accept == "application/json" else html.unescape(body)


def test_every_recorded_answer(ask: Ask) -> None:
    """An upload to an index where the project is new is answered with PyPI's status and words, on every recorded file, in both forms."""
    wrong = []
    every = tuple(cases())
    assert len(every) == 442
    for case in every:
        upload = upload_of(case)
        fields = [(f'{DISPOSITION}"{name}"', value.encode()) for name, value in upload.form.fields]
        file = (f'{DISPOSITION}"content"; filename="{upload.dist.filename}"', case.content)
        request = Posted("", packed(*fields, file), authorization=basic(TOKEN))
        for accept in ACCEPTS:
            status, reason, body = ask(request, accept)
            said = differs(case, status, reason)
            if status == 400 and unordered(case.message.partition("\n")[0]) not in unordered(words_in(accept, body)):
                said = said or f"{case.key}: not in the body"
            wrong += [said] if said else []
    assert wrong == []


def checked(request: Posted) -> tuple[str | None, int, str]:
    """Return rule, status and words by which a check of the same upload refuses; of a request that is none those of its rule."""
    sending = read_form(request.kind, [request.body], io.BytesIO, None)
    asked = Request(request.method, request.path.partition("?")[0], None if isinstance(sending, str) else sending.form.get(":action"))
    if isinstance(sending, str) or "?" in request.path or request.path != "/legacy/" or judge(REQUEST_RULES, asked, "", {}):
        rule = find(request.rule)
        assert rule is not None
        assert rule.refuses is not None
        return rule.id, rule.refuses.status or 500, rule.refuses.message.partition("{url")[0].format(method=request.method)
    dist = read(sending.body, sending.content.filename)
    upload = Upload(dist, sending.form, sending.content.content_type, PYPI.file_limit, sent_as=sent_as(sending))
    state = IndexState(tokens=frozenset((TOKEN,)))
    said = answer(Arrival(upload, state, request.authorization, authenticates=True), PYPI, aside=aside)
    return said.rule, said.status or 500, said.message


@pytest.mark.parametrize("request_", tuple(posted()), ids=lambda request: request.rule)
def test_every_rule_over_a_socket(ask: Ask, request_: Posted) -> None:
    """What no recorded file provokes is refused by its rule too, as a check would: its status, its words in the answer."""
    rule, status, words = checked(request_)
    assert rule == request_.rule
    for accept in ACCEPTS:
        answered, reason, body = ask(request_, accept)
        assert answered == status
        if status == 500:
            assert "<h1><p>Internal Server Error</p></h1>" in body
        elif rule == "IDX001":
            # These words of PyPI's stand in the status line alone.
            assert reason == words
        else:
            assert words in words_in(accept, body)
            assert reason == words or rule in {"FRM001", "FRM027", "FRM028", "FRM029", "FRM034"}


def test_no_refusal_is_left_out() -> None:
    """Each rule by which the index refuses is provoked over a socket, or stands in the list of those that need more than one request.

    The index knows no Trusted Publisher, so that it refuses attestations before it looks at them.
    """
    refusing = {rule.id for rule in all_rules() if rule.refuses}
    found = {refusal.rule for case in cases() if (refusal := first_refusal(judge_upload(upload_of(case), PYPI, case.key, {})))}
    refusing -= {rule.id for rule in attestation.RULES}
    assert refusing - found - {one.rule for one in posted()} == {*STATE, *HIDDEN}
