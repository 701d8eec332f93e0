"""The projects that are built and released in the contests."""

import subprocess
from pathlib import Path

README = "# A project\n\nSome *words*, a [link](https://example.org/) and `code`.\n\n" + "A paragraph of text for the page.\n" * 60

HATCHLING = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "seatrial-benchmark-hatchling"
version = "1.0"
description = "A small project for benchmarks"
readme = "README.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = ">=3.9"

[tool.hatch.build.targets.wheel]
packages = ["src/seatrial_benchmark"]
"""
SETUPTOOLS = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "seatrial-benchmark-setuptools"
version = "1.0"
description = "A small project for benchmarks"
readme = "README.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = ">=3.9"
"""
KINDS = {"hatchling": HATCHLING, "setuptools": SETUPTOOLS}


def project(folder: Path, kind: str) -> Path:
    """Write a small project of a backend into a new git repository and return its folder."""
    root = folder / kind
    package = root / "src" / "seatrial_benchmark"
    package.mkdir(parents=True)
    (root / "pyproject.toml").write_text(KINDS[kind])
    (root / "README.md").write_text(README)
    (root / "LICENSE").write_text("MIT\n")
    (root / ".gitignore").write_text("dist/\n")
    (package / "__init__.py").write_text('"""A small package."""\n')
    for number in range(10):
        (package / f"part{number}.py").write_text(f'"""Part {number}."""\n\n\ndef answer() -> int:\n    return {number}\n')
    for args in (("init", "-q"), ("add", "-A"), ("-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-qm", "begin")):
        subprocess.run(["git", *args], cwd=root, check=True)
    return root
