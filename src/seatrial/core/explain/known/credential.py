"""Tokens and passwords: what PyPI says to a token that it does not take, and what stops a client before it sends one."""

from seatrial.model.explain import REASON, REMARK, SIGN, WRAPPER, Cause

HELP = "https://{PYPI}/help/#"
RENEWED = (
    "See which token is used, and what it says of itself: `seatrial auth status`.\n"
    "Make a new token on https://{PYPI}/manage/account/token/ (for TestPyPI https://test.{PYPI}/manage/account/token/).\n"
    "Copy it whole, from `pypi-` to its end, without spaces, quotation marks or line ends.\n"
    "Put it where the old one was: .pypirc, keyring, environment, or the secret of the CI.\n"
    "Upload again with the user name `__token__`."
)

CAUSES = (
    Cause(
        "EXP120",
        "PyPI knows the token but does not take it",
        "What follows in the same message says why: expired, for another project, changed on its way, or revoked.",
        "Read the words behind `Invalid API Token:` and give them to `seatrial explain`.\n" + RENEWED,
        said=("Invalid API Token",),
        url=f"{HELP}invalid-auth",
        rank=WRAPPER,
    ),
    Cause(
        "EXP121",
        "The token is cut short or has been deleted",
        "PyPI cannot read the token, or finds none with its number. It also deletes tokens that were found in public places, and writes a mail about it.",
        "Look for a mail of PyPI about a leaked token.\n" + RENEWED,
        said=("malformed or nonexistent macaroon", "malformed macaroon", "Macaroon not found", "deleted or nonexistent macaroon"),
        url=f"{HELP}invalid-auth",
        rank=REASON,
    ),
    Cause(
        "EXP122",
        "The token was changed after PyPI made it",
        "Its signature does not fit: characters were lost or added when it was copied, or it is of the other index (PyPI and TestPyPI share no tokens).",
        "Check that a token of TestPyPI goes to TestPyPI, and one of PyPI to PyPI.\n" + RENEWED,
        said=(
            "signatures do not match",
            "invalid macaroon!r",
            "InvalidMacaroon('invalid macaroon signature')",
            "invalid macaroon signature",
        ),
        url=f"{HELP}invalid-auth",
        rank=REASON,
    ),
    Cause(
        "EXP123",
        "The token has expired",
        "A token from Trusted Publishing lives for 15 minutes; one with an expiry of its own ends on that day.",
        "With Trusted Publishing: run the job again, so that it gets a new token.\n"
        "If the upload takes longer than 15 minutes: upload fewer or smaller files in one job.\n"
        "With a token of your own: make a new one and replace it where it is kept.",
        said=("token is expired",),
        rank=REASON,
    ),
    Cause(
        "EXP124",
        "A project's token was used before the project exists",
        "A token for one project cannot make a project: for the first upload there is none that it could be for.",
        "Make a token for the whole account on https://{PYPI}/manage/account/token/, or register a pending publisher.\n"
        "Upload the first release with it.\n"
        "Then make a token for this project alone, and delete the one for the account.",
        said=("project-scoped token used outside of a project context",),
        url=f"{HELP}apitoken",
        rank=REASON,
    ),
    Cause(
        "EXP125",
        "The Trusted Publisher is not registered on this project",
        "The token of the publisher is valid, but for other projects than the one in the metadata of your files.",
        "Compare `name` in pyproject.toml with the project on which you registered the publisher.\n"
        "If the name is right: open https://{PYPI}/manage/project/NAME/settings/publishing/ and add the publisher there.\n"
        "Run the job again.",
        said=("OIDC scoped token is not valid for project", "OIDC scoped token used outside of a project context"),
        url="https://docs.{PYPI}/trusted-publishers/adding-a-publisher/",
        rank=REASON,
    ),
    Cause(
        "EXP126",
        "The Trusted Publisher was removed or changed meanwhile",
        "The token was made for a publisher that PyPI no longer finds behind it.",
        "Open the publishing settings of the project on PyPI and check that the publisher is there.\nRun the job again, so that it gets a new token.",
        said=(
            "OIDC scoped token used outside of an OIDC identified request",
            "current OIDC publisher does not match publisher restriction",
        ),
        rank=REASON,
    ),
    Cause(
        "EXP127",
        "The token belongs to another account, or to none",
        "The account that made the token was deleted or changed, or PyPI has an incident.",
        "Look at PyPI's status page.\n" + RENEWED,
        said=(
            "token with user restriction without a user",
            "token with user restriction without a macaroon",
            "current user does not match user restriction in token",
        ),
        rank=REASON,
    ),
    Cause(
        "EXP128",
        "A restriction in the token cannot be read",
        "The token was restricted by hand or by a tool in a way that PyPI does not know.",
        "Use the token as PyPI gave it, without adding restrictions.\n" + RENEWED,
        said=("caveat must be an array", "caveat has unknown tag", "caveat array cannot be empty", "Invalid API Token: Not enough values"),
        rank=REASON,
    ),
    Cause(
        "EXP129",
        "Tokens are for uploads only",
        "The address that was asked needs a person who is logged in.",
        "Do it on PyPI's web pages: projects, releases and roles are managed there.\n"
        "For an upload use https://upload.{PYPI}/legacy/ as the address.",
        said=("API tokens are not valid for permission",),
        rank=REASON,
    ),
    Cause(
        "EXP130",
        "No user name, password or token was found",
        "The client was told not to ask, or got an empty value, and found nothing in the environment, in .pypirc or in the keyring. "
        "In a CI the secret is often missing: misspelt, of another environment, or not given to runs from forks.",
        "In a CI: check the name of the secret, and that the step hands it on, for instance `TWINE_PASSWORD: ${{ secrets.PYPI_TOKEN }}`.\n"
        "Set `TWINE_USERNAME` to `__token__` and `TWINE_PASSWORD` to the token.\n"
        "On your machine: write both into the section of the index in ~/.pypirc, or leave `--non-interactive` away.",
        said=(
            "Credential not found for username",
            "Credential not found for password",
            "Credential not found for API token",
            "Credential not found for",
            "could not determine credentials for configured repository",
        ),
        url="https://packaging.python.org/en/latest/specifications/pypirc/",
    ),
    Cause(
        "EXP131",
        "The client asks for a password and nobody can answer",
        "A CI has no keyboard: twine found no token and waited for one on the standard input.",
        "Set `TWINE_USERNAME=__token__` and `TWINE_PASSWORD` to the token in the environment of the step.\n"
        "Add `--non-interactive` to `twine upload`, so that a missing token is said plainly.",
        said=("EOFError: EOF when reading a line",),
        rank=SIGN,
    ),
    Cause(
        "EXP132",
        "The password that was pasted is empty or has control characters",
        "Ctrl-V in the console of Windows sends one control character instead of what is in the clipboard.",
        "Paste with a right click or by the menu of the window.\nOr put the token into `TWINE_PASSWORD` or into ~/.pypirc, and leave the prompt alone.",
        said=("Your password is empty", "contains control characters. Did you enter it correctly?", "contains control characters"),
    ),
    Cause(
        "EXP133",
        "The keyring cannot be read",
        "The machine has no keyring service, or it is locked. A token from the environment or from .pypirc still works.",
        "Give the token by the environment: `TWINE_USERNAME=__token__` and `TWINE_PASSWORD`.\n"
        "On a server or in a CI switch the keyring off: `keyring --disable`, or set `PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring`.\n"
        "On a desktop: unlock the keyring and try again.",
        said=(
            "Error getting password from keyring",
            "No keyring backend found",
            "No recommended backend was available",
            "Failed to unlock the collection",
        ),
        rank=REMARK,
    ),
    Cause(
        "EXP134",
        "The password has characters that no token has",
        "Tokens are plain ASCII. What was given is something else, often typed with another keyboard layout or copied with a typographic sign.",
        RENEWED,
        said=("UnicodeEncodeError: 'latin-1' codec can't encode",),
    ),
    Cause(
        "EXP135",
        "The token has a line end or a space in it",
        "It cannot be sent in a header. A secret that was saved with a line end, or a token broken over two lines, looks like this.",
        "Save the secret again as one line, without spaces around it and without quotation marks.\n"
        "In a shell read it with `TWINE_PASSWORD=\"$(tr -d '[:space:]' < FILE)\"`.",
        said=(
            "Invalid header value",
            "InvalidHeader",
            "Invalid leading whitespace, reserved character(s), or return character(s) in header value",
        ),
    ),
)
