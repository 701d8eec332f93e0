"""All rules on a wheel: those by which PyPI refuses, in its order, and those on what it does not look at."""

from seatrial.model.dist import Upload, Wheel
from seatrial.rules import imports, installed, modules, packed, tops, wheelfiles, wheelinside
from seatrial.rules.modules import Inside, inside
from seatrial.rules.rule import Rule

RULES: tuple[Rule[Upload], ...] = wheelfiles.RULES
DIST_RULES: tuple[Rule[Wheel], ...] = (*wheelfiles.DIST_RULES, *wheelinside.RULES, *installed.RULES)
MODULE_RULES: tuple[Rule[Inside], ...] = (*modules.RULES, *imports.RULES, *tops.RULES, *packed.RULES)
__all__ = ["DIST_RULES", "MODULE_RULES", "RULES", "inside"]
