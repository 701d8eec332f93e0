"""Metadata is read whatever is wrong with it, and judged by the libraries by which PyPI judges."""

import json
import time
from pathlib import Path

import email_validator
import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.metadata import parse_email
from rfc3986 import exceptions, uri_reference, validators

from make.metadata import form, kinds, metadata_bytes
from seatrial.core.metadata import parse, sent
from seatrial.core.metadata.address import address_in
from seatrial.core.metadata.fields import BY_HEADER
from seatrial.core.metadata.own import PLAIN_ADDRESS, PLAIN_URL
from seatrial.model.metadata import Metadata

ADDRESSES = json.loads((Path(__file__).parent.parent / "oracle" / "addresses.json").read_text())


def words(*fields: tuple[str, str], **changed: str) -> list[tuple[str, str]]:
    """Return field and words of each fault in a form."""
    return [(fault.field, fault.words) for fault in sent(form(*fields, **changed)).faults]


def test_parse_reads_every_field() -> None:
    """What METADATA says arrives field by field, lists as lists, the body as description."""
    read = parse(metadata_bytes("Keywords: a, b", "Project-URL: S, https://x.y", "Classifier: c", "Classifier: d", body="text\n"))
    assert (read.name, read.version, read.metadata_version) == ("demo", "1.0", "2.4")
    assert (read.keywords, read.project_urls, read.classifiers) == (("a", "b"), (("S", "https://x.y"),), ("c", "d"))
    assert read.description == "text\n"


def test_parse_keeps_what_it_cannot_take() -> None:
    """A field given twice, an unknown field and text that is not UTF-8 are kept apart, and nothing is lost."""
    read = parse(metadata_bytes("Summary: a", "Summary: b", "Foo: bar") + b"Author: \xff\n\nbody \xff")
    assert read.summary is None
    assert (read.unparsed["summary"], read.unparsed["foo"], read.unparsed["author"]) == (("a", "b"), ("bar",), ("ÿ",))
    assert read.unparsed["description"] == ("body \ufffd",)


@pytest.mark.parametrize(
    "header",
    ["Content-Type: multipart/mixed; boundary=x", "Content-Type: message/rfc822"],
)
def test_parse_survives_headers_of_mail(header: str) -> None:
    """Headers that make the library give up do not: the fields are read plainly."""
    data = metadata_bytes(
        header, "Summary: a\n  more", "Keywords: x,y", "nonsense", "Author: me", "Author: you", body="--x\n\nbody\n--x--\n"
    )
    read = parse(data)
    assert (read.name, read.keywords, read.summary) == ("demo", ("x", "y"), "a\n  more")
    assert read.unparsed["author"] == ("me", "you")
    assert "body" in (read.description or "")


def test_parse_survives_a_library_that_gives_up() -> None:
    """Whatever makes the library give up, the fields are read plainly."""
    assert parse(b"Name: demo\rContent-Type: multipart/mixed; boundary=x\r\r--x\r\rbody\r").name == "demo"


def test_parse_without_body() -> None:
    """Plainly read metadata without a body has no description."""
    read = parse("".join(f"H{number}: x\n" for number in range(3_000)).encode() + b"Name: demo")
    assert (read.name, read.description) == ("demo", None)


def test_parse_is_quick_on_many_headers() -> None:
    """Thousands of different headers take no longer than they must."""
    begun = time.process_time()
    read = parse("".join(f"H{number}: x\n" for number in range(50_000)).encode() + b"Name: demo\n\nbody")
    assert read.name == "demo"
    assert time.process_time() - begun < 3


@given(st.binary(max_size=300))
def test_parse_takes_anything(data: bytes) -> None:
    """No bytes make reading fail."""
    assert isinstance(parse(data), Metadata)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Home-page:\n http://a\n", "http://a"),
        ("Home-page: \t\r\n\thttp://a\r\n", "http://a"),
        ("Home-page:\n \n \t http://a\n b\n", "http://a\n b"),
        ("Home-page: a\n \n b\n", "a\n \n b"),
        ("Home-page:\n \nSummary: x\n", ""),
        ("Summary:\nHome-page: a\n\nSee:\n  here\n", "a"),
        ("Home-page: a\nnonsense\nHome-page:\n b\n", "a"),
    ],
)
def test_parse_takes_a_field_that_begins_on_its_second_line(written: str, expected: str) -> None:
    """A field whose first line is empty has the value that the parser of Python 3.14 gives it, whatever Python reads it; what follows the fields stays as it is."""
    read = parse(f"Name: demo\n{written}".encode())
    assert read.home_page == expected
    if "See:" in written:
        assert read.description == "See:\n  here\n"


