"""Serves a store that becomes read-only while it is served; run as a program it prints the answers, as JSON."""

import json
import os
import sys
from pathlib import Path

from make.exchange import body_of
from make.index import TOKEN, tiny_wheel
from make.running import Got, get, upload
from seatrial.index.server import serving
from seatrial.index.store import open_store

NOBODY = 65534


def main(folder: Path) -> list[tuple[int, str]]:
    """Send a file before, while and after the store is read-only, and ask for a page in between."""
    found: list[Got] = []
    with serving(open_store(str(folder), lasting=False), TOKEN) as running:
        found.append(upload(running, body_of(*tiny_wheel(version="1.0"))))
        if os.getuid() == 0:
            # To root nothing is read-only.
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            os.setuid(NOBODY)
        folder.chmod(0o500)
        found.append(upload(running, body_of(*tiny_wheel(version="2.0"))))
        found.append(get(running, "/simple/golden-demo/"))
        folder.chmod(0o700)
        found.append(upload(running, body_of(*tiny_wheel(version="2.0"))))
    return [(one.status, one.body.decode()) for one in found]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
