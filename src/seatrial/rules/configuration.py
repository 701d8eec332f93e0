"""Every rule on how a source tree configures its build."""

from seatrial.model.project import Tree
from seatrial.rules import (
    configuration_code,
    configuration_data,
    configuration_licence,
    configuration_old,
    configuration_tables,
    configuration_words,
)
from seatrial.rules.rule import Rule

RULES: tuple[Rule[Tree], ...] = (
    *configuration_code.RULES,
    *configuration_data.RULES,
    *configuration_licence.RULES,
    *configuration_old.RULES,
    *configuration_tables.RULES,
    *configuration_words.RULES,
)
