"""The embedded index on disk: a ledger, and under the digest of each file its content, METADATA and form."""

import contextlib
import fcntl
import hashlib
import io
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from seatrial.index import ledger
from seatrial.index.disk import check_plain, check_whole, disk_problems, make_folder, open_plain, settle_folder
from seatrial.model.form import Form
from seatrial.model.shelf import KeptFile, Store, View
from seatrial.problem import Problem
from seatrial.problem.index import STORE_BUSY, STORE_CHANGED, STORE_DAMAGED, STORE_FOREIGN, STORE_NEWER, STORE_NOT_OURS, STORE_UNREADABLE

LEDGER = "ledger.jsonl"
OURS = {LEDGER, "lock", "files", "new"}
PLACED = ".placed"
"""Ends the name of the mark that stands in `new` from before a shelf gets its place until its line is in the ledger."""
PATIENCE = 60.0
"""Seconds that a writer waits for another process."""


def open_store(folder: str, *, lasting: bool = True, patience: float = PATIENCE) -> Store:
    """Open the store in a folder, or start one where the folder is empty or absent.

    `lasting` says whether an upload must survive a crash of the machine; a throw-away store saves the time for that.
    Raises `Problem` PIX001 to PIX008: damaged, foreign, newer, not writable, full, in use, another user's.
    """
    disk = _Disk(Path(folder).absolute(), lasting=lasting, patience=patience)
    disk.start()
    return Store(str(disk.folder), disk.view, disk.writing, disk.add, disk.form, disk.metadata, disk.open, disk.has, disk.spool, time.time)


