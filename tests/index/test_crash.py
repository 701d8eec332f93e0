"""The embedded index, killed: what was accepted is there, and nothing is there by halves."""

import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from make.cli import environment
from make.exchange import body_of
from make.index import tiny_wheel
from make.running import fetched, index_process, listed, store_of, upload

CLIENTS = 4
ROUNDS = 5


@pytest.mark.parametrize("before", ["empty", "filled"])
def test_dies_at_every_operation_of_the_disk(tmp_path, before):
    """Wherever it is killed, the store opens again, has all that was accepted, nothing by halves, no leftovers, and takes the file again."""
    done = subprocess.run(
        [sys.executable, "-m", "make.crash", str(tmp_path), before],
        env=environment(tmp_path, PYTHONPATH=str(Path(__file__).parents[1])),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["accepted"]
    assert found["kills"] >= 30
    assert 0 < found["kept"] < found["kills"]


def test_a_killed_server_loses_nothing_that_it_accepted(tmp_path):
    """`kill -9` at any moment of several uploads: after a restart every accepted file is there, every file is whole, nothing else is left."""
    chance = random.Random(8141)
    accepted: set[str] = set()
    sent: dict[str, bytes] = {}
    for number in range(ROUNDS + 1):
        with index_process(tmp_path) as (process, running):
            there = listed(running)
            assert accepted <= set(there)
            assert all(fetched(running, *where) for where in there.values())
            shelves = list((store_of(tmp_path) / "files").glob("*/*/*"))
            assert (len(shelves), (store_of(tmp_path) / "new").exists()) == (len(there), False)
            if number == ROUNDS:
                break
            clients = [threading.Thread(target=_send_on, args=(running, f"{number}.{client}", accepted, sent)) for client in range(CLIENTS)]
            for client in clients:
                client.start()
            enough, until = len(accepted) + number * 2, time.monotonic() + 20
            while len(accepted) < enough and time.monotonic() < until:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.1))
            process.kill()
            for client in clients:
                client.join()
    assert 0 < len(accepted) <= len(sent)
    ledger = (store_of(tmp_path) / "ledger.jsonl").read_text().splitlines()
    assert len(ledger) == len(there) + 1


def _send_on(running, version: str, accepted: set[str], sent: dict[str, bytes]) -> None:
    """Send one wheel after the other until nobody answers any more."""
    with suppress(OSError, http.client.HTTPException):
        for number in range(1000):
            name, content = tiny_wheel(version=f"{version}.{number}", more=b"#" + os.urandom(20_000).hex().encode())
            sent[name] = content
            if upload(running, body_of(name, content)).status == 200:
                accepted.add(name)


def test_a_torn_line_is_no_upload(tmp_path):
    """A ledger whose last line was cut by a crash reads as before that upload, which can be sent again."""
    with index_process(tmp_path) as (_, running):
        for version in ("1.0", "2.0"):
            assert upload(running, body_of(*tiny_wheel(version=version))).status == 200
    ledger = store_of(tmp_path) / "ledger.jsonl"
    whole = ledger.read_bytes()
    last = whole.splitlines(keepends=True)[-1]
    ledger.write_bytes(whole[: -len(last) // 2])
    with index_process(tmp_path) as (_, running):
        assert list(listed(running)) == ["golden_demo-1.0-py3-none-any.whl"]
        assert upload(running, body_of(*tiny_wheel(version="2.0"))).status == 200
        assert len(listed(running)) == 2
    assert len(ledger.read_bytes().splitlines()) == 3
