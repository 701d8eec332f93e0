"""What each finder answers, from what was looked at: found, not here, or here but broken; always for one index."""

import re
from collections.abc import Mapping

from seatrial.core.credential.judge import USER, judge
from seatrial.core.credential.pypirc import Pypirc, option, servers, value
from seatrial.core.credential.pypirc_edit import BUILT_IN
from seatrial.core.credential.target import PROFILES, origin_of, profile_of, same_place
from seatrial.model.credential import Answer, ConfigFile, Credential, FinderName, KeyringAnswer, Secret, Target
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.problem import Problem
from seatrial.problem.credential import FILE_UNREADABLE, KEYRING_FAILED, LOGIN_IN_ADDRESS, NO_ADDRESS, OTHER_ADDRESS
from seatrial.problem.publishing import NO_ID_TOKENS, NO_PERMISSION

IN_VARIABLE = Sentence("CRD010", "{name}")
NO_VARIABLE = Sentence("CRD011", "none of {names} is set")
EMPTY_VARIABLE = Sentence("CRD012", "set, but empty: {names}")
FOR_ANOTHER = Sentence("CRD013", "{name} is for {url}")
UNBOUND = Sentence("CRD014", "{name} is not sent to an address that a project or a journal alone names")
SEVERAL = Sentence("CRD015", "{names} is set too; {name} counts.")
NO_PASSWORD = Sentence("CRD016", "{name} is set without a password")
STRIPPED = Sentence("CRD017", "{name} has spaces or a line break at its ends, which are left out.")
IN_KEYRING = Sentence("CRD020", "{backend}, under {service}")
NOT_IN_KEYRING = Sentence("CRD021", "{backend} has nothing under {service}")
NO_KEYRING = Sentence("CRD022", "the library keyring is not installed, or finds no keyring here")
KEYRING_BROKEN = Sentence("CRD023", "{backend} does not answer")
IN_FILE = Sentence("CRD030", "{path}, section [{section}], line {line}")
NO_FILE = Sentence("CRD031", "there is no {path}")
NO_SECTION = Sentence("CRD032", "{path} has no password for this index")
FILE_BROKEN = Sentence("CRD033", "{path}")
WIDE = Sentence("CRD034", "{path} can be read by other users (mode {mode}); `chmod 600 {path}` keeps it to you.")
MARKED = Sentence("CRD035", "{path} begins with a byte order mark, which twine and others cannot read.")
UNLISTED = Sentence("CRD036", "[{section}] is not among the index-servers of {path}; twine does not find it.")
WRONG_ADDRESS = Sentence(
    "CRD037", "[{section}] of {path} has an address that takes no uploads; {url} is used. Take the line `repository` away."
)
OLD_LOGIN = Sentence("CRD038", "[server-login] is a form of long ago; `seatrial auth login pypi` writes it as it is today.")
FOREIGN = Sentence("CRD039", "{path} belongs to another user, who can change it.")
FOR_INSTALLS = Sentence(
    "CRD040", "[{section}] of {path} has an address that ends with /simple/, where packages are installed from, not uploaded to."
)
OTHER_LETTERS = Sentence(
    "CRD045", "{path} has a section [{section}]; names of sections are compared letter by letter, and this index is [{name}]"
)
NO_CI = Sentence("CRD042", "not in a CI that PyPI takes identities from")
IN_CI = Sentence("CRD043", "{ci} is detected; a token is made when files are uploaded, and never for a look")
ASKED_THEN = Sentence("TPB008", "{ci} is detected; whether this index takes its identities is asked when files are uploaded")
TYPED = Sentence("CRD041", "typed")

