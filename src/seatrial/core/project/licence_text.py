"""Which licence a text is, as far as its first words tell, and what of a template nobody filled in."""

import re

FAMILIES = (
    ("AGPL", ("gnu affero general public license",)),
    ("LGPL", ("gnu lesser general public license", "gnu library general public license")),
    ("GPL", ("gnu general public license",)),
    ("Apache", ("apache license",)),
    ("MPL", ("mozilla public license",)),
    ("MIT", ("permission is hereby granted, free of charge, to any person obtaining a copy",)),
    ("BSD", ("redistribution and use in source and binary forms",)),
    ("ISC", ("permission to use, copy, modify, and/or distribute this software for any purpose",)),
)
"""Family of licences → words near the beginning of its text; the first that fits counts."""
HEAD = 1500
"""Characters of a text in which those words are looked for; other licences may be spoken of further down."""
BLANKS = re.compile(
    r"[\[<{](?:year|yyyy|fullname|full name|name|name of copyright owner|copyright holders?|owner|author|your name)[\]>}]", re.IGNORECASE
)
"""Places that a template leaves to be filled in."""
FILLED = frozenset({"MIT", "BSD", "ISC"})
"""Families whose text has the name of the owner in it; others show by such places how to use them."""


def family_of_text(text: str) -> str | None:
    """Return the family of licences that a text belongs to, None where its first words do not tell."""
    head = " ".join(text[:HEAD].lower().split())
    found = {family: min(at) for family, words in FAMILIES if (at := [head.find(one) for one in words if one in head])}
    return min(found, key=lambda one: found[one]) if found else None


def speaks_of(text: str, family: str) -> bool:
    """Tell whether a text has the words of a family of licences anywhere, as one that holds several has."""
    whole = " ".join(text.lower().split())
    return any(one in whole for name, words in FAMILIES if name == family for one in words)


def blanks(text: str) -> tuple[str, ...]:
    """Return the places of a template that nobody filled in, each once."""
    if family_of_text(text) not in FILLED:
        return ()
    return tuple(dict.fromkeys(match[0] for match in BLANKS.finditer(text[:HEAD])))


def family_of_name(declared: str) -> str | None:
    """Return the family that a declared licence (an identifier, or the end of a classifier) belongs to; None where it is none of them, or several."""
    words = re.split(r"[^a-z]+", declared.lower())
    if {"and", "or", "with"} & set(words) and "license" not in words:
        return None
    known = {
        "AGPL": ("agpl", "affero"), "LGPL": ("lgpl", "lesser"), "GPL": ("gpl", "gplv"), "Apache": ("apache",), "MPL": ("mpl", "mozilla"), "MIT": ("mit",),
        "BSD": ("bsd",), "ISC": ("isc", "iscl"),
    }  # fmt: skip
    found = [family for family, names in known.items() if set(names) & set(words)]
    return found[0] if len(found) == 1 else None
