"""Pages and files of an index: checked, bounded, kept, and no password sent."""

import hashlib
import os
import stat

import pytest

from make.release import harbour
from make.replies import Reply, replying
from seatrial.app.downloads import KEPT, ask, fetch

DATA = b"what was uploaded"
SHA256 = hashlib.sha256(DATA).hexdigest()


def test_a_file_is_fetched_once_and_kept_in_private(tmp_path):
    """The second rehearsal needs no download; nobody else can read or change what is kept."""
    world = harbour(tmp_path)
    with replying(Reply(DATA)) as (url, seen):
        assert [fetch(world, url, SHA256, 100, 5.0) for _ in range(2)] == [DATA, DATA]
    assert len(seen) == 1
    kept = tmp_path / "data" / "cache" / "files" / SHA256
    assert [stat.S_IMODE(path.stat().st_mode) for path in (kept.parent, kept)] == [0o700, 0o600]


def test_what_was_changed_in_the_cache_is_fetched_again(tmp_path):
    """A kept file is held against its hash every time."""
    world = harbour(tmp_path)
    with replying(Reply(DATA)) as (url, seen):
        fetch(world, url, SHA256, 100, 5.0)
        kept = tmp_path / "data" / "cache" / "files" / SHA256
        kept.write_bytes(b"something else")
        assert fetch(world, url, SHA256, 100, 5.0) == DATA
        kept.unlink()
        os.mkfifo(kept)
        assert fetch(world, url, SHA256, 100, 5.0) == DATA
    assert len(seen) == 3


@pytest.mark.parametrize("reply", [Reply(b"other bytes"), Reply(DATA, status=404), Reply(b"x" * 101), Reply(DATA, hangs=True)])
def test_what_is_not_the_file_is_not_taken(tmp_path, reply):
    """Other bytes, an error page, too many bytes and an answer that never ends are no file."""
    with replying(reply) as (url, _):
        sha256 = SHA256 if reply.body != b"x" * 101 else hashlib.sha256(reply.body).hexdigest()
        assert fetch(harbour(tmp_path), url, sha256, 100, 0.5) is None
    assert not (tmp_path / "data").exists()


def test_no_password_is_sent(tmp_path):
    """An address with a password in it is asked without: only the upload is worth one."""
    with replying(Reply(b"")) as (url, seen):
        answer = ask(harbour(tmp_path), url.replace("http://", "http://me:secret@"), "text/html", 5.0)
    assert answer.status == 200
    assert "authorization" not in seen[0]
    assert "secret" not in str(seen)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://[", "ftp://127.0.0.1/", "http://127.0.0.1:9/"])
def test_what_cannot_be_asked_gives_no_answer(tmp_path, url):
    """No file is read by an address, and being offline stops nothing."""
    assert ask(harbour(tmp_path), url, "*/*", 1.0) is None


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path):
    """A full or read-only disk costs a download the next time, and nothing else."""
    (tmp_path / "data").write_text("in the way")
    with replying(Reply(DATA)) as (url, _):
        assert fetch(harbour(tmp_path), url, SHA256, 100, 5.0) == DATA


def test_the_cache_does_not_grow_for_ever(tmp_path):
    """Only the newest files stay."""
    folder = tmp_path / "data" / "cache" / "files"
    folder.mkdir(parents=True)
    for number in range(KEPT + 5):
        (folder / f"{number:064x}").write_bytes(b"")
        os.utime(folder / f"{number:064x}", (number, number))
    with replying(Reply(DATA)) as (url, _):
        fetch(harbour(tmp_path), url, SHA256, 100, 5.0)
    assert {path.name for path in folder.iterdir()} == {SHA256, *(f"{number:064x}" for number in range(6, KEPT + 5))}


def test_only_files_of_the_cache_are_taken_away(tmp_path):
    """A cache that leads to another folder, or holds something else, costs nobody a file."""
    folder = tmp_path / "home"
    folder.mkdir()
    for number in range(KEPT + 5):
        (folder / f"letter-{number}").write_bytes(b"")
    (tmp_path / "data" / "cache").mkdir(parents=True)
    (tmp_path / "data" / "cache" / "files").symlink_to(folder)
    with replying(Reply(DATA)) as (url, _):
        fetch(harbour(tmp_path), url, SHA256, 100, 5.0)
    assert len(list(folder.glob("letter-*"))) == KEPT + 5
