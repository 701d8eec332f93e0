"""Uploads of files as they may lie about, and answers of indexes that are none."""

import json
import os
import threading
import time

import pytest

from make.certificates import authority
from make.faults import elsewhere, faulty, status, take, words
from make.index import TOKEN
from make.installable import sdist, wheel
from make.release import harbour, project
from make.uploads import FILES, alone, go_on, send, states  # noqa: F401  (`alone` is a fixture)
from seatrial.app.rehearse import rehearse
from seatrial.app.release import release
from seatrial.model.index import Patience
from seatrial.model.release import RehearseOptions, ReleaseOptions


@pytest.fixture
def one(tmp_path):
    """Put one file into a folder."""
    path = tmp_path / "dist" / FILES[0].name
    path.parent.mkdir()
    path.write_bytes(FILES[0].data)
    return path


def test_an_attestation_beside_a_file(tmp_path, one) -> None:
    """Shells name attestations too for `dist/*`: they are left out, and said."""
    beside = one.with_name(one.name + ".publish.attestation")
    beside.write_text(json.dumps({}))
    told = []
    with faulty() as index:
        outcome = send(tmp_path, index.url, one, beside, told=told)
    assert (outcome.problem, index.names) == (None, [one.name])
    assert [said.said.values["file"] for said in told if said.said and said.said.sentence.id == "STU009"] == [str(beside)]


def test_what_is_no_file(tmp_path, one) -> None:
    """A folder with the name of a file is none; a pipe is refused, and not waited for."""
    (one.parent / "boat-1.0-cp39-cp39-win_amd64.whl").mkdir()
    with faulty() as index:
        assert send(tmp_path, index.url, one.parent).problem is None
        os.mkfifo(one.parent / "boat-1.0-cp38-cp38-win_amd64.whl")
        outcome = send(tmp_path, index.url, one.parent)
    assert (outcome.problem.kind.id, index.names) == ("PUP007", [one.name])


def test_a_link_to_a_file(tmp_path, one) -> None:
    """A link stands for the file that it leads to, under its own name."""
    link = tmp_path / one.name
    link.symlink_to(one.rename(one.with_name("kept")))
    with faulty() as index:
        outcome = send(tmp_path, index.url, link)
    assert (outcome.problem, states(outcome), index.names) == (None, ["uploaded"], [one.name])


def test_files_that_are_not_there(tmp_path) -> None:
    """Names of nothing, patterns that fit nothing, and a name that is too long are told as such."""
    for named in ("a/x.whl", "dist/*.egg", "x" * 5000, "a\0b"):
        outcome = send(tmp_path, "http://127.0.0.1:9/", named)
        assert (outcome.problem.kind.id, outcome.problem.values) == ("PRL044", {"path": named})


def test_a_pattern_that_no_shell_has_replaced(tmp_path, one) -> None:
    """Windows and quotation marks leave `dist/*` as it is: it stands for what lies there, what stands beside the files left out."""
    one.with_name(f"{one.name}.publish.attestation").write_text("{}")
    one.with_name(f"{one.name}.asc").write_text("signed")
    with faulty() as index:
        outcome = send(tmp_path, index.url, f"{one.parent}/*")
    assert (outcome.problem, index.names) == (None, [one.name])


def test_certificates_of_pypirc(tmp_path, one) -> None:
    """As with twine a section names certificates; who has one of their own needs no login."""
    servers, clients = authority(tmp_path, "servers"), authority(tmp_path, "clients")
    with faulty(context=servers.serving(wants=clients)) as index:
        pypirc = tmp_path / ".pypirc"
        named = f"ca_cert = {servers.path}\nclient_cert = {clients.client(tmp_path / 'me.pem')}\n"
        pypirc.write_text(f"[work]\nrepository = {index.url}\n{named}")
        pypirc.chmod(0o600)
        outcome = send(tmp_path, "work", one, environ={"SEATRIAL_TOKEN": ""})
    assert (outcome.problem, index.names) == (None, [one.name])


def test_an_address_of_no_host(tmp_path, one) -> None:
    """A host that no address can have is told as that."""
    assert send(tmp_path, "http://a..b/legacy/", one).problem.kind.id == "PIX023"


