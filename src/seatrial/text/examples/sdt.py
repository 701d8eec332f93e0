"""Examples of the rules on sdists: a file name, lines of PKG-INFO, members."""

EXAMPLES = {
    "SDT001": ("boat-latest.tar.gz", "boat-1.0.tar.gz"),
    "SDT002": ("Name: boat\nship-1.0.tar.gz", "Name: boat\nboat-1.0.tar.gz"),
    "SDT003": ("Name: My.Boat\nMy.Boat-1.0.tar.gz", "Name: My.Boat\nmy_boat-1.0.tar.gz"),
    "SDT004": (
        "License-File: LICENSE\nboat-1.0/PKG-INFO",
        "License-File: LICENSE\nboat-1.0/PKG-INFO\nboat-1.0/LICENSE",
    ),
    "SDT010": ("boat-1.0/PKG-INFO\nboat-1.0/boat.py", "boat-1.0/PKG-INFO\nboat-1.0/boat.py\nboat-1.0/pyproject.toml"),
    "SDT011": ("boat-1.0/PKG-INFO -> boat.egg-info/PKG-INFO", "boat-1.0/PKG-INFO"),
    "SDT012": ("boat-1.0.tar.gz\nboat-main/PKG-INFO", "boat-1.0.tar.gz\nboat-1.0/PKG-INFO"),
    "SDT013": ("boat-1.0/PKG-INFO", "boat-1.0/PKG-INFO\nboat-1.0/LICENSE"),
    "SDT014": ('# boat-1.0/setup.py\nopen("VERSION").read()', '# boat-1.0/setup.py\nopen("VERSION").read()\n# boat-1.0/VERSION'),
    "SDT015": (
        "# boat-1.0/setup.py\nimport numpy",
        '# boat-1.0/setup.py\nimport numpy\n# boat-1.0/pyproject.toml\n[build-system]\nrequires = ["setuptools", "numpy"]',
    ),
    "SDT016": ("boat-1.0/PKG-INFO\nboat-1.0/setup.py", "boat-1.0/PKG-INFO\nboat-1.0/setup.py\nboat-1.0/pyproject.toml"),
    "SDT017": (
        "boat-1.0/setup.py\n# boat-1.0/boat/__init__.py\nfrom .oars import row",
        "boat-1.0/setup.py\n# boat-1.0/boat/__init__.py\nfrom .oars import row\n# boat-1.0/boat/oars.py\ndef row(): ...",
    ),
    "SDT018": (
        'boat-1.0/setup.py\n# boat-1.0/boat/__init__.py\nimport pkgutil\nPORTS = pkgutil.get_data("boat", "ports.csv")',
        'boat-1.0/setup.py\n# boat-1.0/boat/__init__.py\nimport pkgutil\nPORTS = pkgutil.get_data("boat", "ports.csv")\n# boat-1.0/boat/ports.csv',
    ),
    "SDT019": (
        '# boat-1.0/pyproject.toml\nbuild-system.build-backend = "hatchling.build"\nproject.readme = "README.md"',
        '# boat-1.0/pyproject.toml\nbuild-system.build-backend = "hatchling.build"\nproject.readme = "README.md"\n# boat-1.0/README.md',
    ),
    "SDT023": (
        '# boat-1.0/pyproject.toml\nproject.name = "boat"\nproject.scripts.boat = "boat.cli:main"\n# boat-1.0/boat/__init__.py',
        '# boat-1.0/pyproject.toml\nproject.name = "boat"\nproject.scripts.boat = "boat.cli:main"\n# boat-1.0/boat/cli.py',
    ),
    "SDT021": (
        "# boat-1.0/setup.py\nfrom boat import __version__\n# boat-1.0/boat.py\nimport requests",
        "# boat-1.0/setup.py\nfrom boat import __version__\n# boat-1.0/boat.py\nimport re",
    ),
    "SDT022": (
        '# boat-1.0/pyproject.toml\nbuild-system.build-backend = "setuptools.build_meta"\n# boat-1.0/setup.py\nimport boat\n# boat-1.0/boat.py',
        "# boat-1.0/pyproject.toml\nbuild-system.requires = []\n# boat-1.0/setup.py\nimport boat\n# boat-1.0/boat.py",
    ),
    "SDT020": ("boat-1.0/setup.py\nboat-1.0/README.md", "boat-1.0/setup.py\nboat-1.0/README.md\nboat-1.0/boat.py"),
}
