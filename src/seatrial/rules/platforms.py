"""The platform tags that PyPI takes in the name of a wheel (warehouse@6b62157, forklift/legacy.py:117-229)."""

import re

PLAIN = frozenset(
    ("any", "win32", "win_arm64", "win_amd64", "win_ia64", "linux_armv6l", "linux_armv7l",
     *(f"manylinux{year}_{arch}" for year in ("1", "2010") for arch in ("x86_64", "i686")),
     *(f"manylinux2014_{arch}" for arch in ("x86_64", "i686", "aarch64", "armv7l", "ppc64", "ppc64le", "s390x")))
)  # fmt: skip
MAC = re.compile(r"macosx_(?P<major>\d+)_(?P<minor>\d+)_(?P<arch>.*)")
MAC_ARCHES = frozenset(("ppc", "ppc64", "i386", "x86_64", "arm64", "intel", "fat", "fat3", "fat64", "universal", "universal2"))
MAC_MAJORS = frozenset(("11", "12", "13", "14", "15", "26"))
IOS = re.compile(r"ios_(\d+)_(\d+)_(?P<arch>.*)_(iphoneos|iphonesimulator)")
IOS_ARCHES = frozenset(("arm64", "x86_64"))
ANDROID = re.compile(r"android_(\d+)_(?P<arch>.*)")
ANDROID_ARCHES = frozenset(("armeabi_v7a", "arm64_v8a", "x86", "x86_64"))
LINUX = re.compile(r"(?P<libc>many|musl)linux_(\d+)_(\d+)_(?P<arch>.*)")
LINUX_ARCHES = frozenset(("x86_64", "i686", "aarch64", "armv7l", "ppc64le", "s390x", "riscv64"))
EMSCRIPTEN = re.compile(r"pyemscripten_\d+_\d+_wasm32")


def is_allowed(tag: str) -> bool:
    """Tell whether PyPI takes a platform tag, given in lower case."""
    if tag in PLAIN:
        return True
    mac = MAC.match(tag)
    if mac:
        new = mac["major"] in MAC_MAJORS and mac["minor"] == "0"
        return (new or mac["major"] == "10") and mac["arch"] in MAC_ARCHES
    linux = LINUX.match(tag)
    if linux:
        return linux["arch"] in LINUX_ARCHES or (linux["libc"] == "many" and linux["arch"] == "ppc64")
    for pattern, arches in ((IOS, IOS_ARCHES), (ANDROID, ANDROID_ARCHES)):
        # Not held at the end, as PyPI's patterns are.
        found = pattern.match(tag)
        if found:
            return found["arch"] in arches
    return EMSCRIPTEN.match(tag) is not None
