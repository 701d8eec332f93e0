"""Uploads to the embedded index."""

import io
import itertools

import pytest

from make.index import TOKEN, basic, send, sending_of, site_at, tiny_sdist, tiny_wheel
from seatrial.index.site import receive
from seatrial.index.token import new_token
from seatrial.model.form import Content, Form

CORE = "See https://packaging.python.org/specifications/core-metadata for more information."
PASSWORD = (
    "Username/Password authentication is no longer supported. Migrate to API Tokens or Trusted Publishers instead. "
    "See https://pypi.org/help/#apitoken and https://pypi.org/help/#trusted-publishers"
)
INVALID = "Invalid or non-existent authentication information. See https://pypi.org/help/#invalid-auth for more information."
DAY = 86_400.0


@pytest.fixture
def site(tmp_path):
    return site_at(tmp_path / "store")


def test_keeps_what_pypi_takes(site):
    """An accepted file is there at once, with its digests, its release and its metadata."""
    name, content = tiny_wheel()
    answer = send(site, name, content)
    assert (answer.status, answer.message, answer.present) == (200, "OK", False)
    view = site.store.view()
    file = view.files[name]
    assert (file.project, file.version, file.size, file.serial, file.requires_python) == ("golden-demo", "1.0", len(content), 1, ">=3.9")
    assert view.shelves["golden-demo"].files == (file,)
    with site.store.open(file) as kept:
        assert kept.read() == content
    assert site.store.form(file).get("summary") == "A package"
    assert site.store.metadata(file).startswith(b"Metadata-Version: 2.4\nName: golden-demo\n")


def test_takes_the_same_bytes_again(site):
    """Sending the very same file again succeeds and changes nothing, which is what a resumed release relies on."""
    made = tiny_sdist()
    send(site, *made)
    again = send(site, *made)
    assert (again.status, again.present) == (200, True)
    assert site.store.view().serial == 1


def test_refuses_other_bytes_under_the_same_name(site):
    """A file on the index never changes; the words name the digest of the new file, as PyPI's do."""
    name, content = tiny_wheel()
    send(site, name, content)
    answer = send(site, *tiny_wheel(more=b"# changed\n"))
    assert answer.status == 400
    assert answer.message.startswith(f"File already exists ('{name}', with blake2_256 hash '")
    assert answer.message.endswith("'). See https://pypi.org/help/#file-name-reuse for more information.")
    assert not answer.present


def test_refuses_the_same_bytes_under_another_name(site):
    """PyPI knows files by their digest over all projects."""
    name, content = tiny_wheel()
    send(site, name, content)
    answer = send(site, name.replace("py3-", "py2.py3-"), content)
    assert answer.message.startswith("File already exists ('golden_demo-1.0-py2.py3-none-any.whl'")


def test_a_changed_form_is_refused_although_the_file_is_there(site):
    """PyPI looks at the form before it looks for the file."""
    made = tiny_wheel()
    send(site, *made)
    assert send(site, *made, summary="two\nlines").message == f"'summary' must be a single line. {CORE}"


def test_a_name_once_used_is_used_up(site):
    """A file that was removed from the store by hand does not free its name."""
    made = tiny_wheel()
    send(site, *made)
    file = site.store.view().files[made[0]]
    store = site.store._replace(has=lambda one: one != file)
    answer = send(site._replace(store=store), *tiny_wheel(more=b"#\n"))
    assert answer.message.startswith("This filename was previously used by a file that has since been deleted. Use a different version.")


def test_refuses_a_second_sdist(site):
    """A release has one sdist; a spelling of the version that means the same belongs to the same release."""
    send(site, *tiny_sdist())
    answer = send(site, *tiny_sdist(version="1.0.0"))
    assert (answer.status, answer.message, answer.rule) == (400, "Only one sdist may be uploaded per release.", "IDX011")


def test_closes_a_release_after_fourteen_days(tmp_path):
    """New files come into a release for 14 days; a file that it has is still taken for what it is."""
    site = site_at(tmp_path / "store")
    made = tiny_wheel()
    send(site, *made)
    moment = site.store.view().files[made[0]].uploaded
    later = site._replace(store=site.store._replace(now=lambda: moment + 14 * DAY + 1))
    assert send(later, *tiny_sdist()).message == "Uploading new files to releases older than 14 days is not allowed."
    assert send(later, *made).present
    assert send(site._replace(store=site.store._replace(now=lambda: moment + 14 * DAY - 1)), *tiny_sdist()).status == 200


def test_refuses_names_that_look_alike(site):
    """A new project whose name can be taken for another's is refused; other spellings of the same name are the same project."""
    send(site, *tiny_wheel())
    answer = send(site, *tiny_wheel(name="go1den-demo"))
    assert (
        answer.message
        == "The name 'go1den-demo' is too similar to an existing project. See https://pypi.org/help/#project-name for more information."
    )
    assert send(site, *tiny_wheel(name="Golden_Demo", version="2.0")).status == 200
    assert site.store.view().shelves["golden-demo"].name == "Golden_Demo"


def test_refuses_names_of_the_standard_library(site):
    """Nobody can register the name of a module of Python."""
    assert "conflict with Python Standard Library module name" in send(site, *tiny_wheel(name="json")).message


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer {TOKEN}",
        f"token {TOKEN}",
        basic(TOKEN),
        basic(f" {TOKEN}\n"),
    ],
)
def test_takes_the_token_in_every_way_that_clients_send_it(site, authorization):
    """Twine sends it as a password, others as a bearer token."""
    assert send(site, *tiny_wheel(), authorization=authorization).status == 200


