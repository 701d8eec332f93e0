"""The pre-release checklist: its lines, and which rules each of them stands for."""

from typing import NamedTuple

from seatrial.model.sentence import Sentence


class Item(NamedTuple):
    """One line of the list."""

    key: str
    said: Sentence
    rules: tuple[str, ...]
    """Ids of the rules whose findings make the line a `no`; the three letters alone stand for all rules that begin with them."""
    online: bool = False
    """Whether it is answered only where connections may be opened."""


ITEMS = (
    Item(
        "version",
        Sentence("CKL001", "The version is valid, and the same everywhere"),
        ("PRJ010", "PRJ011", "PRJ012", "PRJ045", "PRJ046", "PRJ047"),
    ),
    Item("readme", Sentence("CKL002", "The README is complete, and renders"), ("PRJ001", "PRJ002", "PRJ003", "PRJ004", "DSC")),
    Item("licence", Sentence("CKL003", "The licence is there, and declared"), ("PRJ005", "PRJ006")),
    Item("requirements", Sentence("CKL004", "The requirements agree"), ("PRJ015", "REQ")),
    Item(
        "metadata",
        Sentence("CKL005", "Name, summary, classifiers and Pythons are right"),
        ("PRJ007", "PRJ008", "PRJ009", "PRJ013", "PRJ014", "PRJ016", "PRJ017"),
    ),
    Item(
        "code",
        Sentence("CKL006", "Code and data get into the package"),
        (
            "PRJ020",
            "PRJ021",
            "PRJ022",
            "PRJ023",
            "PRJ024",
            "PRJ026",
            "PRJ048",
            "PRJ051",
            "PRJ052",
            "PRJ053",
            "PRJ054",
            "PRJ055",
            "PRJ056",
            "PRJ057",
            "PRJ058",
            "PRJ059",
            "PRJ060",
            "PRJ061",
            "PRJ063",
        ),
    ),
    Item("clutter", Sentence("CKL007", "No secrets and no leftovers in git"), ("PRJ025",)),
    Item("changelog", Sentence("CKL008", "The changelog has this version"), ()),
    Item("ci", Sentence("CKL009", "The CI workflow publishes safely"), ("WFL",)),
    Item("tests", Sentence("CKL010", "The tests passed"), ()),
    Item("build", Sentence("CKL011", "Built, and the files passed"), ()),
    Item("rehearse", Sentence("CKL012", "Rehearsed"), ()),
    Item(
        "committed",
        Sentence("CKL013", "Everything is committed, nothing half done"),
        ("PRJ040", "PRJ041", "PRJ042", "PRJ043", "PRJ049", "PRJ050"),
    ),
    Item("branch", Sentence("CKL014", "On the branch for releases"), ("PRJ044",)),
    Item("tag", Sentence("CKL015", "The tag is free"), ("PRJ062",)),
    Item("name", Sentence("CKL016", "The name is free, or yours"), ("IDX020", "IDX021"), online=True),
    Item("index", Sentence("CKL017", "The version is free on the index"), ("BFR",), online=True),
    Item("remote", Sentence("CKL018", "Not behind the remote"), (), online=True),
)
"""The lines in their order: that in which a release is made ready."""
OUTSIDE = ("SET",)
"""Rules on a tree that belong to no line: those on the settings of this tool, without which a release goes out as well."""
