"""Examples of the rules on what changed since the release before: behind each version what its wheel has."""

EXAMPLES = {
    "CHG001": (
        "1.4.0  boat/__init__.py\n1.4.0  boat/sails/__init__.py\n1.5.0  boat/__init__.py",
        "1.4.0  boat/__init__.py\n1.4.0  boat/sails/__init__.py\n1.5.0  boat/__init__.py\n1.5.0  boat/sails/__init__.py",
    ),
    "CHG002": (
        "1.4.0  boat/__init__.py\n1.4.0  boat/oars.py\n1.5.0  boat/__init__.py",
        "1.4.0  boat/__init__.py\n1.4.0  boat/oars.py\n1.5.0  boat/__init__.py\n1.5.0  boat/oars.py",
    ),
    "CHG003": (
        "1.4.0  [console_scripts] row\n1.5.0  [console_scripts] scull",
        "1.4.0  [console_scripts] row\n1.5.0  [console_scripts] row\n1.5.0  [console_scripts] scull",
    ),
    "CHG004": (
        "1.4.0  boat/__init__.py\n1.4.0  boat/py.typed\n1.5.0  boat/__init__.py",
        "1.4.0  boat/__init__.py\n1.4.0  boat/py.typed\n1.5.0  boat/__init__.py\n1.5.0  boat/py.typed",
    ),
    "CHG005": (
        "1.4.0  Provides-Extra: fast\n1.5.0  Provides-Extra: quick",
        "1.4.0  Provides-Extra: fast\n1.5.0  Provides-Extra: fast\n1.5.0  Provides-Extra: quick",
    ),
    "CHG006": (
        "1.4.0  [pytest11] boat\n1.5.0  boat/__init__.py",
        "1.4.0  [pytest11] boat\n1.5.0  [pytest11] boat",
    ),
    "CHG010": (
        "1.4.0  Requires-Python: >=3.10\n1.5.0  Requires-Python: >=3.12",
        "1.4.0  Requires-Python: >=3.10\n1.5.0  Requires-Python: >=3.10",
    ),
    "CHG011": (
        "1.4.0  Requires-Dist: oars\n1.5.0  Requires-Dist: oars\n1.5.0  Requires-Dist: sails",
        '1.4.0  Requires-Dist: oars\n1.5.0  Requires-Dist: oars\n1.5.0  Requires-Dist: sails; extra == "wind"',
    ),
    "CHG012": (
        "1.4.0  License-Expression: MIT\n1.5.0  License-Expression: Apache-2.0",
        "1.4.0  License-Expression: MIT\n1.5.0  License-Expression: MIT",
    ),
    "CHG013": (
        "1.4.0  boat-1.4.0-py3-none-any.whl\n1.5.0  boat-1.5.0-cp312-cp312-win_amd64.whl",
        "1.4.0  boat-1.4.0-py3-none-any.whl\n1.5.0  boat-1.5.0-py3-none-any.whl",
    ),
    "CHG014": (
        "1.4.0  boat-1.4.0-cp312-cp312-win_amd64.whl\n1.4.0  boat-1.4.0-cp313-cp313-win_amd64.whl\n1.5.0  boat-1.5.0-cp313-cp313-win_amd64.whl",
        "1.4.0  boat-1.4.0-cp313-cp313-win_amd64.whl\n1.5.0  boat-1.5.0-cp313-cp313-win_amd64.whl",
    ),
    "CHG020": ("1.4.0  300000\n1.5.0  90000", "1.4.0  300000\n1.5.0  280000"),
    "CHG021": ("1.4.0  300000\n1.5.0  9000000", "1.4.0  300000\n1.5.0  320000"),
}
