"""Whom we trust over TLS, and as whom we come: the system's certificates or those that the user names, and the user's own."""

import os
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from seatrial.problem import Problem
from seatrial.problem.upload import UNREADABLE_CERTIFICATE, UNUSABLE_CERTIFICATE

NAMED = ("SEATRIAL_CERT", "TWINE_CERT", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables that name certificates to trust in place of the system's, a file or a folder; the first that is set counts."""
OPENSSL = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""OpenSSL's own variables, which count behind those; both may be set. Away from Linux only this makes them count."""
OWN = ("SEATRIAL_CLIENT_CERT", "PIP_CLIENT_CERT", "SSL_CLIENT_CERT")
"""Variables that name the user's own certificate with its key."""


class TlsFiles(NamedTuple):
    """Files that the user names for one command."""

    authority: str | None = None
    """Path of certificates to trust."""
    certificate: str | None = None
    """Path of the user's own certificate with its key."""


SURROUNDINGS = TlsFiles()
"""None are named: the environment's count."""
LOCKED = "its key has a password"


def context(files: TlsFiles = SURROUNDINGS) -> ssl.SSLContext:
    """Return how TLS is spoken: with the certificates that are named, else those that variables name, else the system's own store.

    The system's store is that of macOS, of Windows, or the files of the Linux at hand, also where Python was built for another one (truststore).
    Raises `Problem` PUP004, PUP013 for files that cannot be used.
    """
    file, folder = _trusted(files.authority, os.environ)
    made = _with(file, folder) if file or folder else _system()
    if own := files.certificate or _first(OWN, os.environ):
        _come_as(made, own)
    return made


def _first(names: tuple[str, ...], environ: Mapping[str, str]) -> str | None:
    return next((environ[name] for name in names if environ.get(name)), None)


def _trusted(authority: str | None, environ: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the file and the folder of the certificates to trust."""
    if named := authority or _first(NAMED, environ):
        return (None, named) if Path(named).is_dir() else (named, None)
    file, folder = (environ.get(name) or None for name in OPENSSL)
    return file, folder


def _system() -> ssl.SSLContext:
    import truststore  # noqa: PLC0415  (only where something is sent over TLS)

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _with(file: str | None, folder: str | None) -> ssl.SSLContext:
    from urllib3.util.ssl_ import create_urllib3_context  # noqa: PLC0415  (urllib3 is heavy; most commands ask nobody)

    made: ssl.SSLContext = create_urllib3_context()
    try:
        made.load_verify_locations(file, folder)
    except ssl.SSLError:
        raise Problem(UNREADABLE_CERTIFICATE, path=str(file or folder), reason="not a certificate in PEM format") from None
    except OSError as error:
        raise Problem(UNREADABLE_CERTIFICATE, path=str(file or folder), reason=error.strerror or str(error)) from None
    return made


def _come_as(made: ssl.SSLContext, path: str) -> None:
    def locked() -> str:
        # Else OpenSSL asks at the terminal, in the middle of whatever is shown there.
        raise Problem(UNUSABLE_CERTIFICATE, path=path, reason=LOCKED)

    try:
        made.load_cert_chain(path, password=locked)
    except ssl.SSLError as error:
        reason = (
            "the key is not that of the certificate"
            if error.reason == "KEY_VALUES_MISMATCH"
            else "no certificate with its key in PEM format"
        )
        raise Problem(UNUSABLE_CERTIFICATE, path=path, reason=reason) from None
    except OSError as error:
        raise Problem(UNREADABLE_CERTIFICATE, path=path, reason=error.strerror or str(error)) from None
