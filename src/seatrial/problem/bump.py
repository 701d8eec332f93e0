"""Problems: what stops a version from being raised."""

from seatrial.problem import Kind

KINDS: tuple[Kind, ...] = ()
