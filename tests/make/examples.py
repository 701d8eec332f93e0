"""The examples of rules, read as what they stand for and put before their rule."""

import io
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from make import metadata
from make.attestations import attested
from make.example_files import archived, changes, either, files_of, packed, packed_sdist, pair, sdist, wheel, whole
from make.flows import flow
from make.upkeep import upkeep
from seatrial.app.asking import asked_of
from seatrial.core.bump.places import stated_places
from seatrial.core.metadata import parse, sent
from seatrial.core.project.assemble import read_project
from seatrial.core.protocol import form_of, normal, ultranormal
from seatrial.core.render import render_here
from seatrial.core.settings import settings_of
from seatrial.core.together import released
from seatrial.index.forms import read_form
from seatrial.index.receiving import sent_as
from seatrial.index.wire import pairs
from seatrial.model.checklist import Stating
from seatrial.model.dist import Sdist, Unknown, Upload, Wheel
from seatrial.model.finding import Hit
from seatrial.model.form import Form, Request
from seatrial.model.index import Arrival, IndexState
from seatrial.model.metadata import Description, SentMetadata
from seatrial.model.project import Oddity, Tree
from seatrial.model.publishing import Grant
from seatrial.model.requirements import Known
from seatrial.model.together import Together
from seatrial.rules.modules import Inside, inside
from seatrial.rules.rule import Rule, judge
from seatrial.rules.verdict import describe


def evaluated(text: str) -> str:
    """Return an example; of one that is a Python expression what it comes to."""
    return str(eval(text)) if text.startswith('"') else text


def sent_metadata(text: str) -> SentMetadata:
    data = whole(text)
    return sent(form_of(metadata.wheel_facts("boat-1.0-py3-none-any.whl", metadata=data), parse(data)))


def description(text: str) -> Description:
    return describe(sent_metadata(text))


def rendered_aside(text: str) -> Description:
    """Return the description of an example rendered to the end, as a child process would."""
    found = sent_metadata(text).metadata
    return Description(found.description, None, render_here(found.description or "", None))


def uploaded(text: str) -> Upload:
    """Return an upload that is all but bare: a file name, fields of its form, or a header of its parts."""
    if text.startswith("Content-Type: "):
        return metadata.upload()._replace(content_type=text.partition(" ")[2])
    if text.startswith("Content-Disposition: "):
        sending = read_form("multipart/form-data; boundary=x", [f"--x\n{text}\n\nboat\n--x--".encode()], io.BytesIO, None)
        assert not isinstance(sending, str)
        return Upload(Unknown("x", 0, "", ""), sending.form, sending.content.content_type, sent_as=sent_as(sending))
    fields = tuple(tuple(line.split("=", 1)) for line in text.splitlines())
    return Upload(Unknown("x", 0, "", ""), Form(fields))


def named(text: str) -> Upload:
    name = text.encode().decode("unicode_escape")
    return Upload(Unknown(name, 0, "", ""), Form((("filetype", "bdist_wheel" if name.endswith((".whl", ".egg")) else "sdist"),)))


def request(text: str) -> Request:
    line, _, rest = text.partition("\n")
    method, target = line.split()
    path, _, query = target.partition("?")
    form = read_form(rest.removeprefix("Content-Type: "), [], io.BytesIO, None)
    action = rest.partition(":action=")[2] or "file_upload" if rest else None
    unread = "query" if pairs(query) is None else "path" if "\ufffd" in unquote(path) else form if isinstance(form, str) else None
    return Request(method, path, action and action.partition("&")[0], unread, repeats=rest.count("classifiers") > 1)


def arrival(text: str) -> Arrival:
    values = dict(re.split(r"[=:]\s*", line, maxsplit=1) for line in text.splitlines())
    form = metadata.form(name=values.get("Name", "boat"), **{key: value for key, value in values.items() if key == "attestations"})
    if "TWINE_USERNAME" in values:
        secret = values["TWINE_PASSWORD"].replace("…", "x" * 40)
        header = "Basic " + b64encode(f"{values['TWINE_USERNAME']}:{secret}".encode()).decode()
        return Arrival(metadata.upload(form), authorization=header, authenticates=True)
    state = IndexState()
    if "prohibited" in values:
        state = state._replace(prohibited=frozenset((values["prohibited"],)))
    if "projects" in values:
        state = state._replace(similar={ultranormal(values["projects"]): values["projects"]})
    if "token" in values:
        state = state._replace(token_projects=frozenset((normal(values["token"]),)))
    if "publisher" in values:
        until, arrives = (int(values.get(key, "12:15").replace(":", "")) for key in ("token until", "arrives"))
        grant = Grant(frozenset(values["publisher"].split(", ")), 1200, until)
        now = float(arrives if "arrives" in values else 1200)
        state = state._replace(grant=grant, projects=frozenset(values["projects"].split(", ")), now=now)
    return Arrival(metadata.upload(form), state, authenticates=bool(values.keys() & {"token", "publisher"}))


def wheel_upload(text: str) -> Upload:
    made = wheel(text)
    return Upload(made, form_of(made, parse(made.metadata or b"")))


def wheel_inside(text: str) -> Inside:
    return inside(packed(text))


