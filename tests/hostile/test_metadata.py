"""Metadata that would exhaust a parser: nested, repeated, endless."""

from pathlib import Path

from make.dist import INFO, WHEEL_NAME, wheel
from make.measured import checked, crowd, measured, written

CLAUSES = ",".join([">=3"] * 100_000)
LINES = {
    "parentheses in a marker": f"Requires-Dist: a; {'(' * 100_000}python_version>'3'{')' * 100_000}",
    "parentheses in a short marker": f"Requires-Dist: a; {'(' * 9_000}python_version>'3'{')' * 9_000}",
    "parentheses in a requirement": f"Requires-Dist: a {'(' * 100_000}",
    "extras of a requirement": f"Requires-Dist: a[{','.join(['b'] * 9_000)}]",
    "parentheses in a licence": f"License-Expression: {'(' * 100_000}MIT{')' * 100_000}",
    "parentheses in a short licence": f"License-Expression: {'(' * 9_000}MIT{')' * 9_000}",
    "licences": f"License-Expression: {' AND '.join(['MIT'] * 2_000)}",
    "clauses": f"Requires-Python: {CLAUSES}",
    "clauses of a requirement": f"Requires-Dist: a {CLAUSES}",
    "digits": f"Requires-Python: >={'9' * 15_000}",
    "digits of a requirement": f"Requires-Dist: a>={'9' * 15_000}",
    "requirements": "\n".join(f"Requires-Dist: a{at}>=1" for at in range(100_000)) + "\nRequires-Dist: ???",
    "keywords": f"Keywords: {','.join(['a'] * 1_000_000)}",
    "lines": "A: b\n" * 300_000 + "A: b",
    "headers": "\n".join(f"X{at}: b" for at in range(100_000)),
    "classifiers": "\n".join(f"Classifier: x{at}" for at in range(50_000)),
    "addresses": f"Author-Email: {'<' * 15_000}",
    "quotes": "Author-Email: " + '"' * 15_000,
    "encoded words": f"Summary: {'=?utf-8?q?a?= ' * 50_000}",
    "colons": f"Home-Page: http://[{':' * 15_000}",
    "parameters": f"Description-Content-Type: text/markdown; {'a=b;' * 4_000}",
    "folded": "License: a\n" + "        b\n" * 200_000 + "X: y",
}
BROKEN = {
    "version": f"Metadata-Version: 2.1\nName: sample-case\nVersion: {'9' * 15_000}\n",
    "metadata version": f"Metadata-Version: {'9' * 15_000}\nName: sample-case\nVersion: 1.0\n",
    "name": f"Metadata-Version: 2.1\nName: {'a!' * 500_000}\nVersion: 1.0\n",
}


def test_fields_without_measure_are_judged_in_seconds(tmp_path: Path) -> None:
    """Each field is judged, refused or left undecided; none of them costs the others their verdict, nor more than seconds."""
    head = "Metadata-Version: 2.4\nName: sample-case\nVersion: 1.0\n"
    files = {label: wheel({f"{INFO}/METADATA": f"{head}{lines}\n\nx\n".encode()}) for label, lines in LINES.items()}
    files |= {label: wheel({f"{INFO}/METADATA": text.encode()}) for label, text in BROKEN.items()}
    ran = checked(*crowd(tmp_path, WHEEL_NAME, files), home=tmp_path)
    found = dict(zip(files, ran.verdicts, strict=True))
    assert {label for label, verdict in found.items() if verdict == "undecided"} >= {
        "parentheses in a marker", "parentheses in a licence", "clauses", "clauses of a requirement", "requirements",
    }  # fmt: skip
    assert {found[label] for label in BROKEN} == {"refused"}
    assert ran.seconds < 30
    assert ran.megabytes < 400


def test_a_hundred_megabytes_of_metadata(tmp_path: Path) -> None:
    """Metadata is read up to a bound."""
    data = b"Metadata-Version: 2.1\nName: sample-case\nVersion: 1.0\n\n" + b"a" * 100_000_000
    ran = checked(written(tmp_path, WHEEL_NAME, wheel({f"{INFO}/METADATA": data})), home=tmp_path)
    assert "ARC061" in ran.rules
    assert ran.megabytes < 100


def test_numbers_beyond_python_beside_a_module_that_does_not_parse(tmp_path: Path) -> None:
    """A Requires-Python that no Python can compare does not stop the judgement of the modules."""
    text = f"Metadata-Version: 2.1\nName: sample-case\nVersion: 1.0\nRequires-Python: >={'9' * 5_000}\n\n"
    data = wheel({f"{INFO}/METADATA": text.encode(), "sample_case/__init__.py": b"x = (\n"})
    assert checked(written(tmp_path, WHEEL_NAME, data), home=tmp_path).verdicts == ["accepted"]


def test_long_values_are_shown_in_part(tmp_path: Path) -> None:
    """What is very long is told by its beginning and its length; PyPI's words stay whole where programs read them."""
    text = f"Metadata-Version: 2.1\nName: sample-case\nVersion: 1.0\nHome-Page: {'x' * 15_000}\nX-{'y' * 1_000_000}: 1\n\n"
    path = written(tmp_path, WHEEL_NAME, wheel({f"{INFO}/METADATA": text.encode()}))
    for language, said in (("en", "… (characters: "), ("zh", "个字符）")):
        screen = measured("--lang", language, "check", path, home=tmp_path)
        assert len(screen.out) < 20_000
        assert said in screen.out
    ran = checked(path, home=tmp_path)
    assert len(ran.answer["subjects"][0]["refusal"]["message"]) > 15_000
    assert all(len(finding["message"]) < 5_000 for finding in ran.answer["findings"])
