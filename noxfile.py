"""The workshop: every check that a change has to pass, and the example release of the README."""

import shutil
import tempfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "types", "test"]
nox.options.reuse_venv = "yes"

PROJECT = nox.project.load_toml()


def _install(session: nox.Session, *groups: str) -> None:
    session.install("-q", "-e", ".", *nox.project.dependency_groups(PROJECT, *groups))


@nox.session
def lint(session: nox.Session) -> None:
    """Style, and who may import whom."""
    _install(session, "lint")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict."""
    _install(session, "types")
    session.run("mypy")


@nox.session
def test(session: nox.Session) -> None:
    """All tests; branch coverage of the pure layers must be complete."""
    _install(session, "test")
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    session.run("pytest", "-n", "2", "--dist", "worksteal", "--cov", "--cov-branch", "--cov-report=", "--durations=15")
    session.run("coverage", "report", "--include", ",".join(PURE), "--fail-under=100", "--skip-covered", "--show-missing")


@nox.session
def browser(session: nox.Session) -> None:
    """The pages of the embedded index in a real browser; needs Debian's chromium."""
    _install(session, "test")
    session.run("pytest", "-m", "browser", *session.posargs)


PURE_INDEX = (
    "accept", "answers", "description_part", "desk", "files", "forms", "ledger", "legacy_json", "minting", "multipart", "page_parts", "pages", "proof",
    "receiving", "releases", "rs256", "simple", "site", "style", "trust", "wire",
)  # fmt: skip
PURE = (
    *(f"src/seatrial/{layer}/*" for layer in ("core", "rules", "text")),
    "src/seatrial/report/data.py",
    *(f"src/seatrial/index/{module}.py" for module in PURE_INDEX),
)


@nox.session
def example(session: nox.Session) -> None:
    """Release the example project to an embedded index of its own, as a user would."""
    session.install("-q", "-e", ".[fast]")
    with tempfile.TemporaryDirectory(prefix="seatrial-example-") as folder:
        project = Path(folder) / "good"
        shutil.copytree("examples/good", project)
        for args in (
            ("init", "-q", "-b", "main"),
            ("config", "user.name", "Example"),
            ("config", "user.email", "example@example.org"),
            ("add", "-A"),
            ("commit", "-q", "-m", "An example project"),
        ):
            session.run("git", "-C", str(project), *args, external=True, silent=True)
        session.run("seatrial", "release", str(project), "--to", "local", "--data", str(Path(folder) / "data"), *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Time ourselves beside the peers and print ratios; not part of the tests."""
    session.install(
        "-q", ".[fast]", "twine>=7", "build>=1.3", "pypiserver>=2.4", "check-manifest>=0.51", "pyroma>=5", "bump-my-version>=1.8"
    )
    session.run("python", "-m", "benchmarks", *session.posargs)