def together(text: str) -> Together:
    """Return files that are released together, each with what the example says of its metadata."""
    files = []
    for line in text.splitlines():
        name, _, said = line.partition("  ")
        version = name.removesuffix(".tar.gz").removesuffix(".zip").split("-")[1]
        head, _, body = said.partition("Description: ")
        stated = head or f"Version: {version}"
        stated = stated if stated.startswith("Version") else f"Version: {version}\n{stated}"
        made = Wheel(name, 1, "", "") if name.endswith(".whl") else Sdist(name, 1, "", "")
        found = released(name, made, parse(whole(stated) + f"\n{body}".encode()))
        assert found is not None
        files.append(found)
    versions = tuple(dict.fromkeys(str(one.metadata.version) for one in files))
    return Together(tuple(files), versions if len(versions) > 1 else ())


def sdist_upload(text: str) -> Upload:
    made = sdist(text)
    return Upload(made, form_of(made, parse(made.metadata or b"")))


def tree(text: str) -> Tree:
    files = files_of(text)
    if not files.keys() & {"pyproject.toml", "setup.py"}:
        files["pyproject.toml"] = b'[project]\nname = "boat"\n'
    return Tree(read_project(files, sorted(files), "/home/me/boat"), changed_repository())


def asking(text: str) -> Tree:
    """Return a tree with what is known of its requirements; after a verification, where its code imports what another project brings."""
    files = files_of(text)
    if "uv.lock" in files:
        head = b'[[package]]\nname = "boat"\nversion = "1.1"\nsource = { editable = "." }\n'
        files["uv.lock"] = files["uv.lock"] if b"[[" in files["uv.lock"] else head + files["uv.lock"]
        files["pyproject.toml"] = b'[project]\nname = "boat"\nversion = "1.1"\ndependencies = ["click"]\n'
    project = read_project(files, sorted(files), "/home/me/boat")
    asked = asked_of(project, files)
    known = Known({"urllib3": ("urllib3",), "requests": ("requests",)}, frozenset({"boat", "requests", "urllib3"}))
    return Tree(project, changed_repository(), asked=asked._replace(known=known if "urllib3" in text else None))


def stating(text: str) -> Stating:
    files = files_of(text)
    project = read_project(files, sorted(files), "/home/me/boat")
    return Stating(stated_places(project, files, ()))


def changed_repository() -> object:
    from seatrial.model.project import Repository

    return Repository("/home/me/boat", "", "c" * 40, 1, "main")


def odd(text: str) -> Tree:
    """Return a tree with the link or the thing that an example shows."""
    kinds = {"/home": "link-outside", "sculls.py": "link-dangling", ".": "link-circle", "../boat": "link-folder"}
    names = text.splitlines()
    found = []
    for line in names:
        path, _, link = line.partition(" -> ")
        if link and link not in {one.rpartition("/")[2] for one in names if one != line}:
            found.append(
                Oddity(next(kind for begin, kind in kinds.items() if link.startswith(begin) and (begin != "." or link == ".")), path, link)
            )
    project = read_project({"pyproject.toml": b'[project]\nname = "boat"\n'}, ["pyproject.toml"], "/home/me/boat")
    return Tree(project, changed_repository(), tuple(found))


READERS: Mapping[str, Callable[[str], object]] = {
    "ARC": archived,
    "ATT": attested,
    "CHG": changes,
    "CON": either,
    "DSC003": rendered_aside,
    "DSC": description,
    "FRM00": request,
    **dict.fromkeys(("FRM027", "FRM028", "FRM029", "FRM033", "FRM034"), request),
    "FRM": uploaded,
    "IDX00": arrival,
    **dict.fromkeys(("IDX022", "IDX023", "IDX024", "IDX025"), arrival),
    "MET062": lambda text: parse(whole(text)),
    "MET063": lambda text: parse(whole(text)),
    "MET064": lambda text: sent_metadata(text)._replace(old_classifiers="2020.1.1"),
    "MET": sent_metadata,
    "NAM": named,
    "PAR": pair,
    "PRJ05": odd,
    "PRJ09": upkeep,
    "PRJ10": upkeep,
    "PRJ115": stating,
    "PRJ": tree,
    "REQ": asking,
    "REL": together,
    "SDT00": sdist_upload,
    "SDT014": packed_sdist,
    "SDT015": packed_sdist,
    "SDT016": packed_sdist,
    "SDT017": packed_sdist,
    "SDT018": packed_sdist,
    "SDT019": packed_sdist,
    "SDT02": packed_sdist,
    "SDT": sdist,
    "SET": lambda text: settings_of(files_of(text)),
    "WFL": flow,
    "WHL00": wheel_upload,
    "WHL017": wheel_upload,
    "WHL03": wheel,
    "WHL04": wheel_inside,
    "WHL055": packed,
    "WHL056": packed,
    "WHL057": packed,
    "WHL058": packed,
    "WHL05": wheel_inside,
    "WHL06": wheel_inside,
}
"""What reads an example, by the beginning of the rule's id; the first that fits counts."""


def finds(rule: Rule, text: str) -> bool:
    """Tell whether a rule finds something in one of its examples."""
    return bool(_hits(rule, text))


def answer(rule: Rule, text: str) -> str | None:
    """Return what PyPI says to one of the examples of a rule."""
    found = judge((rule,), _subject(rule, text), "x", {})
    return found[0].refusal.message if found and found[0].refusal else None


def _hits(rule: Rule, text: str) -> list[Hit]:
    return list(rule.check(_subject(rule, text)))


def _subject(rule: Rule, text: str) -> object:
    return next(read for begin, read in READERS.items() if rule.id.startswith(begin))(evaluated(text))
