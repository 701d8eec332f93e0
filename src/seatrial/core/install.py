"""An installation asked for and answered: requirements of exact files, which wheels fit, and what pip's and uv's output means."""

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from textwrap import dedent

from seatrial.core.build_output import telling_line, with_network
from seatrial.model.command import Completed
from seatrial.model.finding import Value
from seatrial.model.release import Artifact
from seatrial.model.sentence import Kind, ProblemFacts
from seatrial.problem import verify as pvf

REASON = 400
"""Characters of an installer's output that a message takes."""
_PYTHON = (
    re.compile(r"requires a different Python: (?P<python>\S+) not in '(?P<wanted>[^']*)'"),
    re.compile(r"the current Python version \((?P<python>[^)\s]+)\) does not satisfy\s+Python\s*(?P<wanted>[<>=!~][^\s]*)"),
)
_HASHES = ("DO NOT MATCH THE HASHES", "Hash mismatch for")
_DEPENDENCY = (
    re.compile(r"No matching distribution found for (?P<requirement>.+?)(?: \(from .*)?$", re.MULTILINE),
    re.compile(r"Because (?P<requirement>\S+) was not found in the (?:package registry|provided package locations)"),
    re.compile(r"[Bb]ecause there (?:are|is) no versions? of (?P<requirement>\S+)"),
    re.compile(r"[Bb]ecause only .*? available and (?:you require|\S+ depends on) (?P<requirement>[^\s,]+)", re.DOTALL),
)
_UNREACHED = (
    re.compile(r"after connection broken by '?(?P<reason>.+?)'?: /"),
    re.compile(r"client error \(Connect\)(?:\s+cause: .*)*\s+cause: (?P<reason>.+)"),
    re.compile(r"cause: (?P<reason>.*timed out.*)"),
)
_BUILD_NEEDS = ("failed-build-dependency-install", "installing build dependencies did not run")
_BEGIN_OF_BUILD = re.compile(r"\[\d{1,9} lines? of output\]")
_END_OF_BUILD = "[end of output]"
_BACKEND_OF_UV = "[stderr]"
_NO_EDITABLE = ("missing the 'build_editable' hook", "has no attribute 'build_editable'")
_BUILD = ("Failed to build", "failed-wheel-build", "metadata-generation-failed", "subprocess-exited-with-error")
_ADDRESS = re.compile(r"(\w{1,40}://)(?:[^/\s:@\[]{0,100}:(?![0-9]{1,5}/)[^\s]{1,250}|[^/\s@]+)@")
"""Also of a password that has signs in it which an address should not have, but that hides a port. Bounded, because a child may write a line of a million letters."""


def requirement(file: str, url: str) -> str:
    """Return the requirement of an exact file: `name @ URL#sha256=…`."""
    return f"{project_of(file)} @ {url}"


def project_of(file: str) -> str:
    """Return the project's name in the name of a wheel or an sdist, normalised."""
    stem = file.partition("-")[0] if file.endswith(".whl") else file.rpartition("-")[0]
    return re.sub(r"[-_.]+", "-", stem).lower()


def fits(file: str, tags: frozenset[str]) -> bool:
    """Tell whether a wheel can be installed where these tags are supported. A name that is no wheel's is left to the installer."""
    parts = file.removesuffix(".whl").split("-")
    if len(parts) < 5 or pure(file):
        return True
    return not tags.isdisjoint(
        f"{python}-{abi}-{platform}" for python in parts[-3].split(".") for abi in parts[-2].split(".") for platform in parts[-1].split(".")
    )


def pure(file: str) -> bool:
    """Tell whether a wheel fits everywhere."""
    return file.endswith("-none-any.whl") and "py3" in file.removesuffix("-none-any.whl").rpartition("-")[2].split(".")


def constraints(files: Iterable[str], urls: Mapping[str, str], tags: frozenset[str]) -> tuple[str, ...]:
    """Return one requirement for each other project of the plan, so that a dependency on it is met by the very file of the plan.

    `files` are the names of the project's own files. A wheel that fits goes before an sdist.
    """
    own = {project_of(file) for file in files}
    chosen: dict[str, str] = {}
    for file in sorted(urls, key=lambda file: (not file.endswith(".whl"), file)):
        project = project_of(file)
        if project not in own and (not file.endswith(".whl") or fits(file, tags)):
            chosen.setdefault(project, requirement(file, urls[file]))
    return tuple(chosen.values())


