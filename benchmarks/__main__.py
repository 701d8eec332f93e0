"""Time the jobs that people do by hand, ours beside theirs: `nox -s bench`, or `nox -s bench -- check` for some."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.archives import large_sdist, large_wheel, many, sdist_of_code
from benchmarks.measure import BIN, Contest, cost, ratio, run
from benchmarks.projects import project

ROUNDS = 7
ROOM = 48.0
"""Megabytes above a check of a small file that a check of a large one may take."""
LARGE_FILES = (
    ("check of a 500 MB wheel", large_wheel, 0.6),
    ("check of a 500 MB sdist", large_sdist, 1.0),
    ("check of an sdist, 300 MB of code", sdist_of_code, 1.0),
)
"""We compare the checksum and the hash of every member of a wheel with its RECORD, inflate every sdist to its end and search what is in
it; `twine check` hashes the file three times over and reads the metadata, and looks at no other member."""


def checks(folder: Path) -> Iterator[Contest]:
    """Yield the contests on large files and on many files; a file is written when its contest begins."""
    for name, write, limit in LARGE_FILES:
        place = folder / write.__name__
        place.mkdir()
        yield _check(name, place, write, limit)
    place = folder / "many"
    place.mkdir()
    yield _check("check of 100 wheels, 100 sdists", place, lambda place: many(place, 100), 2.0)


def _check(name: str, place: Path, write: Callable[[Path], object], limit: float) -> Contest:
    def files() -> list[Path]:
        if not any(place.iterdir()):
            write(place)
        return sorted(place.iterdir())

    # A file over the index's limit is refused for its size; everything else is judged all the same.
    return Contest(
        name,
        lambda: run("seatrial", "check", *files(), statuses=(0, 1)),
        lambda: run("twine", "check", *files()),
        "twine check",
        "cpu",
        limit,
        ROOM,
    )


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
    run(python, "-m", "build", "-q", trees["hatchling"], "--outdir", folder / "files")
    wheel = next((folder / "files").glob("*.whl"))
    yield Contest(
        "check of one small wheel",
        lambda: run("seatrial", "check", wheel),
        lambda: run("twine", "check", wheel),
        "twine check",
        "cpu",
        0.75,
    )
    yield from checks(folder)
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


def main() -> None:
    """Run the contests whose names hold one of the words given, or all."""
    words = sys.argv[1:]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="seatrial-bench-") as name, local_pypiserver(Path(name)) as server:
        print(f"{'job':34} {'ours':>8} {'theirs':>8} {'ratio':>6} {'limit':>6}  beside")
        small = None
        for contest in contests(Path(name), server):
            if words and not any(word in contest.name for word in words):
                continue
            found, ours, theirs = ratio(contest, ROUNDS if contest.unit == "cpu" else 3)
            failed += found > contest.limit
            mark = " " if found <= contest.limit else "!"
            print(
                f"{contest.name:34} {ours:8.3f} {theirs:8.3f} {found:6.2f} {contest.limit:6.2f}{mark} {contest.peer} ({contest.unit} s)",
                flush=True,
            )
            if contest.room is not None:
                small = small or cost(lambda: run("seatrial", "check", __file__, statuses=(1,))).megabytes
                held = cost(contest.ours).megabytes - small
                failed += held > contest.room
                mark = " " if held <= contest.room else "!"
                print(f"{'  memory above that for a small file':52} {held:6.0f} {contest.room:6.0f}{mark} MB", flush=True)
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
