"""Examples of the rules on the request and the form of an upload: a request line, or fields of the form."""

SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
BLAKE2 = "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"
FILE = 'Content-Disposition: form-data; name="content"; filename="boat-1.0-py3-none-any.whl"'
EXAMPLES = {
    "FRM001": ("GET /legacy/", "POST /legacy/\n:action=file_upload"),
    "FRM003": ("POST /legacy\n:action=file_upload", "POST /legacy/\n:action=file_upload"),
    "FRM004": ("POST /legacy/\n:action=submit", "POST /legacy/\n:action=file_upload"),
    "FRM005": ("POST /legacy/\n:action=doc_upload", "POST /legacy/\n:action=file_upload"),
    "FRM011": (
        'Content-Disposition: form-data; name="name"; filename="name.txt"',
        'Content-Disposition: form-data; name="name"',
    ),
    "FRM012": ("protocol_version=2", "protocol_version=1"),
    "FRM013": ("name=", "name=boat"),
    "FRM014": ("name=_boat", "name=boat"),
    "FRM015": ("filetype=", "filetype=bdist_wheel"),
    "FRM016": ("filetype=bdist_egg", "filetype=bdist_wheel"),
    "FRM017": (f"sha256_digest={SHA256[:32]}", f"sha256_digest={SHA256}"),
    "FRM018": (f"blake2_256_digest={BLAKE2[:32]}", f"blake2_256_digest={BLAKE2}"),
    "FRM019": ("filetype=bdist_wheel\npyversion=", "filetype=bdist_wheel\npyversion=py3"),
    "FRM020": ("filetype=sdist\npyversion=3.12", "filetype=sdist\npyversion=source"),
    "FRM021": ("sha256_digest=\nblake2_256_digest=\nmd5_digest=", f"sha256_digest={SHA256}"),
    "FRM022": ("Content-Type: image/png", "Content-Type: application/octet-stream"),
    "FRM023": ("boat-1.0-py3-none-any.whl  120 MiB", "boat-1.0-py3-none-any.whl  80 MiB"),
    "FRM024": (
        "content=@boat-1.0.tar.gz\nsha256_digest=$(sha256sum < boat-0.9.tar.gz)",
        "content=@boat-1.0.tar.gz\nsha256_digest=$(sha256sum < boat-1.0.tar.gz)",
    ),
    "FRM025": ('Content-Disposition: form-data; name="name"; filename=""', 'Content-Disposition: form-data; name="name"'),
    "FRM026": ('Content-Disposition: form-data; name="summary"; filename=""', 'Content-Disposition: form-data; name="summary"'),
    "FRM027": ("POST /legacy/?x=%ff\n:action=file_upload", "POST /legacy/?x=%c3%bf\n:action=file_upload"),
    "FRM028": ("POST /legacy%ff/\n:action=file_upload", "POST /legacy/\n:action=file_upload"),
    "FRM029": ("POST /legacy/\nContent-Type: multipart/form-data", "POST /legacy/\nContent-Type: multipart/form-data; boundary=f2a1"),
    "FRM030": (FILE.replace("content", "file"), FILE),
    "FRM031": ('Content-Disposition: form-data; name="content"', FILE),
    "FRM032": (f"{FILE}\nContent-Type: multipart/mixed; boundary=f2a1", f"{FILE}\nContent-Type: application/octet-stream"),
    "FRM034": (
        "POST /legacy\n:action=file_upload&classifiers=…&classifiers=…",
        "POST /legacy/\n:action=file_upload&classifiers=…&classifiers=…",
    ),
    "FRM033": (
        "POST /legacy/\nContent-Type: multipart/form-data; charset=latin-1; boundary=f2a1",
        "POST /legacy/\nContent-Type: multipart/form-data; boundary=f2a1",
    ),
}
