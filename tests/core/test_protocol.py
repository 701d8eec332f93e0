"""The form is what twine sends, and is taken as PyPI takes it."""

import io
import subprocess
import sys
import threading
from email.parser import BytesParser
from email.policy import compat32
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twine.exceptions import InvalidDistribution
from twine.wheel import Wheel as TwinesWheel

from make.dist import WHEEL_NAME, wheel
from make.metadata import form, metadata_bytes, sdist_file, wheel_facts, wheel_file
from seatrial.core import dist
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of, normal, received, sent_metadata, ultranormal
from seatrial.model.dist import Sdist, Unknown, Wheel
from seatrial.model.form import Form
from seatrial.model.metadata import Metadata

EVERYTHING = metadata_bytes(
    "Summary: A demo",
    "Platform: linux",
    "Platform: win32",
    "Supported-Platform: any",
    "Keywords: a, b ,c",
    "Home-page: https://example.org",
    "Download-URL: https://example.org/d",
    "Author: Ä. Author",
    "Author-email: Ä <a@example.org>",
    "Maintainer: M",
    "Maintainer-email: m@example.org",
    "License-Expression: MIT",
    "License-File: LICENSE",
    "License-File: NOTICE",
    "Classifier: Programming Language :: Python :: 3",
    "Classifier: Typing :: Typed",
    "Requires-Dist: requests>=2; extra == 'x'",
    "Requires-Dist: click",
    "Requires-Python: >=3.11",
    "Requires-External: libfoo",
    "Requires: old",
    "Provides: old2",
    "Obsoletes: old3",
    "Provides-Dist: pd",
    "Obsoletes-Dist: od",
    "Project-URL: Source, https://example.org/s",
    "Project-URL: Docs,https://example.org/d",
    "Provides-Extra: x",
    "Dynamic: License-File",
    "Description-Content-Type: text/markdown",
    body="# Demo\n\nMore ünicode.\n",
    metadata_version="2.4",
)
OLD = metadata_bytes("License: MIT", "License-File: LICENSE", "Classifier: Typing :: Typed", metadata_version="2.1", version="2.0")


class Capturing(BaseHTTPRequestHandler):
    """Takes every upload and keeps its text parts."""

    taken: list[list[tuple[str, str]]]

    def do_POST(self) -> None:
        """Keep the form."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = BytesParser(policy=compat32).parsebytes(head + body).get_payload()
        self.taken.append(
            [
                (p.get_param("name", header="content-disposition"), p.get_payload(decode=True).decode())
                for p in parts
                if p.get_filename() is None
            ]
        )
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server():
    """Serve uploads on loopback."""
    handler = type("Here", (Capturing,), {"taken": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/legacy/", handler.taken
        running.shutdown()
        thread.join()


def test_form_is_twines(server: tuple[str, list], tmp_path: Path) -> None:
    """A form has exactly the fields and values that twine sends for the same file."""
    url, taken = server
    files = {
        "demo-1.0-2build-cp311.cp312-abi3-any.whl": wheel_file(EVERYTHING),
        "demo-1.0.tar.gz": sdist_file(EVERYTHING),
        "demo-2.0-py3-none-any.whl": wheel_file(OLD, "demo-2.0"),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    upload = ["upload", "--non-interactive", "--disable-progress-bar", "--repository-url", url, "-u", "__token__", "-p", "pypi-x"]
    done = subprocess.run(
        [sys.executable, "-m", "twine", *upload, *(str(tmp_path / name) for name in files)],
        check=False, capture_output=True, env=environment, cwd=tmp_path, timeout=60, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    sent = {dict(fields)["sha256_digest"]: sorted(fields) for fields in taken}
    for name, content in files.items():
        facts = dist.read(io.BytesIO(content), name)
        assert sent[facts.sha256] == sorted(form_of(facts, parse(facts.metadata)).fields)


def test_license_files_before_their_time_are_left_out() -> None:
    """What old setuptools wrote without the right to is not sent, readable or not."""
    for line in (b"License-File: LICENSE", b"License-File: \xe9"):
        sent = form_of(wheel_facts(), parse(b"Metadata-Version: 2.3\nName: demo\nVersion: 1.0\n" + line + b"\n"))
        assert sent.get("license_file") is None


def test_metadata_is_found_where_twine_finds_it(tmp_path: Path) -> None:
    """Of several files that could be a wheel's metadata, the one that twine reads is judged and sent."""
    other = b"Metadata-Version: 2.1\nName: other\nVersion: 1.0\n"
    info = "sample_case-1.0.dist-info"
    for path, content, elsewhere in [
        ("a-1.0.dist-info/METADATA", other, True),
        ("z-1.0.dist-info/METADATA", other, False),
        ("sample_case/API-METADATA.txt", b"# Metadata-Version", True),
        ("sample_case/METADATA.txt", b"nothing of the kind", False),
        ("sample_case/sub/METADATA", other, False),
        ("METADATA.py", other, True),
        (f"{info}/METADATA", b"Name: sample-case\n", None),
        (f"{info}/METADATA", None, None),
    ]:
        for more in ({}, {"z/y/x/METADATA": other}):
            data = wheel({path: content, **more})
            (tmp_path / WHEEL_NAME).write_bytes(data)
            facts = dist.read(io.BytesIO(data), WHEEL_NAME)
            assert isinstance(facts, Wheel)
            try:
                found = TwinesWheel(str(tmp_path / WHEEL_NAME)).read()
            except InvalidDistribution:
                found = facts.metadata
            assert sent_metadata(facts) == found
            assert (facts.elsewhere is not None) == (bool(more) if elsewhere is None else elsewhere)
    assert sent_metadata(Unknown("a-1.0.egg", 1, "", "")) is None


