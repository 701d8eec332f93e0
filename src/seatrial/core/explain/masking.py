"""Covers secrets in a text: tokens, passwords in addresses and in assignments, headers, keys, and whatever looks like a long random one."""

import re

COVER = "*"
SHOWN = "****"
RUN = re.compile(r"\*{4,}")
ALNUM = r"A-Za-z0-9_\-"
WHOLE = (
    re.compile(rf"pypi-Ag[{ALNUM}=]*"),
    re.compile(rf"\b(?:gh[pousr]_|github_pat_|glpat-|gl[a-z]{{2,6}}-|npm_|hf_|sk-|sk_live_|xox[a-z]-|AKIA|ASIA|dop_v1_)[{ALNUM}.]{{10,}}"),
    re.compile(rf"\beyJ[{ALNUM}]{{4,}}(?:\.[{ALNUM}=]*){{0,3}}"),
)
"""Covered as they stand: tokens of PyPI, of forges and services, JSON web tokens."""
ADDRESS = re.compile(r"(://)([^\s'\"<>/@:]*:[^\s'\"<>]*@|[^\s'\"<>/@]*@)")
HEADER = re.compile(
    r"((?:authorization|private-token|job-token|x-api-key)[\"']?\s?[:=]\s?[\"']?(?:(?:basic|bearer|token)\s)?)([^\s\"',;]+)", re.IGNORECASE
)
SCHEME = re.compile(r"(\b(?:basic|bearer)\s)([A-Za-z0-9._~+/=-]{8,})", re.IGNORECASE)
ASSIGNED = re.compile(
    r"((?:password|passwd|passphrase|secret|_token|_key|apikey|_pass)[\"']?\s?[=:]\s?[\"']?|\btoken[\"']?\s?=\s?[\"']?|--(?:password|token)[ =][\"']?|twine [^\n]{0,200}\s-p[ =]?)"
    r"([^\s\"']+)",
    re.IGNORECASE,
)
RANDOM = re.compile(r"(?<![A-Za-z0-9_=-])[A-Za-z0-9_-]{40,}={0,2}(?![A-Za-z0-9_=-])")
REST = re.compile(r"(\*\n)([A-Za-z0-9_=-]+)(\n|\Z)?")
"""The first word of a line behind a token that was cut at a line's end, and whether it is the whole line."""
DIGIT, SMALL, CAPITAL = re.compile(r"[0-9]"), re.compile(r"[a-z]"), re.compile(r"[A-Z]")


def covered(text: str) -> str:
    """Return a text with each character of a secret replaced by a star, so that it is as long as before."""
    for pattern in WHOLE:
        text = pattern.sub(lambda match: COVER * len(match[0]), text)
    for pattern in (ADDRESS, HEADER, ASSIGNED):
        text = pattern.sub(lambda match: match[1] + COVER * len(match[2]), text)
    text = SCHEME.sub(lambda match: match[1] + (COVER * len(match[2]) if _is_mixed(match[2]) else match[2]), text)
    text = RANDOM.sub(lambda match: COVER * len(match[0]) if _is_random(match[0]) else match[0], text)
    while (rest := REST.sub(_rest, text)) != text:
        text = rest
    return text


def shown(text: str) -> str:
    """Return a covered text with four stars in place of each secret."""
    return RUN.sub(SHOWN, text)


def _rest(match: re.Match[str]) -> str:
    if match[3] is None and not _is_random(match[2]):
        return match[0]
    return match[1] + COVER * len(match[2]) + (match[3] or "")


def _is_mixed(text: str) -> bool:
    return sum(bool(kind.search(text)) for kind in (DIGIT, SMALL, CAPITAL)) > 1


def _is_random(text: str) -> bool:
    return all(kind.search(text) for kind in (DIGIT, SMALL, CAPITAL))
