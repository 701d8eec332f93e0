"""Everything that a written workflow takes from others, each at the one version that was looked at: actions by the hash of their commit."""

from typing import NamedTuple

DATE = "2026-11-22"
"""When the versions were looked up."""


class Pin(NamedTuple):
    """An action at one version."""

    action: str
    commit: str
    version: str


CHECKOUT = Pin("actions/checkout", "3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1")
SETUP_PYTHON = Pin("actions/setup-python", "5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0")
UPLOAD_ARTIFACT = Pin("actions/upload-artifact", "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1")
DOWNLOAD_ARTIFACT = Pin("actions/download-artifact", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1")
CIBUILDWHEEL = "4.3.5"
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
"""Pythons that a release is verified on."""
TOOL_PYTHON = "3.13"
"""The Python that runs seatrial itself, where the project does not ask for an older one."""
TOOL_PYTHONS = ("3.11", "3.12", "3.13")
LINUX = "ubuntu-latest"
BUILDERS = (LINUX, "ubuntu-24.04-arm", "windows-latest", "macos-15-intel", "macos-latest")
"""Runners on which wheels are compiled."""
VERIFIERS = (LINUX, "macos-latest")
"""Runners on which a release is verified."""
