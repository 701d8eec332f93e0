"""Connections to real indexes: proxies, certificates of the system and of companies, clients' own certificates; all over real sockets."""

import io
import shutil
import ssl
import subprocess

import pytest
import truststore
import urllib3

from make.certificates import authority
from make.faults import faulty
from make.proxies import proxy
from make.release import harbour
from seatrial.edge.http import get
from seatrial.edge.proxies import proxy_of
from seatrial.edge.trust import NAMED, OPENSSL, OWN, TlsFiles, context
from seatrial.edge.upload import open_session
from seatrial.edge.world import trusting
from seatrial.model.form import Content, Form
from seatrial.model.index import Access, Patience, Sending
from seatrial.problem import Problem

PROXIES = [name for scheme in ("http", "https", "all", "no") for name in (f"{scheme}_proxy", f"{scheme.upper()}_PROXY")]
HOST = "index.example"


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    for name in (*PROXIES, *NAMED, *OPENSSL, *OWN):
        monkeypatch.delenv(name, raising=False)


def send(url: str, authority: str | None = None, certificate: str | None = None):
    """Send a file of a few bytes; return the answer."""
    session = open_session(Access(url, lambda: "Basic eDp5", Patience(2, 1, 1), authority=authority, certificate=certificate))
    try:
        return session.send(Sending(Form((("name", "boat"),)), Content("boat-1.0.tar.gz"), io.BytesIO(b"x" * 9), 9))
    finally:
        session.finish()


def refused(*asked, **more) -> Problem:
    with pytest.raises(Problem) as caught:
        send(*asked, **more)
    return caught.value


def named(url: str) -> str:
    """Return an address on this machine by a name that leads there through a proxy alone."""
    return url.replace("127.0.0.1", HOST)


@pytest.fixture
def company(tmp_path):
    """Make an authority of whom no system has heard."""
    return authority(tmp_path, "company")


@pytest.mark.parametrize("variable", [*NAMED, "SSL_CERT_FILE"])
def test_certificates_that_a_variable_names(monkeypatch, company, variable) -> None:
    """Whoever set a variable of pip, twine, requests, curl or OpenSSL for certificates of a company needs nothing else: not to send, not to read."""
    with faulty(context=company.serving()) as index:
        assert refused(index.url).kind.id == "PUP001"
        monkeypatch.setenv(variable, company.path)
        assert send(index.url).status == 200
        assert get(index.url.replace("legacy", "simple/boat"), {}, 5).status == 200


def test_a_folder_of_certificates(monkeypatch, tmp_path, company) -> None:
    """Folders with hashed names, as OpenSSL's, are taken from its own variable, and from those that name files."""
    folder = tmp_path / "folder"
    folder.mkdir()
    told = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", company.path], check=True, capture_output=True, text=True)
    shutil.copy(company.path, folder / f"{told.stdout.strip()}.0")
    with faulty(context=company.serving()) as index:
        for variable in ("SSL_CERT_DIR", "SEATRIAL_CERT"):
            with monkeypatch.context() as here:
                here.setenv(variable, str(folder))
                assert send(index.url).status == 200
        assert send(index.url, str(folder)).status == 200


def test_the_store_of_the_system(monkeypatch, company) -> None:
    """Without any variable of ours the system's own store decides: what lies where OpenSSL looks is trusted, and nothing else."""
    with faulty(context=company.serving()) as index:
        assert isinstance(context(), truststore.SSLContext)
        assert refused(index.url).kind.id == "PUP001"
        made = context()
        # Where a system keeps its certificates was fixed when OpenSSL was built; only this leads it elsewhere.
        monkeypatch.setenv("SSL_CERT_FILE", company.path)
        with urllib3.PoolManager(ssl_context=made) as connections:
            assert connections.request("GET", index.url, retries=False).status == 404


def test_a_file_that_is_no_certificate(monkeypatch, tmp_path) -> None:
    """Certificates that cannot be read are named, wherever they were named, before anything is connected."""
    other = tmp_path / "other.pem"
    other.write_text("hello")
    assert refused("https://127.0.0.1:9/", str(other)).values == {"path": str(other), "reason": "not a certificate in PEM format"}
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    assert refused("https://127.0.0.1:9/").values == {"path": str(tmp_path / "none.pem"), "reason": "No such file or directory"}
    assert send("http://127.0.0.1:9/").sent is False


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_an_index_that_wants_a_certificate(monkeypatch, tmp_path, company, version) -> None:
    """With the certificate that an index wants it is sent to and read from; without one, or with a stranger's, the user is told what is missing."""
    stranger = authority(tmp_path, "stranger")
    own, other = company.client(tmp_path / "own.pem"), stranger.client(tmp_path / "other.pem")
    served = company.serving(wants=company)
    served.maximum_version = version
    with faulty(context=served) as index:
        assert send(index.url, company.path, own).status == 200
        assert get(index.url.replace("legacy", "simple/boat"), {}, 5, TlsFiles(company.path, own)).status == 200
        assert [refused(index.url, company.path, one).kind.id for one in (None, other)] == ["PUP014", "PUP014"]
        monkeypatch.setenv("SEATRIAL_CLIENT_CERT", own)
        assert send(index.url, company.path).status == 200


def test_certificates_that_are_named_for_one_command(tmp_path, company) -> None:
    """With `--cert` and `--client-cert` an index is also read from, pages and files, so that what was sent can be confirmed."""
    own = company.client(tmp_path / "own.pem")
    plain = harbour(tmp_path)
    world = trusting(plain, company.path, own)
    assert trusting(plain, None, None) is plain
    with faulty(context=company.serving(wants=company)) as index:
        assert send(index.url, company.path, own).status == 200
        assert world.get(index.url.replace("legacy", "simple/boat"), {}, 5).status == 200
        assert world.download(index.url.replace("legacy/", "files/boat-1.0.tar.gz"), {}, 5, str(tmp_path / "copy"), 100).status == 200
    assert (tmp_path / "copy").read_bytes() == b"x" * 9


