"""Uploads: what an index answers to a file, and what upload tools say about files, signatures and attestations."""

from seatrial.model.explain import REASON, REMARK, SIGN, STATUS, WRAPPER, Cause

DOCS = "https://docs.{PYPI}/"

CAUSES = (
    Cause(
        "EXP190",
        "A field of the upload has a value that PyPI does not take",
        "The message names the field and says what is wrong with it; nearly always the value comes from the metadata in pyproject.toml, setup.cfg or setup.py.",
        "Find the field that the message names in the build file.\n"
        "Correct it, and build again.\n"
        "Run `seatrial check` on the new files: it judges them by PyPI's rules before anything is sent.",
        said=("is an invalid value for …. Error:", "Invalid value for …. Error:"),
        url="https://packaging.python.org/specifications/core-metadata",
        rank=SIGN,
    ),
    Cause(
        "EXP191",
        "A requirement, name or path in the metadata is not valid",
        "The message names the value and the field. PyPI reads metadata strictly, more so than installers of former years did.",
        "Find the value in pyproject.toml, setup.cfg or setup.py.\nCorrect it, and build again.\nRun `seatrial check` on the new files.",
        said=("is invalid for '",),
        url="https://packaging.python.org/specifications/core-metadata",
        rank=SIGN,
    ),
    Cause(
        "EXP194",
        "PyPI takes no attestations from this provider",
        "Trusted Publishing works with it, attestations do not.",
        "Leave the attestations out, and upload the same files again.",
        said=("Attestations are not currently supported with",),
        url=f"{DOCS}attestations/producing-attestations/",
        rank=REASON,
    ),
    Cause(
        "EXP195",
        "The attestation does not belong to this file or this publisher",
        "The file was changed after it was signed, or another workflow signed it than the one that is registered (a reusable workflow, for instance).",
        "Sign in the same job that publishes, and change nothing in between.\n"
        "Publish from the workflow whose file name is registered on PyPI.\n"
        "If that is impossible: leave the attestations out (`attestations: false`).",
        said=(
            "Could not verify the uploaded artifact using the included attestation",
            "does not match expected Trusted Publisher",
            "0 of 2 policies succeeded",
            "Unknown error while trying to verify included attestations",
        ),
        url=f"{DOCS}attestations/producing-attestations/",
        rank=SIGN,
    ),
    Cause(
        "EXP196",
        "The set of attestations is not one that PyPI takes",
        "A file may have one publish attestation and one SLSA provenance, each at most once, as a list in JSON.",
        "Delete all `*.attestation` files beside the distributions.\nBuild and sign again in one job, each file once.\nUpload again.",
        said=(
            "Malformed attestations",
            "an empty attestation set is not permitted",
            "attestations per file are supported",
            "A maximum of … attestations per file",
            "with the same predicate type",
            "unsupported predicate type",
            "Multiple attestations … same predicate type",
        ),
        url=f"{DOCS}attestations/producing-attestations/",
        rank=SIGN,
    ),
    Cause(
        "EXP197",
        "The attestations were refused",
        "What follows in the same message says why.",
        "Read the words behind `Invalid attestations supplied during upload:` and give them to `seatrial explain`.\n"
        "To publish at once: leave the attestations out (`attestations: false`).",
        said=("Invalid attestations supplied during upload",),
        url=f"{DOCS}attestations/producing-attestations/",
        rank=WRAPPER,
    ),
    Cause(
        "EXP198",
        "The attestation files are missing or broken",
        "`--attestations` wants a file `NAME.publish.attestation` beside every distribution.",
        "Make the attestations first, or leave `--attestations` away.",
        said=("Upload with attestations requested, but", "has no associated attestations", "invalid JSON in attestation"),
    ),
    Cause(
        "EXP199",
        "This index takes no attestations",
        "Only PyPI and TestPyPI do; the files themselves are uploaded.",
        "Leave `--attestations` away for this index.",
        said=("Only PyPI and TestPyPI support attestations",),
        rank=REMARK,
    ),
    Cause(
        "EXP200",
        "PyPI ignores PGP signatures",
        "Since May 2023 it neither stores nor shows them. The upload works nevertheless.",
        "Stop making `.asc` files; use Trusted Publishing with attestations if origin matters.",
        said=("has an associated PGP signature; these will be silently ignored", "has an associated PGP signature"),
        rank=REMARK,
    ),
    Cause(
        "EXP201",
        "Signing with GPG is not set up as twine wants it",
        "A signature was given without its file, `--identity` without `--sign`, or there is no GPG.",
        "PyPI ignores such signatures: leave `--sign`, `--identity` and `.asc` files away.\n"
        "If another index wants them: install gpg, and name the distribution beside its `.asc`.",
        said=(
            "Cannot upload signed files by themselves",
            "sign must be given along with identity",
            "'gpg' or 'gpg2' executables not available",
            "executables not available",
        ),
    ),
    Cause(
        "EXP202",
        "A file in the folder is no distribution",
        "twine takes wheels (`.whl`) and sdists (`.tar.gz`), and stops at anything else before it sends the first file.",
        "Look what is in `dist/`, and delete what is no wheel and no sdist.\n"
        "Best delete the folder and build again: `rm -rf dist; python -m build`.\n"
        "Or name the files: `twine upload dist/*.whl dist/*.tar.gz`.",
        said=("Unknown distribution format: '",),
    ),
    Cause(
        "EXP203",
        "There are no files to upload",
        "Nothing was built, the build failed before, or the command runs in another folder. In cmd.exe quotation marks keep `dist/*` from being expanded.",
        "Look for the first error of the build above this line.\n"
        "Build: `python -m build`, or `seatrial build`.\n"
        "Run the upload in the folder that holds `dist/`, and write `dist/*` without single quotes on Windows.",
        said=("Cannot find file (or expand pattern)", "Cannot find file (or expand pattern):", "No files found to publish"),
        rank=SIGN,
    ),
    Cause(
        "EXP204",
        "The metadata in the file is not valid",
        "twine read the metadata of the file and found it wrong; the words behind it name the field.",
        "Read the words behind `Invalid distribution metadata:`.\n"
        "Correct the field in the build file, and build again.\n"
        "Run `seatrial check` on the new files.",
        said=("Invalid distribution metadata",),
        rank=SIGN,
    ),
    Cause(
        "EXP205",
        "The upload tool does not know a field of the metadata",
        "The build backend is newer than the tool's library `packaging`, or the field does not exist at all.",
        "`python -m pip install --upgrade twine packaging pkginfo`\n"
        "In a workflow: use the newest gh-action-pypi-publish.\n"
        "Upload the same files again.",
        said=("unrecognized or malformed field",),
    ),
    Cause(
        "EXP206",
        "The upload tool is too old for the metadata of the file",
        "Name and version are there: the tool cannot read metadata of this version and takes it for empty.",
        "`python -m pip install --upgrade twine packaging pkginfo` (twine 6.1 or newer).\n"
        "In a workflow: use the newest gh-action-pypi-publish.\n"
        "Upload the same files again; they need no new build.",
        said=("Metadata is missing required fields",),
    ),
    Cause(
        "EXP207",
        "The file is no complete distribution",
        "It was made by hand or packed by another program: METADATA or PKG-INFO is not where it belongs.",
        "Build with a build tool: `python -m build`, or `seatrial build`.\n"
        "Do not unpack and pack wheels or sdists by hand.\n"
        "Run `seatrial check` on the file for what exactly is missing.",
        said=(
            "No METADATA in archive",
            "No PKG-INFO in archive",
            "PKG-INFO is not a regular file",
            "Too many top-level members in sdist archive",
        ),
    ),
    Cause(
        "EXP208",
        "The file is damaged",
        "It is empty, cut short, or something else that was saved under this name, such as a Git LFS pointer or an error page.",
        "Delete it, and build or download it again.\n"
        "Look at its size and its beginning: `ls -l dist`, `head -c 200 FILE`.\n"
        "Run `seatrial check FILE` before the next upload.",
        said=(
            "BadZipFile: File is not a zip file",
            "zipfile.BadZipFile",
            "tarfile.ReadError",
            "ReadError: not a gzip file",
            "ReadError: empty file",
            "ZIP archive not accepted",
            "ReadError: file could not be opened successfully",
        ),
    ),
    Cause(
        "EXP209",
        "twine does not skip files on this index",
        "Since twine 6.2 `--skip-existing` works with PyPI and TestPyPI only.",
        "Leave `--skip-existing` away, and upload only the files that are missing.",
        said=("does not have support for the following features: --skip-existing", "does not have support for the following features"),
    ),
    Cause(
        "EXP210",
        "A file was skipped because its name is on the index",
        "twine compares names, not contents: if the file was built again, the index keeps the old bytes, and nothing of the new ones is published.",
        "Compare the SHA-256 of your file with that on the page of the release.\n"
        "If they differ: raise the version, build again, and upload that.",
        said=("because it appears to already exist",),
        rank=REMARK,
    ),
    Cause(
        "EXP211",
        "`twine register` does not exist any more",
        "Projects come into being with their first upload.",
        "Leave `twine register` away, and run `twine upload dist/*`.",
        said=("invalid choice: 'register'",),
    ),
    Cause(
        "EXP212",
        "The upload failed; this line does not say why",
        "The index's reason stands in the line above or below, or was not shown at all.",
        "Give the whole log to `seatrial explain`.\n"
        "If there is no reason in it: run `twine upload --verbose` for the files that are left.\n"
        "Run `seatrial check` on the files: it tells PyPI's answer without sending anything.",
        said=("Error during upload. Retry with the --verbose option for more details", "Error during upload"),
        rank=WRAPPER,
    ),
    Cause(
        "EXP213",
        "A file was refused, and its reason was not shown",
        "PyPI sends its reason in the body of the answer, which the tool did not print.",
        "Run `seatrial check` on the files: it names PyPI's reason without sending anything.\n"
        "Or upload again with `--verbose`, and give that output to `seatrial explain`.\n"
        "Files that went through before are live: send only those that are left.",
        said=(
            "400 Bad Request from",
            "HTTPError: 400 Bad Request",
            "Client Error: Bad Request",
            "status code 400 Bad Request",
            "400 Bad Request",
        ),
        rank=STATUS,
    ),
    Cause(
        "EXP214",
        "The index refused access",
        "A 403 means: the token is missing, wrong, or without rights on this project. The reason was not shown.",
        "Check that the user name is `__token__` and the token begins with `pypi-`.\n"
        "Check that the token is of this index: PyPI and TestPyPI have separate ones.\n"
        "Check that it is for this project, or for the whole account.\n"
        "Upload again with `--verbose`, and give that output to `seatrial explain`.",
        said=("403 Forbidden", "403 Client Error", "status code 403", "401 Unauthorized"),
        url="https://{PYPI}/help/#invalid-auth",
        rank=STATUS,
    ),
    Cause(
        "EXP215",
        "uv could not publish a file",
        "This is only the frame: the lines below it give the reason.",
        "Read the next lines of the log, or give the whole log to `seatrial explain`.",
        said=("Failed to publish `…`", "error: Failed to publish", "Failed to publish"),
        rank=WRAPPER,
    ),
)
