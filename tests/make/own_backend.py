"""A backend that needs nothing: it packs the one package of the project, into a wheel for each of `[tool.own-backend] tags`."""

import base64
import gzip
import hashlib
import io
import pathlib
import tarfile
import tomllib
import zipfile

PROJECT = tomllib.loads(pathlib.Path("pyproject.toml").read_text())["project"]
TOOLS = tomllib.loads(pathlib.Path("pyproject.toml").read_text()).get("tool", {})
TAGS = TOOLS.get("own-backend", {}).get("tags", ["py3-none-any"])
NAME, VERSION = PROJECT["name"], PROJECT["version"]
INFO = f"{NAME}-{VERSION}.dist-info"
HEADERS = {
    "Metadata-Version": "2.4",
    "Name": NAME,
    "Version": VERSION,
    "Summary": PROJECT["description"],
    "License-Expression": "MIT",
    "License-File": "LICENSE",
    "Requires-Python": PROJECT["requires-python"],
    "Project-URL": "Homepage, " + PROJECT["urls"]["Homepage"],
    "Description-Content-Type": "text/markdown",
}


def metadata():
    lines = [f"{key}: {value}\n" for key, value in HEADERS.items()] + [f"Classifier: {one}\n" for one in PROJECT.get("classifiers", ())]
    lines += [f"Requires-Dist: {one}\n" for one in PROJECT.get("dependencies", ())]
    return "".join(lines) + "\n" + pathlib.Path("README.md").read_text()


def build_wheel(folder, config_settings=None, metadata_directory=None):
    names = [one_wheel(folder, tag) for tag in TAGS]
    return names[0]


def one_wheel(folder, tag):
    members = {path.as_posix(): path.read_text() for path in sorted(pathlib.Path(NAME).rglob("*.py"))}
    members |= {f"{INFO}/METADATA": metadata(), f"{INFO}/licenses/LICENSE": pathlib.Path("LICENSE").read_text()}
    members[f"{INFO}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: own\nRoot-Is-Purelib: true\nTag: {tag}\n"
    members[f"{INFO}/entry_points.txt"] = "[console_scripts]\n" + "".join(f"{k} = {v}\n" for k, v in PROJECT["scripts"].items())
    rows = [f"{path},sha256={digest(text)},{len(text.encode())}\n" for path, text in members.items()]
    members[f"{INFO}/RECORD"] = "".join(rows) + f"{INFO}/RECORD,,\n"
    name = f"{NAME}-{VERSION}-{tag}.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as archive:
        for path, text in members.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return name


def build_sdist(folder, config_settings=None):
    top = f"{NAME}-{VERSION}"
    paths = ["pyproject.toml", "own_backend.py", "README.md", "LICENSE", *sorted(map(str, pathlib.Path(NAME).rglob("*.py")))]
    members = {path: pathlib.Path(path).read_bytes() for path in paths} | {"PKG-INFO": metadata().encode()}
    target = pathlib.Path(folder, f"{top}.tar.gz")
    with gzip.GzipFile("", "wb", fileobj=target.open("wb"), mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for path, data in members.items():
            member = tarfile.TarInfo(f"{top}/{path}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return f"{top}.tar.gz"


def digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
