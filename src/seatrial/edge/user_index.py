"""How the user's own index is reached by pip and uv when they run with another home: their variables, configuration files and caches."""

import sys
from collections.abc import Mapping
from pathlib import Path

from seatrial.edge.process import PROXIES

PASSED = (
    "PIP_CERT", "PIP_CLIENT_CERT", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_TRUSTED_HOST", "PIP_PROXY",
    "PIP_DEFAULT_TIMEOUT", "PIP_RETRIES", "PIP_ONLY_BINARY", "PIP_NO_BINARY", "PIP_PREFER_BINARY", "PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT",
    "UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_NO_INDEX", "UV_INDEX_STRATEGY", "UV_INSECURE_HOST",
    "UV_NATIVE_TLS", "UV_SYSTEM_CERTS", "UV_OFFLINE", "UV_HTTP_TIMEOUT", "UV_LINK_MODE", "UV_CONSTRAINT", "UV_BUILD_CONSTRAINT",
)  # fmt: skip
"""What users set to say where packages come from; what would steer an installer elsewhere (`PIP_TARGET`, `PIP_USER`, …) is left behind."""

UV_OF_ALL = (Path("/etc/xdg/uv/uv.toml"), Path("/etc/uv/uv.toml"))
"""Where uv keeps what holds for every user of a machine."""


def index_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what an installer's environment needs beyond the allow-list so that it asks the user's own index.

    `environ` is the user's environment. It is for processes of pip and uv alone, never for a project's own code: the
    addresses in it, of proxies too, may hold a password. Files are named by path and not read. pip takes one file by name only, so
    where the user has several, the strongest wins.
    """
    home = Path(environ.get("HOME") or Path.home())
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    cache = Path(environ.get("XDG_CACHE_HOME") or home / ".cache")
    pip_cache = home / "Library" / "Caches" if sys.platform == "darwin" else cache
    found = {
        "PIP_CONFIG_FILE": _first(_pip_files(home, config)),
        "UV_CONFIG_FILE": environ.get("UV_CONFIG_FILE") or _first((config / "uv" / "uv.toml", *UV_OF_ALL)),
        "PIP_CACHE_DIR": str(pip_cache / "pip"),
        "UV_CACHE_DIR": str(cache / "uv"),
    }
    if not found["UV_CONFIG_FILE"]:
        # Else uv looks for a uv.toml in every folder above the one it runs in, and `/tmp` is anybody's.
        found["UV_NO_CONFIG"] = "1"
    found.update(
        (name, value) for name, value in environ.items() if name in found or name in PASSED or name.lower() in PROXIES or _credential(name)
    )
    return {name: value for name, value in found.items() if value}


def _credential(name: str) -> bool:
    return name.startswith("UV_INDEX_") and name.endswith(("_USERNAME", "_PASSWORD"))


def _pip_files(home: Path, config: Path) -> tuple[Path, ...]:
    modern = config / "pip" / "pip.conf"
    legacy = home / ".pip" / "pip.conf"
    if sys.platform == "darwin":
        return (home / "Library" / "Application Support" / "pip" / "pip.conf", modern, legacy)
    return (modern, legacy)


def _first(paths: tuple[Path, ...]) -> str:
    return next((str(path) for path in paths if path.is_file()), "")
