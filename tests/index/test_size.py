"""A large index: a thousand projects, ten thousand files."""

import http.client
import json
import shutil
import subprocess
import sys
import time
from contextlib import closing

import pytest

from make.exchange import address, body_of
from make.index import TOKEN, tiny_wheel
from make.running import LISTING, get, index_process, store_of, upload
from make.stock import FILES, LARGEST, PROJECTS, stock
from seatrial.index.server import serving
from seatrial.index.store import open_store

LOOKS = ("open", "os.listdir", "os.scandir")
PAGES = (
    ("/simple/", {}),
    ("/simple/", LISTING),
    (f"/simple/{LARGEST}/", {}),
    (f"/simple/{LARGEST}/", LISTING),
    ("/simple/project-0007/", LISTING),
    ("/", {}),
    (f"/project/{LARGEST}/", {}),
    ("/project/project-0001/", {}),
    ("/project/project-0002/", {}),
    (f"/pypi/{LARGEST}/json", {}),
    ("/pypi/project-0001/json", {}),
)
MOST = 0.2
"""Seconds of the fastest of nine; on a machine with nothing else to do it takes less than a tenth of that."""
MEMORY = 100 << 10
"""KiB."""
seen: list[str] = []
listening = []
sys.addaudithook(lambda event, args: seen.append(f"{event} {args[0]}") if listening and event in LOOKS else None)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    home = tmp_path_factory.mktemp("large")
    stock(store_of(home))
    return home


def test_pages_of_a_large_index_come_at_once(large):
    """The list of all projects, the largest project and every other page are there in a moment, over a socket; start and memory stay small."""
    begun = time.monotonic()
    with index_process(large) as (process, running):
        started = time.monotonic() - begun
        with closing(http.client.HTTPConnection(*address(running), timeout=20)) as client:
            best = {(path, bool(headers)): min(_timed(client, path, headers) for _ in range(9)) for path, headers in PAGES}
        memory = int(subprocess.run(["ps", "-o", "rss=", "-p", str(process.pid)], capture_output=True, check=True).stdout)
    assert {page: seconds for page, seconds in best.items() if seconds > MOST} == {}
    assert memory < MEMORY
    assert started < 10


def _timed(client: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> float:
    begun = time.perf_counter()
    client.request("GET", path, headers=headers)
    answer = client.getresponse()
    answer.read()
    assert answer.status == 200
    return time.perf_counter() - begun


def test_no_page_reads_the_ledger_or_a_folder(large):
    """A page opens at most the one form that it shows, however large the index is; an upload reads one line of the ledger."""
    folder = large / "copy"
    shutil.copytree(store_of(large), folder)
    with serving(open_store(str(folder), lasting=False), TOKEN) as running:
        for path, headers in PAGES:
            get(running, path, headers)
        for path, headers in PAGES:
            seen.clear()
            listening.append(True)
            assert get(running, path, headers).status == 200
            listening.clear()
            there = [one for one in seen if str(folder) in one]
            assert len(there) <= path.startswith(("/project/", "/pypi/"))
            assert all(one.endswith("form.json") for one in there)
        assert len(json.loads(get(running, "/simple/", LISTING).body)["projects"]) == PROJECTS
        assert len(json.loads(get(running, f"/simple/{LARGEST}/", LISTING).body)["files"]) == FILES - 9 * (PROJECTS - 1)
        seen.clear()
        listening.append(True)
        assert upload(running, body_of(*tiny_wheel())).status == 200
        listening.clear()
        assert not [one for one in seen if one.startswith(("os.listdir", "os.scandir")) and f"{folder}/files" in one]
        assert get(running, "/simple/golden-demo/").status == 200
