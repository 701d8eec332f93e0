"""Problems with what an identity claims and with the trusted publisher that it needs."""

from seatrial.problem import Kind

NOT_A_TOKEN = Kind(
    "PTP030",
    "This is no identity token",
    "What was given as an identity token is none: it has not three parts in base64 with dots between them, the first two of them JSON objects.",
    "An index answers `invalid-payload: malformed JWT` to it. A variable that is empty, a token in quotation marks, one that was cut, or an error page in its place are what it mostly is.",
    "Look at how the token is got. An API token (it begins with pypi-) is none either.",
)

KINDS = (NOT_A_TOKEN,)
