"""Which command tests a project: told by its settings, or found, with the reason."""

import re
import shlex
from collections.abc import Mapping, Sequence

from seatrial.core.project.setup_cfg import parse_setup_cfg
from seatrial.core.project.toml import parse_toml, table
from seatrial.core.testing.files import inside_packages, missing_tests, own_tops, test_files
from seatrial.model.project import Project
from seatrial.model.sentence import Said, Sentence
from seatrial.model.settings import Settings
from seatrial.model.testing import Brought, Needs, Suite
from seatrial.problem import Problem

TOLD = Sentence("CKL070", "The settings say how the project is tested.")
CONFIGURED = Sentence("CKL071", "pytest is set up in {file}.")
NEEDED = Sentence("CKL072", "The tests need pytest, says {file}.")
WRITTEN = Sentence("CKL073", "{file} is written for pytest.")
CASES = Sentence("CKL074", "{file} has tests for unittest.")
SESSION = Sentence("CKL075", "{file} has the session {session}.")
ENVIRONMENT = Sentence("CKL076", "tox is set up in {file}.")
ALONE = Sentence("CKL077", "{file} is the only test, and a script.")
READ = 40
"""Test files that are read."""
TESTS = 200
"""Test files that are named."""
PYTEST = re.compile(rb"^(?:import pytest|from pytest[ .]|(?:async )?def test_|class Test\w*(?:\(\))?:)", re.MULTILINE)
UNITTEST = re.compile(rb"^class \w+\([^)\n]*TestCase", re.MULTILINE)
SESSIONS = (re.compile(rb"^def (\w*test\w*)\(", re.MULTILINE), re.compile(rb"\bname\s*=\s*[\"']([\w-]*test[\w-]*)[\"']"))
OWN = frozenset(("nox", "tox", "hatch", "make", "just", "invoke", "uv", "poetry", "pdm", "pixi", "rye"))
"""Programs that make environments of their own, or begin at the top of the whole tree."""
PATTERN = "[tool:pytest]"


def suite_of(project: Project, files: Mapping[str, bytes], settings: Settings, needs: Needs, wheel: Brought) -> Suite | None:
    """Return how a project is tested, None where nothing tells.

    `files` gives the content of a file by its path; `wheel` is what the project's wheel brings. Never fails.
    """
    tests = test_files(project)
    if settings.test:
        return Suite("setting", settings.test, Said(TOLD), any(map(_own, settings.test)), tests[:TESTS])
    found = tests and (_pytest(project, files, needs, tests) or _unittest(project, files, tests))
    if found:
        return _placed(project, found, wheel)
    return _nox(files) or _tox(files) or (_script(tests[0]) if len(tests) == 1 else None)


def _own(command: str) -> bool:
    try:
        words = shlex.split(command)
    except ValueError:
        return False
    plain = words[2:] if words[1:2] == ["-m"] else words
    return bool(plain) and plain[0] in OWN


def _pytest(project: Project, files: Mapping[str, bytes], needs: Needs, tests: tuple[str, ...]) -> Suite | None:
    why = None
    if config := configured(files):
        why = Said(CONFIGURED, {"file": config})
    elif any(re.match(r"pytest\b", one, re.IGNORECASE) for one in needs.requirements):
        why = Said(NEEDED, {"file": ", ".join(needs.stated)})
    elif written := _first(files, (*(path for path in project.listing if _is_conftest(path)), *tests), PYTEST):
        why = Said(WRITTEN, {"file": written})
    return Suite("pytest", ("python -m pytest",), why, tests=tests) if why else None


def _is_conftest(path: str) -> bool:
    return path.endswith("/conftest.py") or path == "conftest.py"


def configured(files: Mapping[str, bytes]) -> str | None:
    """Return the file that sets up pytest, as pytest looks for it, None where there is none."""
    for name in ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini"):
        if name in files:
            return name
    tool = _toml(files, "pyproject.toml", "tool", "pytest")
    if tool:
        return "pyproject.toml"
    if b"[pytest]" in files.get("tox.ini", b""):
        return "tox.ini"
    return "setup.cfg" if PATTERN.encode() in files.get("setup.cfg", b"") else None


