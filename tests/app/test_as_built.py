"""What the last build of exactly this tree tells of version and description."""

import pytest

from make.git import write
from make.installable import wheel
from make.release import harbour, project, pyproject
from make.remembered import built
from seatrial.app.checklist import check_project
from seatrial.app.looking import look
from seatrial.app.runs import fingerprint, record
from seatrial.model.run import Run
from seatrial.rules.checklist import ITEMS

TABLE = (
    pyproject()
    .replace("example.org", "dinghy.test")
    .replace('version = "1.0"\n', 'dynamic = ["version", "readme"]\n')
    .replace('readme = "README.md"\n', "")
)
BODY = "Description-Content-Type: text/markdown"


@pytest.fixture
def folder(tmp_path):
    return project(tmp_path / "project", files={"pyproject.toml": TABLE, ".gitignore": "dist/\n"})


def leave(tmp_path, folder, made, *, ok=True) -> None:
    """Leave behind what a build does that made this wheel."""
    world = harbour(tmp_path)
    write(folder / "dist", {made.name: made.data})
    built(folder, world, made, name="dinghy")
    record(world, str(folder / ".seatrial"), Run("build", fingerprint(world, look(world, str(folder))), ok, 1.0))


def states(tmp_path, folder) -> dict:
    lines = check_project(harbour(tmp_path), str(folder)).lines
    found = dict(zip((item.key for item in ITEMS), lines, strict=False))
    return {key: found[key].rules or found[key].state for key in ("version", "readme", "tag")}


def made(text: str = "# Dinghy\n"):
    return wheel({"dinghy.py": ""}, name="dinghy", version="1.0", headers=(BODY, "", text))


def test_what_only_the_build_knows_is_known_after_it(tmp_path, folder) -> None:
    """Whoever follows `seatrial build` in the list finds version, tag and README told by the next look."""
    assert states(tmp_path, folder) == {"version": "not known", "readme": "not known", "tag": "not known"}
    leave(tmp_path, folder, made())
    assert states(tmp_path, folder) == {"version": "yes", "readme": "yes", "tag": "yes"}
    assert check_project(harbour(tmp_path), str(folder)).looked.project.version == "1.0"


def test_a_description_that_the_build_made_is_judged(tmp_path, folder) -> None:
    """An image that will not show is found in the page as it was built."""
    leave(tmp_path, folder, made("![Oar](oar.png)\n"))
    assert states(tmp_path, folder)["readme"] == ("DSC007",)


def test_a_build_of_another_tree_tells_nothing(tmp_path, folder) -> None:
    """A changed tree, a build that failed, a build of another tree since, and a manifest that is damaged: each is not known again."""
    leave(tmp_path, folder, made(), ok=False)
    assert states(tmp_path, folder)["version"] == "not known"
    leave(tmp_path, folder, made())
    record(harbour(tmp_path), str(folder / ".seatrial"), Run("build", "another", ok=True, at=2.0))
    assert states(tmp_path, folder)["version"] == "not known"
    leave(tmp_path, folder, made())
    (folder / ".seatrial" / "manifest.json").write_text("{")
    assert states(tmp_path, folder)["version"] == "not known"
    leave(tmp_path, folder, made())
    write(folder, {"dinghy/oar.py": ""})
    assert states(tmp_path, folder)["version"] == "not known"


@pytest.mark.parametrize("how", ["gone", "other bytes", "other size", "link"])
def test_a_file_that_is_not_the_one_built_is_not_read(tmp_path, folder, how) -> None:
    """Only the very wheel of the manifest says what its description is."""
    one = made()
    leave(tmp_path, folder, one)
    path = folder / "dist" / one.name
    path.unlink()
    if how == "other bytes":
        path.write_bytes(bytes(len(one.data)))
    elif how == "other size":
        path.write_bytes(b"")
    elif how == "link":
        (tmp_path / "elsewhere").write_bytes(one.data)
        path.symlink_to(tmp_path / "elsewhere")
    assert states(tmp_path, folder) == {"version": "yes", "readme": "not known", "tag": "yes"}
