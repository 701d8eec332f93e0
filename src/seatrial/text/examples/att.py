"""Examples of the rules on attestations: the name of one with its JSON or a field of it, or with the subject and the type that its statement names."""

FILE = "boat-1.0-py3-none-any.whl"
ONE = f"{FILE}.publish.attestation"
TWO = f"{FILE}.slsa.attestation"
PUBLISH = "publish/v1"
GOOD = f"{ONE}  subject={FILE} type={PUBLISH}"
EXAMPLES = {
    "ATT001": (f"{ONE}  -----BEGIN PGP SIGNATURE-----", GOOD),
    "ATT002": (f'{ONE}  {{"version": 2}}', GOOD),
    "ATT003": (f"{ONE}  subject= type={PUBLISH}", GOOD),
    "ATT004": (f"{ONE}  subject={FILE},boat-1.0.tar.gz type={PUBLISH}", GOOD),
    "ATT005": (f"{ONE}  subject=boat-1.0.tar.gz type={PUBLISH}", GOOD),
    "ATT006": (f"{ONE}  subject={FILE} type={PUBLISH} sha256=60303ae2…", GOOD),
    "ATT007": (f"{ONE}  subject={FILE} type=release/v0.1", GOOD),
    "ATT008": (f"{GOOD}\n{TWO}  subject={FILE} type={PUBLISH}", f"{GOOD}\n{TWO}  subject={FILE} type=provenance/v1"),
    "ATT009": ("attestations  {}", f"attestations\n{GOOD}"),
    "ATT010": ("attestations  []", f"attestations\n{GOOD}"),
    "ATT011": (
        f"{GOOD}\n{TWO}  subject={FILE} type=provenance/v1\n{TWO}  subject={FILE} type={PUBLISH}",
        f"{GOOD}\n{TWO}  subject={FILE} type=provenance/v1",
    ),
}
