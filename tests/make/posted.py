"""An upload for each reason for which PyPI refuses one, as a client sends it: what no recorded file provokes."""

import gzip
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from make.dist import INFO, WHEEL_NAME, wheel
from make.example_files import archived_file, whole
from make.examples import evaluated
from make.index import TOKEN, basic, sending_of, tiny_sdist, tiny_wheel
from make.metadata import wheel_file
from seatrial.text.examples import find

BOUNDARY = "frontier"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"
DISPOSITION = "Content-Disposition: form-data; name="
BOAT = "boat-1.0-py3-none-any.whl"


class Posted(NamedTuple):
    """One request."""

    rule: str
    """Id of the rule by which it is refused."""
    body: bytes
    method: str = "POST"
    path: str = "/legacy/"
    kind: str = TYPE
    authorization: str = f"Bearer {TOKEN}"


def body_of(
    filename: str, content: bytes, *more: tuple[str, bytes], kind: str = "application/octet-stream", **changed: str | None
) -> bytes:
    """Return the body of an upload, fields of its form changed or left out, parts with heads of their own added before the file."""
    fields = [(f'{DISPOSITION}"{name}"', value.encode()) for name, value in sending_of(filename, content, **changed).form.fields]
    file = (f'{DISPOSITION}"content"; filename="{filename}"\r\nContent-Type: {kind}', content)
    return packed(*fields, *more, file)


def packed(*parts: tuple[str, bytes]) -> bytes:
    """Return a multipart body of heads and values."""
    every = [f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + value + b"\r\n" for head, value in parts]
    return b"".join((*every, f"--{BOUNDARY}--\r\n".encode()))


def posted() -> Iterator[Posted]:
    """Yield a request for each rule by which an index refuses that no recorded file provokes."""
    yield from _requests()
    yield from _forms()
    yield from _files()
    for rule in ("ARC004", "ARC047", "ARC049"):
        name, content = archived_file(_bad(rule))
        yield Posted(rule, body_of(name, content, name="boat", version="1.0", metadata_version="2.4"))
    for rule in ("MET008", "MET022", "MET023", "MET030", "MET045", "DSC003"):
        yield Posted(rule, body_of(BOAT, wheel_file(whole(_bad(rule)), "boat-1.0")))


def _requests() -> Iterator[Posted]:
    good = body_of(*tiny_wheel())
    bare = body_of(*tiny_wheel(), **{":action": None})
    yield Posted("FRM001", good, "PUT")
    yield Posted("FRM001", bare)
    twice = body_of(*tiny_wheel(), (f'{DISPOSITION}"classifiers"', b"x"), (f'{DISPOSITION}"classifiers"', b"x"))
    once = body_of(*tiny_wheel(fields=()))
    yield Posted("FRM003", once, path="/legacy")
    yield Posted("FRM034", twice, path="/legacy")
    yield Posted("FRM034", twice, path="/legacy/?:action=submit")
    yield Posted("FRM004", once, path="/legacy/?:action=submit_pkg_info")
    yield Posted("FRM005", once, path="/legacy/?:action=doc_upload")
    yield Posted("FRM027", good, path="/legacy/?x=%ff")
    yield Posted("FRM028", good, path="/legacy%ff/")
    yield Posted("FRM029", good, kind="multipart/form-data")
    yield Posted("FRM033", good, kind=f"{TYPE}; charset=latin-1")
    yield Posted("IDX001", good, authorization=basic("secret", "user"))
    yield Posted("IDX002", good, authorization=basic(TOKEN.removeprefix("pypi-")))
    yield Posted("IDX003", body_of(*tiny_wheel("json")))
    yield Posted("IDX022", body_of(*tiny_wheel(), attestations="[]"))


def _forms() -> Iterator[Posted]:
    made = tiny_wheel()
    for rule, changed in {
        "FRM012": {"protocol_version": "2"},
        "FRM015": {"filetype": ""},
        "FRM016": {"filetype": "bdist_egg"},
        "FRM017": {"sha256_digest": "0"},
        "FRM018": {"blake2_256_digest": "0"},
        "FRM019": {"pyversion": None},
        "FRM020": {"filetype": "sdist"},
        "FRM021": {"sha256_digest": None, "blake2_256_digest": None},
        "FRM024": {"sha256_digest": "0" * 64},
    }.items():
        yield Posted(rule, body_of(*made, **changed))
    yield Posted("FRM011", body_of(*made, (f'{DISPOSITION}"comment"; filename="a.txt"', b"x")))
    yield Posted("FRM025", body_of(*made, (f'{DISPOSITION}"name"; filename=""', b"golden-demo"), name=None))
    yield Posted("FRM026", body_of(*made, (f'{DISPOSITION}"summary"; filename=""', b"x"), summary=None))
    yield Posted("FRM022", body_of(*made, kind="image/png"))
    yield Posted("FRM032", body_of(*made, kind="multipart/mixed; boundary=x"))
    fields = [(f'{DISPOSITION}"{name}"', value.encode()) for name, value in sending_of(*made).form.fields]
    yield Posted("FRM030", packed(*fields))
    yield Posted("FRM031", packed(*fields, (f'{DISPOSITION}"content"', b"x")))


def _files() -> Iterator[Posted]:
    _, content = tiny_wheel()
    for rule, name in {
        "NAM001": "a\t-1.0-py3-none-any.whl",
        "NAM002": "a\\b.whl",
        "NAM004": "boat.egg",
        "NAM005": "a" * 260 + ".whl",
    }.items():
        yield Posted(
            rule, body_of(name, content, name="golden-demo", version="1.0", metadata_version="2.4", filetype="bdist_wheel", pyversion="py3")
        )
    name, packed_up = tiny_sdist()
    blocks = gzip.decompress(packed_up).rstrip(b"\0")
    endless = blocks + b"\0" * (-len(blocks) % 512)
    yield Posted("ARC007", body_of(name, gzip.compress(endless) + b"\0\0xy", name="golden-demo", version="1.0", metadata_version="2.4"))
    yield Posted("NAM003", body_of("golden_demo-1.0.tar.gz", tiny_sdist()[1], filetype="bdist_wheel"))
    yield Posted("WHL017", body_of(f"golden_demo-1.0-py3-none-{'.'.join(['any'] * 55)}.whl", content))
    scripts = wheel({f"{INFO}/entry_points.txt": b"[console_scripts]\nsample = sample_case:main\n"}, compression=zipfile.ZIP_STORED)
    yield Posted("WHL014", body_of(WHEEL_NAME, scripts.replace(b"[console", b"[CONSOLE")))
    yield Posted("WHL010", body_of(WHEEL_NAME, scripts.replace(b"Permission", b"pERMISSION"), license_file="LICENSE"))


def _bad(rule: str) -> str:
    example = find(rule)
    assert example is not None
    return evaluated(example.bad)
