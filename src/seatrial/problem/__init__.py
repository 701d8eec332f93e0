"""The one exception; its numbered kinds stand in the modules of this package, by subject."""

from seatrial.model.finding import Value
from seatrial.model.sentence import Kind, ProblemFacts

__all__ = ["Kind", "Problem"]


class Problem(Exception):  # noqa: N818  (the design's word)
    """What stops the tool: known, explained, exit status 3."""

    def __init__(self, kind: Kind, **values: Value) -> None:
        super().__init__(kind.id, values)
        self.kind = kind
        self.values = values

    def __str__(self) -> str:
        """Return the English message, for logs and tests."""
        return f"{self.kind.id}: {self.kind.message.format(**self.values)}"

    def facts(self) -> ProblemFacts:
        """Return the problem as data."""
        return ProblemFacts(self.kind, self.values)
