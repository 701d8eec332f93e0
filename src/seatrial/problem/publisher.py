"""Problems with what an identity claims and with the trusted publisher that it needs."""

from seatrial.problem import Kind

NOT_A_TOKEN = Kind(
    "PTP030",
    "This is no identity token",
    "What was given as an identity token is none: it has not three parts in base64 with dots between them, the first two of them JSON objects.",
    "An index answers `invalid-payload: malformed JWT` to it. A variable that is empty, a token in quotation marks, one that was cut, or an error page in its place are what it mostly is.",
    "Look at how the token is got. An API token (it begins with pypi-) is none either.",
)
REUSABLE = Kind(
    "PTP031",
    "The job runs in a reusable workflow",
    "The workflow that is started is {started}; the job lies in {called}, which it calls.",
    "PyPI compares the file that holds the job. From a file of another repository it takes nothing; from one of the same repository only as long as both come from the same commit, and attestations fail then.",
    "Move the publishing job into {started}, and let the workflow that is called only build.",
)
FROM_PULL_REQUEST = Kind(
    "PTP032",
    "The workflow is started by pull_request_target",
    "{workflow} is started by pull_request_target.",
    "Such runs give the code of strangers your rights; PyPI takes nothing from them.",
    "Start the publishing workflow by a tag (`on: push: tags:`), by a release, or by hand (`workflow_dispatch`), and take `pull_request_target` away from it.",
)
NO_ENVIRONMENT = Kind(
    "PTP033",
    "The job has no environment, and the publisher asks for one",
    "The publisher asks for the environment {recorded}; the job claims none.",
    "A publisher with an environment takes only jobs that run in it.",
    "Write `environment: {recorded}` into the publishing job, or leave the environment of the publisher empty.",
)
OTHER_ENVIRONMENT = Kind(
    "PTP034",
    "The environment differs",
    "The publisher has the environment {recorded}; the job claims {claimed}.",
    "Only a job in that very environment is taken. GitHub's environments are the same in upper and lower case, GitLab's are not.",
    "Make both the same: `environment:` of the job, or the environment of the publisher.",
)
OTHER_CASE = Kind(
    "PTP035",
    "Upper and lower case differ",
    "{field}: the publisher has {recorded}; the job claims {claimed}.",
    "PyPI compares this letter by letter.",
    "Remove the publisher and add it again with {claimed}, exactly so.",
)
OTHER_PLACE = Kind(
    "PTP036",
    "The repository was renamed or moved, or is another one",
    "{field}: the publisher has {recorded}; the job claims {claimed}.",
    "The identity has the name of today. A publisher is not renamed with its repository or its owner.",
    "If the repository was renamed or moved: remove the publisher and add it again with {claimed}. If the job runs in a fork, publish from the repository itself.",
)
OTHER_OWNER_NUMBER = Kind(
    "PTP037",
    "The owner is another account of the same name",
    "The publisher belongs to the account with the number {recorded}; the job's owner has the number {claimed}.",
    "The account was deleted and made again, or the name went over to somebody else. PyPI keeps the number, so that nobody can take over a name.",
    "Remove the publisher and add it again, so that PyPI takes the new number. Do so only if the account is yours.",
)
OTHER_FILE = Kind(
    "PTP038",
    "The workflow file is another one",
    "The publisher has {recorded}; the job lies in {claimed}.",
    "The file's name is compared letter by letter. It was renamed or moved, or another workflow publishes.",
    "Remove the publisher and add it again with {claimed}, or give the file its old name back.",
)
OTHER_AUDIENCE = Kind(
    "PTP039",
    "The identity is for another index",
    "The identity was made for {found}; {the_index} takes those for {audience}.",
    "PyPI and TestPyPI take only identities that name them, and answer `invalid-token` to every other.",
    "GitLab: set `aud: {audience}` in `id_tokens:`. GitHub: the publishing tool asks for the right one, if it is told the right index.",
)
NO_PERMISSION_WRITTEN = Kind(
    "PTP040",
    "The job may not have an identity",
    "{file}, job {job}: the permission `id-token: write` is not granted.",
    "GitHub gives an identity only to a job that has it; without it the upload asks for a password, or fails.",
    "Add it to the job:\n    permissions:\n      id-token: write",
)
OVER = Kind(
    "PTP041",
    "The identity has expired",
    "The identity was valid until {time}.",
    "It lives for some minutes, and PyPI answers `invalid-token` once it is over.",
    "Ask for it right before it is exchanged; do not hand it from one job to another. If it should still be valid, a clock is wrong.",
)
NOT_BEGUN = Kind(
    "PTP042",
    "The identity is not valid yet",
    "The identity is valid from {time} on.",
    "PyPI lets clocks differ by 30 seconds, and answers `invalid-token` beyond that.",
    "Set the clock of the machine that made it, or of this one.",
)
NO_CLAIM = Kind(
    "PTP043",
    "The identity lacks a claim",
    "The claim {claim} is missing.",
    "PyPI needs it to find the publisher. An organization can have a template of its own for identities; older servers leave claims away.",
    "Set the claims of the organization's or the repository's identities back to their default, and run the job again.",
)
NO_REF = Kind(
    "PTP044",
    "The identity does not say from which commit it comes",
    "The claims {claims} are empty.",
    "PyPI compares the place of the workflow with them. Unusual triggers leave them empty.",
    "Start the workflow by a tag, a branch or by hand.",
)
OTHER_ISSUER = Kind(
    "PTP045",
    "The index does not know who made the identity",
    "The identity was made by {issuer}.",
    "PyPI takes identities of GitHub, GitLab.com, Google Cloud and ActiveState; of a GitLab of your own only where its address is registered for your organization; of GitHub Enterprise Server none.",
    "Publish from one of them, have PyPI's staff register the issuer for your organization, or use an API token: `seatrial auth login {index}`.",
)
ON_OTHER_INDEX = Kind(
    "PTP046",
    "The publisher may be on the other index",
    "The job asks {the_index} for a token; PyPI and TestPyPI have publishers of their own.",
    "PyPI and TestPyPI share nothing: a publisher on one of them does nothing on the other.",
    "See that the publisher is registered on {the_index}, and that the job uploads to the index that you mean.",
)
NOT_REGISTERED = Kind(
    "PTP047",
    "No publisher is registered for this job",
    "{the_index} has no publisher with exactly what the job claims.",
    "It was never registered, was removed, or differs in a letter. A pending one lapses after 30 days, or when somebody else makes a project of that name.",
    "Open {page} and compare each field with the table of `seatrial publisher show`; add what is missing, exactly so.",
)
ANY_ENVIRONMENT = Kind(
    "PTP048",
    "The job has no environment",
    "{file}, job {job}: there is no `environment:`.",
    "Whoever can push to any branch can then publish. With an environment only those can whom its rules allow; PyPI recommends one.",
    "Write `environment: pypi` into the job, give the environment rules in the repository's settings, and enter the same name on the index.",
)
OTHER_VALUE = Kind(
    "PTP049",
    "A field differs",
    "{field}: the publisher has {recorded}; the identity claims {claimed}.",
    "PyPI compares it letter by letter.",
    "Correct the publisher: remove it, and add it again with {claimed}.",
)
USED_BEFORE = Kind(
    "PTP050",
    "The identity was exchanged before",
    "Each identity gives one token, and this one has given it.",
    "A second step, a second command or a retry sent the same identity again. A GitLab job has one for its whole life; a GitHub job can ask for another.",
    "Upload everything with one command. Run the job again: GitHub and GitLab make a new identity for it.",
)
SWITCHED_OFF = Kind(
    "PTP051",
    "The index takes no identities of this service now",
    "{the_index} answers that Trusted Publishing is not enabled.",
    "Its administrators have switched it off, for everybody or for this service, mostly because of an incident.",
    "Look at the status page of the index and run the job again later. If it cannot wait, upload with an API token.",
)
PENDING_OVER = Kind(
    "PTP052",
    "The project of the pending publisher exists already",
    "A pending publisher makes a new project, and its project is there by now.",
    "Somebody was faster, or you uploaded by another way. The index has deleted the pending publisher.",
    "If the project is yours, add the publisher on the project's own page: {page}. If not, choose another name.",
)
NAME_REFUSED = Kind(
    "PTP053",
    "The project of the pending publisher cannot be made",
    "{the_index} says: {words}.",
    "A pending publisher was found, and its project's name is not allowed, or too like another one.",
    "Delete the pending publisher, choose another name in pyproject.toml, and register a pending publisher with it. `seatrial check` judges the name.",
)
NO_ID_TOKENS_WRITTEN = Kind(
    "PTP054",
    "The job asks for no identity",
    "{file}, job {job}: there is no entry in `id_tokens:` for the audience {audience}.",
    "GitLab gives a job an identity only where it asks for one by name.",
    "Add to the job:\n    id_tokens:\n      {variable}:\n        aud: {audience}",
)
FILE_UNREAD = Kind(
    "PTP055",
    "A workflow file cannot be read",
    "{file}, line {line}: it is not as it must be.",
    "What its jobs will claim cannot be told.",
    "Correct the file; `seatrial ci github --check` says what is wrong with it.",
)
CLAIMS_UNREADABLE = Kind(
    "PTP056",
    "The claims cannot be read",
    "{path}: {reason}.",
    "They are wanted as a JSON object, as an identity token, or in the log of a job that prints them.",
    "Name a file that has them, or `-` for the standard input.",
)
NOTHING_TO_SHOW = Kind(
    "PTP057",
    "Nothing says what a job would claim",
    "{folder}: there are no claims, no job of a CI, and no job that publishes in a workflow of the project.",
    "What must be entered on the index follows from one of them.",
    "Write the workflow first: `seatrial ci github`; or give the claims of a job: `seatrial publisher show --claims FILE`.",
)
OTHER_REMOTE = Kind(
    "PTP058",
    "The repository has another name than the git remote here",
    "The git remote of this folder leads to {remote}; the job claims {claimed}.",
    "The repository was renamed or moved, and its old address still leads there; or the job ran in a fork. The identity has the name of today.",
    "If it was renamed: register {claimed}, and set the remote anew with `git remote set-url`. If the job ran in a fork, publish from the repository itself.",
)
BY_PASSWORD = Kind(
    "PTP059",
    "The job uploads with a password or a token",
    "{file}, job {job}: the step gets a password.",
    "A password that is given comes before the identity, so that Trusted Publishing is not used.",
    "Take the password away from the step once the publisher is registered, and delete the token on the index.",
)
KINDS = (
    NOT_A_TOKEN,
    REUSABLE,
    FROM_PULL_REQUEST,
    NO_ENVIRONMENT,
    OTHER_ENVIRONMENT,
    OTHER_CASE,
    OTHER_PLACE,
    OTHER_OWNER_NUMBER,
    OTHER_FILE,
    OTHER_AUDIENCE,
    NO_PERMISSION_WRITTEN,
    OVER,
    NOT_BEGUN,
    NO_CLAIM,
    NO_REF,
    OTHER_ISSUER,
    ON_OTHER_INDEX,
    NOT_REGISTERED,
    ANY_ENVIRONMENT,
    OTHER_VALUE,
    USED_BEFORE,
    SWITCHED_OFF,
    PENDING_OVER,
    NAME_REFUSED,
    NO_ID_TOKENS_WRITTEN,
    FILE_UNREAD,
    CLAIMS_UNREADABLE,
    NOTHING_TO_SHOW,
    OTHER_REMOTE,
    BY_PASSWORD,
)
