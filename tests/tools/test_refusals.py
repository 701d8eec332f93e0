"""The tool that keeps the rules beside PyPI's server finds each place that refuses, and says which no rule claims."""

import subprocess
from pathlib import Path

import pytest
import refusals
from refusals import Claim, Settled, Site, claimed, known_sites, main, read_table, report, sites

from seatrial.rules.catalogue import find

SERVER = """
def upload(form, errors):
    if form.bad:
        raise HTTPBadRequest("bad")
    for field in form:
        if field.odd:
            errors.append(InvalidMetadata(field, "odd"))
    try:
        pass
    except KeyError, ValueError:
        raise
    except OSError:
        return False, "no file"
    return True, None


class Form:
    name = Field(validators=[
        wtforms.validators.Optional(),
        wtforms.validators.InputRequired(),
    ])

    def verify(self):
        return Failure("no")
"""


def server(folder: Path, source: str) -> Path:
    place = folder / "warehouse" / "forklift" / "legacy.py"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(source)
    return folder


def git(folder: Path, *args: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", "-C", str(folder), *who, *args], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def one_file(monkeypatch) -> None:
    monkeypatch.setattr(refusals, "FILES", ("forklift/legacy.py",))


def test_every_way_to_refuse_is_found() -> None:
    """What is raised, collected, returned as false, or demanded by a form's field is a place; what is only passed on is none."""
    found = [(site.line, site.begin, site.function) for site in sites("x.py", SERVER)]
    assert found == [(4, 3, "upload"), (7, 6, "upload"), (13, 12, "upload"), (20, 20, "Form"), (24, 24, "Form.verify")]


def test_a_rule_claims_the_block_and_the_next_place() -> None:
    """A source points at the condition of a refusal, at the refusal, or at what leads to it."""
    places = sites("x.py", SERVER)
    by_line = {line: claimed(places, [Claim("AAA001", "c", "x.py", line)]) for line in (3, 4, 5, 8, 9, 14, 20)}
    assert {line: [site.line for site, rules in known.items() if rules] for line, known in by_line.items()} == {
        3: [4], 4: [4], 5: [7], 8: [13], 9: [13], 14: [], 20: [20],
    }  # fmt: skip
    assert not any(claimed(places, [Claim("AAA001", "c", "other.py", 4)]).values())


@pytest.mark.usefixtures("one_file")
def test_places_that_moved_keep_their_claim(tmp_path: Path) -> None:
    """In a newer clone only what is new is unclaimed, wherever the rest went."""
    clone = server(tmp_path, SERVER)
    git(clone, "init", "-q")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "then")
    claims = [Claim("AAA001", git(clone, "rev-parse", "--short", "HEAD"), "forklift/legacy.py", line) for line in (4, 7, 13, 20, 24)]
    server(clone, SERVER.replace("    if form.bad", '    if form.worse:\n        raise HTTPForbidden("worse")\n    if form.bad'))
    git(clone, "commit", "-q", "-a", "-m", "now")
    known = known_sites(str(clone), "HEAD", claims)
    assert [(site.line, rules) for site, rules in known.items()] == [(4, ()), *((line, ("AAA001",)) for line in (6, 9, 15, 22, 26))]


@pytest.mark.usefixtures("one_file")
def test_a_plain_copy_is_read_as_it_lies_there(tmp_path: Path) -> None:
    """Without git the lines of the rules' sources count as they stand."""
    known = known_sites(str(server(tmp_path, SERVER)), None, [Claim("AAA001", "c", "forklift/legacy.py", 13)])
    assert [rules for _, rules in known.items()] == [(), (), ("AAA001",), (), ()]


@pytest.mark.usefixtures("one_file")
def test_the_end_says_whether_all_is_in_order() -> None:
    """An unclaimed place, a reason without a place, and a file that is gone each fail; settled and claimed places do not."""
    place = Site("forklift/legacy.py", 4, 3, 4, "upload", "raise HTTPBadRequest('bad')")
    entry = Settled("forklift/legacy.py", "upload", "'bad'", "meant")
    assert report({place: ("AAA001",)}, (), every=False) == (["places: 1, claimed by rules: 1, settled: 0, unclaimed: 0"], True)
    assert report({place: ()}, (entry,), every=False) == (["places: 1, claimed by rules: 0, settled: 1, unclaimed: 0"], True)
    lines, fine = report({place: ()}, (), every=False)
    assert (lines[0], fine) == ("forklift/legacy.py:4 upload: UNCLAIMED", False)
    assert report({place: ("AAA001",)}, (entry._replace(words="gone"),), every=False)[1] is False
    assert report({}, (), every=False)[1] is False
    assert report({place: ()}, (entry,), every=True)[0][0].endswith("upload: meant")
    assert report({place: ()}, (entry._replace(rules=("AAA002",)),), every=True)[0][0].endswith("upload: AAA002")


def test_the_table_names_rules_that_are_there() -> None:
    """Each entry has either rules by which PyPI refuses, or a reason."""
    table = read_table()
    assert table
    for entry in table:
        assert bool(entry.rules) != bool(entry.why), entry
        assert all(found is not None and found.refuses for found in map(find, entry.rules)), entry


def test_a_folder_that_is_no_checkout_fails(tmp_path: Path, capsys) -> None:
    """Nobody takes silence about nothing for agreement."""
    assert main([str(tmp_path)]) == 1
    assert "forklift/legacy.py: is gone" in capsys.readouterr().out
