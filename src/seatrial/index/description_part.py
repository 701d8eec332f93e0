"""The description on the page of a release: rendered, or what the index answers to it and its text."""

from collections.abc import Mapping
from html import escape

from seatrial.model.finding import Value
from seatrial.model.metadata import Description, Metadata, Rendered
from seatrial.model.sentence import Sentence
from seatrial.rules.description import RULES
from seatrial.rules.rule import Rule, judge
from seatrial.text.words import Language, part, say

DESCRIPTION = Sentence("PAG014", "Project description")
NO_DESCRIPTION = Sentence("PAG030", "This release has no description.")
NOT_RENDERED = Sentence("PAG031", "PyPI refuses this description. It answers:")
TOO_COSTLY = Sentence("PAG032", "This description is not rendered here, because that could take too long.")
RENDERER = Sentence("PAG038", "Its renderer says:")
TEXT = Sentence("PAG039", "The text of the description:")
LONGEST = 2000
"""Characters of a renderer's words that are shown."""


def description_part(language: Language, metadata: Metadata, rendered: Rendered, *, draft: bool = False) -> str:
    """Show the description, rendered and sanitized as PyPI does it; what cannot be rendered as plain text, with PyPI's answer.

    A draft comes with what the rules on descriptions say to it.
    """
    text = metadata.description
    if not text:
        content = f"<p>{_say(language, NO_DESCRIPTION)}</p>"
    elif rendered.html is not None:
        content = (_warnings(language, metadata, rendered) if draft else "") + f'<div class="prose">{rendered.html}</div>'
    else:
        content = _failed(language, metadata, rendered) + f'<p>{_say(language, TEXT)}</p><pre class="raw">{escape(text)}</pre>'
    return f'<section id="description"><h2>{_say(language, DESCRIPTION)}</h2>{content}</section>'


def _failed(language: Language, metadata: Metadata, rendered: Rendered) -> str:
    refusals = [found.refusal for found in judge(RULES, _description(metadata, rendered), "", {}) if found.refusal]
    if not refusals:
        return f'<div class="box"><p>{_say(language, TOO_COSTLY)}</p></div>'
    answer = f"{refusals[0].status} {refusals[0].message}"
    said = escape(rendered.said.strip()[:LONGEST])
    renderer = f"<p>{_say(language, RENDERER)}</p><pre>{said}</pre>" if said else ""
    return f'<div class="box"><p><strong>{_say(language, NOT_RENDERED)}</strong></p><pre>{escape(answer)}</pre>{renderer}</div>'


def _warnings(language: Language, metadata: Metadata, rendered: Rendered) -> str:
    rules = {rule.id: rule for rule in RULES}
    found = judge(RULES, _description(metadata, rendered), "", {})
    items = "".join(f"<li>{escape(_message(language, rules[one.rule], one.values))}</li>" for one in found)
    return f'<div class="box"><ul>{items}</ul></div>' if items else ""


def _message(language: Language, rule: Rule[Description], values: Mapping[str, Value]) -> str:
    title = part(language, f"{rule.id}.title", rule.title)
    mark = "：" if language == "zh" else ": "
    return title + mark + part(language, f"{rule.id}.message", rule.message, values)


def _description(metadata: Metadata, rendered: Rendered) -> Description:
    return Description(metadata.description, metadata.description_content_type, rendered)


def _say(language: Language, sentence: Sentence) -> str:
    return escape(say(language, sentence))
