"""Problems with what an installation showed."""

from seatrial.problem import Kind

_USERS = "Everybody who installs the release would meet this."
_AGAIN = "Correct it, and build and verify again. Nothing can be replaced under the same file name once an index has it."
_DECLARE = "Declare what it needs in the project's dependencies, or correct the module; then build and verify again."

NO_ENVIRONMENT = Kind(
    "PVF001",
    "No environment could be made",
    "No environment could be made with {python}: {reason}.",
    "Every file is installed into a fresh environment, so that nothing of this machine can hide a fault.",
    "Check that this Python works (`{python} -m venv --without-pip FOLDER`), or name another one.",
)
NOT_INSTALLED = Kind("PVF002", "A file cannot be installed", "{file} cannot be installed with {installer}: {reason}", _USERS, _AGAIN)
OTHER_PYTHON = Kind(
    "PVF003",
    "The project does not allow this Python",
    "{file} asks for Python {wanted}, and was to be installed for Python {python}.",
    "Its Requires-Python keeps it from this Python, so that it cannot be tried here.",
    "Run seatrial with a Python that it allows, or correct `requires-python`.",
)
OTHER_BYTES = Kind(
    "PVF004",
    "The index gives other bytes",
    "What the index gives as {file} does not have the SHA-256 of the file that was checked ({installer} refused it).",
    "What users would get is not what was built and checked.",
    "Do not use this release. Find out who changed the file: a mirror, a proxy, the index, or a second build.",
)
INSTALL_TIMEOUT = Kind(
    "PVF005",
    "An installation takes too long",
    "{file} was not installed with {installer} after {seconds} s.",
    "A build that hangs, or an index that does not answer, looks like this.",
    "See the log for where it stopped. `build-timeout` in the settings gives it more time.",
)
NO_DEPENDENCY = Kind(
    "PVF006",
    "A dependency cannot be found",
    "{file} needs {requirement}, which {installer} cannot find on your index.",
    "Dependencies come from your own index, as they do for users.",
    "Correct the requirement's name and version, or set `verify.dependencies = false` where your index cannot have it.",
)
NOT_BUILT = Kind(
    "PVF007",
    "The sdist does not build",
    "{file} cannot be built by {installer}: {reason}",
    "Users for whom there is no wheel build from the sdist, with nothing but what it holds and what its build requirements name.",
    "Put the missing files into the sdist and the missing tools into `[build-system] requires`; then build and verify again.",
)
NOT_ON_INDEX = Kind(
    "PVF008",
    "A file is not on the index",
    "The index shows no {file}.",
    "Only what the index gives can be installed back.",
    "Look whether the upload was complete; `seatrial resume` goes on with it.",
)
NOT_REACHED = Kind(
    "PVF009",
    "An index cannot be reached",
    "For {file}, {installer} could not reach an index: {reason}",
    "Dependencies and build requirements come from your own index, as they do for users.",
    "Check the network, the proxy, and the index in the settings of pip and uv; then run the command again.",
)
IMPORT_FAILS = Kind("PVF010", "A module cannot be imported", "`import {module}` fails: {reason}", _USERS, _DECLARE)
IMPORT_HANGS = Kind(
    "PVF011",
    "An import does not end",
    "`import {module}` did not end within {seconds} s.",
    _USERS,
    "Move what takes so long out of the module's top level. The log shows the line that it hung in.",
)
IMPORT_ENDS = Kind(
    "PVF012",
    "An import ends Python",
    "`import {module}` ended the Python process (status {status}).",
    _USERS,
    "Find the crash or the exit at the module's top level; the log has what it wrote.",
)
SCRIPT_FAILS = Kind(
    "PVF013",
    "A script cannot start",
    "The script {script} cannot start, `{target}` fails: {reason}",
    "The command would be installed, and fail as soon as it is called.",
    "Correct the script's target in the project's build file, or add the missing function; then build and verify again.",
)
SCRIPT_HANGS = Kind(
    "PVF014",
    "A script does not load",
    "The target `{target}` of the script {script} was not loaded within {seconds} s.",
    _USERS,
    "Move what takes so long out of the module's top level. The log shows the line that it hung in.",
)
SCRIPT_ENDS = Kind(
    "PVF015",
    "A script's module ends Python",
    "Loading the target `{target}` of the script {script} ended the Python process (status {status}).",
    _USERS,
    "Find the crash or the exit at the module's top level; the log has what it wrote.",
)
FILE_MISSING = Kind("PVF016", "An installed file is missing", "{path} is named in RECORD and was not installed.", _USERS, _AGAIN)
FILE_CHANGED = Kind(
    "PVF017", "An installed file is not what RECORD says", "{path} was installed with other bytes than RECORD says.", _USERS, _AGAIN
)
OTHER_VERSION = Kind(
    "PVF018",
    "Another version was installed",
    "{name} {found} was installed where {wanted} is released.",
    "The metadata in the file is not that of this release.",
    "Remove what is stale, and build again.",
)
NOT_FOUND = Kind(
    "PVF019",
    "The project is not there after its installation",
    "After the installation Python knows of no project {name}.",
    "The metadata in the file has another name than the release.",
    "Remove what is stale, and build again.",
)
SMOKE_FAILS = Kind(
    "PVF020",
    "A smoke command fails",
    "`{command}` fails with status {status}: {reason}",
    "The project's own command does not work where only the installed release is there.",
    "Run it by hand in an empty folder with the release installed; correct the project or the command, and verify again.",
)
SMOKE_HANGS = Kind(
    "PVF021",
    "A smoke command does not end",
    "`{command}` did not end within {seconds} s.",
    "It may wait for input (it gets none), for the network, or simply need longer.",
    "Make it end by itself, or set `smoke-timeout`.",
)
SMOKE_UNKNOWN = Kind(
    "PVF022",
    "A smoke command cannot be started",
    "`{command}` cannot be started: {reason}.",
    "It is run without a shell, with the scripts of the fresh environment first on PATH.",
    "Correct the command in `smoke`: one program with its arguments, quotes closed.",
)
PROBE_FAILS = Kind(
    "PVF023",
    "The installation could not be looked at",
    "What {installer} installed of {file} could not be looked at: {reason}",
    "Python itself did not start in the environment, or something in the release ends it at its start.",
    "See the log. A `.pth` file or a `sitecustomize` module in the release is the usual cause.",
)
NO_SCRATCH = Kind(
    "PVF024",
    "There is no room for the installations",
    "No environments can be made in the folder for temporary files: {reason}.",
    "Every file is installed into a fresh environment there, with its dependencies; all of it is removed afterwards.",
    "Make room, or name another folder with `TMPDIR`.",
)
NO_PYTHON = Kind(
    "PVF025",
    "A Python is not there",
    "No Python {python} was found. Looked for in: {places}.",
    "Each Python that is named gets environments of its own, and seatrial downloads none.",
    "Install it (`uv python install {python}`, `pyenv install {python}`, or a package of your system), or give the path of its interpreter.",
)
NOT_A_PYTHON = Kind(
    "PVF026",
    "A Python does not start",
    "{python} is no Python that starts: {reason}.",
    "Environments are made by the Python that they are for.",
    "See what it says when you run it yourself, or name another one: a version such as `3.12`, or the path of an interpreter.",
)
TOO_OLD = Kind(
    "PVF027",
    "A Python is too old to be tried",
    "{python} is Python {found} ({path}); pip, which installs the files, needs {wanted}.",
    "The pip that seatrial brings runs in the very Python that it installs for.",
    "Leave this Python out. Users who still have it need an older pip, which nobody mends any more.",
)
NOTHING_FITS = Kind(
    "PVF028",
    "No file is for this Python",
    "Nothing of {name} {version} can be installed for Python {python} on this machine: {files}",
    "A wheel's tags say for which Pythons and platforms it is. Where none fits and there is no sdist, users find nothing to install.",
    "Build a wheel for it, add the sdist to the files, or leave this Python out.",
)
EDITABLE_NOT_BUILT = Kind(
    "PVF029",
    "The editable installation fails in the build",
    "{file} cannot be installed in the editable way by {installer}: {reason}",
    "The project's build backend makes the editable installation, and it gave up.",
    "See the log for its whole output; put missing tools into `[build-system] requires`.",
)
NO_EDITABLE = Kind(
    "PVF030",
    "The backend has no editable installation",
    "The build backend of {file} cannot make an editable installation ({installer}).",
    "It has no hook `build_editable` (PEP 660).",
    "Raise the backend's version in `[build-system] requires`, or verify the built files: `seatrial rehearse`.",
)
NOTHING_IMPORTED = Kind(
    "PVF031",
    "Nothing of the project can be imported",
    "After the editable installation with {installer} Python finds none of the project's modules: {modules}",
    "The installation leads to a folder where the code does not lie.",
    "Correct where the build file looks for packages, then run the command again.",
)
NO_LOGS = Kind(
    "PVF043",
    "There is no place for the logs",
    "{path} cannot be written: {reason}.",
    "The whole output of installations is kept where you can read it afterwards.",
    "Make the folder writable, or name another one with `--data` or `SEATRIAL_DATA`.",
)
NO_SUCH_PROGRAM = Kind(
    "PVF045",
    "This names no Python",
    "{python} is no version, no program on PATH and no path.",
    "A Python is named by one version, by the name of its program, or by its path; a range of versions names none.",
    "Write a version such as `3.12` or `3.13t`, a program such as `pypy3`, or the path of an interpreter; each with a `--python` of its own.",
)
KINDS = (
    NO_ENVIRONMENT, NOT_INSTALLED, OTHER_PYTHON, OTHER_BYTES, INSTALL_TIMEOUT, NO_DEPENDENCY, NOT_BUILT, NOT_ON_INDEX, NOT_REACHED,
    IMPORT_FAILS, IMPORT_HANGS, IMPORT_ENDS, SCRIPT_FAILS, SCRIPT_HANGS, SCRIPT_ENDS, FILE_MISSING, FILE_CHANGED, OTHER_VERSION, NOT_FOUND,
    SMOKE_FAILS, SMOKE_HANGS, SMOKE_UNKNOWN, PROBE_FAILS, NO_SCRATCH, NO_PYTHON, NOT_A_PYTHON, TOO_OLD, NOTHING_FITS, EDITABLE_NOT_BUILT,
    NO_EDITABLE, NOTHING_IMPORTED, NO_LOGS, NO_SUCH_PROGRAM,
)  # fmt: skip
