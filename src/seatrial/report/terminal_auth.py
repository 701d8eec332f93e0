"""Credentials as text for people: how to come to a token, where one was found, what it says of itself; never the token."""

from collections.abc import Iterable, Mapping

from seatrial.core.credential.judge import moment
from seatrial.core.credential.order import first
from seatrial.core.credential.target import index_at, is_address
from seatrial.model.credential import Answer, FinderName, Login, Logout, Target, TokenClaims, Walk
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.report.data_auth import projects
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import explain_problem, said
from seatrial.report.steps import index_text
from seatrial.report.style import Role, Style
from seatrial.report.typed import TYPED, command_line
from seatrial.report.width import hang, pad, width
from seatrial.text.words import Language, say

FINDERS: Mapping[FinderName, Sentence] = {
    "environment": Sentence("RPT220", "environment"),
    "trusted publishing": Sentence("RPT221", "Trusted Publishing"),
    "keyring": Sentence("RPT222", "keyring"),
    ".pypirc": Sentence("RPT223", ".pypirc"),
    "prompt": Sentence("RPT224", "terminal"),
}
USED = Sentence("RPT225", "An upload uses: {finder}.")
STOPS = Sentence("RPT226", "An upload stops here: {id}. `seatrial explain {id}` tells more.")
NONE = Sentence("RPT227", "Nothing is found; `{command}` stores a token.")
TOKEN = Sentence("RPT228", "token of {index}, {scope}, expires: {expires}")
UNKNOWN = Sentence("RPT229", "unknown")
ACCOUNT = Sentence("RPT230", "for the whole account")
LIMITED = Sentence("RPT231", "for {projects} alone")
COUNTED = Sentence("RPT232", "for projects that it names by id alone ({count})")
NO_SCOPE = Sentence("RPT233", "for what is unknown")
MINTED = Sentence("RPT234", "from Trusted Publishing")
HEAD = Sentence("RPT235", "Log in to {index}")
REGISTER = Sentence("RPT236", "If you have no account there, register: {url}")
SECURE = Sentence("RPT237", "Verify your e-mail address and set up a second factor, else uploads are refused: {url}")
MAKE = Sentence("RPT238", "Make an API token: {url}")
FIRST = Sentence(
    "RPT239",
    "For the first upload of a project its scope has to be the whole account, for a project that is not there yet has no token of its own. Without any token it goes by a pending publisher, if a CI uploads: {url}",
)
PASTE = Sentence("RPT240", "Copy it and paste it below. It is not shown, and is read here without asking the index.")
OTHER = Sentence("RPT241", "Its administrator tells what it takes: a user name and a password, or a token with the user name __token__.")
STORED = Sentence("RPT242", "Stored: {place}")
REPLACE = Sentence(
    "RPT243",
    "This token can upload to all of your projects. Once the first upload is done, replace it by one for that project alone: {url}",
)
REMOVED = Sentence("RPT244", "Removed from {place}")
NOTHING = Sentence("RPT245", "Nothing was stored for {index}.")
LEFT = Sentence("RPT246", "Still there, and not removed: {place}")
REVOKE = Sentence("RPT247", "The token itself stays valid until it is deleted on the index: {url}")
PASSWORD = Sentence("RPT248", "no token that can be read; it is sent as it is")


def status_text(walks: Iterable[Walk], language: Language, style: Style, *, quiet: bool = False) -> str:
    """Return what every finder answered for each index; with `quiet` only what would stop an upload."""
    seen: set[str] = set()
    blocks = [block for walk in walks if (block := _walk(walk, seen, language, style, quiet=quiet))]
    return "\n".join("\n".join(block) + "\n" for block in blocks)


def token_text(claims: TokenClaims, language: Language) -> str:
    """Return what a token says of itself, safe to show."""
    known = index_at(claims.location)
    index = index_text(known, language) if known else escape(claims.location) or say(language, UNKNOWN)
    expires = say(language, UNKNOWN) if claims.expires is None else moment(claims.expires)
    return say(language, TOKEN, {"index": index, "scope": _scope(claims, language), "expires": expires})


def guide_text(target: Target, pages: Mapping[str, str], language: Language, style: Style) -> str:
    """Return the way from nothing to a token, step by step."""
    head = style.paint("strong", say(language, HEAD, {"index": escape(_name(target, language))}))
    if not pages:
        return "\n".join((head, *hang(say(language, OTHER), style.columns, "  ", "  "))) + "\n\n"
    steps = [(REGISTER, "register"), (SECURE, "account"), (MAKE, "token"), (FIRST, "publishing"), (PASTE, "")]
    lines = [head]
    for number, (sentence, page) in enumerate(steps, 1):
        lines += hang(say(language, sentence, {"url": pages[page]} if page else None), style.columns, f"  {number}. ", "     ")
    return "\n".join(lines) + "\n\n"


