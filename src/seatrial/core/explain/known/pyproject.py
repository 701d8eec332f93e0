"""What setuptools, hatchling, flit, poetry and build say of pyproject.toml and of the files that it names."""

from seatrial.model.explain import REMARK, SIGN, Cause

PYPROJECT = "https://packaging.python.org/en/latest/guides/writing-pyproject-toml/"

CAUSES = (
    Cause(
        "EXP306",
        "pyproject.toml is not valid TOML",
        "The message names line and column. Often a quotation mark, a comma or a bracket is missing, or a key stands there twice.",
        "Go to that line of pyproject.toml; the mistake may be at the end of the line before.\n"
        "Strings need quotation marks, lists commas between their items, and each table stands there once.\n"
        "Run `seatrial check` in the folder: it reads the file and names the line.",
        said=(
            "Failed to parse …pyproject.toml",
            "TOMLDecodeError",
            "TOML parse error at line",
            "Invalid TOML",
            "pyproject.toml is not a valid TOML file",
        ),
        url=PYPROJECT,
    ),
    Cause(
        "EXP307",
        "The table [build-system] is wrong",
        "`requires` must be a list of requirements, `build-backend` a text, and there is nothing else than these and `backend-path`.",
        'For setuptools write:\n    [build-system]\n    requires = ["setuptools>=77"]\n    build-backend = "setuptools.build_meta"\n'
        "Build again.",
        said=(
            "Failed to validate 'build-system' in pyproject.toml",
            "Failed to validate `build-system` in pyproject.toml",
            "'build-system.requires'",
        ),
        url=PYPROJECT,
    ),
    Cause(
        "EXP311",
        "setuptools finds several packages and does not guess",
        "Beside the package lie other folders, such as `data`, `docs` or `tests`, that could be packages too.",
        "Best move the package below `src/`: `src/NAME/__init__.py`, and build again.\n"
        'Or name it in pyproject.toml:\n    [tool.setuptools]\n    packages = ["NAME"]\n'
        'For several packages:\n    [tool.setuptools.packages.find]\n    include = ["NAME*"]\n'
        "Look what came out: `seatrial check dist/*`.",
        said=("Multiple top-level packages discovered in a flat-layout", "Multiple top-level modules"),
        url=PYPROJECT,
    ),
    Cause(
        "EXP312",
        "The licence in pyproject.toml is not valid",
        "`license` is an SPDX expression such as `MIT`; the table with `text` or `file` is the old form, and not both at once.",
        'Write `license = "MIT"` (or `Apache-2.0`, `BSD-3-Clause`, …), and `license-files = ["LICENSE"]`.\n'
        'Use `requires = ["setuptools>=77"]` in `[build-system]`.\n'
        "Build again.",
        said=(
            "`project.license` must be valid exactly by one definition",
            "'project.license' must be valid exactly by one definition",
            "project.license` must",
        ),
        url=PYPROJECT,
    ),
    Cause(
        "EXP313",
        "A licence expression and a licence classifier exclude each other",
        'With `license = "MIT"` the classifiers `License :: …` must go.',
        "Delete every line `License :: …` from `classifiers`.\nBuild again.",
        said=("License classifiers have been superseded by license expressions",),
        url=PYPROJECT,
    ),
    Cause(
        "EXP314",
        "The licence is stated in an old way",
        "The build works, and will stop to do so with a later version of the backend.",
        'Write `license = "MIT"` in place of the table, and delete the classifiers `License :: …`.\n'
        'Use `requires = ["setuptools>=77"]` in `[build-system]`.',
        said=(
            "License classifiers are deprecated",
            "`project.license` as a TOML table is deprecated",
            "SetuptoolsDeprecationWarning: License",
        ),
        rank=REMARK,
    ),
    Cause(
        "EXP315",
        "The version is not valid",
        "Versions follow PEP 440: `1.2.3`, `1.2.3rc1`, `1.2.3.post1`, `1.2.3.dev4`.",
        "Correct `version` in pyproject.toml, for instance `1.0.0-final` to `1.0.0`.\nBuild again.",
        said=("`project.version` must be pep440", "'project.version' must be pep440", "Invalid version: '", "InvalidVersion"),
        url="https://packaging.python.org/en/latest/specifications/version-specifiers/",
    ),
    Cause(
        "EXP316",
        "The project's name is not valid",
        "A name has ASCII letters, digits, `.`, `_` and `-`, and begins and ends with a letter or a digit.",
        "Correct `name` in pyproject.toml; spaces become `-`.\nBuild again.",
        said=("`project.name` must be pep508-identifier", "'project.name' must be pep508-identifier", "Not a valid package or extra name"),
        url=PYPROJECT,
    ),
    Cause(
        "EXP317",
        "The project has no version",
        '`[project]` needs `version`, or says that the backend finds it: `dynamic = ["version"]`.',
        'Add `version = "0.1.0"` to `[project]`.\nOr add `dynamic = ["version"]`, and tell the backend where it stands.',
        said=(
            "`project` must contain ['version'] properties",
            "'project' must contain ['version'] properties",
            "Field `project.version` missing",
            "Missing `project.version` field",
            "field 'project.version' is required",
        ),
        url=PYPROJECT,
    ),
    Cause(
        "EXP318",
        "A field is both given and called dynamic",
        "`dynamic` lists fields that the backend fills in; a field that has a value must not be there.",
        "Delete the value, or take the name out of `dynamic`.\nBuild again.",
        said=(
            "You cannot provide a value for `project.…` and list it under `project.dynamic`",
            "You cannot provide a value for '…' and list it under",
            "and list it under 'project.dynamic'",
            "cannot be both statically defined and listed in field",
        ),
        url=PYPROJECT,
    ),
    Cause(
        "EXP319",
        "Nothing says how a dynamic field is found",
        "`dynamic` lists it, and the backend has no source for it.",
        'For a version in the code, with setuptools:\n    [tool.setuptools.dynamic]\n    version = {attr = "NAME.__version__"}\n'
        "Or write the value into `[project]`, and take the name out of `dynamic`.",
        said=("No configuration found for dynamic",),
        url=PYPROJECT,
    ),
    Cause(
        "EXP320",
        "The README does not exist",
        "setuptools only warns: the build succeeds, and the page on PyPI is empty.",
        'Correct the name in `readme = "…"`, or put the file there; upper and lower case count.\n'
        "Check that it is in git, and for an sdist that MANIFEST.in does not leave it out.\n"
        "Build again.",
        said=("File '…README…' cannot be found", "README.md' cannot be found", "README.rst' cannot be found"),
        rank=SIGN,
    ),
    Cause(
        "EXP321",
        "No licence file fits the pattern",
        "The build succeeds, and the files carry no licence.",
        'Correct `license-files` in pyproject.toml, for instance `["LICENSE"]`; upper and lower case count.\nBuild again.',
        said=("Cannot find any files for the given pattern",),
        rank=SIGN,
    ),
    Cause(
        "EXP322",
        "A file that pyproject.toml names does not exist",
        "The backend stops where the README or a licence file is not there.",
        "Compare the name in pyproject.toml with the file; upper and lower case count on Linux.\n"
        "Check that the file is in git: `git ls-files`.\n"
        "Build again.",
        said=("Readme file does not exist", "License file does not exist", "Description file … does not exist"),
    ),
    Cause(
        "EXP323",
        "hatchling does not find the package",
        "No folder has the name of the project.",
        'Name the folder in pyproject.toml:\n    [tool.hatch.build.targets.wheel]\n    packages = ["src/FOLDER"]\n'
        "Or rename the folder so that it is the project's name, with `_` in place of `-`.\n"
        "Build again.",
        said=("Unable to determine which files to ship inside the wheel",),
        url=PYPROJECT,
    ),
    Cause(
        "EXP324",
        "A classifier does not exist",
        "PyPI takes only those of its list, and hatchling checks them at the build.",
        "Compare the classifier letter by letter with https://{PYPI}/classifiers/.\n"
        "Correct or delete it in `classifiers`, and build again.",
        said=("Unknown classifier in field", "Unknown classifier"),
        url="https://{PYPI}/help/#trove-classifier",
    ),
    Cause(
        "EXP325",
        "A dependency is an address",
        "PyPI takes no file whose requirements point at a file or a repository (`name @ https://…`).",
        "Publish that package on PyPI, and depend on it by name and version.\n"
        "If only developers need it: move it to `[dependency-groups]`.\n"
        "Do not set `allow-direct-references` for a package that goes to PyPI: it would be refused there.",
        said=("cannot be a direct reference unless field", "allow-direct-references"),
        url=PYPROJECT,
    ),
    Cause(
        "EXP331",
        "Something in [project] is wrong",
        "The message names the key. The backend reads the table strictly.",
        "Find the key in pyproject.toml, and compare it with the guide.\n"
        "Run `seatrial check` in the folder: it reads the file without building.\n"
        "Build again.",
        said=(
            "configuration error: `project",
            "configuration error: 'project",
            "invalid pyproject.toml config",
            "Invalid pyproject.toml",
            "The Poetry configuration is invalid",
        ),
        url=PYPROJECT,
        rank=SIGN,
    ),
    Cause(
        "EXP332",
        "flit finds no docstring or no version in the module",
        "flit takes the summary from the module's docstring and the version from `__version__`.",
        'Begin the module with a docstring, and add `__version__ = "0.1.0"`.\n'
        "Or write `version` and `description` into `[project]`, and drop `dynamic`.",
        said=(
            "NoDocstringError",
            "Please add a docstring to module",
            "NoVersionError",
            "Cannot package module without a version string",
            "No file/folder found for module",
        ),
    ),
    Cause(
        "EXP333",
        "poetry finds no code for the project",
        "No folder and no module has the project's name.",
        'Name it in pyproject.toml:\n    [tool.poetry]\n    packages = [{include = "FOLDER", from = "src"}]\n'
        "Or rename the folder so that it is the project's name, with `_` in place of `-`.",
        said=("No file/folder found for package",),
    ),
)
