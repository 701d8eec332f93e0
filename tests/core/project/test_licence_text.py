"""Texts of licences are told apart by their first words."""

import pytest

from seatrial.core.project.licence_text import blanks, family_of_name, family_of_text, speaks_of

MIT = "MIT License\n\nCopyright (c) [year] [fullname]\n\nPermission is hereby granted, free of charge, to any\nperson obtaining a copy"
APACHE = "Apache License\nVersion 2.0\n[yyyy] [name of copyright owner]"


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (MIT, "MIT"),
        (APACHE, "Apache"),
        ("GNU LESSER GENERAL PUBLIC LICENSE\n… the GNU General Public License", "LGPL"),
        ("GNU GENERAL PUBLIC LICENSE\nVersion 3", "GPL"),
        ("Do as you like.", None),
        ("", None),
    ],
)
def test_families_of_texts(text, family) -> None:
    """What stands first decides, because licences speak of one another."""
    assert family_of_text(text) == family


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("MIT", "MIT"),
        ("MIT License", "MIT"),
        ("BSD-3-Clause", "BSD"),
        ("GPL-3.0-only", "GPL"),
        ("GNU Lesser General Public License v3 (LGPLv3)", "LGPL"),
        ("GNU General Public License v3 (GPLv3)", "GPL"),
        ("Apache Software License", "Apache"),
        ("MIT OR Apache-2.0", None),
        ("MIT, Apache", None),
        ("Zlib", None),
    ],
)
def test_families_of_names(name, family) -> None:
    """Identifiers and the words of classifiers name a family; several, or an unknown one, name none."""
    assert family_of_name(name) == family


def test_blanks() -> None:
    """What a template leaves open is told, except in a licence whose text has such places for all time."""
    assert blanks(MIT) == ("[year]", "[fullname]")
    assert blanks(APACHE) == ()
    assert blanks(MIT.replace("[year] [fullname]", "2026 Jane Doe")) == ()


def test_a_text_of_several() -> None:
    """A file that holds two licences speaks of both."""
    assert speaks_of(f"{APACHE}\n{MIT}", "MIT")
    assert not speaks_of(APACHE, "MIT")