def test_a_certificate_of_ones_own_that_cannot_be_used(tmp_path, company) -> None:
    """A key of another certificate, a key with a password (for which nobody is asked), no key, no file: each is said."""
    wrong = company.client(tmp_path / "wrong.pem", key_of=company.ca.issue_cert("other.example"))
    locked = company.client(tmp_path / "locked.pem", password=b"geheim")
    keyless = company.path
    said = [refused("https://127.0.0.1:9/", None, path) for path in (wrong, locked, keyless, str(tmp_path / "none.pem"))]
    assert [problem.values["reason"] for problem in said] == [
        "the key is not that of the certificate", "its key has a password", "no certificate with its key in PEM format", "No such file or directory",
    ]  # fmt: skip
    assert {problem.kind.id for problem in said} == {"PUP013", "PUP004"}


@pytest.mark.parametrize("over", ["http", "https"])
def test_through_a_tunnel(monkeypatch, company, over) -> None:
    """A TLS index is reached through a proxy, also one that wants a login and is spoken to over TLS; the index's token stays inside of the tunnel."""
    with (
        faulty(context=company.serving(HOST)) as index,
        proxy(login="me:p@ss", context=company.serving() if over == "https" else None) as through,
    ):
        monkeypatch.setenv("HTTPS_PROXY", f"{over}://me:p%40ss@{through.host}")
        assert send(named(index.url), company.path).status == 200
        assert get(named(index.url).replace("legacy", "simple/boat"), {}, 5, TlsFiles(company.path)).status == 200
    assert {(method, login) for method, _, login in through.seen} == {("CONNECT", "me:p@ss")}


def test_a_proxy_that_wants_a_login(monkeypatch) -> None:
    """A proxy that does not let us through is told apart from the index, for https and http; its password is not shown."""
    with proxy(login="me:right") as through:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:geheim@{through.host}")
        monkeypatch.setenv("HTTP_PROXY", through.host)
        tunnel, plain = refused(f"https://{HOST}/legacy/"), refused(f"http://{HOST}/legacy/")
    assert (tunnel.kind.id, plain.kind.id) == ("PUP015", "PUP015")
    assert (tunnel.values["proxy"], tunnel.values["reason"]) == (through.host, "407 Proxy Authentication Required")
    assert "geheim" not in str(tunnel.values)


def test_a_proxy_that_fails(monkeypatch) -> None:
    """A proxy that is away, or cannot reach the index now, is named in what is tried again; nothing was sent."""
    with proxy(answer="502 Bad Gateway") as through:
        monkeypatch.setenv("ALL_PROXY", through.host)
        answer = send(f"https://{HOST}/legacy/")
    gone = send(f"https://{HOST}/legacy/")
    assert (answer.status, answer.sent, answer.message) == (
        None,
        False,
        f"proxy http://{through.host}: 502 Bad Gateway",
    )
    assert (gone.status, gone.sent, gone.message) == (None, False, f"proxy http://{through.host}: Connection refused")


def test_a_proxy_whose_certificate_is_not_known(monkeypatch, company, tmp_path) -> None:
    """Where the proxy's certificate is not accepted, the proxy is named, not the index."""
    with proxy(context=authority(tmp_path, "stranger").serving()) as through:
        monkeypatch.setenv("HTTPS_PROXY", f"https://{through.host}")
        problem = refused(f"https://{HOST}/legacy/", company.path)
    assert (problem.kind.id, problem.values["url"]) == ("PUP001", f"https://{through.host}")


@pytest.mark.parametrize("variable", ["ALL_PROXY", "https_proxy"])
@pytest.mark.parametrize("value", ["socks5://me:geheim@127.0.0.1:1080", "socks5h://127.0.0.1:1080", "http://["])
def test_a_proxy_of_another_kind(monkeypatch, variable, value) -> None:
    """A SOCKS proxy is said to be none that can be used; without its password."""
    monkeypatch.setenv(variable, value)
    problem = refused(f"https://{HOST}/legacy/")
    assert (problem.kind.id, "geheim" in str(problem.values)) == ("PUP016", False)


@pytest.mark.parametrize(
    ("without", "url", "through"),
    [
        ("", "https://a.example/", True),
        ("a.example", "https://a.example/", False),
        (".example", "https://a.example/", False),
        ("*.example", "https://a.example/", False),
        ("b.example, A.EXAMPLE:8443", "https://a.example:8443/", False),
        ("a.example:8443", "https://a.example/", True),
        ("ample", "https://a.example/", True),
        ("b,*", "https://a.example/", False),
        ("10.0.0.0/8", "https://10.1.2.3/", False),
        ("10.0.0.0/8", "https://11.1.2.3/", True),
        ("10.0.0.0/8,x/y", "https://a.example/", True),
        ("fd00::/8", "https://[fd00::1]:8443/", False),
        ("", "https://localhost/", False),
        ("", "https://localhost.:8443/", False),
        ("", "https://127.0.0.2/", False),
        ("a.example", "https://a.example./", False),
        ("", "http://[::1]:8000/", False),
        ("", "http://a.example/", False),
    ],
)
def test_which_proxy(monkeypatch, without, url, through) -> None:
    """NO_PROXY excepts hosts, ends of names, ports and networks; this machine is never reached through a proxy."""
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", without)
    assert (proxy_of(url) is not None) is through
