"""Builds: frontends and their environments, versions from git, compilers, and what is not there."""

from seatrial.model.explain import SIGN, WRAPPER, Cause

PYPROJECT = "https://packaging.python.org/en/latest/guides/writing-pyproject-toml/"

CAUSES = (
    Cause(
        "EXP305",
        "There is no Python project in this folder",
        "It has neither pyproject.toml nor setup.py.",
        "Change to the folder with pyproject.toml: `cd PROJECT`, in a workflow `working-directory:`.\n"
        "In a workflow: check out the repository first (`actions/checkout`).\n"
        "If the project has no such file yet: write a pyproject.toml.",
        said=(
            "does not appear to be a Python project: no pyproject.toml or setup.py",
            "does not appear to be a Python project",
            "Neither 'setup.py' nor 'pyproject.toml' found",
        ),
        url=PYPROJECT,
    ),
    Cause(
        "EXP308",
        "The build backend cannot be imported",
        "`build-backend` is misspelt, `requires` does not list the package it comes from, or that package could not be installed.",
        "Compare `[build-system]` with the documentation of the backend, for instance:\n"
        '    requires = ["hatchling>=1.27"]\n    build-backend = "hatchling.build"\n'
        "With `--no-isolation`: install what `requires` lists first.\n"
        "Build again.",
        said=(
            "BackendUnavailable",
            "Backend '…' is not available",
            "is not available.' Cannot import",
            "Cannot import '…build",
            "The backend could not be imported",
        ),
        url=PYPROJECT,
    ),
    Cause(
        "EXP309",
        "The build failed; this line does not say why",
        "The backend ended with an error, which stands above this line.",
        "Look for the first error above, or give the whole log to `seatrial explain`.\n"
        "Build in a clean copy with a plain answer: `seatrial build`.",
        said=(
            "Backend subprocess exited when trying to invoke",
            "Backend subprocess exited",
            "Build backend failed to",
            "The build backend returned an error",
            "did not run successfully",
            "subprocess-exited-with-error",
        ),
        rank=WRAPPER,
    ),
    Cause(
        "EXP310",
        "Build requirements are missing",
        "With `--no-isolation` nothing is installed: all of `[build-system] requires` must be there already.",
        "Install what the message lists, or build without `--no-isolation`.",
        said=("Missing dependencies:",),
    ),
    Cause(
        "EXP326",
        "The version cannot be found in git",
        "setuptools-scm and its like compute the version from tags, and here is no repository, or it came without tags.",
        "In a workflow: `actions/checkout` with `fetch-depth: 0`, so that the tags come along.\n"
        "Set a tag if there is none: `git tag v0.1.0`.\n"
        "For a build without git: set `SETUPTOOLS_SCM_PRETEND_VERSION=1.2.3`.",
        said=("was unable to detect version for", "unable to detect version"),
    ),
    Cause(
        "EXP327",
        "The clone has only the newest commits",
        "Tags and history are missing, so the version becomes something like `0.1.dev1`, which is not what you mean to release.",
        "In a workflow: `actions/checkout` with `fetch-depth: 0`.\n"
        "On your machine: `git fetch --unshallow --tags`.\n"
        "Build again, and look at the version of the files.",
        said=("is shallow and may cause errors", "shallow clone"),
        rank=SIGN,
    ),
    Cause(
        "EXP328",
        "A file that the build reads is not in the sdist",
        "setup.py opens a file, such as requirements.txt, that was not packed; building from the folder works, from the sdist it does not.",
        "Add it to MANIFEST.in: `include requirements.txt`.\n"
        "Or write the requirements into pyproject.toml, so that nothing needs to be read.\n"
        "Run `seatrial build`: it builds the wheel from the sdist, as users' installers do.",
        said=(
            "FileNotFoundError: [Errno 2] No such file or directory: 'requirements",
            "FileNotFoundError: … 'requirements.txt'",
            "No such file or directory: 'README",
        ),
    ),
    Cause(
        "EXP329",
        "A package that the build needs is not there",
        "The old way of calling setup.py takes whatever is installed; a new environment has neither wheel nor setuptools.",
        "Build with `python -m build` or `seatrial build`, not with `python setup.py bdist_wheel`.\n"
        "List everything that setup.py imports in `[build-system] requires`.",
        said=(
            "invalid command 'bdist_wheel'",
            "No module named 'setuptools'",
            "No module named 'wheel'",
            "No module named 'pkg_resources'",
            "No module named 'distutils'",
        ),
    ),
    Cause(
        "EXP330",
        "The build imports the project itself, or something that it does not declare",
        "A build runs in an environment of its own, where only `[build-system] requires` is installed.",
        "If setup.py imports the package for its version: write the version into pyproject.toml instead.\n"
        "If it imports another package: add that to `[build-system] requires`.\n"
        "Build again.",
        said=(
            "ModuleNotFoundError of the project itself during build",
            "get_requires_for_build_wheel…ModuleNotFoundError: No module named",
            'setup.py", line … in <module>…ModuleNotFoundError: No module named',
            "exec(code, locals())…ModuleNotFoundError: No module named",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP334",
        "There is no compiler, or a header is missing",
        "The package has parts in C, C++ or Rust, which must be compiled on this machine.",
        "Linux: `sudo apt install build-essential python3-dev`; macOS: `xcode-select --install`; Windows: Microsoft C++ Build Tools.\n"
        "For Rust: install it with rustup.\n"
        "For wheels that users need not compile: build them with cibuildwheel.",
        said=(
            "Microsoft Visual C++ 14.0 or greater is required",
            "error: command 'gcc' failed",
            "command 'x86_64-linux-gnu-gcc' failed",
            "unable to execute 'gcc'",
            "fatal error: Python.h: No such file or directory",
            "can't find Rust compiler",
            "linker `cc` not found",
        ),
    ),
    Cause(
        "EXP335",
        "The module `build` is not installed",
        "`python -m build` needs the package of that name in the environment of that Python.",
        "`python -m pip install build`, in an activated environment.\nOr run `seatrial build`.",
        said=("No module named build", "No module named 'build'"),
    ),
)
