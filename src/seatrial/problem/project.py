"""Problems with the folder, its build files and its settings."""

from seatrial.problem import Kind

NOT_A_FOLDER = Kind(
    "PPR001",
    "There is no such project folder",
    "{path} is not a folder.",
    "seatrial looks for a project in the folder that it is given, or in the current one.",
    "Name the folder that holds the project's pyproject.toml or setup.py.",
)
UNREADABLE = Kind(
    "PPR002",
    "A folder or file cannot be read",
    "{path} cannot be read: {reason}.",
    "What a release is made of must be readable by the user who makes it.",
    "Correct the permissions of {path}, and run the command again.",
)
NO_PROJECT = Kind(
    "PPR003",
    "The folder is not a Python project",
    "{path} has no build file that names a project: no pyproject.toml with a [project] table, no setup.cfg, no setup.py.",
    "Build tools learn the project's name, version and modules from such a file; without one nothing can be built.",
    "Change to the folder of the project, or write a file pyproject.toml with these lines:\n\n"
    '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n\n'
    '[project]\nname = "{name}"\nversion = "0.1.0"\n\n'
    '[tool.setuptools]\npackage-dir = {{"" = "{root}"}}\npackages = [{packages}]\npy-modules = [{modules}]\n',
)
BAD_TOML = Kind(
    "PPR004",
    "A TOML file is malformed",
    "{file}, line {line}: {reason}.",
    "No tool can read the file as it stands, so the project can neither be built nor installed.",
    "Correct line {line} of {file}.",
)
BAD_INI = Kind(
    "PPR005",
    "setup.cfg is malformed",
    "{file}, line {line}: {reason}.",
    "setuptools stops at this line, so the project can neither be built nor installed.",
    "Correct line {line} of {file}: settings stand as `key = value` below a `[section]`, further lines of a value are indented.",
)
BAD_PYTHON = Kind(
    "PPR006",
    "setup.py is not valid Python",
    "{file}, line {line}: {reason}.",
    "The build runs this file and stops at this line.",
    "Correct line {line} of {file}; `python -m py_compile {file}` shows the same error.",
)
TOO_LARGE = Kind(
    "PPR007",
    "A build file is too large",
    "{file} has more than {limit} bytes.",
    "Build files are read as a whole; one of this size is not written by people, and reading it could take very long.",
    "Check that {file} is what it should be.",
)
KINDS = (NOT_A_FOLDER, UNREADABLE, NO_PROJECT, BAD_TOML, BAD_INI, BAD_PYTHON, TOO_LARGE)
