"""All rules on the archive of a file, in PyPI's order: opened, its members read, its records compared."""

from seatrial.model.dist import Dist
from seatrial.rules import directory, framing, members, opening
from seatrial.rules.rule import Rule

RULES: tuple[Rule[Dist], ...] = (*opening.RULES, *members.RULES, *framing.RULES, *directory.RULES, *members.BEYOND)
