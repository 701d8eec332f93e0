"""The steps of a release by name, in words."""

from seatrial.model.sentence import Sentence
from seatrial.report.escape import escape
from seatrial.text.words import Language, say

STEPS = {
    "look": Sentence("RPT030", "look"),
    "name": Sentence("RPT031", "name"),
    "build": Sentence("RPT032", "build"),
    "check": Sentence("RPT033", "check"),
    "upload": Sentence("RPT034", "upload"),
    "confirm": Sentence("RPT253", "seen"),
    "verify": Sentence("RPT035", "verify"),
    "tests": Sentence("RPT320", "tests"),
    "bump": Sentence("RPT306", "bump"),
    "tag": Sentence("RPT036", "tag"),
    "push": Sentence("RPT037", "push"),
    "index": Sentence("RPT038", "index"),
}
INDEXES = {
    "": Sentence("RPT120", "fresh environments on this machine"),
    "rehearsal": Sentence("RPT039", "rehearsal index"),
    "local": Sentence("RPT040", "embedded index"),
    "testpypi": Sentence("RPT041", "TestPyPI"),
    "pypi": Sentence("RPT042", "PyPI"),
}


def step_text(step: str, language: Language) -> str:
    """Return the word for a step; a step without one is shown by its name."""
    return say(language, STEPS[step]) if step in STEPS else step


def index_text(index_name: str, language: Language) -> str:
    """Return what an index is called; another index than ours is shown by its name, safe to show, and no index is what there is without one."""
    return say(language, INDEXES[index_name]) if index_name in INDEXES else escape(index_name)
