"""The pre-release checklist: its lines, and the rules that each of them stands for."""

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
        Sentence("CKL001", "Version the same everywhere"),
        ("PRJ010", "PRJ011", "PRJ012", "PRJ045", "PRJ046", "PRJ047", "PRJ088", "PRJ103", "PRJ104", "PRJ115"),
    ),
    Item(
        "readme",
        Sentence("CKL002", "README complete, and renders"),
        ("PRJ001", "PRJ002", "PRJ003", "PRJ004", "PRJ090", "PRJ091", "PRJ092", "PRJ093", "PRJ105", "PRJ106", "PRJ108", "DSC"),
    ),
    Item(
        "licence",
        Sentence("CKL003", "Licence there, and declared"),
        ("PRJ005", "PRJ006", "PRJ076", "PRJ077", "PRJ078", "PRJ079", "PRJ082", "PRJ089"),
    ),
    Item("requirements", Sentence("CKL004", "Requirements agree"), ("PRJ015", "REQ")),
    Item(
        "metadata",
        Sentence("CKL005", "Metadata and configuration right"),
        (
            *("PRJ007", "PRJ008", "PRJ009", "PRJ013", "PRJ014", "PRJ016", "PRJ017", "PRJ026"),
            *("PRJ080", "PRJ081", "PRJ083", "PRJ084", "PRJ085", "PRJ086", "PRJ087"),
        ),
    ),
    Item(
        "code",
        Sentence("CKL006", "Code and data get into the package"),
        (
            *("PRJ020", "PRJ021", "PRJ022", "PRJ023", "PRJ024", "PRJ048", "PRJ051", "PRJ052", "PRJ053", "PRJ054", "PRJ055"),
            *("PRJ056", "PRJ057", "PRJ058", "PRJ059", "PRJ060", "PRJ061", "PRJ063"),
            *("PRJ070", "PRJ071", "PRJ072", "PRJ073", "PRJ074", "PRJ075"),
        ),
    ),
    Item("clutter", Sentence("CKL007", "No secrets, no leftovers"), ("PRJ025", "PRJ098", "PRJ099", "PRJ100", "PRJ101", "PRJ107")),
    Item("changelog", Sentence("CKL008", "Changelog has an entry"), ("PRJ094", "PRJ095", "PRJ096", "PRJ097")),
    Item("ci", Sentence("CKL009", "CI publishes safely"), ("WFL",)),
    Item("tests", Sentence("CKL010", "Tests passed"), ("RUN001", "RUN002", "RUN003", "RUN004", "RUN007", "RUN008", "RUN009")),
    Item("build", Sentence("CKL011", "Built, and the files passed"), ("RUN005",)),
    Item("rehearse", Sentence("CKL012", "Rehearsed"), ("RUN006",)),
    Item("committed", Sentence("CKL013", "Everything committed"), ("PRJ040", "PRJ041", "PRJ042", "PRJ043", "PRJ049")),
    Item("unfinished", Sentence("CKL014", "Nothing in git half-done"), ("PRJ050",)),
    Item("branch", Sentence("CKL015", "On the branch for releases"), ("PRJ044", "PRJ110")),
    Item("tag", Sentence("CKL016", "Tag free"), ("PRJ062", "PRJ102", "PRJ111")),
    Item(
        "name",
        Sentence("CKL017", "Name free, or yours"),
        ("IDX003", "IDX004", "IDX005", "IDX020", "IDX021", "BFR001", "BFR002", "BFR003"),
        online=True,
    ),
    Item("index", Sentence("CKL018", "Version free on the index"), ("BFR004", "PRJ113", "PRJ114"), online=True),
    Item("remote", Sentence("CKL019", "Not behind the remote"), ("PRJ112",), online=True),
)
"""The lines in their order: that in which a release is made ready."""
OUTSIDE = ("SET", "BFR005", "BFR006")
"""Rules that belong to no line: those on the settings of this tool, without which a release goes out as well, and those that need the files or the token."""
