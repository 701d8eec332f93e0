"""Takes an upload again and again, and dies at each operation of the disk in turn; run as a program it prints what was found, as JSON."""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from make.index import send, tiny_wheel
from seatrial.index.receiving import Terms
from seatrial.index.site import Site
from seatrial.index.store import open_store

OPERATIONS = {"open", "os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"}
FIRST = tiny_wheel(version="1.0")
SECOND = tiny_wheel(version="2.0")


def site_in(folder: Path, *, lasting: bool = False) -> Site:
    """Open a store; any token may upload."""
    return Site(open_store(str(folder), lasting=lasting), Terms(None), frozenset())


def die_at(number: int, folder: Path) -> None:
    """Let this process die at an operation of the disk in a folder."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in OPERATIONS and str(args[0]).startswith(str(folder)):
            step()

    def settled(_descriptor: int) -> None:
        # Before and after; what a killed process wrote is there without being settled.
        step()
        step()

    sys.addaudithook(hook)
    os.fsync = settled


def dying(folder: Path, number: int, *, sends: bool) -> tuple[bool, bool]:
    """Open the store, and send the second file, in a child that dies; says whether the child was told that it is there, and whether it died."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        die_at(number, folder)
        site = site_in(folder, lasting=True)
        os.write(writing, b"y" if sends and send(site, *SECOND).status == 200 else b"n")
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        accepted = told.read() == b"y"
    return accepted, os.WIFSIGNALED(os.waitpid(child, 0)[1])


def faults(folder: Path, sent: list[tuple[str, bytes]], *, accepted: bool) -> list[str]:
    """Return what is wrong with a store after a death."""
    site = site_in(folder)
    files = site.store.view().files
    found = [f"{name} lost" for name, _ in sent[:-1] if name not in files]
    if accepted and sent[-1][0] not in files:
        found.append("an accepted file is lost")
    for name, content in sent:
        if name in files:
            with site.store.open(files[name]) as opened:
                found += [] if opened.read() == content else [f"{name} is not whole"]
            site.store.form(files[name])
    shelves = list((folder / "files").glob("*/*/*"))
    if len(shelves) != len(files) or (folder / "new").exists():
        found.append(f"leftovers: {len(shelves)} shelves for {len(files)} files")
    again = send(site, *sent[-1])
    if again.status != 200 or again.present != (sent[-1][0] in files):
        found.append(f"sent again: {again}")
    return found


def main(folder: Path, *, empty: bool) -> dict[str, object]:
    """Die at every operation; gives how often, how often the file was there nevertheless, and all that was wrong."""
    base = folder / "base"
    if not empty:
        assert send(site_in(base), *FIRST).status == 200
    sent = [SECOND] if empty else [FIRST, SECOND]
    kills, kept, wrong = 0, 0, []
    while True:
        store = folder / "store"
        if not empty:
            shutil.copytree(base, store)
        accepted, died = dying(store, kills + 1, sends=True)
        if not died:
            return {"kills": kills, "kept": kept, "wrong": wrong, "accepted": accepted}
        kills += 1
        # Who puts it in order can die at that too.
        dying(store, kills % 9 + 1, sends=False)
        if (store / "ledger.jsonl").exists():
            kept += SECOND[0].encode() in (store / "ledger.jsonl").read_bytes()
        wrong += [f"{kills}: {one}" for one in faults(store, sent, accepted=accepted)]
        shutil.rmtree(store)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), empty=sys.argv[2] == "empty")))
