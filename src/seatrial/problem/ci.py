"""Problems with the workflows of a CI service: writing one, and finding those to check."""

from seatrial.problem import Kind

NO_NAME = Kind(
    "PCI001",
    "The project has no name to publish under",
    "The name {name} is none that an index takes, or the build files do not say it.",
    "The workflow names the project: for the page of the release, and to verify it.",
    "Write the name into the build files; it has letters, digits, and `.`, `_` or `-` between them.",
)
NO_PYTHON = Kind(
    "PCI002",
    "No Python to verify the release on",
    "The project asks for Python {requires}; a workflow verifies on {pythons}.",
    "What is published is installed back on each Python that both know.",
    "Widen `requires-python` if the project runs on one of them.",
)
ODD_FOLDER = Kind(
    "PCI003",
    "The project's folder cannot be named in a workflow",
    "The project lies in {folder} of its repository.",
    "Names in a workflow go through two languages, and only letters, digits, `.`, `_` and `-` mean the same in both.",
    "Rename the folder.",
)
EXISTS = Kind(
    "PCI004",
    "The workflow is there and differs",
    "{path} has other contents than would be written.",
    "Somebody may have worked on it.",
    "Compare both with `seatrial ci github --stdout | diff {path} -`. Then write it with `--force`, or elsewhere with `--output FILE`.",
)
CANNOT_WRITE = Kind(
    "PCI005",
    "The workflow cannot be written",
    "{path} cannot be written: {reason}.",
    "The workflow is a file of the repository, in plain folders of it.",
    "Mend what the reason says, or name another place with `--output FILE`; `--stdout` prints the workflow.",
)
NO_WORKFLOWS = Kind(
    "PCI006",
    "There are no workflows",
    "{path} has no workflow in `.github/workflows`.",
    "GitHub looks for workflows in this folder at the top of a repository, in files that end in `.yml` or `.yaml`.",
    "Name the files, or write a workflow with `seatrial ci github`.",
)
UNREADABLE = Kind(
    "PCI007",
    "A workflow cannot be read",
    "{path} cannot be read: {reason}.",
    "What is judged is the file itself.",
    "Correct the path, or see that you may read the file.",
)
KINDS = (NO_NAME, NO_PYTHON, ODD_FOLDER, EXISTS, CANNOT_WRITE, NO_WORKFLOWS, UNREADABLE)
