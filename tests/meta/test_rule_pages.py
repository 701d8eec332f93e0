"""The pages that list every rule, written from the rules themselves."""

from pathlib import Path

import pytest

from seatrial.report.explained import source_url
from seatrial.rules.catalogue import all_rules
from seatrial.text.examples import find
from seatrial.text.words import Language, part

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[Language, str] = {"en": "rules.md", "zh": "rules.zh.md"}
HEADS = {
    "en": (
        "# Rules\n\nWritten from the rules by `python tests/meta/test_rule_pages.py`; a test compares it. "
        "`{name}` stands for what the finding names. A rule by which PyPI refuses cannot be ignored. "
        "`seatrial explain ID` tells the same in the terminal, with PyPI's words, and explains problems too.\n"
    ),
    "zh": (
        "# 规则\n\n本页由 `python tests/meta/test_rule_pages.py` 根据规则生成，并有测试核对。"
        "`{name}` 代表具体发现所指的内容。PyPI 据以拒绝的规则不能忽略。"
        "`seatrial explain ID` 在终端里给出同样的内容，并附 PyPI 的原话，也能解释问题。\n"
    ),
}
SEVERITIES = {"en": {"error": "error", "warning": "warning", "note": "note"}, "zh": {"error": "错误", "warning": "警告", "note": "提示"}}
SHOWN = {"en": ("Bad:", "Good:"), "zh": ("错误示例：", "正确示例：")}
SOURCE = {"en": "source", "zh": "出处"}
REFUSES = {"en": "PyPI refuses", "zh": "PyPI 拒绝"}


def page(language: Language) -> str:
    """Return the page that lists every rule in one language."""
    lines = [HEADS[language]]
    for rule in sorted(all_rules(), key=lambda one: one.id):
        title, message, why, fix = (
            part(language, f"{rule.id}.{name}", getattr(rule, name)).replace("|", "\\|") for name in ("title", "message", "why", "fix")
        )
        weight = SEVERITIES[language][rule.severity] + (f" · {REFUSES[language]}" if rule.refuses else "")
        url = source_url(rule.source)
        link = f" · [{SOURCE[language]}]({url})" if url else ""
        lines.append(f"## {rule.id} {title}\n\n*{weight}*{link} · `{message}`\n\n{why}\n\n→ {fix}\n\n{_examples(rule.id, language)}")
    return "\n".join(lines)


def _examples(rule_id: str, language: Language) -> str:
    shown = find(rule_id)
    assert shown is not None, f"{rule_id} has no example in src/seatrial/text/examples"
    return "\n".join(f"{label}\n\n```text\n{text}\n```\n" for label, text in zip(SHOWN[language], shown[:2], strict=True))


@pytest.mark.parametrize("language", PAGES)
def test_the_pages_list_every_rule_as_it_is(language: Language) -> None:
    """What the documentation says of a rule is what the rule says."""
    assert (DOCS / PAGES[language]).read_text(encoding="utf-8") == page(language), "write them anew: python tests/meta/test_rule_pages.py"


if __name__ == "__main__":
    for language, name in PAGES.items():
        (DOCS / name).write_text(page(language), encoding="utf-8")
