"""The architecture document, the module docstrings and the tests' own sentences."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "seatrial"


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "zh_hans" not in path.parts or path.name == "__init__.py")


def duty(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0].replace("\n", " ")


def tree() -> str:
    """Draw the source tree, each module with its one duty."""
    lines = []
    for path in modules():
        relative = path.relative_to(SOURCE)
        folder = path.name == "__init__.py"
        name = f"{relative.parent.name or 'seatrial'}/" if folder else path.name
        depth = len(relative.parts) - folder
        lines.append(f"{'  ' * depth}{name} — {duty(path)}")
    return "\n".join(lines)


def test_every_module_says_its_duty() -> None:
    """A reader finds in each module one sentence that says what it is for."""
    assert [str(path) for path in modules() if not duty(path)] == []


def test_the_architecture_document_shows_the_tree_as_it_is() -> None:
    """The tree in ARCHITECTURE.md is that of the code, so the document cannot be out of date."""
    assert f"```\n{tree()}\n```" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), (
        "write it anew: python tests/meta/test_architecture.py"
    )


def test_every_test_says_what_a_user_relies_on() -> None:
    """Every test has a one-sentence docstring."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and not ast.get_docstring(node)
    ]
    assert silent == []


def write() -> None:
    """Put the tree as it is into ARCHITECTURE.md."""
    document = ROOT / "ARCHITECTURE.md"
    before, _, rest = document.read_text(encoding="utf-8").partition("<!-- tree -->\n")
    _, _, after = rest.partition("<!-- end of tree -->\n")
    document.write_text(f"{before}<!-- tree -->\n```\n{tree()}\n```\n<!-- end of tree -->\n{after}", encoding="utf-8")


if __name__ == "__main__":
    write()
