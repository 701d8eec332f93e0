"""Trusted Publishing: what PyPI answers to the identity of a job, and what stands around its answer."""

from seatrial.model.explain import REASON, SIGN, WRAPPER, Cause

DOCS = "https://docs.{PYPI}/trusted-publishers/"
SHOW = (
    "Run `seatrial publisher show` in the project, or `seatrial publisher show --claims LOG` with the job's log: "
    "it puts what the job claims beside what must be typed into the form.\n"
)
COMPARE = SHOW + (
    "Open the publishing page of the project: https://{PYPI}/manage/project/NAME/settings/publishing/ "
    "(before the first release https://{PYPI}/manage/account/publishing/).\n"
)

CAUSES = (
    Cause(
        "EXP150",
        "No publisher on PyPI matches the job",
        "PyPI knows who runs the job, and no publisher is registered for exactly that: owner, repository, workflow file or environment differ, "
        "or it was registered on the other index (PyPI and TestPyPI do not share publishers).",
        COMPARE
        + "Compare owner and repository with the address of the repository as it is today; after renaming or moving it, register it anew.\n"
        "Compare the workflow: only the file's name, such as `release.yml`, of the file that was started, in `.github/workflows/`.\n"
        "Compare the environment: it must be the `environment:` of the publishing job, and stay empty where the job has none.\n"
        "Check the index: a job that uploads to TestPyPI needs a publisher on https://test.{PYPI}.\n"
        "Correct the publisher, or remove it and add it again, and run the job again.",
        said=(
            "Publisher with matching claims was not found",
            "invalid-publisher: valid token, but no corresponding publisher",
            "valid token, but no corresponding publisher",
            "All lookup strategies exhausted",
            "invalid-publisher",
        ),
        url=f"{DOCS}troubleshooting/",
    ),
    Cause(
        "EXP151",
        "One claim of the job differs from the publisher",
        "The message names the claim. `repository_owner_id` differs after an account was deleted and made again under the same name; "
        "`environment` where the job has another one than the publisher.",
        COMPARE + "For `environment`: make `environment:` of the job and the publisher's environment the same.\n"
        "For an owner's or repository's claim: remove the publisher and add it again, so that PyPI takes the new number.\n"
        "Run the job again.",
        said=("Check failed for required claim", "Check failed for optional claim", "optional claim '"),
        url=f"{DOCS}troubleshooting/",
        rank=REASON,
    ),
    Cause(
        "EXP152",
        "The job runs in a reusable workflow",
        "PyPI looks at the file that holds the job, and it is not the workflow that was started, or it is taken from another commit. "
        "Publishing from a reusable workflow (`workflow_call`) is not supported.",
        "Move the publishing job into the workflow that starts it, and let the reusable workflow only build.\n"
        "Hand the files over with `actions/upload-artifact` and `actions/download-artifact`.\n"
        "Register that workflow's file name on PyPI; `seatrial publisher show` says what to type.\n"
        "Run it again.",
        said=("The job_workflow_ref claim does not match",),
        url=f"{DOCS}troubleshooting/",
        rank=REASON,
    ),
    Cause(
        "EXP153",
        "The workflow was started by `pull_request_target`",
        "PyPI takes nothing from such runs: they give the code of strangers your rights.",
        "Start the publishing workflow by a tag (`push: tags:`), by a release, or by hand (`workflow_dispatch`).\n"
        "Remove `pull_request_target` from it.\n"
        "Run it again.",
        said=("Publishing from a workflow invoked via 'pull_request_target' is not supported", "invoked via 'pull_request_target'"),
        url=f"{DOCS}security-model/",
        rank=REASON,
    ),
    Cause(
        "EXP154",
        "The identity of the job lacks a claim",
        "PyPI needs a claim that the provider did not send: it changed, or the organization uses a template of its own for the claims.",
        "In the settings of the organization or the repository set the OpenID Connect claims back to their default.\nRun the job again.",
        said=("Missing claim '",),
        rank=REASON,
    ),
    Cause(
        "EXP155",
        "The job's identity does not say from which commit it runs",
        "An unusual trigger leaves the place of the workflow empty or in a form that PyPI cannot read.",
        "Start the workflow by a tag, a branch or by hand.\nRun the publishing job from the repository itself, not from a generated workflow.",
        said=(
            "The ref and sha claims are empty",
            "The job_workflow_ref claim is empty",
            "Could not job extract workflow filename",
            "Could not extract workflow filename",
        ),
        rank=REASON,
    ),
    Cause(
        "EXP156",
        "GitLab's identity does not name the CI file of the project",
        "The pipeline's configuration lies in another project, or the pipeline was started in an unusual way.",
        "Keep `.gitlab-ci.yml` in the project that is published.\n"
        "Register the path of that file on PyPI.\n"
        "Start the pipeline from a branch or a tag.",
        said=(
            "The ci_config_ref_uri claim is empty",
            "The ref_path and sha claims are empty",
            "The ci_config_ref_uri claim does not match",
        ),
        url=f"{DOCS}adding-a-publisher/",
        rank=REASON,
    ),
    Cause(
        "EXP157",
        "ActiveState's identity has no usable subject",
        "The builder is configured in another way than PyPI expects.",
        "Compare organization, project and user in the publisher on PyPI with those at ActiveState.\nStart the build again.",
        said=("Missing 'subject' claim", "Invalid 'subject' claim"),
        url=f"{DOCS}adding-a-publisher/",
        rank=REASON,
    ),
    Cause(
        "EXP158",
        "The identity comes from another issuer than the publisher's",
        "A self-managed or enterprise service issues its own identities; PyPI takes those of the public services only, or of an issuer that the "
        "organization has registered.",
        "Publish from the public service (github.com, gitlab.com), or register the publisher for that issuer.\n"
        "Else use an API token: `TWINE_USERNAME=__token__`, and the token as `TWINE_PASSWORD`.",
        said=("Issuer '…' is unsupported", "JWT issuer … does not match expected issuer"),
        rank=REASON,
    ),
    Cause(
        "EXP159",
        "PyPI does not know this provider of identities",
        "It takes GitHub, GitLab.com, Google Cloud and ActiveState. Other CI services, self-managed GitLab and GitHub Enterprise Server are not among them.",
        "Make an API token on https://{PYPI}/manage/account/token/.\n"
        "Store it as a secret of the CI, and hand it to the upload as `TWINE_PASSWORD`, with `TWINE_USERNAME=__token__`.",
        said=("unknown trusted publishing issuer",),
        url=DOCS,
        rank=REASON,
    ),
    Cause(
        "EXP160",
        "What was sent to PyPI is no identity",
        "The variable with the identity is empty, in quotation marks, or holds the text of an error page.",
        "Print the length of the variable, never its content.\n"
        "Check the step before: with GitHub the job needs `permissions: id-token: write`, with GitLab `id_tokens:`.\n"
        "Take the identity just before it is exchanged.",
        said=("invalid-payload: malformed JWT", "malformed JWT"),
        rank=REASON,
    ),
    Cause(
        "EXP161",
        "PyPI could not use the request for a token",
        "The request has not the form that PyPI expects, or the pending publisher has a project name that PyPI does not allow: invalid, "
        "prohibited, or too like another one.",
        "Read the words behind `invalid-payload`; `seatrial publisher show --claims FILE` reads the identity that was sent.\n"
        "If they speak of a name: delete the pending publisher, and register one with another name.\n"
        "Else check that the identity is not empty, and use a current version of the publishing tool.",
        said=("invalid-payload",),
        rank=SIGN,
    ),
    Cause(
        "EXP162",
        "PyPI cannot trust the identity",
        "It was issued for another audience (`testpypi` instead of `pypi`), has expired, or was changed.",
        "`seatrial publisher show --claims FILE` reads an identity without showing it: audience, time, claims.\n"
        "Ask the index for its audience at https://{PYPI}/_/oidc/audience, and request the identity for that one.\n"
        "Take the identity just before the upload, not at the start of a long job.\n"
        "With GitLab: `aud: pypi` for PYPI_ID_TOKEN, `aud: testpypi` for TESTPYPI_ID_TOKEN.",
        said=("invalid-token: malformed or invalid token", "malformed or invalid token", "invalid-token"),
        url=f"{DOCS}internals/",
    ),
    Cause(
        "EXP163",
        "The pending publisher is for a project that exists now",
        "Somebody, perhaps you, has made the project in the meantime. A pending publisher can only make a new one.",
        "Look at https://{PYPI}/project/NAME/: is the project yours?\n"
        "If yes: open its publishing settings and add the same publisher there; `seatrial publisher show NAME` prints the link that fills the form in.\n"
        "If no: choose another name for the project.\n"
        "Run the job again.",
        said=("invalid-pending-publisher", "valid token, but project already exists"),
        url=f"{DOCS}creating-a-project-through-oidc/",
    ),
    Cause(
        "EXP164",
        "The identity was used already",
        "Each identity can be exchanged once. A second step or a retry sent the same one again.",
        "Request a new identity for every exchange.\nLet only one step of the job publish, or run the job again from its start.",
        said=("invalid-reuse-token", "invalid token: already used"),
    ),
    Cause(
        "EXP165",
        "Trusted Publishing is switched off at the index",
        "PyPI has switched this provider off for a while, or the index does not know Trusted Publishing at all.",
        "Look at PyPI's status page, and run the job again later.\nIf it cannot wait: upload with an API token.",
        said=("trusted publishing functionality not enabled", "has trusted publishing disabled", "not-enabled"),
    ),
    Cause(
        "EXP174",
        "The exchange of the identity for a token failed",
        "This is only the frame: the lines below it give the index's reason.",
        "Read the next lines of the log for a code such as `invalid-publisher`.\nGive that line, or the whole log, to `seatrial explain`.",
        said=(
            "The token request failed; the index server gave the following reasons",
            "Trusted publishing exchange failure",
            "Failed to obtain token for trusted publishing",
            "Failed to obtain a token for trusted publishing",
            "Token request failed: the server refused the request",
        ),
        url=f"{DOCS}troubleshooting/",
        rank=WRAPPER,
    ),
    Cause(
        "EXP175",
        "The index answered with something else than a token",
        "A page of an outage instead of the answer in JSON.",
        "Look at PyPI's status page.\nRun the job again in some minutes.",
        said=(
            "The token-minting request returned invalid JSON",
            "Token request failed: the index produced an unexpected",
            "the index produced an unexpected",
        ),
    ),
    Cause(
        "EXP177",
        "The index says nothing of Trusted Publishing",
        "The address of the repository is wrong, the index is not PyPI, or it has an outage.",
        "For PyPI leave `repository-url` away, or set it to https://upload.{PYPI}/legacy/.\n"
        "For TestPyPI set it to https://test.{PYPI}/legacy/.\n"
        "For other indexes use a token or a password.",
        said=("audience retrieval failed", "does not indicate trusted publishing support", "responded with unexpected"),
    ),
    Cause(
        "EXP178",
        "This publisher is pending for another project already",
        "Owner, repository, workflow and environment together may be pending for one project only.",
        "Finish the first project: its first upload turns the pending publisher into a normal one.\n"
        "Or give each project an environment of its own in the workflow, and register with that environment.",
        said=(
            "A pending trusted publisher matching this configuration has already been registered",
            "already been registered for a different",
        ),
        url=f"{DOCS}creating-a-project-through-oidc/",
    ),
)