FAMILIES = (
    ("SEATRIAL_TOKEN", "", "", ""),
    ("TWINE_PASSWORD", "TWINE_USERNAME", "TWINE_REPOSITORY_URL", "TWINE_REPOSITORY"),
    ("UV_PUBLISH_TOKEN", "", "UV_PUBLISH_URL", ""),
    ("UV_PUBLISH_PASSWORD", "UV_PUBLISH_USERNAME", "UV_PUBLISH_URL", ""),
)
"""Variables for the secret, for the user name, for an address and for the name of an index; the first that is set counts."""
USER_VARIABLES = ("TWINE_USERNAME", "UV_PUBLISH_USERNAME")
ADDRESS_VARIABLES = ("TWINE_REPOSITORY_URL", "UV_PUBLISH_URL")
CIS = (
    ("GitHub Actions", "GITHUB_ACTIONS"),
    ("GitLab CI", "GITLAB_CI"),
    ("Google Cloud", "GOOGLE_SERVICE_ACCOUNT_NAME"),
    ("Buildkite", "BUILDKITE"),
    ("CircleCI", "CIRCLECI"),
)
"""Where the library `id` finds identities (id 1.6, _internal/oidc/ambient.py), and the variable that tells."""
FROM_GITHUB = ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL")
"""Variables by which a GitHub job that may have identities asks for one."""
NOT_A_LETTER = re.compile(r"[^A-Z0-9_]|^[^A-Z_]")
FROM_OTHERS = ("project", "journal")
LOGIN_OF_OLD = "server-login"


def from_environment(environ: Mapping[str, str], target: Target, now: float, *, user: str = "", project: str | None = None) -> Answer:
    """Return what the variables give; empty ones count as absent. `user` is the name that the user's configuration gives."""
    names = [family[0] for family in FAMILIES]
    given = [family for family in FAMILIES if environ.get(family[0], "").strip()]
    if not given:
        return Answer("environment", "absent", _no_variable(environ, names))
    fitting = [family for family in given if _fits(environ, family, target)]
    if not fitting:
        name, _, address, named = given[0]
        if target.named_by in FROM_OTHERS:
            return Answer("environment", "absent", Said(UNBOUND, {"name": name}))
        url = environ.get(address) or environ.get(named) or ""
        return Answer("environment", "absent", Said(FOR_ANOTHER, {"name": name, "url": url.rpartition("@")[2]}))
    name, user_name, *_ = fitting[0]
    own = environ.get(user_name, "").strip() if user_name else USER
    raw = environ[name]
    warnings = [Said(STRIPPED, {"name": name})] if raw != raw.strip() else []
    others = ", ".join(family[0] for family in fitting[1:] if environ[family[0]].strip() != raw.strip())
    if others:
        warnings.append(Said(SEVERAL, {"names": others, "name": name}))
    found = _judged("environment", (own or user, raw.strip()), target, Said(IN_VARIABLE, {"name": name}), name, now, project)
    return found._replace(warnings=(*warnings, *found.warnings))


def named_user(environ: Mapping[str, str]) -> str:
    """Return the user name that the environment gives without a password of its own; empty where there is none."""
    return next((environ[name].strip() for name in USER_VARIABLES if environ.get(name, "").strip()), "")


def from_keyring(answer: KeyringAnswer, target: Target, now: float, *, project: str | None = None) -> Answer:
    """Return what the keyring gives. One that fails is broken, and those behind it are asked."""
    where = {"backend": answer.backend or "keyring", "service": target.url}
    if answer.state == "failed":
        problem = ProblemFacts(KEYRING_FAILED, {"backend": where["backend"], "reason": answer.reason})
        return Answer("keyring", "broken", Said(KEYRING_BROKEN, {"backend": where["backend"]}), problem, passed=True)
    if answer.state == "missing":
        return Answer("keyring", "absent", Said(NO_KEYRING))
    if answer.secret is None or not answer.secret.reveal().strip():
        return Answer("keyring", "absent", Said(NOT_IN_KEYRING, where))
    login = (answer.user, answer.secret.reveal().strip())
    return _judged("keyring", login, target, Said(IN_KEYRING, where), "keyring", now, project)


