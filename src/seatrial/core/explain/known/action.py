"""gh-action-pypi-publish, and workflows of GitHub that publish."""

from seatrial.model.explain import REMARK, SIGN, WRAPPER, Cause

CAUSES = (
    Cause(
        "EXP290",
        "The publishing action runs on Linux only",
        "gh-action-pypi-publish is a container, and the job runs on macOS or Windows.",
        "Build where you must, and hand the files over with `actions/upload-artifact`.\n"
        "Publish in a job of its own with `runs-on: ubuntu-latest`, which gets them with `actions/download-artifact`.",
        said=("Container action is only supported on Linux", "Container operations are only supported on Linux runners"),
    ),
    Cause(
        "EXP291",
        "The secret with the token is empty",
        "It is not defined, its name is misspelt, it belongs to an environment that the job does not name, or the run comes from a fork.",
        "Open Settings → Secrets and variables → Actions, and compare the name letter by letter with that in the workflow.\n"
        "If the secret belongs to an environment: add `environment: NAME` to the job.\n"
        "Or use Trusted Publishing: remove `password:`, and add `permissions: id-token: write` to the job.",
        said=("EMPTY TOKEN", "It looks like you have not passed a password"),
    ),
    Cause(
        "EXP292",
        "The secret does not look like a token of PyPI",
        "Tokens begin with `pypi-`. The wrong secret was taken, or a password, or the token was saved without its beginning.",
        "Make a new token, copy it whole from `pypi-` on, and save it as the secret again.\nCheck that the workflow names this secret.",
        said=("POTENTIALLY INVALID TOKEN", 'does not start with "pypi-"', "does not start with 'pypi-'"),
        rank=SIGN,
    ),
    Cause(
        "EXP293",
        "The publishing job finds no distributions",
        "The build failed before, its artifact was not downloaded, or it lies in another folder.",
        "Look for the first error of the build job.\n"
        "Download the artifact before the publishing step: `actions/download-artifact` with the name that was uploaded, and `path: dist/`.\n"
        "If it lies elsewhere: name the folder in `packages-dir:`.",
        said=(
            "MISSING DISTS",
            "no Python distribution packages to publish in the directory",
            "It looks like there are no Python distribution packages to publish",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP294",
        "The files have been signed before",
        "The action ran twice in one job over the same folder, for TestPyPI and PyPI for instance, and finds the attestations of its first run.",
        "Publish to each index in a job of its own, each with a fresh download of the files.\n"
        "Or switch the attestations off in one of both: `attestations: false`.",
        said=("already has a publish attestation",),
    ),
    Cause(
        "EXP295",
        "A folder has the name of a distribution",
        "`actions/download-artifact` made a folder for each artifact, and the files lie inside of them.",
        "Add `merge-multiple: true` and `path: dist/` to `actions/download-artifact`.",
        said=("Path looks like a distribution but is not a file",),
    ),
    Cause(
        "EXP296",
        "The files could not be signed",
        "The line behind it gives the reason; mostly the job may not ask for its identity, or Sigstore was away.",
        "Check that the job has `permissions: id-token: write`.\nRun the job again.\nIf it cannot wait: `attestations: false`.",
        said=("Attestation generation failure",),
        rank=SIGN,
    ),
    Cause(
        "EXP297",
        "A hint to use Trusted Publishing",
        "It stops nothing: the upload with a password or a token goes on.",
        "When there is time: register the workflow as a Trusted Publisher, remove `password:`, and add `permissions: id-token: write`.",
        said=("Password-based uploads deprecated", "Upgrade to Trusted Publishing", "Password-based uploads disabled for PyPI"),
        url="https://docs.{PYPI}/trusted-publishers/adding-a-publisher/",
        rank=REMARK,
    ),
    Cause(
        "EXP298",
        "A tag or release made by a workflow starts no other workflow",
        "Events made with GITHUB_TOKEN do not start workflows, so that they cannot start each other for ever.",
        "Publish in the same workflow that makes the tag, in a job behind it (`needs:`).\n"
        "Or start the publishing workflow by hand: `gh workflow run`.\n"
        "Or make the tag with the token of an app of your own.",
        said=(
            "publish workflow never starts after a bot-made tag",
            "events triggered by the GITHUB_TOKEN will not create a new workflow run",
            "workflow does not start after a tag",
        ),
    ),
    Cause(
        "EXP299",
        "The environment holds the job back",
        "It has reviewers who must agree, or rules for the branches and tags that may deploy, and this run fits none.",
        "Open the run and approve it, or ask a reviewer.\n"
        "Open Settings → Environments → the environment, and allow the tags that you release from, for instance `v*`.\n"
        "Run it again.",
        said=(
            "is not allowed to deploy to",
            "due to environment protection rules",
            "Waiting for review",
            "job skipped/waiting: environment protection",
        ),
    ),
    Cause(
        "EXP300",
        "No artifact of this name",
        "The job that builds did not upload it, failed before, or gave it another name.",
        "Look whether the build job succeeded and which artifacts the run has.\n"
        "Use the same name in `actions/upload-artifact` and `actions/download-artifact`.\n"
        "Let the publishing job wait: `needs: build`.",
        said=(
            "Unable to download artifact(s)",
            "Unable to find any artifacts for the associated workflow",
            "Artifact not found for name",
            "No files were found with the provided path",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP301",
        "The step failed; this line does not say why",
        "A command ended with an error. What it was stands above this line.",
        "Look at the lines above, or give the whole log to `seatrial explain`.",
        said=(
            "Process completed with exit code",
            "exited with code 1",
            "returned non-zero exit status",
            "ERROR: Job failed: exit code",
            "Docker run failed with exit code",
            "Bash exited with code",
            "make: *** [Makefile:",
        ),
        rank=WRAPPER,
    ),
)
