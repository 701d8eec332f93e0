"""What is wrong with a package: severity, place, hit, finding, refusal."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
"""`error`: PyPI refuses it, or it does not install or import; `warning`: users will be hurt; `note`: advice."""

Value = str | int
"""What may fill a placeholder of a sentence. Text from outside is escaped by `report`, not here."""


class Refusal(NamedTuple):
    """The answer of the index to an upload that it refuses."""

    rule: str
    """Id of our rule that mirrors the refusal."""
    status: int | None
    """HTTP status; 500 or None where PyPI's server breaks (None: the connection drops without an answer)."""
    message: str
    """PyPI's words, character for character as its status line brings them; ours where the server breaks."""
    whole: str = ""
    """All of them, where the status line brings less."""


class Hit(NamedTuple):
    """What a rule yields: the values of its sentence, and where."""

    values: Mapping[str, Value]
    file: str | None = None
    """Path of a file in the project tree, relative to it."""
    line: int | None = None
    """Line in `file` or in `member`, from 1."""
    member: str | None = None
    """Name of a member of the archive."""
    words: str | None = None
    """PyPI's words for this hit, where the rule's own template does not give them."""
    severity: Severity | None = None
    """Where this hit weighs differently than the rule."""


class Finding(NamedTuple):
    """One thing that is wrong, with the number of its sentence and the values in it; no prose."""

    rule: str
    severity: Severity
    subject: str
    """Path (or name) of the subject that the finding is about, as the user gave it."""
    values: Mapping[str, Value]
    file: str | None = None
    line: int | None = None
    member: str | None = None
    refusal: Refusal | None = None
    """Set where PyPI refuses the file by this rule; such a finding is an error and cannot be ignored."""
    ignored: str | None = None
    """The reason that the project's settings give for ignoring it; None where it counts."""