def from_pypirc(file: ConfigFile, read: Pypirc, target: Target, now: float, *, project: str | None = None) -> Answer:
    """Return what a `.pypirc` gives."""
    path = {"path": file.path}
    if file.state == "absent":
        return Answer(".pypirc", "absent", Said(NO_FILE, path))
    if file.state == "unreadable":
        return Answer(".pypirc", "broken", Said(FILE_BROKEN, path), ProblemFacts(FILE_UNREADABLE, {**path, "reason": file.reason}))
    if read.problem:
        return Answer(".pypirc", "broken", Said(FILE_BROKEN, path), read.problem)
    name = section_of(read, target)
    found = option(read, name, "password") if name else None
    if not name or not found or not found.value:
        return Answer(".pypirc", "absent", _no_section(file, read, target))
    line = found.first + 1
    where, place = Said(IN_FILE, {**path, "section": name, "line": line}), f"{file.path}:{line}"
    wrong = None if name == LOGIN_OF_OLD else _wrong_section(read, name, target, f"{file.path} [{name}]")
    if wrong:
        return Answer(".pypirc", "broken", where, wrong)
    answer = _judged(".pypirc", (value(read, name, "username"), found.value), target, where, place, now, project)
    return answer._replace(warnings=(*answer.warnings, *_file_warnings(file, read), *_section_warnings(file, read, name, target)))


def section_of(read: Pypirc, target: Target) -> str | None:
    """Return the section of a `.pypirc` that is for an index: by its name, by its address, by its origin; None where there is none."""
    names = [name for name in read.sections if name not in ("distutils", LOGIN_OF_OLD, "DEFAULT")]
    if target.name in names:
        return target.name
    addressed = [(name, value(read, name, "repository")) for name in names]
    exact = [name for name, url in addressed if url and same_place(url, target.url)]
    near = [name for name, url in addressed if url and _leads_to(url, target)]
    known = profile_of(target.origin)
    by_name = [name for name in names if name == known]
    old = [LOGIN_OF_OLD] if known == "pypi" and LOGIN_OF_OLD in read.sections else []
    return next(iter((*exact, *by_name, *near, *old)), None)


def ci_of(environ: Mapping[str, str]) -> str | None:
    """Return the name of the CI that a job runs in and that gives identities, None where none is seen."""
    return next((name for name, variable in CIS if environ.get(variable)), None)


def variable_of(audience: str) -> str:
    """Return the variable in which a GitLab job has its identity for an audience (id 1.6, _internal/oidc/ambient.py:detect_gitlab)."""
    return NOT_A_LETTER.sub("_", audience.upper()) + "_ID_TOKEN"


def from_ci(environ: Mapping[str, str], target: Target) -> Answer:
    """Return what there is to say of Trusted Publishing without asking anybody: no token is made to find out."""
    ci = ci_of(environ)
    if not ci:
        return Answer("trusted publishing", "absent", Said(NO_CI))
    known = profile_of(target.origin)
    if not known:
        return Answer("trusted publishing", "absent", Said(ASKED_THEN, {"ci": ci}))
    lacking = _lacking(environ, ci, known)
    return Answer("trusted publishing", "broken" if lacking else "absent", Said(IN_CI, {"ci": ci}), lacking, passed=True)


def _lacking(environ: Mapping[str, str], ci: str, audience: str) -> ProblemFacts | None:
    """Return what a job surely lacks for an identity."""
    if ci == CIS[0][0] and not all(environ.get(name) for name in FROM_GITHUB):
        return ProblemFacts(NO_PERMISSION, {})
    variable = variable_of(audience)
    if ci == CIS[1][0] and not environ.get(variable):
        return ProblemFacts(NO_ID_TOKENS, {"variable": variable, "audience": audience})
    return None


def from_prompt(user: str, secret: Secret, target: Target, now: float, *, project: str | None = None) -> Answer:
    """Return what was typed."""
    return _judged("prompt", (user, secret.reveal().strip()), target, Said(TYPED), "prompt", now, project)