def test_a_redirect_to_nowhere(tmp_path, one) -> None:
    """A redirect whose target is no address is not followed."""
    with faulty(elsewhere(307, "http://[")) as index:
        assert send(tmp_path, index.url, one).problem.kind.id == "PUP002"


def test_one_release_of_two_is_refused(tmp_path) -> None:
    """Of several releases the one that the index takes is there, and said; the same command sends the rest."""
    files = [make({"m.py": ""}, name=name) for name in ("boat", "ship") for make in (wheel, sdist)]
    for file in files:
        (tmp_path / file.name).write_bytes(file.data)
    paths = [tmp_path / file.name for file in files]
    with faulty(take, words(400, "No."), repeat=False) as index:
        outcome = send(tmp_path, index.url, *paths, jobs=1)
        assert (outcome.problem.kind.id, outcome.problem.values["next"]) == ("PRL007", "1.0.1")
        assert sorted(states(outcome)) == ["not sent", "not sent", "refused", "uploaded"]
        again = send(tmp_path, index.url, *paths)
    assert (again.problem, sorted(index.names)) == (None, sorted(file.name for file in files))


def test_two_uploads_outside_of_any_project(tmp_path, one) -> None:
    """Uploads of different files do not wait for one another."""
    other = tmp_path / FILES[3].name
    other.write_bytes(FILES[3].data)
    inner = []

    def during(exchange) -> None:
        inner.append(send(tmp_path, index.url, other))
        take(exchange)

    with faulty(during) as index:
        outcome = send(tmp_path, index.url, one, patience=Patience(2, 5, 5))
    assert (outcome.problem, inner[0].problem, len(index.names)) == (None, None, 2)


def test_an_upload_in_a_project_that_was_interrupted(tmp_path, one) -> None:
    """Nothing is built over it: the user is told the command that ends it, which does, though its files lie elsewhere."""
    folder = project(tmp_path / "project")
    os.chdir(folder)
    world = harbour(tmp_path, SEATRIAL_TOKEN=TOKEN)
    with faulty(status(500), repeat=True) as index:
        assert send(tmp_path, index.url, one).problem.kind.id == "PRL008"
        build = rehearse(world, str(folder), RehearseOptions(online=False)).problem
        other = release(world, str(folder), ReleaseOptions(to="local")).problem
        assert {problem.kind.id for problem in (build, other)} == {"PRL029"}
        assert build.values["command"] == f"seatrial resume --repository-url {index.url}"
        index.acts.clear()
        assert go_on(tmp_path, folder, repository_url=index.url).problem is None
    assert release(world, str(folder), ReleaseOptions(to="local", dry_run=True)).problem is None


def test_a_data_folder_that_cannot_be_made(tmp_path, one) -> None:
    """Where no journal can be kept nothing is sent, and the folder is named."""
    (tmp_path / "data").write_text("in the way")
    with faulty() as index:
        outcome = send(tmp_path, index.url, one)
    assert (outcome.problem.kind.id, index.posts) == ("PRL019", 0)


def test_a_file_that_changes_after_it_was_checked(tmp_path, one) -> None:
    """What was not checked is not sent, though it came before anything else was done."""

    class Told(list):
        def append(self, told) -> None:
            if (told.step, told.state) == ("check", "done"):
                one.write_bytes(wheel({"boat.py": "B = 2"}).data)

    with faulty() as index:
        outcome = send(tmp_path, index.url, one, told=Told())
    assert (outcome.problem.kind.id, index.posts) == ("PRL006", 0)


def test_nothing_is_told_after_the_end(tmp_path, one) -> None:
    """A file that is under way at Ctrl-C says nothing more when its connection ends later."""
    stop, told = threading.Event(), []

    def hang(exchange) -> None:
        exchange.read()
        stop.set()
        exchange.server.over.wait(1)
        exchange.cut()

    class Told(list):
        def append(self, one) -> None:
            told.append(one)
            if stop.is_set() and threading.current_thread() is threading.main_thread():
                stop.clear()
                raise KeyboardInterrupt

    with faulty(hang) as index:
        outcome = send(tmp_path, index.url, one, told=Told(), patience=Patience(2, 5, 5))
        before = len(told)
    time.sleep(0.2)
    assert (outcome.interrupted, len(told) - before) == (True, 0)
