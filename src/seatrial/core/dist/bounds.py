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
"""All modules of a wheel that are kept to be parsed …"""
TOKENS = 800_000
"""… and their tokens (words and signs, those of comments too), so that a check of the densest ends within seconds; what is left out is told."""
DEEPEST = 50
"""Parts of a dotted name: every one is a name of its own, as long as all before it."""
LONGEST = 4096
"""Letters of a dotted name, as of a path on most systems."""
SETUPS = 1 * MIB
"""All files called setup.py of an sdist that are parsed: one, where nobody means harm."""
CODE = 1 * MIB
"""Modules of an sdist that are parsed: those which importing its packages runs."""
CODE_FILES = 20_000
"""Files of an sdist of which the layout is told; their names together have at most as many letters as modules are parsed."""
BUILD_FILE = 512 * KIB
"""A build file of an sdist …"""
BUILD_FILES = 4 * MIB
"""… and all of them: an archive may have many folders, and the same name again and again."""
SETUP_FILES = 20
"""Files called setup.py of an sdist that are parsed."""
MEMBERS = 125_000
NAMES = 32 * MIB
"""Names of all members: each part of a path is a step of its own, many times over."""
DIRECTORY = 64 * MIB
"""Central directory of a zip file."""
EXTRA = 16 * MIB
"""All extra fields in the directory of a zip file, and as much again before its members: each of four bytes is a step of its own."""
HEADER = 1 * MIB
"""Extended header of a tar member."""
HEADERS = 300
"""Extended headers before one tar member: about so many PyPI's server takes, where Python calls itself for each."""
PAX = 32 * MIB
"""All extended headers of a tar archive …"""
EXTENDED = MEMBERS
"""… how many there may be …"""
RECORDS = 2 * MEMBERS
"""… and how many records in them."""
GZIP_MEMBERS = 100_000
"""Gzip streams one behind the other in a file; some writers make one for each block of 64 KiB."""
PKG_INFOS = 64
"""Members called PKG-INFO of which the content is kept until the top folder is known …"""
PKG_INFO_TOTAL = 16 * MIB
"""… and what is kept of them altogether."""
ROWS = MEMBERS + 1_000
"""Lines of RECORD that are kept."""
POINTS = 20_000
"""Entry points that are kept."""
INFLATED = 1024 * MIB
"""What is inflated of any file …"""
RATIO = 64
"""… or so many times its size, where that is more."""
