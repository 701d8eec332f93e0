"""Previews of project pages."""

import os
import urllib.error
import urllib.request

import pytest

from make.index import put, tiny_sdist, tiny_wheel
from seatrial.app.preview import preview
from seatrial.edge.world import world
from seatrial.problem import Problem


@pytest.fixture
def outside(tmp_path):
    return world([].append, {"PATH": "/usr/bin:/bin"}, str(tmp_path / "data"))


def read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return answer.read().decode()


@pytest.mark.parametrize("made", [tiny_wheel(), tiny_sdist()], ids=["wheel", "sdist"])
def test_shows_a_file_before_it_is_uploaded(tmp_path, outside, made):
    """The page of a wheel or an sdist is made of its own metadata."""
    with preview(outside, str(put(tmp_path / "dist", made))) as url:
        page = read(url)
    for part in ("golden-demo <small>1.0</small>", "<p>A package</p>", ">Hello<", "Preview: this page", "<dd>MIT</dd>"):
        assert part in page
    assert "This release has no description" not in page


def test_shows_a_project_as_it_stands(tmp_path, outside):
    """Name, version and summary come from the build file, the description from the README; a reload shows what was edited."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "pyproject.toml").write_text('[project]\nname = "demo"\nversion = "3.1"\ndescription = "Sums"\nreadme = "README.md"\n')
    (project / "demo.py").write_text("")
    (project / "README.md").write_text("*first*\n")
    with preview(outside, str(project)) as url:
        assert "<em>first</em>" in read(url)
        (project / "README.md").write_text("*second*\n")
        page = read(url)
        assert "<em>second</em>" in page
        assert "demo <small>3.1</small>" in page
        assert "预览" in read(f"{url}?lang=zh")
        assert "--ground" in read(f"{url}style.css")
        (project / "README.md").unlink()
        with pytest.raises(urllib.error.HTTPError, match="503"):
            read(url)


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("README.rst", "Title\n=====\n\n``code``\n", "code</"),
        ("README.md", "`code`\n", "<code>code</code>"),
        ("README.txt", "<b>plain</b>\n", "&lt;b&gt;plain&lt;/b&gt;"),
        ("README", "**strong**\n", "<strong>strong</strong>"),
    ],
)
def test_shows_a_readme_without_a_project(tmp_path, outside, name, text, part):
    """A README is rendered by its ending, and a folder with nothing else is enough."""
    put(tmp_path / "folder", (name, text.encode()))
    for path in (tmp_path / "folder", tmp_path / "folder" / name):
        with preview(outside, str(path)) as url:
            page = read(url)
        assert part in page
        assert "<h1>folder" in page
        assert "pip install" not in page


def test_a_markup_that_is_not_declared_is_shown_as_pypi_takes_it(tmp_path, outside):
    """A setup.py that does not say that its README is Markdown gets the page that PyPI would make: reStructuredText, or a refusal."""
    setup = b"from setuptools import setup\nsetup(name='demo', version='1', long_description=open('README.md').read())\n"
    put(tmp_path / "old", ("setup.py", setup))
    put(tmp_path / "old", ("README.md", b"# Title\n\n`unfinished\n"))
    with preview(outside, str(tmp_path / "old")) as url:
        page = read(url)
    assert "400 The description failed to render in the default format" in page
    assert "pip install demo" in page


def test_the_working_directory_is_the_default(tmp_path, outside, monkeypatch):
    """Without a path it is the project around."""
    put(tmp_path / "here", ("README.md", b"*here*\n"))
    monkeypatch.chdir(tmp_path / "here")
    with preview(outside) as url:
        assert "<em>here</em>" in read(url)


def test_a_readme_that_does_not_render_says_why(tmp_path, outside):
    """What PyPI would refuse is shown as text, with the renderer's words."""
    with preview(outside, str(put(tmp_path, ("README.rst", b".. nonsense::\n")))) as url:
        page = read(url)
    assert "PyPI refuses this description" in page
    assert "400 The description failed to render for &#x27;text/x-rst&#x27;" in page
    assert ".. nonsense::" in page