@given(
    st.lists(st.tuples(st.sampled_from(sorted(BY_HEADER)), st.text("ab, ;=\n\t", max_size=6).map(str.lstrip)), max_size=6),
    st.text("ab\n", max_size=5),
)
def test_parse_reads_as_packaging_does(fields: list, body: str) -> None:
    """Values are those of the packaging library, with which twine reads too."""
    data = ("".join(f"{name}: {value}\n" for name, value in fields) + "\n" + body).encode()
    raw, _ = parse_email(data)
    read = parse(data)
    for name, value in raw.items():
        expected = value if isinstance(value, str) else tuple(value.items() if isinstance(value, dict) else value)
        assert getattr(read, name) == expected


def test_good_form_has_no_fault() -> None:
    """A form that PyPI takes has nothing wrong."""
    fields = {"author_email": "A <a@example.org>", "home_page": "https://example.org", "requires_python": ">=3.11", "keywords": "a,b"}
    found = sent(form(("classifiers", "Typing :: Typed"), ("project_urls", "S, https://e.org"), ("comment", "x"), **fields))
    assert found.faults == ()
    assert found.metadata.keywords == ("a", "b")


@pytest.mark.parametrize(
    ("changed", "kind", "said"),
    [
        ({"metadata_version": "9"}, "metadata-version", "'9' is not a valid metadata version"),
        ({"metadata_version": ""}, "metadata-version", "None is not a valid metadata version"),
        ({"version": ""}, "missing", "'version' is a required field"),
        ({"version": "x"}, "version", "'x' is invalid for 'version'"),
        ({"name": "-x"}, "name", "'-x' is invalid for 'name'"),
        ({"summary": "a\nb"}, "summary-lines", "'summary' must be a single line"),
        (
            {"description_content_type": "text/html"},
            "content-type",
            "'description-content-type' must be one of ['text/markdown', 'text/plain', 'text/x-rst'], not 'text/html'",
        ),
        (
            {"description_content_type": "text/plain; charset=utf-8"},
            "content-type-charset",
            "'description-content-type' can only specify the UTF-8 charset, not 'utf-8'",
        ),
        (
            {"description_content_type": "text/markdown; variant=x"},
            "content-type-variant",
            "valid Markdown variants for 'description-content-type' are ['CommonMark', 'GFM'], not 'x'",
        ),
        ({"dynamic": "Version"}, "dynamic-forbidden", "'version' is not allowed as a dynamic field"),
        ({"dynamic": "home_page"}, "dynamic-unknown", "'home_page' is not a valid dynamic field"),
        ({"dynamic": "Dynamic"}, "dynamic-own", "Dynamic field 'dynamic' is not a valid dynamic field."),
        ({"provides_extra": "_a"}, "provides-extra", "'_a' is invalid for 'provides-extra'"),
        ({"requires_python": "three"}, "requires-python", "'three' is invalid for 'requires-python'"),
        ({"requires_dist": "a b"}, "requires-dist", "'a b' is invalid for 'requires-dist'"),
        ({"license_expression": "Foo"}, "license-expression", "'Foo' is invalid for 'license-expression'"),
        ({"license_file": "a/.."}, "license-file-parent", "'a/..' is invalid for 'license-file', parent directory indicators are not allowed"),
        ({"license_file": "L*"}, "license-file-glob", "'L*' is invalid for 'license-file', paths must be resolved"),
        ({"license_file": "/L"}, "license-file-absolute", "'/L' is invalid for 'license-file', paths must be relative"),
        ({"license_file": "./L"}, "license-file-form", "'./L' is invalid for 'license-file', paths must use '/' delimiter"),
        ({"import_name": "a-b", "metadata_version": "2.5"}, "import-identifier", "'a-b' is invalid for 'import-name'; 'a-b' is not a valid identifier"),
        ({"import_name": "a.if", "metadata_version": "2.5"}, "import-keyword", "'a.if' is invalid for 'import-name'; 'if' is a keyword"),
        ({"import_namespace": "a; x", "metadata_version": "2.5"}, "import-option", "'a; x' is invalid for 'import-namespace'; the only valid option is 'private'"),
        ({"import_name": "a"}, "newer-field", "import-name introduced in metadata version 2.5, not 2.4"),
        ({"version": "1.0+a"}, "local-version", "The use of local versions in '1.0+a' is not allowed."),
        ({"summary": "a" * 513}, "summary-length", "'summary' field must be 512 characters or less."),
        ({"author_email": "Me"}, "address", "'Me' is not a valid email address: An email address must have an @-sign."),
        ({"maintainer_email": "M <a@b>"}, "address", "'a@b' is not a valid email address: The part after the @-sign is not valid. It should have a period."),
        ({"classifiers": "Foo"}, "classifier", "'Foo' is not a valid classifier."),
        (
            {"classifiers": "Natural Language :: Ukranian"},
            "classifier-replaced",
            "The classifier 'Natural Language :: Ukranian' has been deprecated, use one of ['Natural Language :: Ukrainian'] instead.",
        ),
        ({"classifiers": "Framework :: Django CMS :: 4.2"}, None, None),
        ({"home_page": "x"}, "url", "'x' is not a valid url."),
        ({"download_url": "ftp://x"}, "url", "'ftp://x' is not a valid url."),
        ({"home_page": "https://x.org/a b"}, None, None),
        ({"author_email": "A (x) <a@example.org>"}, None, None),
        ({"author_email": "a@münchen.de"}, None, None),
        ({"dynamic": "License-File"}, None, None),
        ({"project_urls": ", https://x.org"}, "label-missing", "Must have a label"),
        ({"project_urls": f"{'x' * 33}, https://x.org"}, "label-length", f"'{'x' * 33}' must be 32 characters or less."),
        ({"project_urls": "https://x.org"}, "url-missing", "Must have a URL"),
        ({"project_urls": "a, mailto:b"}, "project-url", "'mailto:b' is not a valid url"),
        ({"provides_dist": "a @ https://x.org/a.zip"}, "dist-direct", "Can't have direct dependency: 'a @ https://x.org/a.zip'"),
        ({"provides_dist": "a"}, None, None),
        ({"requires_dist": "a@https://x.org/a.zip"}, "direct", "Can't have direct dependency: a@ https://x.org/a.zip"),
        ({"requires_dist": "a"}, None, None),
        (
            {"license": "MIT", "license_expression": "MIT"},
            "license-both",
            "License is deprecated when License-Expression is present. Only License-Expression should be present.",
        ),
    ],
)  # fmt: skip
def test_fault_in_pypis_words(changed: dict[str, str], kind: str | None, said: str | None) -> None:
    """Each fault is told in the words of PyPI's server."""
    faults = sent(form(**changed)).faults
    if kind in {None, "direct"}:
        assert kind is None or (faults[0].kind, faults[0].words.replace("a@ ", "a @ ")) == (kind, said.replace("a@ ", "a @ "))
        assert kind or "has been deprecated" in "".join(fault.words for fault in faults) or not faults
    else:
        assert [(fault.kind, fault.words) for fault in faults] == [(kind, said)]


