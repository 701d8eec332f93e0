"""Examples of the rules on a source tree beside the files built from it: what the tree, the wheel and the sdist have, or code of the build."""

EXAMPLES = {
    "PAR001": ("tree   boat.py\nwheel  boat-1.0.dist-info/METADATA", "tree   boat.py\nwheel  boat-1.0.dist-info/METADATA\nwheel  boat.py"),
    "PAR002": (
        "tree   boat/__init__.py\ntree   boat/oars.py\nwheel  boat/__init__.py",
        "tree   boat/__init__.py\ntree   boat/oars.py\nwheel  boat/__init__.py\nwheel  boat/oars.py",
    ),
    "PAR003": (
        "tree   boat/__init__.py\nwheel  boat/__init__.py\nwheel  boat/old.py",
        "tree   boat/__init__.py\nwheel  boat/__init__.py",
    ),
    "PAR004": (
        "tree   boat/__init__.py\ntree   boat/py.typed\nwheel  boat/__init__.py",
        "tree   boat/__init__.py\ntree   boat/py.typed\nwheel  boat/__init__.py\nwheel  boat/py.typed",
    ),
    "PAR005": (
        "tree   boat/__init__.py\ntree   boat/ports.csv\nwheel  boat/__init__.py",
        "tree   boat/__init__.py\ntree   boat/ports.csv\nwheel  boat/__init__.py\nwheel  boat/ports.csv",
    ),
    "PAR006": ('tree   version = "1.1"\nwheel  Version: 1.0', 'tree   version = "1.1"\nwheel  Version: 1.1'),
    "PAR007": ('tree   name = "boat"\nwheel  Name: ship', 'tree   name = "boat"\nwheel  Name: boat'),
    "PAR008": ("wheel  Version: 1.1\nsdist  Version: 1.0", "wheel  Version: 1.1\nsdist  Version: 1.1"),
    "PAR009": (
        'tree   setup.py: open("VERSION")\ntree   VERSION\nsdist  setup.py',
        'tree   setup.py: open("VERSION")\ntree   VERSION\nsdist  setup.py\nsdist  VERSION',
    ),
    "PAR010": (
        "tree   boat/__init__.py\ntree   boat/oars.py\nsdist  boat/__init__.py",
        "tree   boat/__init__.py\ntree   boat/oars.py\nsdist  boat/__init__.py\nsdist  boat/oars.py",
    ),
    "PAR011": (
        'tree   boat/__init__.py\nwheel  boat/__init__.py: __version__ = "1.0"\nwheel  Version: 1.1',
        'tree   boat/__init__.py\nwheel  boat/__init__.py: __version__ = "1.1"\nwheel  Version: 1.1',
    ),
    "PAR012": ('open("../boat.log", "w")', 'open("build/boat.log", "w")'),
    "PAR013": ('open("boat/__init__.py", "a").write(version)', 'open("boat/_version.py", "w").write(version)'),
    "PAR014": ("$ seatrial build &\n$ git switch lake", "$ seatrial build\n$ git switch lake"),
}
