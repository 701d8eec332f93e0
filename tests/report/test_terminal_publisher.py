"""What a job claims, as text and as JSON: nothing that a terminal would act on, every column in its room."""

import json

from make.identities import GITHUB_CLAIMS, GITHUB_PUBLISHER
from seatrial.core.profile import PYPI
from seatrial.core.publishing.differing import Context, differing
from seatrial.core.publishing.form import fields_of, link
from seatrial.model.publisher import PublisherView, Shown
from seatrial.model.publishing import Refused
from seatrial.model.sentence import Said, Sentence
from seatrial.report.data_publisher import publisher_json
from seatrial.report.style import PLAIN
from seatrial.report.terminal_publisher import claimed_text, publisher_text

FROM = Said(Sentence("TPB030", "the claims in {path}"), {"path": "a\x1b[2J"})
EVIL = {**GITHUB_CLAIMS, "environment": "x\x1b[31m\u202e::error::" + "y" * 5000, "aud": "\x1b]0;x\x07"}


def shown(claims=GITHUB_CLAIMS, recorded=None, refused=None) -> Shown:
    """Return one identity beside the form."""
    fields = fields_of(claims, "github", recorded)
    problems = differing(claims, "github", Context("pypi", "pypi", recorded=recorded))
    return Shown("github", FROM, fields, link(PYPI, "tool", "github", fields), PYPI.site + "/x", problems, recorded, refused)


def test_the_table_and_the_pages_are_told():
    """Field by field it is told what to type, then where."""
    text = publisher_text(PublisherView("tool", (shown(),)), "en", PLAIN)
    assert "  workflow_filename  release.yml      release.yml\n" in text
    assert "provider=github&owner=acme" in text
    assert "the name tool: " in text
    assert "NAME" not in text
    assert "NAME" in publisher_text(PublisherView(None, (shown(),)), "zh", PLAIN)


def test_only_what_is_wrong_is_told_quietly():
    """With --quiet the pages are left out."""
    assert "provider=github" not in publisher_text(PublisherView("tool", (shown(),)), "en", PLAIN, quiet=True)


def test_what_the_index_would_answer_is_told():
    """The record is marked field by field, with the index's answer to it."""
    recorded = {**GITHUB_PUBLISHER.fields}
    assert "PyPI would give a token" in claimed_text(shown(recorded=recorded), "en", PLAIN)
    assert "Not enough is given" in claimed_text(shown(recorded={"owner": "acme"}), "en", PLAIN)
    other = claimed_text(shown(recorded={**recorded, "owner": "x"}, refused=Refused("invalid-publisher", "no\x1b[2J")), "en", PLAIN)
    assert "invalid-publisher: no\\x1b[2J" in other
    assert "PTP036" in other


def test_claims_do_nothing_to_a_terminal():
    """What a token or a log says is escaped and cut, in text as in the names around it."""
    text = publisher_text(PublisherView("t\x1b[2J", (shown(EVIL, {"environment": "\x9b1m"}),), ()), "en", PLAIN._replace(columns=60))
    assert not set("\x1b\x07\x9b\u202e") & set(text)
    assert max(map(len, text.splitlines())) < 6000


def test_the_object_has_what_is_promised():
    """Machines get provider, fields, link and the ids of what stands in the way."""
    told = publisher_json(PublisherView("tool", (shown(EVIL), shown())), "en")
    assert json.loads(json.dumps(told))["fields"][0] == {
        "field": "owner",
        "claimed": "acme",
        "expected": "acme",
        "recorded": None,
        "matches": None,
    }
    assert (told["schema"], told["provider"], told["problems"], told["answer"]) == (1, "github", ["PTP039"], None)
    assert [one["problems"] for one in told["others"]] == [[]]
