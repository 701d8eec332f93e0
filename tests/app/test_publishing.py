"""Trusted Publishing from the job's side: real jobs' surroundings, a real index, real sockets."""

import http.server
import json
import threading
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from make.index import TOKEN
from make.issuer import GITLAB as GITLAB_ISSUER
from make.issuer import ON_GITHUB, ON_GITLAB, PIPELINE, claims_for, identity, issuing, publishers
from make.keyring import without_keyring
from make.uploads import FILES, QUICK, alone, states, surroundings  # noqa: F401  (`alone` is a fixture)
from seatrial.app.auth import status
from seatrial.app.course import Course
from seatrial.app.publishing import MINT, Minting
from seatrial.app.remote import access_with, reach, release_acts
from seatrial.app.upload import upload
from seatrial.core.credential.target import target_at
from seatrial.core.remote import profile_for
from seatrial.index.server import serving
from seatrial.index.store import open_store
from seatrial.index.trust import read_trust
from seatrial.model.release import Manifest, UploadOptions
from seatrial.problem import Problem

BOAT = {**ON_GITHUB, "projects": ["boat"]}
ON_LAB = {**ON_GITLAB, "projects": ["boat"]}


@pytest.fixture(scope="module")
def service():
    """Run one issuer for all tests of this module."""
    with issuing() as running:
        yield running


@pytest.fixture(autouse=True)
def _quick(service, monkeypatch, tmp_path):
    service.answer, service.claims = None, {}
    service.given.clear()
    monkeypatch.setattr("seatrial.app.publishing.WAITS", (0.01, 0.01))
    (tmp_path / "dist").mkdir()
    for file in FILES:
        (tmp_path / "dist" / file.name).write_bytes(file.data)


@contextmanager
def index(tmp_path: Path, *entries, clock=time.time, **more):
    """Serve an index that takes identities."""
    trust = read_trust(publishers(tmp_path, *entries, **more).read_bytes(), "p.json")
    store = open_store(str(tmp_path / "index"), lasting=False)._replace(now=clock)
    with serving(store, TOKEN, trust=trust) as running:
        yield running


class Job:
    """A job that uploads, whose clock can be moved and whose questions are counted."""

    def __init__(self, tmp_path: Path, environ: dict[str, str]) -> None:
        self.told, self.asked, self.ahead, self.a_file_takes = [], [], 0.0, 0.0
        real = surroundings(tmp_path, self.told, **{"SEATRIAL_TOKEN": "", **environ})
        self.world = real._replace(
            clock=lambda: real.clock() + self.ahead,
            identities=real.identities._replace(exchange=partial(self._exchange, real.identities.exchange)),
            open_session=lambda access: self._slow(real.open_session(access)),
            logins=real.logins._replace(keyring=without_keyring),
        )
        self.folder = tmp_path / "dist"

    def _exchange(self, exchange, asked):
        self.asked.append(asked.url.rpartition("/")[2])
        return exchange(asked)

    def _slow(self, session):
        def send(sending):
            answer = session.send(sending)
            self.ahead += self.a_file_takes
            return answer

        return session._replace(send=send)

    def upload(self, url: str, **more):
        """Upload the files; return the outcome."""
        options = {"patience": QUICK, "interactive": False, "jobs": 1, **more}
        return upload(self.world, UploadOptions(files=(str(self.folder),), to=url, **options))

    @property
    def numbers(self) -> list[str]:
        """Ids of what was told of Trusted Publishing."""
        return [told.said.sentence.id for told in self.told if told.said and told.said.sentence.id.startswith("TPB")]


def on_gitlab(**claims) -> dict[str, str]:
    """Return the surroundings of a GitLab job."""
    return {"GITLAB_CI": "true", "SEATRIAL_ID_TOKEN": identity(claims_for("seatrial", PIPELINE, GITLAB_ISSUER, **claims))}


def test_one_token_for_all_files(tmp_path, service) -> None:
    """A job on GitHub uploads without a stored token: one is made for all its files, however many go at a time."""
    job = Job(tmp_path, service.environment())
    with index(tmp_path, BOAT) as running:
        outcome = job.upload(running.upload_url, jobs=4)
        again = job.upload(running.upload_url)
    assert (outcome.problem, states(outcome), states(again)) == (None, ["uploaded"] * 4, ["present"] * 4)
    assert (job.asked, job.numbers) == (["audience", "mint-token", "audience"], ["TPB005"])
    assert all(TOKEN not in str(told) and "pypi-" not in str(told) for told in job.told)


