"""Uploads that PyPI refuses because of who sends them, or because it takes none at the moment."""

from seatrial.model.explain import Cause

HELP = "https://{PYPI}/help/#"

CAUSES = (
    Cause(
        "EXP101",
        "The project belongs to somebody else",
        "A project of this name exists, perhaps without any release, and your account is neither its owner nor a maintainer. "
        "An archived project takes no uploads either.",
        "Open https://{PYPI}/project/NAME/ and look whether the project is yours under another account.\n"
        "If it is yours: log in there, invite your account as a maintainer, or upload with a token of that account.\n"
        "If it is archived: open its settings on PyPI and take it out of the archive.\n"
        "If it is somebody else's: choose another name, change `name` in pyproject.toml, build again, and upload the new files.",
        said=(
            "The user '…' isn't allowed to upload to project",
            "You are not allowed to upload to '",
            "isn't allowed to upload to project",
            "allowed to edit '…' package information",
            "to edit '…' package information",
        ),
        url=f"{HELP}project-name",
    ),
    Cause(
        "EXP102",
        "The token has no rights on this project",
        "The token comes from a Trusted Publisher that is not registered on this project, or the project is archived or in quarantine.",
        "Open https://{PYPI}/manage/project/NAME/settings/publishing/ as an owner of the project.\n"
        "Add the publisher there: owner, repository, file name of the workflow, and the environment if the job has one.\n"
        "Compare NAME with `name` in pyproject.toml: both must be the same project.\n"
        "Run the job again.",
        said=("The given token isn't allowed to upload to project",),
        url="https://docs.{PYPI}/trusted-publishers/adding-a-publisher/",
    ),
    Cause(
        "EXP103",
        "The account has no verified mail address",
        "PyPI takes uploads only from accounts whose primary mail address is verified. TestPyPI is a separate account with an address of its own.",
        "Log in and open https://{PYPI}/manage/account/ (for TestPyPI https://test.{PYPI}/manage/account/).\n"
        "Add a primary mail address if there is none, and let the page send the verification mail.\n"
        "Click the link in that mail.\n"
        "Upload again; token and files need no change.",
        said=("does not have a verified primary email address", "does not have a verified primary email"),
        url=f"{HELP}verified-email",
    ),
    Cause(
        "EXP104",
        "The account has no second factor",
        "PyPI and TestPyPI take uploads only from accounts with two-factor authentication. They are separate accounts, so each needs it.",
        "Log in and open https://{PYPI}/manage/account/ (for TestPyPI https://test.{PYPI}/manage/account/).\n"
        "Generate recovery codes and keep them in a safe place.\n"
        "Add an authentication app (TOTP) or a security key.\n"
        "Upload again; the token stays valid.",
        said=("does not have two-factor authentication enabled",),
        url=f"{HELP}twofa",
    ),
    Cause(
        "EXP105",
        "The organization that owns the project is inactive",
        "Its billing has ended, or PyPI's administrators switched it off. No member can upload until it is active again.",
        "Ask an owner of the organization to open its billing page on PyPI.\n"
        "If nothing is wrong there, write to support+orgs@{PYPI} and name the organization.\n"
        "Upload the same files again afterwards.",
        said=("Organization account owning this project is inactive",),
        url="https://docs.{PYPI}/organization-accounts/org-acc-faq/",
    ),
    Cause(
        "EXP106",
        "PyPI takes no uploads at the moment",
        "Maintenance or an incident; nothing is wrong with your files or your token.",
        "Look at PyPI's status page for what is going on.\n"
        "Wait until it is over.\n"
        "Send the same files again; what PyPI has already it does not take twice.",
        said=("Read-only mode: Uploads are temporarily disabled", "New uploads are temporarily disabled"),
        url=f"{HELP}admin-intervention",
    ),
    Cause(
        "EXP107",
        "PyPI takes no new projects at the moment",
        "The registration of new names is switched off during an incident. Releases of projects that exist still work.",
        "Wait until PyPI's status page says that it is over.\nUpload the same files again.",
        said=("New project registration temporarily disabled", "New project registration is temporarily disabled"),
        url=f"{HELP}admin-intervention",
    ),
    Cause(
        "EXP108",
        "Too many new projects within an hour",
        "PyPI lets an account make 20 new projects in an hour, and one network address 40.",
        "Wait an hour.\nUpload the files that are left.\nIf a company or a CI shares the address, let a job elsewhere make the project.",
        said=("Too many new projects created",),
    ),
    Cause(
        "EXP109",
        "The name is that of another project",
        "Upper and lower case, `-`, `_` and `.` make no difference between names, so another project has this one already.",
        "Look at the project under this name: if it is yours, upload to it and spell `name` as there.\n"
        "Else choose another name, change `name` in pyproject.toml, and build again.",
        said=("conflicts with an existing project",),
        url=f"{HELP}project-name",
    ),
    Cause(
        "EXP110",
        "The publisher may not make the project",
        "The names differ: the pending publisher was registered for another project than the one in the metadata of your files. "
        "The first try has consumed it, and an empty project of its name may exist now.",
        "Compare `name` in pyproject.toml with the project name that you entered for the pending publisher.\n"
        "If pyproject.toml is wrong: correct `name`, build again, and run the job again.\n"
        "If the publisher was wrong: delete the empty project on PyPI, and register a new pending publisher with the right name.\n"
        "Run the job again.",
        said=("Non-user identities cannot create new projects",),
        url="https://docs.{PYPI}/trusted-publishers/troubleshooting/",
    ),
)
