"""How much of a distribution is read, kept and parsed, so that no file can exhaust memory or time."""

KIB = 1024
MIB = 1024 * KIB

CHUNK = 256 * KIB
"""Bytes that are read or inflated at a time."""
METADATA = 4 * MIB
"""Of METADATA, PKG-INFO and WHEEL."""
RECORD = 32 * MIB
ENTRY_POINTS = 1 * MIB
SCAN = 5 * MIB
"""Largest source file that PyPI's scanner looks into (warehouse@6b62157, utils/scanner.py)."""
SCAN_AT_ONCE = 50 * MIB
"""What that scanner takes in one go; past it, it answers with the first match."""
LOOK = 512 * KIB
"""Largest member that is handed to a look."""
LOOK_TOTAL = 32 * MIB
SOURCE = 256 * KIB
"""Largest module that is parsed."""
SOURCES = 4 * MIB
"""All modules of a wheel that are parsed, so that a check of the largest ends within seconds; what is left out is told."""
MEMBERS = 250_000
DIRECTORY = 128 * MIB
"""Central directory of a zip file."""
HEADER = 1 * MIB
"""Extended header of a tar member."""
HEADERS = 200
"""Extended headers before one tar member."""
PKG_INFOS = 64
"""Members called PKG-INFO of which the content is kept until the top folder is known."""
INFLATED = 1024 * MIB
"""What is inflated of any file …"""
RATIO = 64
"""… or so many times its size, where that is more."""
