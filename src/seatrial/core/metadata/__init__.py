"""Core metadata: read from a file leniently, and judged as PyPI's server judges that of a form."""

from seatrial.core.metadata.judging import sent
from seatrial.core.metadata.reading import parse

__all__ = ["parse", "sent"]
