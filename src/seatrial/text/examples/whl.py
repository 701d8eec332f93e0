"""Examples of the rules on wheels: a file name, lines of METADATA or WHEEL, members, lines of RECORD, sizes of members, entry points, code."""

WHEEL = "boat-1.0-py3-none-any.whl"
INFO = "boat-1.0.dist-info"
SCRIPTS = "[console_scripts]\nboat = "
EXAMPLES = {
    "WHL001": ("my-small-boat-1.0-py3-none-any.whl", "my_small_boat-1.0-py3-none-any.whl"),
    "WHL002": ("my__boat-1.0-py3-none-any.whl", "my_boat-1.0-py3-none-any.whl"),
    "WHL003": ("boat-summer-py3-none-any.whl", WHEEL),
    "WHL004": ("boat-1.0-b1-py3-none-any.whl", "boat-1.0-1-py3-none-any.whl"),
    "WHL005": ("boat-1.0-cp312-cp312-linux_x86_64.whl", "boat-1.0-cp312-cp312-manylinux_2_28_x86_64.whl"),
    "WHL006": ("Name: boat\nship-1.0-py3-none-any.whl", f"Name: boat\n{WHEEL}"),
    "WHL007": ("Name: My.Boat\nMy.Boat-1.0-py3-none-any.whl", "Name: My.Boat\nmy_boat-1.0-py3-none-any.whl"),
    "WHL008": (f"Version: 1.1\n{WHEEL}", f"Version: 1.0\n{WHEEL}"),
    "WHL009": (f"License-File: LICENSE\n{INFO}/LICENSE", f"License-File: LICENSE\n{INFO}/licenses/LICENSE"),
    "WHL010": (
        f"$ unzip -t {WHEEL}\ntesting: {INFO}/licenses/LICENSE   bad CRC 1c291ca3",
        f"$ unzip -t {WHEEL}\ntesting: {INFO}/licenses/LICENSE   OK",
    ),
    "WHL011": (f"boat/__init__.py\n{INFO}/METADATA\n{INFO}/WHEEL", f"boat/__init__.py\n{INFO}/METADATA\n{INFO}/WHEEL\n{INFO}/RECORD"),
    "WHL012": (f"boat/__init__.py,sha256=47DEQp…,0\n\n{INFO}/RECORD,,", f"boat/__init__.py,sha256=47DEQp…,0\n{INFO}/RECORD,,"),
    "WHL013": ("[console_scripts]\nmy/boat = boat:main", "[console_scripts]\nmy-boat = boat:main"),
    "WHL014": (
        f"$ unzip -t {WHEEL}\ntesting: {INFO}/entry_points.txt   bad CRC 1c291ca3",
        f"$ unzip -t {WHEEL}\ntesting: {INFO}/entry_points.txt   OK",
    ),
    "WHL015": (f"boat/__init__.py\n{INFO}/WHEEL\n{INFO}/RECORD", f"boat/__init__.py\n{INFO}/METADATA\n{INFO}/WHEEL\n{INFO}/RECORD"),
    "WHL016": (
        f"$ unzip -t {WHEEL}\ntesting: {INFO}/METADATA   bad CRC 1c291ca3",
        f"$ unzip -t {WHEEL}\ntesting: {INFO}/METADATA   OK",
    ),
    "WHL017": ('"boat" * 57 + "-1.0-py3-none-any.whl"', WHEEL),
    "WHL030": ("boat/__init__.py,sha256=47DEQp…,120\n125  boat/__init__.py", "boat/__init__.py,sha256=47DEQp…,125\n125  boat/__init__.py"),
    "WHL031": (
        "boat/__init__.py,sha256=47DEQp…,0\n0  boat/__init__.py\n0  boat/oars.py",
        "boat/__init__.py,sha256=47DEQp…,0\nboat/oars.py,sha256=47DEQp…,0\n0  boat/__init__.py\n0  boat/oars.py",
    ),
    "WHL032": (
        "boat/__init__.py,sha256=47DEQp…,0\nboat/oars.py,sha256=47DEQp…,0\n0  boat/__init__.py",
        "boat/__init__.py,sha256=47DEQp…,0\n0  boat/__init__.py",
    ),
    "WHL033": (f"boat-0.9.dist-info/METADATA\n{INFO}/METADATA", f"{INFO}/METADATA"),
    "WHL034": ("Wheel-Version: 2.0", "Wheel-Version: 1.0"),
    "WHL035": ("boat-1.0-py3-none-any.whl\nTag: cp312-cp312-win_amd64", "boat-1.0-cp312-cp312-win_amd64.whl\nTag: cp312-cp312-win_amd64"),
    "WHL036": (
        "boat-1.0-py3-none-any.whl\nboat/_fast.cp312-win_amd64.pyd",
        "boat-1.0-cp312-cp312-win_amd64.whl\nboat/_fast.cp312-win_amd64.pyd",
    ),
    "WHL037": ("boat-1.0.data/etc/boat.conf", "boat-1.0.data/data/etc/boat.conf"),
    "WHL038": ("../boat.py", "boat.py"),
    "WHL039": (f"boat/__init__.py\n{INFO}/METADATA", f"boat/__init__.py\n{INFO}/METADATA\n{INFO}/licenses/LICENSE"),
    "WHL040": ("__init__.py\noars.py", "boat/__init__.py\nboat/oars.py"),
    "WHL041": ("boat/__init__.py\ntests/__init__.py", "boat/__init__.py\nboat/tests/__init__.py"),
    "WHL042": (f"{INFO}/METADATA\n{INFO}/WHEEL", f"boat.py\n{INFO}/METADATA\n{INFO}/WHEEL"),
    "WHL043": ('# boat.py\nprint "Ahoy"', '# boat.py\nprint("Ahoy")'),
    "WHL044": (f"boat/__init__.py\n{SCRIPTS}boat", f"boat/__init__.py\n{SCRIPTS}boat:main"),
    "WHL045": (f"boat/__init__.py\n{SCRIPTS}boat.cli:main", f"boat/__init__.py\nboat/cli.py\n{SCRIPTS}boat.cli:main"),
    "WHL046": (f"# boat.py\ndef row(): ...\n{SCRIPTS}boat:main", f"# boat.py\ndef main(): ...\n{SCRIPTS}boat:main"),
    "WHL047": ("# boat/__init__.py\nfrom .oars import row", "# boat/__init__.py\nfrom .oars import row\n# boat/oars.py\ndef row(): ..."),
    "WHL048": ("# boat.py\nif oars := find(): ...", "# boat.py\noars = find()\nif oars: ..."),
    "WHL049": (
        '# boat/__init__.py\nfrom pathlib import Path\n\nPORTS = (Path(__file__).parent / "ports.csv").read_text()',
        '# boat/__init__.py\nfrom pathlib import Path\n\nPORTS = (Path(__file__).parent / "ports.csv").read_text()\n# boat/ports.csv',
    ),
    "WHL050": (
        "# oars/__init__.py\nfrom boat import sails\n# sails/__init__.py",
        "# boat/oars/__init__.py\nfrom boat import sails\n# boat/sails/__init__.py\n# boat/__init__.py",
    ),
    "WHL051": ("src/__init__.py", "boat/__init__.py"),
    "WHL052": ("# boat/__init__.py\nimport oars\n# boat/oars.py", "# boat/__init__.py\nfrom . import oars\n# boat/oars.py"),
    "WHL053": (
        '# boat/__init__.py\nPORTS = open("boat/ports.csv").read()\n# boat/ports.csv',
        '# boat/__init__.py\nfrom importlib.resources import files\n\nPORTS = (files("boat") / "ports.csv").read_text()\n# boat/ports.csv',
    ),
    "WHL054": ('# boat.py\n__version__ = "1.0"', '# boat.py\n__version__ = "1.0"\n\ndef row(): ...'),
    "WHL055": ("boat/__init__.py\nCHANGES.md", "boat/__init__.py\nboat/CHANGES.md"),
    "WHL056": ("boat/__init__.py\nboat.pth", "boat/__init__.py"),
    "WHL057": ("Classifier: Typing :: Typed\nboat/__init__.py", "Classifier: Typing :: Typed\nboat/__init__.py\nboat/py.typed"),
    "WHL058": ("boat-1.0-cp312-cp312-win_amd64.whl\nboat/__init__.py", f"{WHEEL}\nboat/__init__.py"),
    "WHL061": (
        "# boat/__init__.py\nfrom .oars import row\n# boat/oars.py\ndef steer(): ...",
        "# boat/__init__.py\nfrom .oars import row\n# boat/oars.py\ndef row(): ...",
    ),
    "WHL062": ("boat/__init__.py\nio/__init__.py", "boat/__init__.py\nboat/io/__init__.py"),
    "WHL063": ("boat.py\nboat/__init__.py", "boat/__init__.py\nboat/oars.py"),
    "WHL064": (
        "# boat/oars/__init__.py\ndef row(): ...\n# oars/__init__.py\ndef row(): ...\n# boat/__init__.py",
        "# boat/oars/__init__.py\ndef row(): ...\n# boat/__init__.py",
    ),
    "WHL066": ("boat/__init__.py\nboat/__init__.pyi", "boat/__init__.py\nboat/__init__.pyi\nboat/py.typed"),
    "WHL067": (
        "# boat/__init__.py\n# boat-1.0.dist-info/entry_points.txt\n[pytest11]\nboat = boat.plugin",
        "# boat/__init__.py\n# boat/plugin.py\n# boat-1.0.dist-info/entry_points.txt\n[pytest11]\nboat = boat.plugin",
    ),
    "WHL068": (
        "boat-1.0-cp312-cp312-win_amd64.whl\nboat.cp311-win_amd64.pyd",
        "boat-1.0-cp312-cp312-win_amd64.whl\nboat.cp312-win_amd64.pyd",
    ),
    "WHL069": ("boat.py\nboat.egg-info/PKG-INFO", "boat.py"),
    "WHL065": ("Requires-Python: >=3.9\n# boat.py\nimport tomllib", "Requires-Python: >=3.11\n# boat.py\nimport tomllib"),
}
ANSWERS = {
    "WHL001": "Invalid wheel filename (wrong number of parts): 'my-small-boat-1.0-py3-none-any'",
    "WHL002": "Invalid project name: 'my__boat-1.0-py3-none-any'",
    "WHL003": "Invalid wheel filename (invalid version): 'boat-summer-py3-none-any'",
    "WHL004": "Invalid build number: b1 in 'boat-1.0-b1-py3-none-any'",
}
"""PyPI's words to the bad examples, where they are those of a library."""
