"""The user's browser."""

import sys
from collections.abc import Mapping


def available(environ: Mapping[str, str]) -> bool:
    """Return whether there is a desktop, or a browser that BROWSER names."""
    return sys.platform in ("darwin", "win32") or any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def show(url: str, environ: Mapping[str, str]) -> bool:
    """Open an address in the browser of the desktop, or in the one that BROWSER names; return whether one was started.

    Without a desktop nothing is started: a browser of the terminal would take the terminal over.
    """
    if not available(environ):
        return False
    import webbrowser  # noqa: PLC0415  (heavy)

    try:
        return webbrowser.open(url)
    except (webbrowser.Error, OSError):
        return False
