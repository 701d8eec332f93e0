"""Examples of the rules across the files of one release: file names, lines of their metadata behind them."""

WHEEL = "boat-1.0-py3-none-any.whl"
SDIST = "boat-1.0.tar.gz"
EXAMPLES = {
    "REL001": (f"{WHEEL}\nboat-1.0.dev1.tar.gz", f"{WHEEL}\n{SDIST}"),
    "REL002": (f"boat-0.9-py3-none-any.whl\n{WHEEL}", WHEEL),
    "REL003": (f"{WHEEL}  Name: boat\n{SDIST}  Name: Boat", f"{WHEEL}  Name: boat\n{SDIST}  Name: boat"),
    "REL004": (
        f"{WHEEL}  Requires-Python: >=3.11\n{SDIST}  Requires-Python: >=3.9",
        f"{WHEEL}  Requires-Python: >=3.11\n{SDIST}  Requires-Python: >=3.11",
    ),
    "REL005": (
        "boat-1.0-cp312-cp312-win_amd64.whl  Requires-Dist: colorama\nboat-1.0-cp312-cp312-macosx_11_0_arm64.whl  Requires-Dist: oars",
        "boat-1.0-cp312-cp312-win_amd64.whl  Requires-Dist: oars\nboat-1.0-cp312-cp312-macosx_11_0_arm64.whl  Requires-Dist: oars",
    ),
    "REL006": (
        f"{WHEEL}  Description: How to row our boat.\n{SDIST}  Description: How to sail our boat.",
        f"{WHEEL}  Description: How to row our boat.\n{SDIST}  Description: How to row our boat.",
    ),
    "REL007": (
        f"{WHEEL}  License-Expression: MIT\n{SDIST}  License-Expression: Apache-2.0",
        f"{WHEEL}  License-Expression: MIT\n{SDIST}  License-Expression: MIT",
    ),
    "REL010": (f"{SDIST}\nboat-1.0.zip", SDIST),
    "REL011": (
        "boat-1.0-cp312-cp312-win_amd64.whl\nboat-1.0-cp313-cp313-win_amd64.whl",
        f"boat-1.0-cp312-cp312-win_amd64.whl\nboat-1.0-cp313-cp313-win_amd64.whl\n{SDIST}",
    ),
    "REL012": (
        "boat-1.0-py3-none-any.whl\nboat-1.0-py2.py3-none-any.whl",
        "boat-1.0-py3-none-any.whl\nboat-1.0-py2-none-any.whl",
    ),
    "REL013": (f"{WHEEL}\nboat-1.0-1-py3-none-any.whl", "boat-1.0-1-py3-none-any.whl"),
    "REL015": (
        "boat-1.0-cp312-cp312-win_amd64.whl\nboat-1.0-cp311-cp311-win_amd64.whl\nboat-1.0-cp311-cp311-win32.whl",
        "boat-1.0-cp311-cp311-win_amd64.whl\nboat-1.0-cp311-cp311-win32.whl",
    ),
    "REL014": (
        "boat-1.0-cp311-cp311-win_amd64.whl\nboat-1.0-cp313-cp313-win_amd64.whl",
        "boat-1.0-cp311-cp311-win_amd64.whl\nboat-1.0-cp312-cp312-win_amd64.whl\nboat-1.0-cp313-cp313-win_amd64.whl",
    ),
}
