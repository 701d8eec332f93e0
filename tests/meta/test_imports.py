"""What each command may import: start-up stays cheap because nothing is loaded that is not used."""

import subprocess
import sys

import pytest

from make.cli import environment
from make.installable import wheel
from seatrial.cli.overview import ENTRIES

HEAVY = {
    "asyncio", "ast", "build", "click", "concurrent", "cryptography", "docutils", "email", "email_validator", "http", "inspect", "json", "logging",
    "packaging", "pathlib", "pip", "platformdirs", "pygments", "readme_renderer", "rich", "shutil", "socket", "sqlite3", "ssl", "subprocess", "tarfile", "tempfile",
    "tomllib", "trove_classifiers", "typing", "unicodedata", "urllib", "urllib3", "zipfile",
}  # fmt: skip
CLICK = {"click", "inspect", "ast", "typing", "unicodedata"}
"""Click itself, and what click imports."""


def imported(*args: str, home) -> set[str]:
    """Return which of the heavy modules a command line has imported when it ends."""
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['seatrial', *sys.argv[1:]]\n"
        "from seatrial.__main__ import main\n"
        "try: main()\n"
        "finally: print(*(set(sys.modules) - before), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code, *args], capture_output=True, text=True, env=environment(home), check=True)
    return {name.split(".")[0] for name in done.stderr.split()} & HEAVY


def own(*args: str, home) -> set[str]:
    """Return which of our own modules a command line has imported."""
    code = (
        "import sys; sys.argv = ['seatrial', *sys.argv[1:]]\n"
        "from seatrial.__main__ import main\n"
        "main()\n"
        "print(*(name for name in sys.modules if name.startswith('seatrial.')), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code, *args], capture_output=True, text=True, env=environment(home), check=True)
    return set(done.stderr.split())


def test_version_imports_nothing(tmp_path) -> None:
    """`--version` costs hardly more than the interpreter's own start."""
    assert imported("--version", home=tmp_path) == set()
    assert own("--version", home=tmp_path) == {"seatrial.__main__"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_overview_needs_no_library(language, tmp_path) -> None:
    """`--help` costs as little in Chinese as in English: no click, no other words than its own."""
    assert imported("--help", "--lang", language, home=tmp_path) <= {"typing", "unicodedata"}
    words = {name for name in own("--help", "--lang", language, home=tmp_path) if ".zh_hans." in name}
    assert words == ({"seatrial.text.zh_hans.cli"} if language == "zh" else set())


@pytest.mark.parametrize("command", [entry.name for entry in ENTRIES])
def test_help_of_a_command_needs_click_alone(command, tmp_path) -> None:
    """The help of a command loads no other command, no use case and nothing of the outside."""
    assert imported(command, "--help", home=tmp_path) <= CLICK
    loaded = own(command, "--help", home=tmp_path)
    assert not [
        name
        for name in loaded
        if name.startswith(("seatrial.app", "seatrial.edge", "seatrial.rules", "seatrial.core", "seatrial.index", "seatrial.model.world"))
    ]
    others = {f"seatrial.cli.{entry.name}" for entry in ENTRIES} - {f"seatrial.cli.{command}"}
    assert loaded & others == set()


def test_a_check_needs_no_network_and_no_builder(tmp_path) -> None:
    """Judging a wheel with a Markdown README imports nothing that builds, connects, or draws on terminals."""
    made = wheel({"boat/__init__.py": ""}, headers=("Description-Content-Type: text/markdown", "", "# Boat"))
    (tmp_path / made.name).write_bytes(made.data)
    loaded = imported("check", str(tmp_path / made.name), home=tmp_path)
    never = {
        "asyncio",
        "build",
        "concurrent",
        "cryptography",
        "docutils",
        "email_validator",
        "http",
        "json",
        "pip",
        "platformdirs",
        "rich",
    }
    never |= {"click", "pygments", "sqlite3", "ssl", "tarfile", "tempfile", "trove_classifiers", "urllib3", "zipfile"}
    assert loaded & never == set()
    assert imported("check", "--format", "json", str(tmp_path / made.name), home=tmp_path) & never == {"click", "json"}


def test_a_check_of_a_file_loads_no_rules_on_trees(tmp_path) -> None:
    """What is found in a file is explained without the rules on source trees, and without the nouns of projects and releases."""
    made = wheel({"boat/__init__.py": ""})
    (tmp_path / made.name).write_bytes(made.data)
    loaded = own("check", str(tmp_path / made.name), home=tmp_path)
    assert "seatrial.rules.catalogue" in loaded
    never = {
        "seatrial.rules.project",
        "seatrial.rules.configuration",
        "seatrial.core.requirements",
        "seatrial.model.project",
        "seatrial.model.release",
    }
    assert loaded & never == set()