def install_fault(file: Artifact, installer: str, completed: Completed) -> ProblemFacts | None:
    """Return what is wrong where an installation failed, None where it went well."""
    if completed.status == 0 and not completed.timed_out:
        return None
    values: dict[str, Value] = {"file": file.name, "installer": installer}
    if completed.timed_out:
        return ProblemFacts(pvf.INSTALL_TIMEOUT, {**values, "seconds": round(completed.seconds)})
    kind, found = _meaning(completed.output, file)
    return ProblemFacts(kind, {**values, **found})


def _meaning(output: str, file: Artifact) -> tuple[Kind, Mapping[str, str]]:
    if any(words in output for words in _HASHES):
        return pvf.OTHER_BYTES, {}
    if match := _first(_PYTHON, output):
        return pvf.OTHER_PYTHON, {"python": match["python"], "wanted": match["wanted"].rstrip(",")}
    unmet = _first(_DEPENDENCY, output)
    if (unmet or "Failed to fetch" in output) and (match := _first(_UNREACHED, output)):
        return pvf.NOT_REACHED, {"reason": _cut(match["reason"].strip())}
    building = file.kind == "sdist" and any(words in output for words in _BUILD)
    if unmet and (not building or any(words in output for words in _BUILD_NEEDS)):
        return pvf.NO_DEPENDENCY, {"requirement": unmet["requirement"].strip()}
    return pvf.NOT_BUILT if building else pvf.NOT_INSTALLED, {"reason": line_that_matters(output)}


def line_that_matters(output: str) -> str:
    """Return the line of an installer's output that names the cause: the end of a build's own output, else its first error with its causes."""
    lines = [line.strip(" │|╰─▶├×>") for line in output.splitlines()]
    if _END_OF_BUILD in lines:
        end = lines.index(_END_OF_BUILD)
        begun = next((number for number in range(end - 1, -1, -1) if _BEGIN_OF_BUILD.fullmatch(lines[number])), -1)
        return _of_backend(output.splitlines()[begun + 1 : end])
    if _BACKEND_OF_UV in lines:
        said = output.splitlines()[lines.index(_BACKEND_OF_UV) + 1 :]
        return _of_backend(takewhile(lambda line: not line.startswith("hint:"), said))
    for number, line in enumerate(lines):
        mark, _, rest = line.partition(":")
        if mark.lower() == "error" and rest.strip():
            causes = [
                later.partition(":")[2].strip() for later in lines[number + 1 :] if later.lower().startswith(("cause:", "caused by:"))
            ]
            return _cut(causes[-1] if causes and causes[-1] else rest.strip())
    return last_line(output)


def _of_backend(lines: Iterable[str]) -> str:
    built = dedent("\n".join(lines))
    return _cut(with_network(telling_line(built), built))


def lacks_editable(output: str) -> bool:
    """Tell whether an installation failed because the build backend has no hook for editable ones."""
    return any(words in output for words in _NO_EDITABLE)


def last_line(output: str) -> str:
    """Return the last line that says something."""
    return _cut(next((line.strip() for line in reversed(output.splitlines()) if line.strip()), ""))


def without_secrets(text: str) -> str:
    """Return text in which an address shows no user and no password."""
    return _ADDRESS.sub(r"\1****@", text)


def secrets_of_uv(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of what would lead uv to an index, or through a proxy, with a password."""
    proxies = ("http_proxy", "https_proxy", "all_proxy")
    return tuple(
        sorted(
            name
            for name, value in environ.items()
            if (name.startswith("UV_") or name.lower() in proxies)
            and ((name.startswith("UV_INDEX_") and name.endswith("_PASSWORD")) or without_secrets(value) != value)
        )
    )


def _first(patterns: Iterable[re.Pattern[str]], output: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(output))), None)


def _cut(text: str) -> str:
    return text if len(text) <= REASON else text[: REASON - 1] + "…"
