"""One HTML page with everything that a run says: a single file that loads nothing, for people who never saw the tool."""

from seatrial.report.html.paper import page

__all__ = ["page"]
