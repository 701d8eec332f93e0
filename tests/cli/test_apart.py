"""What a run itself writes is no part of the project."""

from make.git import git, repository, user
from seatrial.cli.apart import apart
from seatrial.edge.world import world


def outside(tmp_path, *paths):
    made = world(lambda _: None, user(tmp_path), str(tmp_path / "data"))
    return made, apart(made, [str(path) for path in paths])


def test_own_files_do_not_make_a_tree_dirty(tmp_path):
    """Events and reports in the project's folder keep no release from being made, other files still do."""
    folder = repository(tmp_path / "p", {"a.py": "", "sub/b.py": ""})
    for name in ("events", "sub/out.html", "other"):
        (folder / name).touch()
    made, own = outside(tmp_path, folder / "events", folder / "sub" / "out.html")
    assert made.git.look(str(folder)).untracked == ("events", "other", "sub/out.html")
    assert own.git.look(str(folder)).untracked == ("other",)
    assert own.git.look(str(folder / "sub")).untracked == ()
    assert "sub/out.html" not in own.git.look(str(folder)).files
    assert "a.py" in own.git.look(str(folder)).files
    assert own.git.look(str(tmp_path)) is None


def test_own_files_get_into_no_build(tmp_path):
    """The clean copy has neither events nor reports, in git and without it."""
    folder = repository(tmp_path / "p", {"a.py": ""})
    loose = tmp_path / "loose"
    loose.mkdir()
    for place in (folder, loose):
        (place / "events").touch()
        (place / "b.py").touch()
    _, own = outside(tmp_path, folder / "events", loose / "events", tmp_path / "elsewhere")
    for name, place in (("one", folder), ("two", loose)):
        (tmp_path / name).mkdir()
        own.git.export(str(place), own.git.look(str(place)), str(tmp_path / name))
        assert (tmp_path / name / "b.py").exists()
        assert not (tmp_path / name / "events").exists()
    assert sorted(own.files(str(loose))) == ["b.py"]


def test_a_file_that_git_tracks_stays_what_it_is(tmp_path):
    """Whoever writes a report over a file of the project has changed the project."""
    folder = repository(tmp_path / "p", {"out.json": "{}", "a.py": "", "sub/b.py": ""})
    _, own = outside(tmp_path, folder / "out.json")
    (folder / "out.json").write_text("changed")
    assert own.git.look(str(folder)).dirty == ("out.json",)
    for name, place in (("copy", folder), ("part", folder / "sub")):
        (tmp_path / name).mkdir()
        own.git.export(str(place), own.git.look(str(place)), str(tmp_path / name))
        assert (tmp_path / name / "out.json").read_text() == "changed"
    assert git(folder, "ls-files", "out.json") == "out.json"