@pytest.mark.parametrize(
    ("authorization", "words"),
    [
        (None, INVALID),
        ("", INVALID),
        ("Basic %%%", INVALID),
        ("Digest abc", INVALID),
        (f"Bearer {new_token()}", INVALID),
        (f"Bearer {TOKEN}x", INVALID),
        (basic("secret"), INVALID),
        (basic(TOKEN, "alice"), PASSWORD),
    ],
)
def test_refuses_any_other_authorization(site, authorization, words):
    """Without the token nothing is kept, and the words are PyPI's."""
    answer = send(site, *tiny_wheel(), authorization=authorization)
    assert (answer.status, answer.message) == (403, words)
    assert site.store.view().files == {}


def test_an_open_index_takes_any_token_of_the_right_form(tmp_path):
    """`--open` is for tools under test, which have tokens of their own."""
    site = site_at(tmp_path / "store", open_to_all=True)
    assert send(site, *tiny_wheel(), authorization=f"Bearer {new_token()}").status == 200
    assert send(site, *tiny_sdist(), authorization="Bearer pypi-").message == INVALID
    assert send(site, *tiny_sdist(), authorization=basic("hunter2")).message == INVALID


def test_the_first_refusal_is_pypis(site):
    """Of many faults the answer names the one that PyPI meets first."""
    name, content = tiny_wheel()
    faults = {"protocol_version": "2", "filetype": "egg", "summary": "x\ny", "sha256_digest": "0" * 64}
    expected = (
        "Unknown protocol version.",
        "Invalid value for filetype. Error: Use a known file type.",
        f"'summary' must be a single line. {CORE}",
        "The digest supplied does not match a digest calculated from the uploaded file.",
    )
    for number, words in enumerate(expected):
        left = dict(itertools.islice(faults.items(), number, None))
        assert send(site, name, content, **left).message == words
    assert send(site, name, content, authorization=None, **faults).message == INVALID


def test_compares_an_md5_too(site):
    """Older clients send MD5 alone; a wrong one is refused, a right one taken."""
    name, content = tiny_wheel()
    digests = {"sha256_digest": None, "blake2_256_digest": None}
    wrong = send(site, name, content, md5_digest="0" * 32, **digests)
    assert wrong.message == "The digest supplied does not match a digest calculated from the uploaded file."
    send(site, name, content)
    md5 = site.store.view().files[name].md5
    assert send(site, name, content, md5_digest=md5.upper(), **digests).present


def test_looks_at_the_first_md5_and_breaks_on_odd_letters(site):
    """Of several values PyPI's form takes the first; letters beyond ASCII end its server, whatever else differs."""
    name, content = tiny_wheel()
    sending = sending_of(name, content, sha256_digest="0" * 64)
    digests = [("md5_digest", "é"), ("md5_digest", "0" * 32)]
    odd = sending._replace(form=Form((*digests, *sending.form.fields), ("content",)))
    assert receive(site.store, odd, f"Bearer {TOKEN}", site.terms).status == 500
    plain = sending_of(name, content)
    twice = plain._replace(form=Form((*digests[::-1], *plain.form.fields), ("content",)))
    assert "digest supplied does not match" in receive(site.store, twice, f"Bearer {TOKEN}", site.terms).message


def test_says_that_there_is_no_file(site):
    """An upload without its file part is refused after its metadata, as at PyPI; a file part without a name breaks PyPI's server."""
    whole = sending_of(*tiny_wheel())
    bare = whole._replace(content=Content(""), body=io.BytesIO(), size=0)
    answer = receive(site.store, bare, f"Bearer {TOKEN}", site.terms)
    assert (answer.status, answer.message) == (400, "Upload payload does not have a file.")
    fields = (*whole.form.fields, ("content", "bytes"))
    assert receive(site.store, bare._replace(form=Form(fields)), f"Bearer {TOKEN}", site.terms).status == 500
    early = Form(tuple(pair for pair in whole.form.fields if pair[0] != "name"))
    assert receive(site.store, bare._replace(form=early), f"Bearer {TOKEN}", site.terms).message.startswith(
        "'' is an invalid value for Name."
    )


def test_holds_to_the_file_limit(tmp_path):
    """A file over the limit is refused with PyPI's words; a granted limit lets it in."""
    made = tiny_wheel(more=b"#" * 3_000_000)
    small = site_at(tmp_path / "small", file_limit=1 << 20)
    assert send(small, *made).message.startswith("File too large. Limit for project 'golden-demo' is 1 MB. See https://docs.pypi.org/")
    assert send(site_at(tmp_path / "none", file_limit=None), *made).status == 200


def test_drops_fields_that_say_unknown(site):
    """Old tools fill empty fields with UNKNOWN; the index forgets those."""
    name, content = tiny_wheel()
    send(site, name, content, summary=" UNKNOWN ")
    assert site.store.form(site.store.view().files[name]).get("summary") is None


def test_a_version_of_very_many_digits_breaks_nothing(site):
    """PyPI's server answers 500 to it, and so does this one, in words."""
    send(site, *tiny_wheel())
    assert send(site, *tiny_sdist(), version="9" * 5000).status == 500