def _unittest(project: Project, files: Mapping[str, bytes], tests: tuple[str, ...]) -> Suite | None:
    found = _first(files, tests, UNITTEST)
    if found is None:
        return None
    folder = _common(tests)
    top = folder
    while top and f"{top}/__init__.py" in project.listing:
        top = top.rpartition("/")[0]
    where = f" -s {shlex.quote(folder)}" if folder else ""
    above = f" -t {shlex.quote(top or '.')}" if folder != top else ""
    # By default it takes files whose names begin with `test`.
    pattern = "" if found.rpartition("/")[2].startswith("test") else ' -p "*_test.py"'
    return Suite("unittest", (f"python -m unittest discover{where}{above}{pattern}",), Said(CASES, {"file": found}), tests=tests)


def _common(paths: Sequence[str]) -> str:
    """Return the innermost folder that all paths lie in."""
    first, last = (path.split("/")[:-1] for path in (min(paths), max(paths)))
    same = (one for one, other in zip(first, last, strict=False) if one == other)
    shared = "/".join(same)
    return shared if all(path.startswith(f"{shared}/") for path in paths) else ""


def _placed(project: Project, suite: Suite, wheel: Brought) -> Suite:
    """Let tests that lie inside of the project's packages, and nowhere else, run where they are installed."""
    tops = own_tops(project, wheel)
    inside = inside_packages(project, suite.tests, tops)
    if len(inside) < len(suite.tests):
        return suite._replace(tests=suite.tests[:TESTS])
    packages = sorted({where.rpartition("/")[0].replace("/", ".") for where in inside.values()})
    outer = [one for one in packages if not any(one.startswith(f"{other}.") for other in packages)]
    if suite.runner == "pytest":
        commands: tuple[str, ...] = (f"python -m pytest{_config(suite)} --pyargs {' '.join(outer)}",)
    else:
        commands = tuple(f"python -m unittest discover -s {one}" for one in outer)
    return suite._replace(commands=commands, tests=suite.tests[:TESTS], added=missing_tests(project, inside, wheel))


def _config(suite: Suite) -> str:
    return f" -c {suite.why.values['file']} --rootdir ." if suite.why.sentence is CONFIGURED else ""


def _nox(files: Mapping[str, bytes]) -> Suite | None:
    data = files.get("noxfile.py", b"")
    for pattern in SESSIONS:
        if b"nox" in data and (found := pattern.search(data)):
            session = found[1].decode()
            return Suite("nox", (f"python -m nox -s {session}",), Said(SESSION, {"file": "noxfile.py", "session": session}), own=True)
    return None


def _tox(files: Mapping[str, bytes]) -> Suite | None:
    if b"[testenv" in files.get("tox.ini", b""):
        file = "tox.ini"
    elif "tox.toml" in files:
        file = "tox.toml"
    elif _toml(files, "pyproject.toml", "tool", "tox"):
        file = "pyproject.toml"
    else:
        return None
    return Suite("tox", ("python -m tox run -e py",), Said(ENVIRONMENT, {"file": file}), own=True)


def _script(path: str) -> Suite:
    return Suite("script", (f"python {shlex.quote(path)}",), Said(ALONE, {"file": path}), tests=(path,))


def _first(files: Mapping[str, bytes], paths: Sequence[str], pattern: re.Pattern[bytes]) -> str | None:
    return next((path for path in paths[:READ] if pattern.search(files.get(path, b""))), None)


def _toml(files: Mapping[str, bytes], file: str, *path: str) -> Mapping[str, object]:
    try:
        return table(parse_toml(files.get(file, b""), file), *path)
    except Problem:
        return {}


def sections(data: bytes) -> dict[str, dict[str, str]]:
    """Return the sections of a file like `tox.ini`, none where it is malformed."""
    try:
        return parse_setup_cfg(data)
    except Problem:
        return {}
