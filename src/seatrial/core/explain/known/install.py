"""Installing back: pip and uv, when they do not find, do not take or cannot build what was released."""

from seatrial.model.explain import REASON, SIGN, WRAPPER, Cause

CAUSES = (
    Cause(
        "EXP345",
        "No version fits",
        "One text with several causes: the index does not show the new release yet, pip's cache is older than it, the version is a pre-release, "
        "there is no wheel for this Python or system, or the package is not on this index at all (dependencies on TestPyPI).",
        "Look at `from versions:` in the message: is the version that you want among them?\n"
        "If it was uploaded within the last minutes: wait, and try again with `--no-cache-dir`.\n"
        "If it is a pre-release: name it exactly (`NAME==1.0rc1`), or use `--pre`.\n"
        "If the message names another package than yours (`from …`): it is a dependency that this index does not have.\n"
        "If only some Pythons or systems fail: compare `requires-python` and the tags of the wheels.\n"
        "`seatrial verify` installs the files themselves, without waiting for an index.",
        said=(
            "Could not find a version that satisfies the requirement",
            "No matching distribution found",
            "there are no versions of",
            "No solution found when resolving",
        ),
    ),
    Cause(
        "EXP346",
        "The index shows no version at all",
        "Right after a first release, caches still hold the answer `unknown` for some minutes. Later on it means that the name is wrong.",
        "Check the name: open https://{PYPI}/project/NAME/ in a browser.\n"
        "If the page is there: wait some minutes, and try again with `--no-cache-dir`.\n"
        "With TestPyPI: name the index, `--index-url https://test.{PYPI}/simple/`.",
        said=("(from versions: none)", "was not found in the package registry"),
        rank=REASON,
    ),
    Cause(
        "EXP347",
        "A dependency is not on this index",
        "TestPyPI has few packages, and some under known names are somebody else's tests. Your package is there, what it needs is not.",
        "Install only your package from TestPyPI, without what it needs: `pip install --no-deps --index-url https://test.{PYPI}/simple/ NAME`.\n"
        "Install the dependencies from PyPI, in a step of their own.\n"
        "Do not mix both with `--extra-index-url`: pip takes the highest version, from wherever it comes.\n"
        "`seatrial rehearse` needs no TestPyPI, and takes dependencies from your usual index.",
        said=(
            "404 Client Error: Not Found for url: …/simple/",
            "404 Client Error … /simple/",
            "satisfies the requirement …) (from versions",
        ),
        rank=REASON,
    ),
    Cause(
        "EXP348",
        "The package does not allow this Python",
        "`requires-python` leaves this version out, or it is tighter than was meant (`<3.13`, `==3.11`).",
        "Compare the Python in the message with `requires-python` in pyproject.toml.\n"
        "If the package works there: write `>=3.11` without an upper bound, raise the version, and release again.\n"
        "Else install with another Python: `python3.12 -m venv .venv`.",
        said=(
            "requires a different Python",
            "Ignored the following versions that require a different python version",
            "The requested Python version … does not satisfy",
            "the current Python version … does not satisfy Python",
        ),
    ),
    Cause(
        "EXP349",
        "The wheel is not for this machine",
        "Its tags name another Python, another system or another processor.",
        "Look at the end of the file's name, for instance `cp312-cp312-manylinux_2_28_x86_64`.\n"
        "Install it on such a machine, or build a wheel for this one (cibuildwheel makes all of them).\n"
        "Do not rename the file.",
        said=("is not a supported wheel on this platform", "is not compatible with the current platform", "has no wheels with a matching"),
    ),
    Cause(
        "EXP350",
        "The index gives other bytes than expected",
        "The hash of the downloaded file is not the one that was asked for: the file was replaced, a mirror is damaged, or somebody tampers.",
        "Stop, and install nothing.\n"
        "Compare the SHA-256 in the message with that on the page of the release, and with that of the file that you built.\n"
        "Clear the cache, `pip cache purge`, and try again without mirror and proxy.\n"
        "If it stays different: tell the maintainers of the index.",
        said=("THESE PACKAGES DO NOT MATCH THE HASHES", "Hash mismatch for", "Hashes are required in --require-hashes mode"),
    ),
    Cause(
        "EXP351",
        "Name or version in the file differ from those in its name",
        "The file was renamed, or built from other metadata than was meant.",
        "Do not rename wheels and sdists.\nDelete `dist/`, build again, and run `seatrial check dist/*`.",
        said=(
            "has inconsistent name",
            "has inconsistent version",
            "inconsistent version: expected",
            "inconsistent name: expected",
            "metadata has '",
        ),
    ),
    Cause(
        "EXP352",
        "The wheel is broken",
        "Its .dist-info folder is missing, is there twice, or lacks a file.",
        "Build it again with a build tool, and do not pack it by hand.\nRun `seatrial check FILE` for what exactly is wrong.",
        said=(
            "has an invalid wheel",
            ".dist-info directory not found",
            "multiple .dist-info",
            "WHEEL is missing",
            "Wheel '…' … is invalid.",
            "is an invalid wheel",
        ),
    ),
    Cause(
        "EXP353",
        "There is no such extra",
        "The package defines no extra of this name; installers go on without it.",
        "Compare the name with `[project.optional-dependencies]` of the package.\n"
        "If it is there: build again, and look whether the metadata has `Provides-Extra`.",
        said=("does not provide the extra", "does not have an extra named"),
        rank=SIGN,
    ),
    Cause(
        "EXP354",
        "The index speaks plain http",
        "pip takes nothing from it, because anybody on the way could change the files.",
        "Use `https://` in the address of the index.\nFor an index on your own machine: `--trusted-host 127.0.0.1`.",
        said=("is not a trusted or secure host and is being ignored",),
    ),
    Cause(
        "EXP355",
        "This Python belongs to the operating system",
        "The system keeps pip from changing it, because its own programs need it as it is.",
        "Make an environment: `python3 -m venv .venv`.\n"
        "Use it: `. .venv/bin/activate`, on Windows `.venv\\Scripts\\activate`.\n"
        "Install there. For programs: `pipx install NAME`, or `uv tool install NAME`.",
        said=("externally-managed-environment", "This environment is externally managed", "is externally managed"),
        url="https://packaging.python.org/en/latest/specifications/externally-managed-environments/",
    ),
    Cause(
        "EXP356",
        "Only the sdist fits, and it does not build",
        "There is no wheel for this Python or system, so the installer builds from the sdist, and that fails. The backend's error stands above.",
        "Look for the first error above this line, or give the whole log to `seatrial explain`.\n"
        "If the package is yours: publish a wheel, and run `seatrial build`, which builds the wheel from the sdist.\n"
        "If it is another's: take a version that has wheels for your Python.",
        said=(
            "metadata-generation-failed",
            "Getting requirements to build wheel did not run successfully",
            "Failed building wheel for",
            "Failed to build installable wheels",
        ),
        rank=WRAPPER,
    ),
    Cause(
        "EXP357",
        "The version was yanked",
        "Its maintainer withdrew it. It is installed only where it is asked for exactly, and the message gives the reason.",
        "Read the reason in the message.\nTake the next version.",
        said=("The candidate selected for download or install is a yanked version", "is yanked (reason:"),
        rank=SIGN,
    ),
    Cause(
        "EXP358",
        "The package is installed and cannot be imported",
        "The wheel is empty or lacks the module, the module has another name than the project, or another Python runs than the one it was installed for.",
        "Look what the wheel has: `python -m zipfile -l FILE.whl`, or `seatrial check FILE.whl`.\n"
        'Check that the same Python installs and runs: `python -m pip install NAME`, then `python -c "import MODULE"`.\n'
        "If the wheel is empty: correct where the backend looks for packages, raise the version, and build again.",
        said=("ModuleNotFoundError: No module named", "ImportError: No module named", "ModuleNotFoundError"),
        rank=SIGN,
    ),
    Cause(
        "EXP359",
        "Requirements contradict each other",
        "Two packages want versions of a third that exclude each other.",
        "Read which two are named, and loosen one of both, or take another version of it.\n"
        "Install into a fresh environment, where nothing old is in the way.",
        said=("ResolutionImpossible", "conflicting dependencies", "has requirement … but you have", "dependency conflicts"),
    ),
)