def test_deprecated_without_successor() -> None:
    """A withdrawn classifier is named."""
    aim = "Topic :: Communications :: Chat :: AOL Instant Messenger"
    assert words(("classifiers", aim)) == [("classifier", f"The classifier {aim!r} has been deprecated.")]


def test_faulty_dist_has_the_parsers_text() -> None:
    """The parser's text on a provided distribution is part of the words."""
    ((field, said),) = words(("obsoletes_dist", "!!"))
    assert field == "obsoletes-dist"
    assert said.startswith("'!!' is invalid: Expected package name at the start of dependency specifier\n")


def test_repeated_fields_cannot_be_read() -> None:
    """A single field sent twice and project URLs of one label are refused by the name of the form's field."""
    found = words(
        ("summary", "a"), ("summary", "b"), ("project_urls", "A, x"), ("project_urls", "A, y"), ("keywords", "a"), ("keywords", "b")
    )
    assert found == [(name, f"{name!r} has invalid data") for name in ("summary", "project_urls", "keywords")]


def test_every_faulty_item_is_named() -> None:
    """Of a list every faulty item is named, up to a bound, so that all can be mended at once."""
    found = sent(form(("requires_dist", "a b"), ("requires_dist", "ok"), ("requires_dist", "c d"), ("requires_dist", "a b")))
    assert [(fault.value, fault.place) for fault in found.faults] == [("a b", 0), ("c d", 1)]
    many = sent(form(*(("requires_dist", f"a b{number}") for number in range(100))))
    assert len(many.faults) == 20


