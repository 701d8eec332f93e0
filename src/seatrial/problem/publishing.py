"""Problems with Trusted Publishing: the identity of a job, and what an index gives for it."""

from seatrial.problem import Kind

SEE = "`seatrial publisher show` puts what the job claims beside what must be entered on the index."

NO_PERMISSION = Kind(
    "PTP001",
    "The job may not have an identity",
    "GitHub gives this job no identity token.",
    "Trusted Publishing needs the permission `id-token: write`, which a job does not have by itself, and which runs for pull requests from forks never have.",
    "Add `permissions: id-token: write` to the publishing job. Or give a token in SEATRIAL_TOKEN.",
)
NO_ID_TOKENS = Kind(
    "PTP002",
    "The job has no identity token",
    "The variable {variable} is not set in this GitLab job.",
    "GitLab gives a job an identity only where the job asks for it by name, for one audience.",
    "Add to the job: `id_tokens:` with `{variable}:` and in it `aud: {audience}`. Or give a token in SEATRIAL_TOKEN.",
)
IDENTITY_FAILED = Kind(
    "PTP003",
    "The CI did not give an identity token",
    "{service}: {reason}.",
    "Without the job's identity the index cannot know who uploads.",
    "Run the job again. If it stays so, see that the job may ask for identity tokens, and that it reaches the service of its CI (proxy, certificates).",
)
WRONG_AUDIENCE = Kind(
    "PTP004",
    "The identity token is for somebody else",
    "{the_index} takes identity tokens for {audience}; the one of this job is for {found}.",
    "An identity token names whom it is for, and nobody else takes it.",
    "Set `aud: {audience}` in `id_tokens` of the job. PyPI's is pypi, TestPyPI's is testpypi.",
)
FOREIGN_AUDIENCE = Kind(
    "PTP005",
    "The index asks for an identity that is not meant for it",
    "{url} asks for an identity token for {audience}.",
    "Whoever has that token can act in your job's name there. It is not given to another place, whoever asks.",
    "See that the address is right. An index of your own names an audience of its own; one that is an address has the index's host in it.",
)
NO_AUDIENCE = Kind(
    "PTP006",
    "The index does not say for whom an identity is to be",
    "{url}: {reason}.",
    "Trusted Publishing begins with this question.",
    "Run the command again. Or give a token in SEATRIAL_TOKEN.",
)
SWITCHED_OFF = Kind(
    "PTP007",
    "The index takes no identities now",
    "{the_index}: {message}.",
    "Its administrators have switched Trusted Publishing off.",
    "Look at the status page of the index and try again later. Or give a token in SEATRIAL_TOKEN.",
)
NO_PUBLISHER = Kind(
    "PTP010",
    "No publisher on the index matches the job",
    "{the_index}: {message}.",
    "The identity is real, and no publisher is registered for exactly this repository, workflow and environment. Without one there is no token.",
    f"{SEE} Correct the publisher on {{the_index}}, then run the job again.",
)
PENDING_TAKEN = Kind(
    "PTP011",
    "The project of the pending publisher exists already",
    "{the_index}: {message}.",
    "A pending publisher makes a new project when it is first used; somebody was faster, or it is there by another upload. The index has deleted it.",
    f"If the project is yours, add a publisher on the project's own page; else choose another name. {SEE}",
)
NOT_EXCHANGED = Kind(
    "PTP012",
    "The index cannot use the identity",
    "{the_index}: {message}.",
    "The issuer is not known there, the identity cannot be read, or the project of a pending publisher could not be made.",
    f"{SEE} Where the words name a project, choose another name for it and register the pending publisher anew.",
)
NOT_BELIEVED = Kind(
    "PTP013",
    "The index does not believe the identity",
    "{the_index}: {message}.",
    "Its signature, its time or its audience is not right: it expired, clocks differ, or it is for another index.",
    f"Run the job again. {SEE}",
)
REUSED = Kind(
    "PTP014",
    "The identity was used before",
    "{the_index}: {message}.",
    "An identity token gives one upload token. A GitLab job has one identity token for its whole life, so that a second upload in the same job finds it used.",
    "Upload everything with one command, and start a new job for another one. What is live stays so; the same command goes on with what is left. What the job claims: `seatrial publisher show`.",
)
DISABLED = Kind(
    "PTP015",
    "The index takes no identities of this CI now",
    "{the_index}: {message}.",
    "Its administrators have switched Trusted Publishing off for this service.",
    "Look at the status page of the index and try again later, or give a token in SEATRIAL_TOKEN. What the job claims: `seatrial publisher show`.",
)
REFUSED = Kind(
    "PTP016",
    "The index gives no token for the identity",
    "{the_index}: {message}.",
    "The job's identity was offered, and the index refused it.",
    SEE,
)
UNREADABLE = Kind(
    "PTP017",
    "The index's answer to an identity cannot be read",
    "{url}: {reason}.",
    "It is no token and no reason that is known.",
    "Run the command again. If it stays so, give a token in SEATRIAL_TOKEN.",
)
RAN_OUT = Kind(
    "PTP018",
    "The upload token ran out",
    "The token for {the_index} was valid for {minutes} minutes, and this job cannot have another one.",
    "A GitLab job has one identity token for its whole life, and it gives one upload token. What is live stays so.",
    "Start a new job with the same command: it goes on with what is left. In a folder with the journal `seatrial resume` does the same.",
)
PUBLISHERS_UNREADABLE = Kind(
    "PTP020",
    "The file of publishers cannot be read",
    "{path}: {reason}.",
    "The embedded index takes identities only by it.",
    "Name a readable file with JSON in it.",
)
PUBLISHERS_WRONG = Kind(
    "PTP021",
    "The file of publishers is not as it must be",
    "{path}: {place}: {reason}.",
    "A publisher that is understood in part would match where it should not.",
    "Correct it; the page trusted-publishing of the documentation describes the file.",
)
KINDS = (
    NO_PERMISSION, NO_ID_TOKENS, IDENTITY_FAILED, WRONG_AUDIENCE, FOREIGN_AUDIENCE, NO_AUDIENCE, SWITCHED_OFF, NO_PUBLISHER, PENDING_TAKEN,
    NOT_EXCHANGED, NOT_BELIEVED, REUSED, DISABLED, REFUSED, UNREADABLE, RAN_OUT, PUBLISHERS_UNREADABLE, PUBLISHERS_WRONG,
)  # fmt: skip