class _Disk:
    """The state behind one open store: the view as far as the ledger was read."""

    def __init__(self, folder: Path, *, lasting: bool, patience: float) -> None:
        self.folder = folder
        self._lasting = lasting
        self._patience = patience
        self._ledger = folder / LEDGER
        self._new = folder / "new"
        self._view = View()
        self._read = 0
        self._lines = 0
        self._inode = 0
        self._sound: dict[str, tuple[int, int, int]] = {}
        self._reading = threading.Lock()
        self._writing = threading.Lock()

    def start(self) -> None:
        with disk_problems(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            status = self.folder.stat()
            if status.st_uid != os.getuid():
                raise Problem(STORE_NOT_OURS, folder=str(self.folder), owner=status.st_uid)
            names = {path.name for path in self.folder.iterdir()}
            if LEDGER not in names and names - OURS:
                raise Problem(STORE_FOREIGN, folder=str(self.folder))
            if status.st_mode & 0o077:
                self.folder.chmod(0o700)
            check_plain((self._ledger, self.folder / "lock"), (self.folder / "files", self._new))
        with self._locked():
            with disk_problems(self._ledger):
                if not self._ledger.exists():
                    self._begin()
            self._clear(self.view())

    def _begin(self) -> None:
        # It may hold the start of a ledger by one that died then.
        shutil.rmtree(self._new, ignore_errors=True)
        make_folder(self._new)
        self._write(io.BytesIO(ledger.header()), self._new / LEDGER)
        (self._new / LEDGER).replace(self._ledger)
        self._settle_folder(self.folder)

    def view(self) -> View:
        with self._reading, disk_problems(self._ledger):
            status = self._ledger.stat()
            if status.st_ino != self._inode or status.st_size < self._read:
                self._view, self._read, self._lines, self._inode = View(), 0, 0, status.st_ino
            if status.st_size > self._read:
                self._take()
            return self._view

    def _take(self) -> None:
        """Read what was added to the ledger; a last line without its end was never finished and does not count."""
        with open_plain(self._ledger) as file:
            file.seek(self._read)
            lines = file.read().splitlines(keepends=True)
        if lines and not lines[-1].endswith(b"\n"):
            lines.pop()
        entries = []
        for number, line in enumerate(lines, self._lines + 1):
            if number == 1:
                self._check_header(line)
            else:
                entries.append(self._entry(number, line))
        self._view = ledger.grow(self._view, entries)
        self._read += sum(map(len, lines))
        self._lines += len(lines)

    def _check_header(self, line: bytes) -> None:
        found = ledger.read_header(line)
        if found is None:
            raise Problem(STORE_FOREIGN, folder=str(self.folder))
        if found != ledger.FORMAT:
            raise Problem(STORE_NEWER, folder=str(self.folder), found=found, known=ledger.FORMAT)

    def _entry(self, number: int, line: bytes) -> KeptFile:
        entry = ledger.read_entry(line)
        if entry is None:
            raise Problem(STORE_DAMAGED, file=str(self._ledger), line=number, folder=str(self.folder))
        return entry

    @contextlib.contextmanager
    def writing(self) -> Iterator[View]:
        with self._locked():
            view = self.view()
            self._clear(view)
            yield view

    def _clear(self, view: View) -> None:
        """Remove what uploads left that died; nobody was told that they are there. Only one who holds the lock has anything in `new`."""
        with disk_problems(self._ledger):
            if self._ledger.stat().st_size > self._read:
                os.truncate(self._ledger, self._read)
        with disk_problems(self._new):
            if not self._new.exists():
                return
            for mark in self._new.glob(f"*{PLACED}"):
                digest = mark.name.removesuffix(PLACED)
                if ledger.is_digest(digest) and digest not in view.digests:
                    shutil.rmtree(self._shelf(digest), ignore_errors=True)
            shutil.rmtree(self._new)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        path = self.folder / "lock"
        until = time.monotonic() + self._patience
        if not self._writing.acquire(timeout=self._patience):
            raise Problem(STORE_BUSY, path=str(path), seconds=int(self._patience))
        try:
            with disk_problems(path):
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            try:
                while not _try_lock(descriptor):
                    if time.monotonic() > until:
                        raise Problem(STORE_BUSY, path=str(path), seconds=int(self._patience))
                    time.sleep(0.01)
                yield
            finally:
                os.close(descriptor)
        finally:
            self._writing.release()

    def add(self, file: KeptFile, form: Form, content: BinaryIO, metadata: bytes | None) -> KeptFile:
        kept = file._replace(serial=self._view.serial + 1, uploaded=time.time())
        shelf = self._shelf(kept.blake2b_256)
        content.seek(0)
        parts = {"form.json": io.BytesIO(json.dumps(form.fields).encode()), "content": content}
        if metadata is not None:
            parts["metadata"] = io.BytesIO(metadata)
        with disk_problems(shelf):
            draft = self._new / kept.blake2b_256
            try:
                make_folder(self._new)
                make_folder(draft)
                for name, source in parts.items():
                    self._write(source, draft / name)
                self._settle_folder(draft)
                self._place(draft, shelf)
                self._append(ledger.write_entry(kept))
            finally:
                # Where it failed, the line is not in the ledger, and what was placed goes too.
                self._clear(self.view())
        return kept

    def _write(self, source: BinaryIO, path: Path) -> None:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
            target.flush()
            self._settle(target.fileno())

    def _place(self, draft: Path, shelf: Path) -> None:
        """Give a finished shelf its place, all of it at once."""
        for folder in reversed(shelf.parents[:3]):
            if make_folder(folder):
                self._settle_folder(folder.parent)
        (self._new / f"{draft.name}{PLACED}").touch()
        # Left there by hand, or by one that died before this was marked.
        shutil.rmtree(shelf, ignore_errors=True)
        draft.replace(shelf)
        self._settle_folder(shelf.parent)

    def _append(self, line: bytes) -> None:
        with self._ledger.open("ab", buffering=0) as file:
            before = os.fstat(file.fileno()).st_size
            try:
                check_whole(file.write(line), line, self._ledger)
                self._settle(file.fileno())
            except BaseException:
                file.truncate(before)
                raise

    def _settle(self, descriptor: int) -> None:
        if self._lasting:
            os.fsync(descriptor)

    def _settle_folder(self, folder: Path) -> None:
        if self._lasting:
            settle_folder(folder)

    def form(self, file: KeptFile) -> Form:
        path = self._shelf(file.blake2b_256) / "form.json"
        try:
            found = json.loads(self._content(path))
            return Form(tuple((str(name), str(value)) for name, value in found))
        except (ValueError, TypeError, RecursionError) as error:
            raise Problem(STORE_CHANGED, path=str(path), folder=str(self.folder)) from error

    def metadata(self, file: KeptFile) -> bytes:
        path = self._shelf(file.blake2b_256) / "metadata"
        found = self._content(path)
        if hashlib.sha256(found).hexdigest() != file.metadata_sha256:
            raise Problem(STORE_CHANGED, path=str(path), folder=str(self.folder))
        return found

    def _content(self, path: Path) -> bytes:
        with self._readable(path), open_plain(path) as file:
            return file.read()

    @contextlib.contextmanager
    def _readable(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Problem(STORE_UNREADABLE, path=str(path), reason=error.strerror or str(error), folder=str(self.folder)) from error

    def open(self, file: KeptFile) -> BinaryIO:
        """Open the content; what is there is held against its digest once, and again where the disk says that it was changed."""
        path = self._shelf(file.blake2b_256) / "content"
        with self._readable(path):
            opened = open_plain(path)
            try:
                self._check(opened, file, path)
            except BaseException:
                opened.close()
                raise
        return opened

    def _check(self, opened: io.BufferedReader, file: KeptFile, path: Path) -> None:
        status = os.fstat(opened.fileno())
        seen = (status.st_ino, status.st_size, status.st_mtime_ns)
        if self._sound.get(file.blake2b_256) == seen:
            return
        if status.st_size != file.size or hashlib.file_digest(opened, "sha256").hexdigest() != file.sha256:
            raise Problem(STORE_CHANGED, path=str(path), folder=str(self.folder))
        opened.seek(0)
        self._sound[file.blake2b_256] = seen

    def has(self, file: KeptFile) -> bool:
        return os.path.lexists(self._shelf(file.blake2b_256) / "content")

    def spool(self) -> BinaryIO:
        with disk_problems(self.folder):
            return tempfile.TemporaryFile(dir=self.folder)

    def _shelf(self, digest: str) -> Path:
        return self.folder / "files" / digest[:2] / digest[2:4] / digest[4:]


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
