"""Lies in the environment of tests, where every Python begins with it: notes at the end from where the project's modules were imported.

Nothing else of seatrial is there: only the standard library can be used.
"""

import atexit
import os
import sys

ASKED = "seatrial_seen.json"
"""Lies beside: the names of the modules, and the file that takes what is noted."""


def note() -> None:
    """Add a line with the places of the modules that this process imported, if it imported any."""
    import json  # noqa: PLC0415  (at the end, so that tests begin as fast as ever)

    with open(os.path.join(os.path.dirname(__file__), ASKED), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123
        asked = json.load(file)
    found = {}
    for name in asked["names"]:
        module = sys.modules.get(name)
        place = getattr(module, "__file__", None)
        places = [place] if place else list(getattr(module, "__path__", ()))
        if places:
            found[name] = [os.path.realpath(str(one)) for one in places]
    if found:
        with open(asked["report"], "a", encoding="utf-8") as report:  # noqa: PTH123
            report.write(json.dumps(found) + "\n")


if __name__ != "__main__" and os.path.exists(os.path.join(os.path.dirname(__file__), ASKED)):  # noqa: PTH110, PTH118, PTH120
    atexit.register(note)
