"""What the build files of a source tree say, read without running anything."""

from seatrial.core.project.assemble import read_project

__all__ = ["read_project"]
