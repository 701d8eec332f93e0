"""Certificates of authorities that live as long as a test."""

import ssl
from pathlib import Path
from typing import NamedTuple

import trustme
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat, load_pem_private_key


class Authority(NamedTuple):
    """An authority, and where its certificate lies."""

    ca: trustme.CA
    path: str

    def serving(self, host: str = "127.0.0.1", *, wants: "Authority | None" = None, **more) -> ssl.SSLContext:
        """Return what serves as a host, and wants certificates of clients from another authority."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert(host, **more).configure_cert(context)
        if wants:
            wants.ca.configure_trust(context)
            context.verify_mode = ssl.CERT_REQUIRED
        return context

    def client(self, path: Path, *, key_of: trustme.LeafCert | None = None, password: bytes = b"") -> str:
        """Write a client's certificate with its key, or with another's, into a file; return its path."""
        leaf = self.ca.issue_cert("me@example.org")
        key = (key_of or leaf).private_key_pem.bytes()
        if password:
            loaded = load_pem_private_key(key, None)
            key = loaded.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password))
        path.write_bytes(key + b"".join(pem.bytes() for pem in leaf.cert_chain_pems))
        return str(path)


def authority(folder: Path, name: str) -> Authority:
    """Make an authority, whose certificate is written to a folder."""
    made, path = trustme.CA(), folder / f"{name}.pem"
    made.cert_pem.write_to_path(path)
    return Authority(made, str(path))
