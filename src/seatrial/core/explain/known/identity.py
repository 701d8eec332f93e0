"""Trusted Publishing before PyPI is asked: how a job gets its identity, and why it gets none."""

from seatrial.model.explain import SIGN, Cause

DOCS = "https://docs.{PYPI}/trusted-publishers/"

CAUSES = (
    Cause(
        "EXP166",
        "The job may not ask GitHub for its identity",
        "It lacks the permission `id-token: write`, or it runs for a pull request from a fork, which never gets it.",
        "Add to the publishing job in the workflow:\n    permissions:\n      id-token: write\n"
        "Do it at the job, not only at the top: a job's own `permissions:` replace those at the top.\n"
        "Start the workflow by a tag, a release or by hand, not by pull requests.\n"
        "Push the change, and run the workflow again.",
        said=(
            "missing or insufficient OIDC token permissions",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN environment variable was unset",
            "ACTIONS_ID_TOKEN_REQUEST_URL environment variable was unset",
            "is the 'id-token: write' permission missing?",
            "Environment variable ACTIONS_ID_TOKEN_REQUEST_TOKEN not set",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN is not set",
        ),
        url=f"{DOCS}using-a-publisher/",
    ),
    Cause(
        "EXP167",
        "The run belongs to a pull request from a fork",
        "Such runs get no identity and no secrets, so they cannot publish.",
        "Publish from the repository itself: by a tag (`push: tags:`), a release, or `workflow_dispatch`.\n"
        "Do not change the trigger to `pull_request_target`: PyPI refuses it.\n"
        "Let pull requests only build and check.",
        said=(
            "The workflow context indicates that this action was called from a pull request on a fork",
            "called from a pull request on a fork",
        ),
        url=f"{DOCS}troubleshooting/",
    ),
    Cause(
        "EXP168",
        "GitHub did not issue the identity",
        "The service that issues identities was slow or broken for a moment.",
        "Run the job again.\nIf it happens again, look at GitHub's status page.",
        said=(
            "GitHub: OIDC token request timed out",
            "GitHub: OIDC token request failed",
            "request failed (code=",
            "malformed or incomplete JSON",
        ),
    ),
    Cause(
        "EXP169",
        "GitLab's job has no identity for the index",
        "The variable PYPI_ID_TOKEN (for TestPyPI: TESTPYPI_ID_TOKEN) is not there, because the job does not ask for it.",
        "Add to the publishing job in .gitlab-ci.yml:\n    id_tokens:\n      PYPI_ID_TOKEN:\n        aud: pypi\n"
        "For TestPyPI: TESTPYPI_ID_TOKEN with `aud: testpypi`.\n"
        "Run the pipeline again.",
        said=(
            "Environment variable PYPI_ID_TOKEN not found",
            "Environment variable TESTPYPI_ID_TOKEN not found",
            "PYPI_ID_TOKEN not found",
        ),
        url=f"{DOCS}using-a-publisher/",
    ),
    Cause(
        "EXP170",
        "The identity was issued for another audience",
        "The CI's configuration names another audience than the index wants.",
        "Set `aud: pypi` for PyPI and `aud: testpypi` for TestPyPI in the configuration of the CI.\nRun the job again.",
        said=("Token audience claim mismatch", "Malformed token payload"),
    ),
    Cause(
        "EXP171",
        "Google Cloud gave no identity",
        "No service account is attached to the machine or the build, or the metadata service did not answer.",
        "Attach a service account to the machine or the build.\nRegister the mail address of that account as the publisher on PyPI.\nRun it again.",
        said=("GCP: access token request timed out", "GCP: OIDC token missing", "OIDC token missing from response"),
        url=f"{DOCS}adding-a-publisher/",
    ),
    Cause(
        "EXP172",
        "PyPI does not take identities of CircleCI",
        "The upload tool finds CircleCI and asks for its identity, but PyPI has no publishers of this kind.",
        "Make an API token on https://{PYPI}/manage/account/token/.\n"
        "Store it as a variable of the project at CircleCI, and set `TWINE_USERNAME=__token__` and `TWINE_PASSWORD` from it.",
        said=("CircleCI: could not find 'circleci'", "CircleCI: the `circleci` tool"),
        url=DOCS,
    ),
    Cause(
        "EXP173",
        "There is no Trusted Publishing where this ran",
        "It works only inside of a CI that issues identities; here none was found, and no token was given either.",
        "On your own machine: use an API token with the user name `__token__`.\n"
        "In a CI: check that the job may ask for an identity (GitHub: `permissions: id-token: write`).",
        said=("This environment is not supported for trusted publishing", "No OIDC token discovered"),
        url=DOCS,
    ),
    Cause(
        "EXP176",
        "The token of Trusted Publishing was lost between two steps",
        "The environment had an identity at first and none at the time of the upload.",
        "Run the whole job again in the CI, from its start.",
        said=("Expected a trusted publishing token but got None",),
    ),
    Cause(
        "EXP179",
        "A password was given, so Trusted Publishing is not used",
        "Both a secret and Trusted Publishing are set up; the tool takes the secret.",
        "Remove `password:` (and `user:`) from the publishing step.\nKeep `permissions: id-token: write`.\nDelete the secret that is no longer needed.",
        said=("explicit password was also set, disabling Trusted Publishing", "password was also set, disabling Trusted Publishing"),
        rank=SIGN,
    ),
)
