"""Descriptions that would keep a renderer busy for minutes, read other files or put code into a page."""

from pathlib import Path

import pytest

from make.dist import INFO, WHEEL_NAME, wheel
from make.measured import checked, crowd, written

CONFIG = "[general]\nfile_insertion_enabled: yes\nraw_enabled: yes\nhalt_level: 5\n[restructuredtext parser]\nraw_enabled: yes\n"
SUBSTITUTIONS = "\n".join(f".. |a{level}| replace:: {f'|a{level + 1}| ' * 50}" for level in range(6)) + "\n.. |a6| replace:: x\n\n|a0|\n"
MARKDOWN = {
    "brackets": "[" * 100_000,
    "images": "![" * 30_000 + "a" + "](b)" * 30_000,
    "emphasis": "*a **b " * 20_000,
    "angles": "<" * 100_000,
    "ticks": "".join("`" * at + "a" for at in range(1, 500)),
    "entities": "&" * 50_000,
    "lists": "".join("  " * depth + "- a\n" for depth in range(500)),
    "tables": "|" * 10_000 + "\n" + "|-" * 10_000 + "|\n",
    "footnotes": "".join(f"[^{at}]: [^{at + 1}]\n" for at in range(900)) + "[^1]",
    "attributes": "<a b='" * 20_000,
}
RST = {
    "lists": "".join("   " * depth + "* a\n\n" for depth in range(60)),
    "quotes": "".join(" " * depth + "a\n\n" for depth in range(190)),
    "grid": "+" + "-+" * 150 + "\n" + ("|" + "a|" * 150 + "\n+" + "-+" * 150 + "\n") * 10,
    "emphasis": "*a " * 15_000,
    "targets": "".join(f".. _a{at}: a{at + 1}_\n" for at in range(1_500)) + "\na0_\n",
    "titles": "".join(f"T\n{sign * 5}\n\n" for sign in "=-~^'#*+.:_!$%&,;/" * 20),
    "brackets in code": ".. code:: python\n\n   " + "(" * 20_000 + "\n",
}
READING = {
    "include": ".. include:: secret.txt\n",
    "include by path": ".. include:: {folder}/secret.txt\n   :literal:\n",
    "raw": ".. raw:: html\n\n   <script>secret</script>\n",
    "raw file": ".. raw:: html\n   :file: {folder}/secret.txt\n",
    "table file": ".. csv-table::\n   :file: {folder}/secret.txt\n",
    "table address": ".. csv-table::\n   :url: file://{folder}/secret.txt\n",
    "raw role": ".. role:: evil(raw)\n   :format: html\n\n:evil:`<script>secret</script>`\n",
}


def described(text: str, kind: str) -> bytes:
    """Return a wheel with a description."""
    head = f"Metadata-Version: 2.1\nName: sample-case\nVersion: 1.0\nSummary: A\nDescription-Content-Type: {kind}\n"
    return wheel({f"{INFO}/METADATA": f"{head}\n{text}\n".encode()})


@pytest.mark.parametrize(("text", "kind"), [("<div>" * 100_000, "text/markdown"), (SUBSTITUTIONS, "text/x-rst")])
def test_what_would_take_minutes_stays_undecided(text: str, kind: str, tmp_path: Path) -> None:
    """A hundred thousand elements in one another, or a few lines that grow to billions, end at a limit of time."""
    ran = checked(written(tmp_path, WHEEL_NAME, described(text, kind)), home=tmp_path)
    assert ran.verdicts == ["undecided"]
    assert "DSC004" in ran.rules
    assert ran.seconds < 20
    assert ran.megabytes < 1100


@pytest.mark.parametrize(("texts", "kind"), [(MARKDOWN, "text/markdown"), (RST, "text/x-rst")])
def test_deep_and_repeated_markup_is_judged(texts: dict[str, str], kind: str, tmp_path: Path) -> None:
    """Markup that is nested or repeated without sense costs seconds at most, and never the answer on the next file."""
    ran = checked(*crowd(tmp_path, WHEEL_NAME, {label: described(text, kind) for label, text in texts.items()}), home=tmp_path)
    assert len(ran.verdicts) == len(texts)
    assert ran.seconds < 25
    assert ran.megabytes < 400


def test_nothing_is_read_on_behalf_of_a_description(tmp_path: Path) -> None:
    """Neither a directive nor a docutils.conf in the working folder or the home makes a description read a file or pass raw HTML."""
    home = tmp_path / "home"
    home.mkdir()
    for folder in (tmp_path, home):
        (folder / "docutils.conf").write_text(CONFIG)
        (folder / ".docutils").write_text(CONFIG)
        (folder / "secret.txt").write_text("TOPSECRET")
    files = {label: described(text.replace("{folder}", str(tmp_path)), "text/x-rst") for label, text in READING.items()}
    ran = checked(*crowd(tmp_path, WHEEL_NAME, files), home=home, cwd=tmp_path, env={"DOCUTILSCONFIG": str(tmp_path / "docutils.conf")})
    assert dict(zip(READING, ran.verdicts, strict=True)) == dict.fromkeys(READING, "refused")
    assert "TOPSECRET" not in ran.out
