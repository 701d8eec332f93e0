"""Problems: what stops a project's tests."""

from seatrial.problem import Kind

KINDS: tuple[Kind, ...] = ()
