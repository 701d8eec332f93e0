"""Problems: what stops files of a project from being changed."""

from seatrial.problem import Kind

KINDS: tuple[Kind, ...] = ()
