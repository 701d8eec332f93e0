"""Why a place that makes or holds a version is left as it is: the sentences of a search for the version."""

from seatrial.model.sentence import Sentence

INSTALLED = Sentence("BMP001", "asks the installed package for its version, and needs no change")
TAKEN = Sentence("BMP002", "takes the version from {name}")
COMPUTED = Sentence("BMP003", "is computed, and follows only where it is made from one of the places")
PATTERN = Sentence("BMP004", "is found by the build with a pattern of its own; name the file in `[tool.seatrial.bump]`")
UNREADABLE = Sentence("BMP005", "cannot be read as what it is, so a version in it would not be seen")
PIN = Sentence("BMP006", "a requirement of another project")
LOCK = Sentence("BMP007", "another project's entry in a lock file")
CHANGELOG = Sentence("BMP008", "a changelog tells what was")
BADGE = Sentence("BMP009", "a badge or a picture")
INSTALL_LINE = Sentence("BMP010", "a line that tells how to install")
DOCSTRING = Sentence("BMP011", "a docstring")
COMMENT = Sentence("BMP012", "a comment")
TEST = Sentence("BMP013", "a test or its data; see whether it expects the version")
VENDORED = Sentence("BMP014", "a copy of another project")
NESTED = Sentence("BMP015", "another project, which {file} builds")
TEXT = Sentence("BMP016", "a text for people")
LITERAL = Sentence("BMP017", "another literal of the code")
SETTING = Sentence("BMP018", "another setting")
ELSEWHERE = Sentence("BMP019", "not known to state the version; if it does, name the file in `[tool.seatrial.bump]`")
GENERATED = Sentence("BMP020", "made by a build")