def test_a_dry_run_makes_none(tmp_path, service) -> None:
    """A pending publisher would make its project: a dry run asks whether there is an identity, and exchanges nothing."""
    job = Job(tmp_path, service.environment())
    with index(tmp_path, {**ON_GITHUB, "pending": "boat"}) as running:
        assert job.upload(running.upload_url, dry_run=True).problem is None
        assert job.asked == ["audience"]
        assert states(job.upload(running.upload_url)) == ["uploaded"] * 4


def test_a_status_asks_nobody(tmp_path, service) -> None:
    """`auth status` says what it sees of a CI, and neither an index nor a CI is asked."""
    job = Job(tmp_path, service.environment())
    walks = status(job.world, "http://127.0.0.1:9/legacy/")
    assert [answer.said.sentence.id for answer in walks[0].answers][1] == "TPB008"
    assert (job.asked, service.given) == ([], [])


def test_a_token_is_renewed_on_github(tmp_path, service) -> None:
    """Where files take long, a new identity gives a new token before the old one ends."""
    job = Job(tmp_path, service.environment())
    job.a_file_takes = 700
    with index(tmp_path, BOAT) as running:
        outcome = job.upload(running.upload_url)
    assert (outcome.problem, states(outcome), job.asked.count("mint-token")) == (None, ["uploaded"] * 4, 4)
    assert len(set(service.given)) == 5


def test_a_renewal_that_fails(tmp_path, service) -> None:
    """While the old token lasts it is used, and that is said once in a while; then the reason ends the upload."""
    job = Job(tmp_path, service.environment())
    with index(tmp_path, BOAT) as running:
        minting = Minting(job.world, target_at(running.upload_url, "command line"), access_with(QUICK, 1, None, None))
        minting.find(target_at(running.upload_url, "command line"))
        header = minting.authorization()
        service.answer = (500, b"down")
        job.ahead = 700
        assert [minting.authorization() for _ in range(3)] == [header] * 3
        job.ahead = 1000
        with pytest.raises(Problem) as caught:
            minting.authorization()
    assert (caught.value.kind.id, job.numbers) == ("PTP003", ["TPB005", "TPB006"])


def test_a_gitlab_job_has_one_token(tmp_path) -> None:
    """Its identity is used up by the first token: when that ends, what is live stays so, and the same command in a new job goes on."""
    job = Job(tmp_path, on_gitlab())
    job.a_file_takes = 700
    with index(tmp_path, ON_LAB) as running:
        outcome = job.upload(running.upload_url)
        assert (outcome.problem.kind.id, outcome.problem.values["minutes"]) == ("PTP018", "15")
        assert states(outcome)[:2] == ["uploaded", "uploaded"]
        assert "uploaded" not in states(outcome)[2:]
        assert (
            Job(tmp_path, {**on_gitlab(), **job.world.environ, "SEATRIAL_TOKEN": ""}).upload(running.upload_url).problem.kind.id == "PTP014"
        )
        again = Job(tmp_path, on_gitlab()).upload(running.upload_url)
    assert (again.problem, set(states(again))) == (None, {"uploaded", "present"} & set(states(again)))


def test_a_token_that_ends_on_the_way_in_gitlab(tmp_path) -> None:
    """A file that arrived after the only token of the job had ended is not sent again: the problem says that a new job goes on."""
    job, late = Job(tmp_path, on_gitlab()), [0.0]
    with index(tmp_path, ON_LAB, clock=lambda: time.time() + late[0]) as running:
        inner = job.world.identities.exchange

        def exchange(asked):
            answer = inner(asked)
            late[0] = 1000.0 * (asked.body is not None)
            return answer

        job.world = job.world._replace(identities=job.world.identities._replace(exchange=exchange))
        outcome = job.upload(running.upload_url)
    assert (outcome.problem.kind.id, set(states(outcome))) == ("PTP018", {"not sent"})


def test_much_to_send_is_told_before(tmp_path) -> None:
    """A GitLab job that may not come to its end in time is told so when it begins."""
    job = Job(tmp_path, on_gitlab())
    with index(tmp_path, ON_LAB) as running:
        target = target_at(running.upload_url, "command line")
        minting = Minting(job.world, target, access_with(QUICK, 1, None, None))
        assert minting.find(target).state == "found"
        minting.expect(2_000_000_000)
        minting.authorization()
    assert job.numbers == ["TPB005", "TPB007"]


