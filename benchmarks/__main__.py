"""Time the jobs that people do by hand, ours beside theirs: `nox -s bench`, `nox -s bench -- rehearse` for some, `nox -s bench -- check` or `-- upload` alone."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from benchmarks.checks import checks
from benchmarks.growth import growth
from benchmarks.measure import BIN, Contest, compare, run
from benchmarks.projects import project
from benchmarks.trees import trees
from benchmarks.uploads import uploads


def contests(folder: Path, pypiserver: str) -> Iterator[Contest]:
    """Yield every contest, one job each."""
    python = sys.executable
    yield Contest("start: --version", lambda: run("seatrial", "--version"), lambda: run(python, "-c", "pass"), "python -c pass", "cpu", 2.0)
    yield Contest("start: --help", lambda: run("seatrial", "--help"), lambda: run(python, "-c", "pass"), "python -c pass", "cpu", 5.0)
    yield Contest(
        "start: --help in Chinese",
        lambda: run("seatrial", "--lang", "zh", "--help"),
        lambda: run(python, "-c", "pass"),
        "python -c pass",
        "cpu",
        5.0,
    )
    trees = {kind: project(folder, kind) for kind in ("hatchling", "setuptools")}
    bare = without_uv(folder)
    for kind, tree in trees.items():
        yield Contest(
            f"build, {kind}, with uv",
            lambda tree=tree: run("seatrial", "build", tree),
            lambda tree=tree: uv_chain(tree),
            "uv build; twine check",
            "cpu",
            1.3,
        )
        yield Contest(
            f"build, {kind}, without uv",
            lambda tree=tree: run("seatrial", "build", tree, path=bare),
            lambda tree=tree: build_chain(tree, bare),
            "python -m build; twine check",
            "cpu",
            0.75,
        )
        yield Contest(
            f"rehearse, {kind}",
            lambda tree=tree: run("seatrial", "rehearse", tree),
            lambda tree=tree: guide(tree, pypiserver, bare),
            "the manual chain",
            "wall",
            0.6 if kind == "hatchling" else 0.8,
            rounds=3,
        )


def without_uv(folder: Path) -> str:
    """Return a PATH on which everything of ours lies but uv."""
    bare = folder / "bin"
    bare.mkdir()
    for program in BIN.iterdir():
        if program.name not in {"uv", "uvx"}:
            (bare / program.name).symlink_to(program)
    elsewhere = [entry for entry in os.environ["PATH"].split(os.pathsep) if not (Path(entry) / "uv").exists()]
    return os.pathsep.join([str(bare), *elsewhere])


def fresh(tree: Path) -> Path:
    """Return an empty folder for the files, as the guide's `rm -rf dist` leaves it."""
    target = tree.parent / f"{tree.name}-dist"
    shutil.rmtree(target, ignore_errors=True)
    return target


def uv_chain(tree: Path) -> None:
    """Build with uv, check with twine."""
    target = fresh(tree)
    run("uv", "build", "-q", tree, "--out-dir", target)
    run("twine", "check", *target.glob("*.whl"), *target.glob("*.tar.gz"))


def build_chain(tree: Path, path: str) -> None:
    """Build with pypa/build, check with twine."""
    target = fresh(tree)
    run(sys.executable, "-m", "build", "-q", tree, "--outdir", target, path=path)
    run("twine", "check", *target.iterdir(), path=path)


def guide(tree: Path, server: str, path: str) -> None:
    """Do what the manual guide says: build, check, upload, a fresh environment, install, import."""
    build_chain(tree, path)
    target = tree.parent / f"{tree.name}-dist"
    run("twine", "upload", "-u", "a", "-p", "a", "--repository-url", server, *target.iterdir(), path=path)
    environment = tree.parent / f"{tree.name}-environment"
    shutil.rmtree(environment, ignore_errors=True)
    run(sys.executable, "-m", "venv", environment)
    python = environment / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", "--index-url", f"{server}simple/", f"seatrial-benchmark-{tree.name}")
    run(python, "-c", "import seatrial_benchmark.part1")


@contextmanager
def local_pypiserver(folder: Path) -> Iterator[str]:
    """Run a pypiserver that takes uploads, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    packages = folder / "packages"
    packages.mkdir()
    args = [str(BIN / "pypi-server"), "run", "-i", "127.0.0.1", "-p", str(port), "-P", ".", "-a", ".", "--overwrite", str(packages)]
    with subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


GROUPS = ("check", "upload")
"""Words that stand first: only what needs no pypiserver, checks or uploads."""


def main() -> None:
    """Run the jobs whose names hold one of the words given, or all; after a word of `GROUPS` only those of that group."""
    parser = ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--repeat", type=int, metavar="N", help="how often each upload is run, in place of its own number")
    asked = parser.parse_args()
    group = next((word for word in asked.words[:1] if word in GROUPS), "")
    words = asked.words[bool(group) :]
    names: list[str] = []
    with tempfile.TemporaryDirectory(prefix="seatrial-bench-") as name:
        failed = _run(group, words, Path(name), names, asked.repeat)
    if unknown := [word for word in words if not any(word in name for name in names)]:
        parser.error(f"no job is called {', '.join(unknown)}; there are: {', '.join(names)}")
    raise SystemExit(failed > 0)


def _run(group: str, words: Sequence[str], folder: Path, names: list[str], repeat: int | None) -> int:
    failed = 0
    if group in ("", "check"):
        failed += compare(chain(checks(folder), trees(folder)), words, names)
        names.append("growth")
        if not words or "growth" in words:
            failed += growth(folder)
    if group in ("", "upload"):
        failed += uploads(folder, words, names, repeat)
    if not group:
        with local_pypiserver(folder) as server:
            failed += compare(contests(folder, server), words, names)
    return failed


if __name__ == "__main__":
    main()
