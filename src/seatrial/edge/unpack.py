"""Unpack an sdist of unknown origin into an empty folder, bounded, with nothing outside of it."""

import os
import tarfile
import zlib
from pathlib import Path, PurePosixPath

from seatrial.problem import Problem
from seatrial.problem.build import BAD_SDIST

MEMBERS = 200_000
SIZE = 8 * 1024**3
"""Bytes, unpacked."""
BLOCK = 1024 * 1024


class _UnsafeError(Exception):
    pass


def unpack(sdist: str, target: str) -> str:
    """Unpack a `.tar.gz` into an empty folder; return the path of the one folder in it. Raises `Problem` PBD011.

    Our own way instead of tarfile's filters, because those came late into Python 3.11: folders, files and links that
    stay inside are made anew; owners, odd permissions and devices are not.
    """
    try:
        with tarfile.open(sdist, "r|gz") as archive:
            _all(archive, target)
        return _only_folder(Path(target))
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, _UnsafeError) as error:
        raise Problem(BAD_SDIST, file=Path(sdist).name, reason=" ".join(str(error).split()) or type(error).__name__) from error


def _only_folder(target: Path) -> str:
    tops = sorted(target.iterdir())
    if len(tops) != 1 or not tops[0].is_dir():
        raise _UnsafeError("it holds " + (", ".join(top.name for top in tops[:3]) or "nothing") + " instead of one folder")
    return str(tops[0])


def _all(archive: tarfile.TarFile, target: str) -> None:
    size = 0
    for number, member in enumerate(archive):
        size += member.size
        if number >= MEMBERS or size > SIZE:
            raise _UnsafeError("it is too big")
        path = _place(member.name, target)
        if member.isdir():
            path.mkdir(parents=True, exist_ok=True)
        elif member.isreg():
            _file(archive, member, path)
        elif member.issym():
            _link(member, path)
        elif member.islnk():
            _copy(_place(member.linkname, target), path)
        else:
            raise _UnsafeError(f"{member.name} is neither a file nor a folder")


def _place(name: str, target: str) -> Path:
    """Return where a member goes; no part of the way there may be a link."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        raise _UnsafeError(f"{name} leads outside")
    path = Path(target)
    for part in parts[:-1]:
        path /= part
        if path.is_symlink():
            raise _UnsafeError(f"{name} goes through a link")
    path /= parts[-1]
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _file(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    content = archive.extractfile(member)
    mode = 0o755 if member.mode & 0o100 else 0o644
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        while content and (block := content.read(BLOCK)):
            file.write(block)
    os.utime(path, (max(0, int(member.mtime)),) * 2)


def _link(member: tarfile.TarInfo, path: Path) -> None:
    parent = PurePosixPath(member.name).parent
    leads = os.path.normpath(f"{parent}/{member.linkname}")
    if member.linkname.startswith("/") or leads == ".." or leads.startswith("../"):
        raise _UnsafeError(f"{member.name} is a link that leads outside")
    path.unlink(missing_ok=True)
    path.symlink_to(member.linkname)


def _copy(source: Path, path: Path) -> None:
    if source.is_symlink() or not source.is_file():
        raise _UnsafeError(f"{path.name} is a link to no file")
    path.unlink(missing_ok=True)
    path.write_bytes(source.read_bytes())
