"""A credential as a header, for the one origin that it is bound to."""

from base64 import b64encode

from seatrial.core.credential.target import origin_of
from seatrial.model.credential import Credential


def authorization(credential: Credential, url: str) -> str | None:
    """Return the value of `Authorization` for a request to an address, None where the credential is not for its origin.

    Raises `Problem` PCR022 or PCR028 where the address cannot be read without doubt.
    """
    if origin_of(url) != credential.origin:
        return None
    return "Basic " + b64encode(f"{credential.user}:{credential.secret.reveal()}".encode()).decode()
