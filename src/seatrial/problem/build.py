"""Problems with building."""

from seatrial.problem import Kind

NO_BUILD_FILE = Kind(
    "PBD001",
    "There is nothing that says how to build",
    "The project cannot be built: {reason}",
    "A build starts from `pyproject.toml`, or from `setup.py` where there is none.",
    'Write a `pyproject.toml` with `[build-system]`, `requires = ["setuptools>=77"]` and `build-backend = "setuptools.build_meta"`, and let git know it.',
)
BAD_TABLE = Kind(
    "PBD002",
    "The table [build-system] is wrong",
    "`[build-system]` in pyproject.toml cannot be used: {reason}",
    "It names the backend that builds the project and what the backend needs, in the form of PEP 518 and PEP 517.",
    'Write it as the backend\'s documentation shows, for instance `requires = ["hatchling"]` and `build-backend = "hatchling.build"`.',
)
BAD_REQUIREMENT = Kind(
    "PBD003",
    "A build requirement cannot be read",
    "{requirement} is not a requirement: {reason}",
    "Only requirements in the form of PEP 508 are handed to the installer, so that no project can hand it options.",
    "Write it as `name`, `name>=1.0` or `name @ https://…` in `requires` of `[build-system]`.",
)
NO_INSTALLER = Kind(
    "PBD004",
    "There is neither pip nor uv",
    "Build requirements cannot be installed: {python} has no pip, and uv is not on PATH.",
    "The backend is installed in an environment of its own for each build.",
    "Install pip beside seatrial (`{python} -m ensurepip`), or put uv on PATH.",
)
INDEX_AWAY = Kind(
    "PBD005",
    "The index with the build requirements does not answer",
    "The build needs {requirements}, and {installer} could not reach the index: {reason}",
    "The backend is installed anew for each build, from the index that pip or uv is set up for.",
    "Look after the network, the proxy (`HTTPS_PROXY`) or the index (`PIP_INDEX_URL`, `UV_INDEX_URL`, pip.conf, uv.toml) and run the command again. The whole output is in {log}.",
)
NOT_INSTALLED = Kind(
    "PBD006",
    "The build requirements cannot be installed",
    "{installer} could not install {requirements}: {reason}",
    "The backend is installed in an environment of its own for each build, from the index that pip or uv is set up for.",
    "See whether `requires` of `[build-system]` names what exists for this Python. The whole output is in {log}.",
)
BACKEND_MISSING = Kind(
    "PBD007",
    "The build backend is not there",
    "`{backend}` cannot be imported: {reason}",
    "`build-backend` names it, but nothing that `requires` names brings it, so it was not installed.",
    "Add the package that holds {backend} to `requires` of `[build-system]`. The whole output is in {log}.",
)
BACKEND_FAILED = Kind(
    "PBD008",
    "The build backend failed",
    "`{hook}` of {backend} failed: {line}",
    "This is the line of its output that says most. The backend runs on a clean copy of the project: what git ignores is not there.",
    "Mend what the backend complains of. Its whole output is in {log}.",
)
TOO_SLOW = Kind(
    "PBD009",
    "The build took too long",
    "`{hook}` of {backend} was stopped after {seconds} seconds. The last line of its output: {line}",
    "A build that hangs would hang the release.",
    "If it needs longer, set `build-timeout` (seconds) under `[tool.seatrial]`. Its whole output is in {log}.",
)
NO_FILE = Kind(
    "PBD010",
    "The build backend made no file",
    "`{hook}` of {backend} says that it made {file}, but there is no such file.",
    "The backend must write one file into the folder that it is given, and return the file's name.",
    "Report it to those who make the backend. The whole output is in {log}.",
)
BAD_SDIST = Kind(
    "PBD011",
    "The sdist cannot be unpacked",
    "{file} cannot be unpacked: {reason}",
    "The wheel is built from the sdist, as everybody builds it who has no wheel for their machine.",
    "See what lies in it with `tar -tzf`: it must hold one folder, named after project and version, and nothing that leads out of it.",
)
DIST_READ_ONLY = Kind(
    "PBD012",
    "The built files cannot be written",
    "{path} cannot be written: {reason}.",
    "The files that were built and checked are put there, and sent from there.",
    "Make the folder writable, or name another one.",
)
NO_ROOM = Kind(
    "PBD013",
    "There is no place to build in",
    "The folder for temporary files cannot be used: {reason}.",
    "A build happens in a copy of the project, so that the project itself stays as it is.",
    "Make room, or name another folder with `TMPDIR`.",
)
LED_OUT = Kind(
    "PBD014",
    "The folder for the built files leads out of the project",
    "{path} is a link that leads to {target}.",
    "Such a link may come with somebody else's repository, and a build would write over files in another place.",
    "Delete {path}; seatrial makes a folder of the project's own.",
)
NO_COMPILER = Kind(
    "PBD015",
    "The build needs a compiler that is not there",
    "`{hook}` of {backend} looked in vain for {compiler}: {line}",
    "The project has code that is compiled for each machine, or the backend takes it for such a project.",
    "Install the compiler (Debian and Ubuntu: `apt install build-essential python3-dev`; Fedora: `dnf install gcc gcc-c++ python3-devel`; "
    "macOS: `xcode-select --install`; Rust: https://rustup.rs), or build on a machine that has it. The whole output is in {log}.",
)
SDIST_LACKS = Kind(
    "PBD016",
    "The sdist lacks what its build needs",
    "The wheel can be built from the tree, but not from {sdist}, which lacks {files}: {line}",
    "Everybody builds from the sdist who has no wheel for their machine, and so does seatrial: what the sdist lacks is not there.",
    "Let the sdist hold the files (setuptools: a line `include NAME` in MANIFEST.in; hatchling: `include` under `[tool.hatch.build.targets.sdist]`; "
    "flit: `include` under `[tool.flit.sdist]`; others: the settings of the backend for sdists). The whole output is in {log}.",
)
READS_OUTSIDE = Kind(
    "PBD017",
    "The build reads outside of the project's folder",
    "The wheel can be built from the tree, but not from {sdist}, because the build reads {path}: {line}",
    "An sdist holds the project's folder and nothing above it. Whoever builds from the sdist has nothing at {path}.",
    "Put the file (or a copy of it) into the project's folder, and read it there. The whole output is in {log}.",
)
SDIST_FAILS = Kind(
    "PBD018",
    "No wheel can be built from the sdist",
    "The wheel can be built from the tree, but not from {sdist}: {line}",
    "Everybody builds from the sdist who has no wheel for their machine. Files that the tree has and the sdist has not: {files}.",
    "See which of these files the build reads, and let the sdist hold them (setuptools: a line `include NAME` in MANIFEST.in). "
    "The whole output is in {log}.",
)
IGNORED_FILE = Kind(
    "PBD019",
    "The build needs a file that git does not know",
    "`{hook}` of {backend} failed for want of {path}, which lies in the project, but git ignores it: {line}",
    "The build takes a clean copy of what git knows, as everybody gets it who clones the project: there the file is missing too.",
    "Take {path} out of .gitignore and commit it (`git add --force {path}`), or do not let the build read it. The whole output is in {log}.",
)
KINDS = (
    NO_BUILD_FILE,
    BAD_TABLE,
    BAD_REQUIREMENT,
    NO_INSTALLER,
    INDEX_AWAY,
    NOT_INSTALLED,
    BACKEND_MISSING,
    BACKEND_FAILED,
    TOO_SLOW,
    NO_FILE,
    BAD_SDIST,
    DIST_READ_ONLY,
    NO_ROOM,
    LED_OUT,
    NO_COMPILER,
    SDIST_LACKS,
    READS_OUTSIDE,
    SDIST_FAILS,
    IGNORED_FILE,
)
