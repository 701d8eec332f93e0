"""Examples of the rules on runs that are remembered: what the last one came to."""

EXAMPLES = {
    "RUN001": ("$ python -m pytest\n1 failed, 11 passed in 0.42s", "$ python -m pytest\n12 passed in 0.40s"),
    "RUN002": (
        '$ python -m pytest\nboat: /home/me/boat/boat/__init__.py\n# tests/conftest.py\nsys.path.insert(0, "/home/me/boat")',
        "$ python -m pytest\nboat: …/site-packages/boat/__init__.py",
    ),
    "RUN003": ("$ python -m pytest\ntests/test_sea.py::test_ping", "$ python -m pytest\ntests/test_sea.py::test_ping PASSED"),
    "RUN004": ("$ python -m unittest discover\nRan 0 tests in 0.000s", "$ python -m unittest discover -s tests\nRan 12 tests in 0.040s"),
    "RUN005": ("$ seatrial build\nPBD004: the backend fails", "$ seatrial build\nboat-1.0.tar.gz\nboat-1.0-py3-none-any.whl"),
    "RUN006": (
        "$ seatrial rehearse\nPVF010: `import boat` fails",
        "$ seatrial rehearse\nboat-1.0-py3-none-any.whl, installed with pip: works",
    ),
    "RUN007": (
        "$ seatrial check --run\nNo matching distribution found for pytset",
        "$ seatrial check --run\nSuccessfully installed boat-1.0 pytest-9.0.2",
    ),
    "RUN008": ("$ ls\nboat.py  pyproject.toml  spec_of_boat.txt", "$ ls\nboat.py  pyproject.toml  test_boat.py"),
    "RUN009": ("$ python -m nox -s tests", "$ python -m pytest tests"),
}