def test_a_hostile_readme_stays_harmless(tmp_path, outside):
    """Scripts in a README do not reach the page."""
    with preview(outside, str(put(tmp_path, ("README.md", b"<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n")))) as url:
        page = read(url)
    assert "<script" not in page
    assert "onerror" not in page


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("empty", None, "PIX014"),
        ("absent.md", None, "PIX015"),
        ("bad-1.0-py3-none-any.whl", b"no zip", "PIX016"),
        ("absent-1.0.tar.gz", None, "PIX015"),
    ],
)
def test_names_what_cannot_be_shown(tmp_path, outside, name, content, kind):
    """A folder without README, an absent file and a broken archive are problems with their path."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    elif name == "empty":
        path.mkdir()
    with pytest.raises(Problem, match=str(path)) as caught, preview(outside, str(path)):
        pass
    assert caught.value.kind.id == kind


@pytest.mark.parametrize("way", ["upwards", "absolute", "link", "found"])
def test_a_project_shows_no_file_from_outside(tmp_path, outside, way):
    """Whoever previews a project of somebody else does not put a file of his own on the page, named by the project or linked from it."""
    secret = put(tmp_path, ("secret", b"the secret"))
    project = tmp_path / "project"
    project.mkdir()
    (project / "README.md").symlink_to(secret)
    if way != "found":
        readme = {"upwards": "../secret", "absolute": str(secret), "link": "README.md"}[way]
        (project / "pyproject.toml").write_text(
            f'[project]\nname = "demo"\nversion = "1"\nreadme = {{file = "{readme}", content-type = "text/plain"}}\n'
        )
    with pytest.raises(Problem, match="within the folder") as caught, preview(outside, str(project)):
        pass
    assert caught.value.kind.id == "PIX015"


def test_a_readme_moved_outside_later_is_not_shown(tmp_path, outside):
    """Every request is bound to the folder, not only the first."""
    readme = put(tmp_path / "project", ("README.md", b"*inside*\n"))
    with preview(outside, str(tmp_path / "project")) as url:
        readme.unlink()
        readme.symlink_to(put(tmp_path, ("secret", b"the secret")))
        with pytest.raises(urllib.error.HTTPError, match="503") as caught:
            read(url)
        assert b"the secret" not in caught.value.read()
        caught.value.close()


def test_a_link_within_the_project_is_followed(tmp_path, outside):
    """A README that is a link to another file of the same project is shown."""
    put(tmp_path / "project", ("index.md", b"*inside*\n"))
    (tmp_path / "project" / "README.md").symlink_to("index.md")
    with preview(outside, str(tmp_path / "project")) as url:
        assert "<em>inside</em>" in read(url)


def test_a_file_that_is_named_may_be_a_link(tmp_path, outside):
    """What the user names himself is his choice, wherever it leads."""
    put(tmp_path / "elsewhere", ("text.md", b"*chosen*\n"))
    (tmp_path / "README.md").symlink_to("elsewhere/text.md")
    with preview(outside, str(tmp_path / "README.md")) as url:
        assert "<em>chosen</em>" in read(url)


@pytest.mark.parametrize("name", ["README.md", "demo-1.0-py3-none-any.whl", "demo-1.0.tar.gz"])
def test_a_pipe_does_not_hang(tmp_path, outside, name):
    """A pipe that nobody writes to is no file to preview."""
    os.mkfifo(tmp_path / name)
    with pytest.raises(Problem, match="not a plain file") as caught, preview(outside, str(tmp_path / name)):
        pass
    assert caught.value.kind.id == "PIX015"


def test_a_project_whose_readme_is_a_pipe_does_not_hang(tmp_path, outside):
    """A pipe that a project names as its README is not waited for."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "demo"\nversion = "1"\nreadme = "README.md"\n')
    os.mkfifo(tmp_path / "README.md")
    with pytest.raises(Problem, match="PIX015"), preview(outside, str(tmp_path)):
        pass


def test_takes_nothing(tmp_path, outside):
    """A preview has one page and no uploads."""
    with preview(outside, str(put(tmp_path, ("README.md", b"x")))) as url:
        for path, data in (("", b"x"), ("absent", None)):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(url + path, data)
            assert caught.value.code == (405 if data else 404)
            caught.value.close()