def test_pypis_own_checks_are_told_beside_the_librarys() -> None:
    """Faults of a later step are told too, though PyPI would show the first step's only."""
    assert kinds(sent(form(("classifiers", "Foo"), requires_python="x", version="?"))) in (
        ["requires-python", "version", "classifier"],
        ["version", "requires-python", "classifier"],
    )


@pytest.mark.parametrize("changed", [{"version": "{x}"}, {"version": "1" * 5000}, {"requires_dist": "a; " + "(" * 2000}])
def test_values_that_break_the_server(changed: dict[str, str]) -> None:
    """Values on which the library stops, and PyPI's server with it, are a fault and no crash."""
    assert kinds(sent(form(**changed))) == ["breaks"]


@pytest.mark.parametrize("changed", [{"author_email": "(" * 5000 + ")" * 5000}, {"provides_dist": "a; " + "(" * 2000}])
def test_values_that_break_pypis_own_checks(changed: dict[str, str]) -> None:
    """The same for PyPI's own checks."""
    assert kinds(sent(form(**changed))) == ["own-breaks"]


def test_broken_item_beside_a_faulty_one() -> None:
    """Of two bad requirements one may break the library alone; the answer is the library's first."""
    found = kinds(sent(form(("requires_dist", "a b"), ("requires_dist", "{x} y"))))
    assert found == ["requires-dist"]


def test_oversized_values_are_not_judged() -> None:
    """A value that would keep a parser busy for long is named, and nothing else is said of it."""
    found = sent(
        form(
            ("project_urls", "A, https://x.org/" + "a" * 120_000),
            ("requires_dist", "x" * 130_000),
            ("author_email", "a@" * 11_000),
            requires_python="," * 130_000,
            license="x" * 190_000,
        )
    )
    assert [(fault.kind, fault.field) for fault in found.faults] == [
        ("oversized", "author-email"),
        ("oversized", "project-url"),
        ("oversized", "requires-dist"),
        ("oversized", "requires-python"),
    ]


def test_what_is_oversized_is_not_missing() -> None:
    """A version that is too long to be judged is there all the same; a long classifier is only looked up."""
    found = sent(form(("classifiers", "x" * 30_000), version="1" * 130_000))
    assert [(fault.kind, fault.field) for fault in found.faults] == [("oversized", "version"), ("classifier", "classifier")]


def test_addresses_are_taken_out_as_python_3_14_does() -> None:
    """The address in a field is the one that PyPI's Python finds, on every Python (answers recorded with a strict parser)."""
    assert {text: address_in(text) for text in ADDRESSES} == ADDRESSES


WORD = st.text("ab9XZ", min_size=1, max_size=5)


@given(
    st.builds(
        lambda local, separator, labels, end: f"{separator.join(local)}@{'.'.join(labels)}.{end}",
        st.lists(WORD, min_size=1, max_size=3),
        st.sampled_from("._+-"),
        st.lists(st.one_of(WORD, st.builds("{}-{}".format, WORD, WORD)), min_size=1, max_size=3),
        st.sampled_from(["com", "org", "ai", "DE"]),
    ).filter(PLAIN_ADDRESS.fullmatch)
)
def test_plain_addresses_need_no_library(address: str) -> None:
    """What is taken for valid without asking the email-validator library is valid for it, and is taken out as it stands."""
    assert email_validator.validate_email(address, check_deliverability=False)
    assert address_in(f"A. B-c <{address}>") == address_in(address) == address


@given(st.text("htps:/aZ9.-_~#", max_size=20).map("https://a{}".format).filter(PLAIN_URL.fullmatch))
def test_plain_urls_need_no_library(url: str) -> None:
    """What is taken for a URL without asking the rfc3986 library is one for it."""
    validator = validators.Validator().allow_schemes("http", "https").require_presence_of("scheme")
    validator.check_validity_of("scheme", "host", "port", "path", "query")
    try:
        validator.validate(uri_reference(url).normalize())
    except exceptions.ValidationError as error:
        pytest.fail(str(error))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["author_email", "home_page", "requires_dist", "license_expression", "project_urls", "dynamic"]),
            st.text(max_size=12),
        ),
        max_size=4,
    )
)
def test_any_form_can_be_judged(fields: list) -> None:
    """No form makes judging fail."""
    assert sent(form(*fields)) == sent(form(*fields))