REFUSALS = {
    "invalid-publisher": ("PTP010", {"project_path": "harbour/other"}, ON_LAB),
    "invalid-token": ("PTP013", {"exp": 1}, ON_LAB),
    "invalid-payload": ("PTP012", {}, {**ON_GITLAB, "pending": "json"}),
    "invalid-pending-publisher": ("PTP011", {}, {**ON_GITLAB, "pending": "boat"}),
    "not-enabled": ("PTP015", {}, ON_LAB),
    "invalid-reuse-token": ("PTP014", {}, ON_LAB),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal(tmp_path, code) -> None:
    """Each code of the index ends as a problem with the index's own words, leads to `publisher show`, and sends nothing."""
    number, claims, entry = REFUSALS[code]
    job = Job(tmp_path, on_gitlab(**claims))
    with index(tmp_path, entry, BOAT, closed=["gitlab"] if code == "not-enabled" else []) as running:
        if code == "invalid-reuse-token":
            _minting(job, running).authorization()
        outcome = job.upload(running.upload_url)
    problem = outcome.problem
    assert (problem.kind.id, code in problem.values["message"], "seatrial publisher show" in problem.kind.fix) == (number, True, True)
    assert "uploaded" not in states(outcome)


def _minting(job, running):
    target = target_at(running.upload_url, "command line")
    minting = Minting(job.world, target, access_with(QUICK, 1, None, None))
    minting.find(target)
    return minting


@pytest.mark.parametrize(
    ("more", "environ", "number"),
    [
        ({"audience": "pypi"}, {}, "PTP005"),
        ({"audience": "sts.amazonaws.com"}, {}, "PTP005"),
        ({"open": False}, {}, "PTP007"),
        ({}, {"ACTIONS_ID_TOKEN_REQUEST_TOKEN": ""}, "PTP001"),
        ({}, {"GITHUB_ACTIONS": "", "GITLAB_CI": "1"}, "PTP002"),
        ({}, {"GITHUB_ACTIONS": "", **on_gitlab(aud="pypi")}, "PTP004"),
        ({}, {"GITHUB_ACTIONS": "", "GITLAB_CI": "1", "SEATRIAL_ID_TOKEN": "nonsense"}, "PTP030"),
        ({}, {"GITHUB_ACTIONS": "", "GITLAB_CI": ""}, "PCR038"),
    ],
)
def test_no_identity_for_this_index(tmp_path, service, more, environ, number) -> None:
    """Why there is none is said, and nothing is exchanged; no index gets an identity that opens doors elsewhere."""
    job = Job(tmp_path, {**service.environment(), **environ})
    with index(tmp_path, BOAT, **more) as running:
        assert job.upload(running.upload_url).problem.kind.id == number
    assert "mint-token" not in job.asked
    assert service.given == []


def test_a_login_behind_it_is_used(tmp_path, service) -> None:
    """Where the job has no identity, or the index takes none, `.pypirc` counts as without a CI."""
    with index(tmp_path, BOAT) as running, serving(open_store(str(tmp_path / "plain"), lasting=False), TOKEN) as plain:
        lines = [
            f"[{name}]\nrepository = {one.upload_url}\nusername = __token__\npassword = {TOKEN}\n"
            for name, one in (("a", running), ("b", plain))
        ]
        (tmp_path / ".pypirc").write_text("".join(lines))
        (tmp_path / ".pypirc").chmod(0o600)
        lacking = {**service.environment(), "ACTIONS_ID_TOKEN_REQUEST_URL": ""}
        assert states(Job(tmp_path, lacking).upload(running.upload_url)) == ["uploaded"] * 4
        assert states(Job(tmp_path, service.environment()).upload(plain.upload_url)) == ["uploaded"] * 4


def test_no_identity_without_tls(tmp_path, service) -> None:
    """Over a connection that others can read not even the question is asked."""
    job = Job(tmp_path, service.environment())
    target = target_at("http://index.harbour.example/legacy/", "command line")
    answer = Minting(job.world, target, access_with(QUICK, 1, None, None)).find(target)
    assert (answer.state, answer.said.sentence.id, job.asked) == ("absent", "TPB002", [])


@contextmanager
def odd_index(*answers: tuple[int, bytes] | None):
    """Serve an index that gives these answers one after the other, the last for ever; None closes the connection."""
    left = list(answers)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = left.pop(0) if len(left) > 1 else left[0]
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        do_POST = do_GET  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=partial(server.serve_forever, 0.02), daemon=True)
    thread.start()
    try:
        yield target_at(f"http://127.0.0.1:{server.server_address[1]}/legacy/", "command line")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


