"""Rules on metadata, in PyPI's order."""

from seatrial.model.metadata import SentMetadata
from seatrial.rules.metadata import advice, fields, links, own, read
from seatrial.rules.rule import Rule

RULES: tuple[Rule[SentMetadata], ...] = (*read.RULES, *fields.RULES, *own.RULES, *links.RULES, *advice.SENT)
FILE_RULES = advice.WRITTEN
