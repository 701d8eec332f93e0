"""`find_packages()` of a flat project becomes the names of its modules."""

from collections.abc import Mapping

from seatrial.core.bump.ini_places import ini_texts
from seatrial.core.bump.python_source import in_file, python_source, written
from seatrial.core.bump.setup_places import setup_calls
from seatrial.core.mending.subject import Splice, Subject, spliced
from seatrial.core.project.discovery import flat_modules


def name_modules(subject: Subject) -> Mapping[str, bytes]:
    """Return the build file with its modules named in place of the search for packages; nothing where it is not setup.py or setup.cfg."""
    file = str(subject.finding.values["file"])
    modules = flat_modules(subject.project.listing)
    if file == "setup.py":
        return _in_setup_py(subject, modules)
    return _in_setup_cfg(subject, modules) if file == "setup.cfg" else {}


def _in_setup_py(subject: Subject, modules: tuple[str, ...]) -> Mapping[str, bytes]:
    data = subject.files["setup.py"]
    source = python_source(data)
    calls = list(setup_calls(source.tree)) if source else []
    if source is None or len(calls) != 1:
        return {}
    given = {keyword.arg: keyword for keyword in calls[0].keywords}
    finder = subject.project.finder
    if "py_modules" in given or "packages" not in given or finder is None or written(source, given["packages"].value) != finder.call:
        return {}
    names = ", ".join(f'"{one}"' for one in modules)
    return {"setup.py": spliced(data, [Splice(*in_file(source, given["packages"]), f"py_modules=[{names}]".encode())])}


def _in_setup_cfg(subject: Subject, modules: tuple[str, ...]) -> Mapping[str, bytes]:
    data = subject.files["setup.cfg"]
    stated = ini_texts(data)
    search = stated.get(("options", "packages"))
    if search is None or ("options", "py_modules") in stated:
        return {}
    begin = data.rfind(b"\n", 0, search.start) + 1
    return {"setup.cfg": spliced(data, [Splice(begin, search.end, f"py_modules = {', '.join(modules)}".encode())])}