AUDIENCE = (200, b'{"audience": "seatrial"}')


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ([(404, b"")], ("absent", "TPB003", None)),
        ([(200, b"<html>")], ("absent", "TPB003", None)),
        ([(200, b'{"audience": 1}')], ("absent", "TPB003", None)),
        ([(200, b'{"audience": ""}')], ("absent", "TPB003", None)),
        ([(200, b"[" * 100_000)], ("absent", "TPB003", None)),
        ([(403, b"no")], ("absent", "TPB003", None)),
        ([(302, b"")], ("absent", "TPB003", None)),
        ([(500, b"")], ("broken", "TPB004", "PTP006")),
        ([None], ("broken", "TPB004", "PIX020")),
    ],
)
def test_what_an_index_says_of_itself(tmp_path, answers, found) -> None:
    """An index that does not know of identities is passed over; one that fails is told of, and those behind are asked."""
    with odd_index(*answers) as target:
        answer = Minting(Job(tmp_path, on_gitlab()).world, target, access_with(QUICK, 1, None, None)).find(target)
    assert (answer.state, answer.said.sentence.id, answer.problem and answer.problem.kind.id) == found
    assert answer.passed is (answer.state == "broken")


def error(code: object, description: object = "words") -> bytes:
    return json.dumps({"message": "Token request failed", "errors": [{"code": code, "description": description}]}).encode()


@pytest.mark.parametrize(
    ("answers", "number", "word"),
    [
        ([(500, b"")], "PTP017", "HTTP 500"),
        ([None], "PIX020", "without response"),
        ([(200, b"{}")], "PTP017", "no token"),
        ([(200, b'{"token": "two words"}')], "PTP017", "no token"),
        ([(200, '{"token": "ü"}'.encode())], "PTP017", "no token"),
        ([(200, b"<html>")], "PTP017", "no token"),
        ([(422, b"[]")], "PTP017", "HTTP 422"),
        ([(422, b'{"errors": [1], "message": "no"}')], "PTP016", "no"),
        ([(404, b"")], "PTP017", "HTTP 404"),
        ([(422, error("new-code"))], "PTP016", "new-code: words"),
        ([(422, error(None, 1))], "PTP016", "1"),
        ([(422, error("invalid-token", f"saw {'eyJ' + 'hbGciOiJSUzI1NiJ9'}.abc.def"))], "PTP013", "saw ****"),
    ],
)
def test_answers_that_are_no_token(tmp_path, answers, number, word) -> None:
    """Whatever an index answers, it ends as a problem that has its words, and no secret that stands in them."""
    with odd_index(AUDIENCE, *answers) as target:
        minting = Minting(Job(tmp_path, on_gitlab()).world, target, access_with(QUICK, 1, None, None))
        assert minting.find(target).state == "found"
        with pytest.raises(Problem) as caught:
            minting.authorization()
    assert caught.value.kind.id == number
    assert word in str(caught.value.values.get("message", caught.value.values.get("reason")))


def test_an_answer_that_is_lost(tmp_path, service) -> None:
    """The index may have used the identity up: it is asked again with another one. How long the token lasts is taken as far as it is said."""
    job = Job(tmp_path, service.environment())
    with odd_index(AUDIENCE, None, (503, b""), (200, b'{"token": "own-token", "expires": 1}')) as target:
        minting = Minting(job.world, target, access_with(QUICK, 1, None, None))
        minting.find(target)
        assert minting.authorization() == minting.authorization()
    assert (len(set(service.given)), job.asked.count(MINT.rpartition("/")[2])) == (4, 3)
    assert job.told[-1].said.values["minutes"] == "15"


def test_the_token_is_gone_before_the_projects_code_runs(tmp_path) -> None:
    """What is installed back is the project's code: who verifies a release holds no token any more."""
    job = Job(tmp_path, on_gitlab())
    with index(tmp_path, ON_LAB) as running:
        target = target_at(running.upload_url, "command line")
        minting = Minting(job.world, target, access_with(QUICK, 1, None, None))
        place = reach(job.world, target, profile_for(target), minting.find(target).credential, access_with(QUICK, 1, None, None), minting)
        looked = SimpleNamespace(project=SimpleNamespace(folder=str(tmp_path)), settings=SimpleNamespace(sign_tag=False))
        manifest = Manifest("boat", "1.0", None, dirty=False, tools={}, files=(FILES[0].artifact,))
        acts = release_acts(place, Course(job.world, "release", "x"), looked, manifest, {}, lambda _: None)
        assert minting.authorization().startswith("Basic ")
        assert (minting.holds, place.authorization) == (True, None)
        with pytest.raises(Problem) as caught:
            acts.verify()
    assert (caught.value.kind.id, minting.holds) == ("PRL028", False)