def _no_section(file: ConfigFile, read: Pypirc, target: Target) -> Said:
    near = next((one for one in read.sections if one != target.name and one.strip().lower() == target.name.lower()), None)
    if near:
        return Said(OTHER_LETTERS, {"path": file.path, "section": near, "name": target.name})
    return Said(NO_SECTION, {"path": file.path})


def _judged(finder: FinderName, login: tuple[str, str], target: Target, where: Said, place: str, now: float, project: str | None) -> Answer:
    judged = judge(*login, target, place, now, project)
    if judged.problem:
        return Answer(finder, "broken", where, judged.problem, judged.warnings, claims=judged.claims)
    credential = Credential(judged.user, Secret(login[1]), target.origin, finder, where, judged.claims)
    return Answer(finder, "found", where, None, judged.warnings, credential, judged.claims)


def _no_variable(environ: Mapping[str, str], names: list[str]) -> Said:
    empty = [name for name in names if name in environ]
    if empty:
        return Said(EMPTY_VARIABLE, {"names": ", ".join(empty)})
    user = next((name for name in USER_VARIABLES if environ.get(name, "").strip()), None)
    return Said(NO_PASSWORD, {"name": user}) if user else Said(NO_VARIABLE, {"names": ", ".join(names)})


def _fits(environ: Mapping[str, str], family: tuple[str, str, str, str], target: Target) -> bool:
    """Return whether a secret of the environment may go to an index: to the one that its variables name, else to the one that the user names."""
    url, name = environ.get(family[2], "").strip(), environ.get(family[3], "").strip()
    if url:
        return _leads_to(url, target)
    if name and name in (*PROFILES, target.name):
        return name in (target.name, profile_of(target.origin))
    return target.named_by not in FROM_OTHERS


def _leads_to(url: str, target: Target) -> bool:
    try:
        origin = origin_of(url)
    except Problem:
        return False
    known = profile_of(target.origin)
    return profile_of(origin) == known if known else origin == target.origin


def _wrong_section(read: Pypirc, name: str, target: Target, place: str) -> ProblemFacts | None:
    """Return what is wrong with the address of a section."""
    url = value(read, name, "repository")
    if not url:
        known = profile_of(target.origin)
        return None if known in (name, target.name) and name in BUILT_IN else ProblemFacts(NO_ADDRESS, {"place": place})
    try:
        origin_of(url)
    except Problem as problem:
        kind = problem.kind
        return ProblemFacts(kind, {"place": place} if kind == LOGIN_IN_ADDRESS else problem.values)
    return None if _leads_to(url, target) else ProblemFacts(OTHER_ADDRESS, {"place": place, "the_index": target.name})


def _file_warnings(file: ConfigFile, read: Pypirc) -> list[Said]:
    found = []
    if file.mode & 0o077:
        found.append(Said(WIDE, {"path": file.path, "mode": f"{file.mode:o}"}))
    if not file.ours:
        found.append(Said(FOREIGN, {"path": file.path}))
    if read.marked:
        found.append(Said(MARKED, {"path": file.path}))
    return found


def _section_warnings(file: ConfigFile, read: Pypirc, name: str, target: Target) -> list[Said]:
    if name == LOGIN_OF_OLD:
        return [Said(OLD_LOGIN)]
    found, where = [], {"section": name, "path": file.path}
    listed = servers(read)
    if name not in (BUILT_IN if listed is None else listed) and name != "pypi":
        found.append(Said(UNLISTED, where))
    url = value(read, name, "repository")
    known = profile_of(target.origin)
    if url and known and url != PROFILES[known].upload_url:
        found.append(Said(WRONG_ADDRESS, {**where, "url": PROFILES[known].upload_url}))
    if url.rstrip("/").endswith("/simple") and not known:
        found.append(Said(FOR_INSTALLS, where))
    return found
