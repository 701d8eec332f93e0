"""Attestations: the files beside a distribution that say who published it (PEP 740)."""

from typing import NamedTuple


class Attestation(NamedTuple):
    """One attestation, as far as it can be read without its signature."""

    name: str
    """Name of its file."""
    is_json: bool = True
    wrong: tuple[str, ...] = ()
    """Its fields that are not as they have to be, such as `envelope.statement`."""
    unstated: tuple[str, ...] = ()
    """Fields of its statement that are not as they have to be; empty where it is no attestation."""
    subjects: tuple[tuple[str, str], ...] = ()
    """File name and sha256 of everything that it speaks of; empty where it does not say."""
    predicate: str = ""
    """Type of what it says."""


class Attested(NamedTuple):
    """A distribution file with the attestations beside it, or of the form that brought it."""

    filename: str
    sha256: str
    attestations: tuple[Attestation, ...]
    is_list: bool = True
    """Whether the field of a form that brought them is a list."""
