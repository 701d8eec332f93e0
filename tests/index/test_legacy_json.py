"""The JSON API."""

import json

from make.index import ask, send, site_at, text, tiny_wheel
from seatrial.index.legacy_json import links
from seatrial.model.metadata import Metadata


def test_links_come_once():
    """Home page and download stand first, and a project URL that repeats one of them is left out."""
    urls = (("homepage", "https://a"), ("Home-Page", "https://b"), ("Download URL", "https://d"), ("Docs", "https://c"))
    metadata = Metadata(home_page="https://a", download_url="https://d", project_urls=urls)
    expected = {"Homepage": "https://a", "Download": "https://d", "Home-Page": "https://b", "Docs": "https://c"}
    assert links(metadata) == expected
    assert links(Metadata(project_urls=(("Homepage", "https://a"),))) == {"Homepage": "https://a"}
    assert links(Metadata()) == {}


def test_a_bare_release_has_nulls(tmp_path):
    """What was not sent is null, as in PyPI's answers."""
    site = site_at(tmp_path / "store")
    send(site, *tiny_wheel(fields=(), description=""))
    info = json.loads(text(ask(site, "/pypi/golden-demo/json")))["info"]
    for name in (
        "author",
        "keywords",
        "project_urls",
        "requires_dist",
        "requires_python",
        "provides_extra",
        "dynamic",
        "license_files",
        "summary",
    ):
        assert info[name] is None
    assert info["description"] == ""


def test_shows_a_requirement_that_is_none(tmp_path):
    """A requirement that cannot be read, from a store of other rules, is shown as it came."""
    site = site_at(tmp_path / "store")
    name, content = tiny_wheel(fields=())
    send(site, name, content)
    form = site.store.form(site.store.view().files[name])
    odd = form._replace(
        fields=(
            *form.fields,
            ("requires_dist", "not a requirement!"),
            ("requires_dist", "a>1 ; python_version>'3'"),
            ("dynamic", "license"),
        )
    )
    site = site._replace(store=site.store._replace(form=lambda _: odd))
    info = json.loads(text(ask(site, "/pypi/golden-demo/json")))["info"]
    assert info["requires_dist"] == ["not a requirement!", 'a>1; python_version > "3"']
    assert info["dynamic"] == ["License"]
