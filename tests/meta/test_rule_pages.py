"""The pages that list every rule, written from the rules themselves."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from seatrial.report.known import Known, known
from seatrial.report.subjects import SUBJECTS
from seatrial.text.words import Language, say

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[Language, str] = {"en": "rules.md", "zh": "rules.zh.md"}
HEADS = {
    "en": """\
# Rules

Everything that `seatrial check`, `build`, `rehearse` and `release` can find, by its id. `seatrial explain WHL003` tells the same in the
terminal, and explains problems (what stops a command) too; [check.md](check.md) tells how to read a check.

| severity | what it means |
| --- | --- |
| error | PyPI refuses the file, or nobody can install or import it |
| warning | it is taken, and somebody who uses it will be hurt |
| note | advice |

A rule by which PyPI refuses shows PyPI's status and words, and cannot be ignored. Every other rule can be, with a reason, in `pyproject.toml`:

```toml
[tool.seatrial.ignore]
WHL039 = "the licence is in the README"
```

`<name>` stands for what a finding names. In examples, `…` is more of the same; quotation marks around a whole line, and `* 3` behind them, are
Python's way of writing text.

Written by `python tests/meta/test_rule_pages.py`; a test compares it.
""",
    "zh": """\
# 规则

`seatrial check`、`build`、`rehearse` 和 `release` 能发现的一切，按编号排列。`seatrial explain WHL003` 在终端里给出同样的内容，也能解释问题（使命令停止的原因）；
如何阅读检查结果见 [check.zh.md](check.zh.md)。

| 级别 | 含义 |
| --- | --- |
| 错误 | PyPI 会拒绝该文件，或者谁也无法安装或导入 |
| 警告 | PyPI 会接受，但使用者会吃亏 |
| 提示 | 建议 |

PyPI 据以拒绝的规则附有 PyPI 的状态码和原话，不能忽略。其他规则可以在 `pyproject.toml` 中写明理由后忽略：

```toml
[tool.seatrial.ignore]
WHL039 = "许可证写在 README 中"
```

`<name>` 代表具体发现所指的内容。示例中的 `…` 表示还有同样的内容；整行加引号以及其后的 `* 3` 是 Python 书写文本的方式。

本页由 `python tests/meta/test_rule_pages.py` 根据规则生成，并有测试核对。
""",
}
WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "error": "error", "warning": "warning", "note": "note", "source": "source", "refuses": "PyPI refuses", "none": "no answer",
        "why": "**Why**: ", "fix": "**Fix**: ", "bad": "Bad:", "good": "Good:", "head": "| id | severity | what |", "of": " ({number})",
        "says": "PyPI answers", "undecided": "what PyPI would answer is then not known",
    },
    "zh": {
        "error": "错误", "warning": "警告", "note": "提示", "source": "出处", "refuses": "PyPI 拒绝", "none": "没有答复",
        "why": "**原因**：", "fix": "**解决**：", "bad": "错误示例：", "good": "正确示例：", "head": "| 编号 | 级别 | 内容 |", "of": "（{number}）",
        "says": "PyPI 的答复", "undecided": "此时无法得知 PyPI 会如何答复",
    },
}  # fmt: skip
NOTES: dict[Language, dict[str, str]] = {
    "en": {
        "ARC": "In these examples `local` is the record before the data of a member, `central` its record in the directory, `end` what follows the directory.\n"
    },
    "zh": {"ARC": "在这些示例中，`local` 是成员数据之前的记录，`central` 是它在目录中的记录，`end` 是目录之后的部分。\n"},
}
OUTSIDE_OF_CODE = re.compile(r"(`[^`]*`)|[<|]")


def page(language: Language) -> str:
    """Return the page that lists every rule in one language: a table of contents, then by subject a table and each rule in full."""
    rules = [one for one in known(language) if one.severity is not None]
    groups = [(prefix, tuple(group)) for prefix, group in groupby(rules, key=lambda one: one.id[:3])]
    contents = [
        f"- [{say(language, SUBJECTS[prefix])}](#{prefix.lower()}){WORDS[language]['of'].format(number=len(group))}"
        for prefix, group in groups
    ]
    parts = [HEADS[language], "\n".join(contents) + "\n"]
    for prefix, group in groups:
        parts.append(f'<a id="{prefix.lower()}"></a>\n\n## {say(language, SUBJECTS[prefix])} ({prefix})\n')
        rows = [f"| [{one.id}](#{one.id.lower()}) | {_weight(one, language)} | {_plain(one.title)} |" for one in group]
        parts.append("\n".join((WORDS[language]["head"], "| --- | --- | --- |", *rows)) + "\n")
        parts += [NOTES[language][prefix]] if prefix in NOTES[language] else []
        parts += [_entry(one, language) for one in group]
    return "\n".join(parts)


def _entry(one: Known, language: Language) -> str:
    words = WORDS[language]
    weight = f"*{_weight(one, language)}*" + (f" ({words['undecided']})" if one.undecides else "")
    lines = [f'<a id="{one.id.lower()}"></a>', f"### {one.id} {_plain(one.title)}", f"{weight} · {_code(one.message)}"]
    lines += [words["why"] + _plain(one.why), words["fix"] + _plain(one.fix)]
    if one.refusing:
        status = words["none"] if one.refusing.status is None else str(one.refusing.status)
        lines.append(f"{words['says']}{'：' if language == 'zh' else ': '}{_code(f'{status} {one.refusing.words}')}")
    assert one.example is not None, f"{one.id} has no example in src/seatrial/text/examples"
    lines += [f"{words['bad']}\n\n```text\n{one.example.bad}\n```", f"{words['good']}\n\n```text\n{one.example.good}\n```"]
    return "\n\n".join([*lines, *([f"[{words['source']}]({one.url})"] if one.url else [])]) + "\n"


def _weight(one: Known, language: Language) -> str:
    words = WORDS[language]
    return words[str(one.severity)] + (f" · {words['refuses']}" if one.refusing else "")


def _plain(text: str) -> str:
    """Return prose in which nothing but code in backticks acts as Markdown or HTML."""
    return OUTSIDE_OF_CODE.sub(lambda found: (found[1] or {"<": "&lt;", "|": "&#124;"}[found[0]]).replace("|", "\\|"), text)


def _code(text: str) -> str:
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


@pytest.mark.parametrize("language", PAGES)
def test_the_pages_list_every_rule_as_it_is(language: Language) -> None:
    """What the documentation says of a rule is what the rule says."""
    assert (DOCS / PAGES[language]).read_text(encoding="utf-8") == page(language), "write them anew: python tests/meta/test_rule_pages.py"


@pytest.mark.parametrize("language", PAGES)
def test_every_link_within_a_page_leads_somewhere(language: Language) -> None:
    """Anchors are the ids, in small letters and in both languages, and every link of the tables leads to one."""
    text = page(language)
    anchors = re.findall(r'<a id="(\w+)"></a>', text)
    assert len(anchors) == len(set(anchors))
    without_examples = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    assert set(re.findall(r"\]\(#([^)]*)\)", without_examples)) == set(anchors)
    assert "whl003" in anchors


if __name__ == "__main__":
    for language, name in PAGES.items():
        (DOCS / name).write_text(page(language), encoding="utf-8")