def login_text(done: Login, pages: Mapping[str, str], language: Language, style: Style) -> str:
    """Return where a token is kept now, what it says, and what to do when the project is there."""
    lines = [_marked("good", say(language, STORED, {"place": escape(done.place)}), style)]
    lines += [f"  {token_text(done.claims, language)}"] if done.claims else []
    notes = [_marked("warn", said(warning, language, escape_values), style) for warning in done.warnings]
    if done.claims and done.claims.kind in ("user", "unknown") and pages:
        notes.append(_marked("note", say(language, REPLACE, {"url": pages["project"].format(project="NAME")}), style))
    return "\n".join([*lines, *notes]) + "\n"


def logout_text(done: Logout, pages: Mapping[str, str], language: Language, style: Style) -> str:
    """Return what was removed, and what still gives a login."""
    index = escape(_name(done.target, language))
    lines = [_marked("good", say(language, REMOVED, {"place": said(where, language, escape_values)}), style) for where in done.removed]
    lines = lines or [_marked("skip", say(language, NOTHING, {"index": index}), style)]
    lines += [_marked("warn", say(language, LEFT, {"place": said(where, language, escape_values)}), style) for where in done.left]
    if done.removed and pages:
        lines.append(_marked("note", say(language, REVOKE, {"url": pages["account"]}), style))
    return "\n".join(lines) + "\n"


def talk_text(what: Said | ProblemFacts, language: Language, style: Style) -> str:
    """Return one thing that is told while somebody logs in."""
    if isinstance(what, ProblemFacts):
        words = explain_problem(what, language, escape_values)
        return _marked("bad", f"{words.message}  {words.id}", style) + "\n"
    return _marked("warn", said(what, language, escape_values), style) + "\n"


def _walk(walk: Walk, seen: set[str], language: Language, style: Style, *, quiet: bool) -> list[str]:
    counts = first(walk.answers)
    if quiet and (counts is None or counts.credential):
        return []
    name = escape(_name(walk.target, language))
    url = "" if walk.target.url in ("", walk.target.name) else f"  {style.paint('dim', escape(walk.target.url))}"
    lines = [style.paint("strong", name) + url]
    labels = {finder: say(language, sentence) for finder, sentence in FINDERS.items()}
    room = max(width(labels[answer.finder]) for answer in walk.answers)
    for answer in walk.answers:
        warnings = [text for warning in answer.warnings if (text := said(warning, language, escape_values)) not in seen]
        seen.update(warnings)
        lines += _answer(answer, warnings, pad(labels[answer.finder], room), language, style)
    return [*lines, *hang(_verdict(walk, counts, language), style.columns, "  ", "  ")]


def _answer(answer: Answer, warnings: list[str], label: str, language: Language, style: Style) -> list[str]:
    indent = " " * (width(label) + 6)
    role: Role = "good" if answer.state == "found" else "bad" if answer.problem else "dim"
    mark = {"found": style.marks.good, "absent": style.marks.skip, "broken": style.marks.bad}[answer.state]
    texts = [said(answer.said, language, escape_values)]
    if answer.claims:
        texts.append(token_text(answer.claims, language))
    elif answer.credential:
        texts.append(say(language, PASSWORD))
    if answer.problem:
        words = explain_problem(answer.problem, language, escape_values)
        texts += [f"{words.message}  {words.id}", words.fix]
    texts += [f"{style.marks.warn} {warning}" for warning in warnings]
    lines = [line for text in texts for line in hang(text, style.columns, indent, indent)]
    return [f"  {style.paint(role, mark)} {style.paint('dim', label)}  {lines[0][len(indent) :]}", *lines[1:]]


def _verdict(walk: Walk, counts: Answer | None, language: Language) -> str:
    if counts is None:
        return say(language, NONE, {"command": command_line(TYPED, "auth", "login", walk.target.name)})
    if counts.problem:
        return say(language, STOPS, {"id": counts.problem.kind.id})
    return say(language, USED, {"finder": say(language, FINDERS[counts.finder])})


def _scope(claims: TokenClaims, language: Language) -> str:
    named = projects(claims)
    if isinstance(named, list):
        return say(language, LIMITED, {"projects": escape(", ".join(named)) or "–"})
    if named == "all":
        return say(language, ACCOUNT)
    parts = [say(language, MINTED)] if claims.kind == "trusted publisher" else []
    counted = claims.project_ids is not None
    parts.append(say(language, COUNTED, {"count": claims.project_ids or 0}) if counted else "" if parts else say(language, NO_SCOPE))
    return ", ".join(part for part in parts if part)


def _name(target: Target, language: Language) -> str:
    return target.name if is_address(target.name) else index_text(target.name, language)


def _marked(mark: str, text: str, style: Style) -> str:
    sign: str = getattr(style.marks, mark)
    roles: Mapping[str, Role] = {"good": "good", "bad": "bad", "warn": "warn", "note": "note", "skip": "dim"}
    lines = hang(text, style.columns, "  ", "  ")
    return "\n".join((f"{style.paint(roles[mark], sign)} {lines[0][2:]}", *lines[1:]))
