"""Rules on the content of one member: tokens and keys by their form."""

import re
from collections.abc import Iterator

from seatrial.model.dist import MemberContent
from seatrial.model.finding import Hit
from seatrial.rules.rule import Rule, rule

SAMPLE = re.compile(
    r"(?:^|/)(?:tests?|testing|testdata|conftest|test_[^/.]*|[^/.]*_tests?|examples?|samples?|fixtures?|docs?|demos?|mocks?|templates?|cassettes?|(?:dummy|fake|mock|stub|snakeoil|localhost)[^/.]*)(?:\.[^/]*)?(?:/|$)",
    re.IGNORECASE,
)
"""A path in which a secret is most often made up."""
PYPI = re.compile(rb"pypi-AgE[A-Za-z0-9_-]{60,}")
KEY = re.compile(
    rb"-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----\s{0,20}?\r?\n(?:[\w-]+: [^\n]{0,200}\n){0,8}\s{0,20}([A-Za-z0-9+/=]{40,})"
)
SERVICES = (
    ("AWS", re.compile(rb"A[KS]IA"), re.compile(rb"(?<![A-Za-z0-9/+])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9/+])")),
    ("GitHub", re.compile(rb"gh[pousr]_"), re.compile(rb"\bgh[pousr]_[A-Za-z0-9]{36}\b")),
    ("GitHub", re.compile(rb"github_pat_"), re.compile(rb"\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b")),
    ("GitLab", re.compile(rb"glpat-"), re.compile(rb"\bglpat-[A-Za-z0-9_-]{20}\b")),
    ("Slack", re.compile(rb"xox[abp]-"), re.compile(rb"\bxox[abp]-[0-9]{8,}-[0-9A-Za-z-]{20,}")),
    ("Stripe", re.compile(rb"sk_live_"), re.compile(rb"\bsk_live_[0-9A-Za-z]{24,}")),
    ("npm", re.compile(rb"npm_"), re.compile(rb"\bnpm_[A-Za-z0-9]{36}\b")),
    ("npm", re.compile(rb":_authToken"), re.compile(rb"(?<=:_authToken=)[A-Za-z0-9+/=_-]{20,}")),
    ("npm", re.compile(rb":_password"), re.compile(rb"(?<=:_password=)[A-Za-z0-9+/=_-]{12,}")),
    ("Anthropic", re.compile(rb"sk-ant-"), re.compile(rb"\bsk-ant-[a-z0-9]{2,8}-[A-Za-z0-9_-]{80,}")),
)
"""Service, what a token must begin with, its form."""
BEGINNINGS = (re.compile(rb"pypi-AgE"), re.compile(rb"PRIVATE KEY"), *(beginning for _, beginning, _ in SERVICES))
"""One of them is in whatever a rule finds. A pattern that begins with plain bytes is looked for faster than the bytes themselves."""
DIVERSE = 10
"""Different characters that a token has at the least: below, it is a placeholder."""


SHORTEST = 20
"""Bytes of the shortest token."""


def is_suspicious(content: bytes) -> bool:
    """Tell whether content may hold what a rule finds; most members do not, and are spared the rules."""
    return len(content) >= SHORTEST and any(beginning.search(content) for beginning in BEGINNINGS)


def without_tokens(line: str) -> str:
    """Return a line in which no token shows, nor the login of an address."""
    content = line.encode("utf-8", "surrogateescape")
    if is_suspicious(content):
        for form in (PYPI, *(form for _, _, form in SERVICES)):
            content = form.sub(b"****", content)
        line = content.decode("utf-8", "surrogateescape")
    if "://" not in line:
        return line
    from seatrial.core.install import without_secrets  # noqa: PLC0415  (checks of files do without it)

    return without_secrets(line)


def is_sample(path: str) -> bool:
    """Tell whether a path looks like that of a test, an example or a document."""
    return SAMPLE.search(path) is not None


def _hit(content: MemberContent, place: int, **values: str) -> Hit:
    name = content.member.name
    line = content.content.count(b"\n", 0, place) + 1
    return Hit({"member": name, **values}, member=name, line=line, severity="note" if is_sample(name) else None)


def _is_made_up(token: bytes) -> bool:
    return len(set(token)) < DIVERSE or b"EXAMPLE" in token.upper()


@rule(
    "CON002",
    "warning",
    "The file ships a PyPI token",
    message="{member} has something of the form of a PyPI token.",
)
def pypi_token(content: MemberContent) -> Iterator[Hit]:
    """Whoever downloads the file can upload releases with it. PyPI itself searches uploads for such tokens and revokes them.

    Fix: Revoke the token in the account's settings, leave the file out, and build again.
    """
    if b"pypi-AgE" not in content.content:
        return
    for found in PYPI.finditer(content.content):
        if not _is_made_up(found[0]):
            yield _hit(content, found.start())
            return


@rule(
    "CON003",
    "warning",
    "The file ships a private key",
    message="{member} has a private key.",
)
def private_key(content: MemberContent) -> Iterator[Hit]:
    """Everybody can download it, so the key is worth nothing from that moment on.

    Fix: Replace the key wherever it is used, leave the file out, and build again. A key made for tests alone does no harm.
    """
    if b"PRIVATE KEY" not in content.content:
        return
    for found in KEY.finditer(content.content):
        if not _is_made_up(found[1]):
            yield _hit(content, found.start())
            return


@rule(
    "CON004",
    "warning",
    "The file ships a token",
    message="{member} has something of the form of a token for {service}.",
)
def service_token(content: MemberContent) -> Iterator[Hit]:
    """Robots search what is on PyPI for tokens and use them within minutes.

    Fix: Revoke the token at the service, leave the file out, and build again.
    """
    for service, beginning, form in SERVICES:
        if not beginning.search(content.content):
            continue
        for found in form.finditer(content.content):
            if not _is_made_up(found[0]):
                yield _hit(content, found.start(), service=service)
                break


RULES: tuple[Rule[MemberContent], ...] = (pypi_token, private_key, service_token)
