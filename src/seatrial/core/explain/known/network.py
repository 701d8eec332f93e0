"""The way to an index: statuses that come from in between, TLS, names, proxies, connections that end."""

from seatrial.model.explain import SIGN, Cause

AGAIN = "Send again only what is left: a file that the index took is not taken twice, and the same bytes do no harm on PyPI."

CAUSES = (
    Cause(
        "EXP240",
        "The address is no address for uploads",
        "Files were sent to PyPI's web pages or to its list of packages.",
        "Use https://upload.{PYPI}/legacy/ for PyPI, with the slash at its end; for TestPyPI https://test.{PYPI}/legacy/.\n"
        "Look for the wrong one in ~/.pypirc (`repository`), `TWINE_REPOSITORY_URL`, `UV_PUBLISH_URL`, and `repository-url:` of the workflow.",
        said=("405 Method Not Allowed", "Method Not Allowed", "but have an invalid URL", "405 Client Error"),
    ),
    Cause(
        "EXP241",
        "The address is that of the old PyPI",
        "pypi.python.org takes no uploads any more, since 2017.",
        "Delete the line `repository` from the section `[pypi]` of ~/.pypirc.\nCheck `TWINE_REPOSITORY_URL` too, and upload again.",
        said=("trying to upload to the legacy PyPI site", "410 Gone", "410 Client Error"),
    ),
    Cause(
        "EXP242",
        "The index sends the upload to another address",
        "Upload tools do not follow a redirect, because the token would go along. Mostly the slash at the end of the address is missing, or it says `http`.",
        "Use the address that the message names, with the slash at its end, if the host is the one that you want.\n"
        "For PyPI: https://upload.{PYPI}/legacy/.",
        said=("attempted to redirect to", "missing a trailing slash"),
    ),
    Cause(
        "EXP243",
        "Something on the way does not take so large a file",
        "A 413 comes from a proxy or a private index, not from PyPI, which says `File too large`.",
        "Ask the administrators of the proxy or the index to raise the limit for the body of a request.\n"
        "Or make the file smaller: look what is in it with `seatrial check FILE`.",
        said=("413 Request Entity Too Large", "413 Payload Too Large", "Request Entity Too Large", "413 Content Too Large"),
    ),
    Cause(
        "EXP244",
        "Too many requests",
        "The index slows you down. It goes on by itself after a while.",
        "Wait as long as the answer says (`Retry-After`), else some minutes.\n" + AGAIN,
        said=("429 Too Many Requests", "Too Many Requests", "429 Client Error"),
        rank=SIGN,
    ),
    Cause(
        "EXP245",
        "The index has a problem, or your file breaks it",
        "A status of 500 or more is said to be the server's fault. PyPI also answers 500 to some broken files, and then it does so every time.",
        "Wait a minute and try again.\n"
        "If it fails at the same file every time: run `seatrial check FILE`, which knows what breaks PyPI's server.\n"
        "Else look at PyPI's status page.\n" + AGAIN,
        said=(
            "500 Internal Server Error",
            "Internal Server Error",
            "502 Bad Gateway",
            "503 Service Unavailable",
            "504 Gateway Timeout",
            "Backend is unhealthy",
            "PyPI is down for maintenance or is having an outage",
            "Package upload appears to have failed",
            "503 first byte timeout",
            'Received "503:',
            'Received "500:',
            'Received "502:',
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP246",
        "A status that no standard knows",
        "It comes from a proxy or a firewall in front of the index.",
        "Try again in some minutes.\nIf it stays: look at the body of the answer with `--verbose`, and ask who runs the proxy.",
        said=("Unknown Status",),
        rank=SIGN,
    ),
    Cause(
        "EXP247",
        "The certificate is not trusted",
        "A proxy or a virus scanner of the company reads the traffic and signs it with a certificate of its own, or the index uses a private one, "
        "or the certificates of this Python are missing.",
        "Ask your administrators for the company's CA certificate as a PEM file.\n"
        "Set `REQUESTS_CA_BUNDLE` and `SSL_CERT_FILE` to that file (twine: `--cert`; pip: `--cert`; uv: `--native-tls`; git: `http.sslCAInfo`).\n"
        "On macOS with Python from python.org: run `Install Certificates.command` once.\n"
        "Do not switch the verification off: your token would go to whoever sits in between.",
        said=(
            "unable to get local issuer certificate",
            "self-signed certificate",
            "self signed certificate",
            "certificate verify failed",
            "CERTIFICATE_VERIFY_FAILED",
            "invalid peer certificate",
            "UnknownIssuer",
            "SSL certificate problem",
            "server certificate verification failed",
            "SEC_E_UNTRUSTED_ROOT",
            "证书链是由不受信任的颁发机构颁发的",
        ),
    ),
    Cause(
        "EXP248",
        "The certificate is for another host",
        "The name in the address is not the one in the certificate: a typing mistake, a wrong DNS entry, or a page of the network that wants a login.",
        "Compare the host in the address with the one that you want.\n"
        "Open the address in a browser: a hotel or office network may want a login first.\n"
        "Try from another network.",
        said=(
            "Hostname mismatch, certificate is not valid for",
            "certificate is not valid for",
            "doesn't match either of",
            "NotValidForName",
        ),
    ),
    Cause(
        "EXP249",
        "The certificate has expired, or the clock is wrong",
        "A certificate is valid between two days; to a computer with a wrong date it looks expired or not yet valid.",
        "Check date and time of the machine, and let it set its clock from the network.\n"
        "If the clock is right: the index must renew its certificate; tell who runs it.",
        said=("certificate has expired", "certificate is not yet valid", "not yet valid"),
    ),
    Cause(
        "EXP250",
        "Nothing listens at that address",
        "The server is down, or host or port are wrong.",
        "Compare host and port with those of the index.\n"
        "If it is an index on your machine: start it first (`seatrial index` prints its address).\n"
        "Try the address in a browser.",
        said=("Connection refused", "actively refused it", "ECONNREFUSED", "由于目标计算机积极拒绝", "拒绝连接", "WinError 10061"),
    ),
    Cause(
        "EXP251",
        "The name of the host cannot be found",
        "A typing mistake in the address, or this machine has no network or no name service. In a container or a sandbox there is often none.",
        "Check the address letter by letter.\n"
        "Try `ping` or a browser on the same machine.\n"
        "Behind a proxy: set `HTTPS_PROXY`, so that the proxy looks the name up.",
        said=(
            "Name or service not known",
            "Failed to resolve '",
            "getaddrinfo failed",
            "Temporary failure in name resolution",
            "nodename nor servname provided",
            "Could not resolve host",
            "failed to lookup address information",
            "dns error",
            "不知道这样的主机",
            "未知的名称或服务",
            "域名解析暂时失败",
            "无法解析主机",
            "未能解析主机",
            "WinError 11001",
            "WinError 11004",
        ),
    ),
    Cause(
        "EXP252",
        "The proxy does not answer or wants a login",
        "A proxy is set in the environment or in the configuration, and it is down, wrong, or needs user and password (407).",
        "Look what is set: `env | grep -i proxy`, on Windows `set | findstr /i proxy`.\n"
        "Correct `HTTPS_PROXY`, for instance `http://user:password@proxy.example:8080`; special characters are written as `%40`.\n"
        "Where no proxy is needed: unset it, or put the host into `NO_PROXY`.",
        said=(
            "Cannot connect to proxy",
            "Unable to connect to proxy",
            "Tunnel connection failed",
            "Proxy Authentication Required",
            "ProxyError(",
            "tunnel error",
        ),
    ),
    Cause(
        "EXP253",
        "A SOCKS proxy needs one more package",
        "A proxy `socks5://…` is set, and the library that speaks SOCKS is not installed.",
        "`python -m pip install pysocks` in the environment of the tool (without the proxy: `ALL_PROXY= python -m pip install pysocks`).\n"
        "Or set an http proxy instead.",
        said=("Missing dependencies for SOCKS support",),
    ),
    Cause(
        "EXP254",
        "The connection ended early",
        "The server or something in between closed it: a limit of size or time, a proxy, a bad line. Whether the file arrived is not known.",
        "Look at the project's page whether the file is there.\n" + AGAIN + "\n"
        "If it fails at large files only: try another network, or without proxy and VPN.",
        said=(
            "Connection aborted",
            "ConnectionResetError",
            "Connection reset by peer",
            "Connection was reset",
            "RPC failed; curl",
            "BrokenPipeError",
            "Broken pipe",
            "RemoteDisconnected",
            "BadStatusLine",
            "IncompleteRead",
            "Connection broken: ",
            "forcibly closed by the remote host",
            "远程主机强迫关闭了一个现有的连接",
            "连接被对方重置",
            "断开的管道",
            "WinError 10054",
            "WinError 10053",
        ),
    ),
    Cause(
        "EXP255",
        "The index takes too long",
        "No answer came within the time that the tool waits: a slow line, a large file, or a busy server.",
        "Try again.\nLook at the project's page whether the file arrived.\nFor pip: `--timeout 60`; for uv: `UV_HTTP_TIMEOUT=120`.",
        said=(
            "Read timed out",
            "ReadTimeout",
            "ConnectTimeout",
            "ReadTimeoutError",
            "Connection timed out",
            "Connect timed out",
            "operation timed out",
            "The request timed out",
            "timed out.",
            "timed out",
            "no answer in time",
            "连接超时",
            "由于连接方在一段时间后没有正确答复",
            "WinError 10060",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP256",
        "The two sides speak different protocols",
        "TLS was spoken to something that does not speak it: an `https://` proxy that is an http one, a wrong port, or a very old TLS library.",
        "Write the proxy as `http://…`, in `HTTPS_PROXY` too.\n"
        "Check the port: 443 speaks https, 80 and 8080 mostly do not.\n"
        "Use a current Python.",
        said=(
            "EOF occurred in violation of protocol",
            "WRONG_VERSION_NUMBER",
            "wrong version number",
            "InvalidContentType",
            "unexpected eof while reading",
            "gnutls_handshake() failed",
        ),
    ),
    Cause(
        "EXP257",
        "The file with the CA certificates is not there",
        "`REQUESTS_CA_BUNDLE`, `CURL_CA_BUNDLE`, `SSL_CERT_FILE` or `--cert` names a file that does not exist.",
        "Correct the path, or unset the variable.\nTry again.",
        said=("Could not find a suitable TLS CA certificate bundle, invalid path", "Could not find a suitable TLS CA certificate bundle"),
    ),
    Cause(
        "EXP258",
        "The index could not be reached",
        "The tool tried several times. What it met stands behind `Caused by` in the same message.",
        "Read the words behind `Caused by`, and give them to `seatrial explain`.\n"
        "Check the address of the index and the network of this machine.",
        said=(
            "Max retries exceeded with url",
            "Failed to establish a new connection",
            "error sending request for url",
            "Could not connect to server",
            "Couldn't connect to server",
            "Failed to connect to … port",
            "unable to access 'https://",
            "无法访问 'https://",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP259",
        "The address begins with http",
        "PyPI takes uploads over https only, so that nobody on the way can read the token.",
        "Write `https://` in the address: https://upload.{PYPI}/legacy/.\nMake a new token if one was sent over http.",
        said=("SSL is required.", "403 SSL is required"),
    ),
)