def test_name_is_not_respelt() -> None:
    """The name goes out as the project spells it, which twine would change."""
    sent = form_of(wheel_facts(), parse(metadata_bytes(name="De_mo")))
    assert sent.get("name") == "De_mo"


def test_import_names_are_sent() -> None:
    """Import names reach the index, in the singular that its server reads."""
    sent = form_of(wheel_facts(), parse(metadata_bytes("Import-Name: demo", "Import-Namespace: space", metadata_version="2.5")))
    assert (sent.get("import_name"), sent.get("import_namespace")) == ("demo", "space")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (wheel_facts("a_b-1.0-py3-none-any.whl"), ("a_b", "1.0", "bdist_wheel", "py3")),
        (wheel_facts("odd.whl"), ("odd", None, "bdist_wheel", "any")),
        (Sdist("a-b-1.0.tar.gz", 1, "", ""), ("a-b", "1.0", "sdist", "source")),
        (Sdist("a-1.0.zip", 1, "", ""), ("a", "1.0", "sdist", "source")),
        (Unknown("a-1.0.egg", 1, "", ""), ("a", "1.0.egg", "sdist", "source")),
    ],
)
def test_form_without_metadata(facts: Sdist, expected: tuple) -> None:
    """A file whose metadata cannot be read is sent with what its name tells."""
    sent = form_of(facts, None)
    assert tuple(sent.get(name) for name in ("name", "version", "filetype", "pyversion")) == expected


def test_unparsed_values_are_all_sent() -> None:
    """A field that stands there twice goes out twice, so that the index can say so; unknown fields stay."""
    sent = form_of(wheel_facts(), parse(metadata_bytes("Summary: a", "Summary: b", "Foo: bar")))
    assert sent.all("summary") == ("a", "b")
    assert "bar" not in dict(sent.fields).values()


def test_license_files_need_a_version_that_is_one() -> None:
    """License files are left out below metadata version 2.4 only, and a version that is none is no reason."""
    versions = {
        version: form_of(wheel_facts(), Metadata(version, license_files=("L",))).get("license_file") for version in ("2.3", "2.4", "x")
    }
    assert versions == {"2.3": None, "2.4": "L", "x": "L"}


def test_unknown_is_dropped() -> None:
    """A field whose last value is UNKNOWN counts as not sent, with all of its values."""
    got = received(form(("classifiers", "Typing :: Typed"), ("classifiers", " UNKNOWN "), ("license", "UNKNOWN"), ("author", "me")))
    assert got.all("classifiers") == ()
    assert (got.get("license"), got.get("author")) == (None, "me")


def test_nul_is_spelt_out() -> None:
    """NUL characters in a field's last value are spelt out, and the value before it is gone."""
    got = received(Form((("summary", "x"), ("summary", "a\0b"), ("name", "demo"))))
    assert got.all("summary") == ("a\\x00b",)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text(max_size=3))))
def test_received_is_stable(fields: list) -> None:
    """Taking a form a second time changes nothing."""
    once = received(Form(tuple(fields)))
    assert sorted(received(once).fields) == sorted(once.fields)


def test_names_are_compared_as_pypi_does() -> None:
    """Names that differ in case and separators are one project; look-alikes are too similar."""
    assert normal("A.b__C") == "a-b-c"
    assert ultranormal("L_o.I-1") == ultranormal("l0il") == "1011"
