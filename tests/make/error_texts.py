"""Texts of errors as people meet them, with what each means: `row of the catalogue | what is known of it | text`."""

from typing import NamedTuple


class Text(NamedTuple):
    """One text, and what must be found in it first."""

    row: str
    known: str
    text: str


def _read(lines: str) -> tuple[Text, ...]:
    return tuple(Text(*line.split(" | ", 2)) for line in lines.strip().splitlines())


TEXTS = _read(
    r"""
AU01 | IDX002 | Invalid or non-existent authentication information
AU02 | IDX001 | Username/Password authentication is no longer supported
AU03 | EXP120 | Invalid API Token: boat
AU04 | EXP121 | malformed or nonexistent macaroon
AU04 | EXP121 | malformed macaroon
AU04 | EXP121 | Macaroon not found
AU04 | EXP121 | deleted or nonexistent macaroon
AU05 | EXP122 | signatures do not match
AU06 | EXP123 | token is expired
AU07 | IDX006 | project-scoped token is not valid for project: 'boat'
AU08 | EXP124 | project-scoped token used outside of a project context
AU09 | EXP125 | OIDC scoped token is not valid for project 'boat'
AU10 | EXP126 | OIDC scoped token used outside of an OIDC identified request
AU10 | EXP126 | current OIDC publisher does not match publisher restriction
AU11 | EXP127 | token with user restriction without a user
AU11 | EXP127 | current user does not match user restriction in token
AU12 | EXP128 | caveat must be an array
AU12 | EXP128 | caveat has unknown tag
AU12 | EXP128 | caveat array cannot be empty
AU13 | EXP129 | API tokens are not valid for permission: boat
AU14 | EXP122 | invalid macaroon!r
AU14 | EXP122 | InvalidMacaroon('invalid macaroon signature')
AU15 | EXP101 | The user 'boat' isn't allowed to upload to project 'boat'
AU16 | EXP102 | The given token isn't allowed to upload to project 'boat'
AU17 | EXP103 | does not have a verified primary email address
AU18 | EXP104 | does not have two-factor authentication enabled
AU19 | EXP105 | Organization account owning this project is inactive
AU20 | EXP101 | You are not allowed to upload to 'boat'
AU20 | EXP101 | to edit 'boat' package information
AU21 | EXP106 | Read-only mode: Uploads are temporarily disabled.
AU21 | EXP106 | New uploads are temporarily disabled.
AU22 | EXP107 | New project registration temporarily disabled.
TP01 | EXP165 | not-enabled
TP01 | EXP165 | boat trusted publishing functionality not enabled
TP02 | EXP165 | Trusted publishing functionality not enabled
TP03 | EXP161 | invalid-payload
TP04 | EXP161 | invalid-payload
TP04 | EXP160 | malformed JWT
TP05 | EXP161 | invalid-payload
TP05 | EXP159 | unknown trusted publishing issuer
TP06 | EXP161 | invalid-payload
TP07 | EXP162 | invalid-token
TP07 | EXP162 | malformed or invalid token
TP08 | EXP163 | invalid-pending-publisher
TP08 | EXP163 | valid token, but project already exists
TP09 | EXP150 | invalid-publisher
TP09 | EXP150 | boat (Publisher with matching claims was not found)
TP10 | EXP150 | invalid-publisher
TP10 | EXP150 | All lookup strategies exhausted
TP11 | EXP151 | Check failed for required claim 'boat'
TP11 | EXP151 | optional claim 'boat'
TP12 | EXP152 | The job_workflow_ref claim does not match, expecting one of boat, got boat
TP13 | EXP153 | Publishing from a workflow invoked via 'pull_request_target' is not supported.
TP14 | EXP154 | Missing claim 'boat'
TP15 | EXP155 | The ref and sha claims are empty
TP15 | EXP155 | The job_workflow_ref claim is empty
TP15 | EXP155 | Could not job extract workflow filename
TP16 | EXP156 | The ci_config_ref_uri claim is empty
TP16 | EXP156 | The ref_path and sha claims are empty
TP17 | EXP157 | Missing 'subject' claim
TP17 | EXP157 | Invalid 'subject' claim
TP18 | EXP158 | Issuer 'boat' is unsupported
TP18 | EXP158 | JWT issuer boat does not match expected issuer boat
TP19 | EXP164 | invalid-reuse-token
TP19 | EXP164 | invalid token: already used
TP20 | EXP110 | Non-user identities cannot create new projects
TP21 | EXP166 | GitHub: missing or insufficient OIDC token permissions, the ACTIONS_ID_TOKEN_REQUEST_TOKEN environment variable was unset
TP21 | EXP166 | GitHub: missing or insufficient OIDC token permissions, the ACTIONS_ID_TOKEN_REQUEST_URL environment variable was unset
TP22 | EXP167 | The workflow context indicates that this action was called from a pull request on a fork
TP23 | EXP168 | GitHub: OIDC token request timed out
TP23 | EXP168 | request failed (code=boat
TP23 | EXP168 | malformed or incomplete JSON
TP24 | EXP169 | GitLab: Environment variable PYPI_ID_TOKEN not found
TP24 | EXP169 | GitLab: Environment variable TESTPYPI_ID_TOKEN not found
TP25 | EXP170 | Token audience claim mismatch (expected boat, got boat)
TP25 | EXP170 | Malformed token payload
TP26 | EXP171 | GCP: access token request timed out
TP26 | EXP171 | OIDC token missing from response
TP27 | EXP172 | CircleCI: could not find 'circleci'
TP28 | EXP173 | This environment is not supported for trusted publishing
TP29 | EXP174 | The token request failed; the index server gave the following reasons
TP30 | EXP175 | The token-minting request returned invalid JSON
TP30 | EXP175 | Token request failed: the index produced an unexpected boat response
TP31 | EXP176 | Expected a trusted publishing token but got None
TP32 | EXP177 | audience retrieval failed: repository at boat does not indicate trusted publishing support
TP32 | EXP165 | has trusted publishing disabled
TP32 | EXP177 | responded with unexpected boat
TP33 | EXP174 | Trusted publishing exchange failure
TP34 | EXP178 | A pending trusted publisher matching this configuration has already been registered for a different boat
TP35 | EXP174 | Failed to obtain token for trusted publishing
TP35 | EXP166 | is the 'id-token: write' permission missing?
TP35 | EXP173 | No OIDC token discovered
TP36 | EXP179 | explicit password was also set, disabling Trusted Publishing
NA01 | FRM014 | The name 'boat' is invalid.
NA01 | FRM014 | Start and end with a letter or numeral containing only ASCII numeric and '.', '_' and '-'.
NA02 | EXP109 | conflicts with an existing project
NA03 | IDX004 | 400 The name 'boat' isn't allowed. See https://pypi.org/help/#project-name for more information.
NA04 | IDX005 | is too similar to an existing project
NA05 | IDX003 | conflict with Python Standard Library module name
NA06 | EXP108 | Too many new projects created
NA07 | FRM023 | File too large. Limit for project 'boat' is boat MB
NA08 | IDX007 | Project size too large. Limit for project 'boat' total size is boat GB
MD01 | MET003 | 'boat' is not a valid metadata version
MD02 | MET031 | The use of local versions in 'boat' is not allowed.
MD02 | MET031 | Can't use PEP 440 local versions
MD03 | MET034 | 'boat' is not a valid classifier.
MD03 | MET034 | Invalid value for classifiers
MD04 | MET036 | The classifier 'boat' has been deprecated
MD04 | MET035 | The classifier 'Natural Language :: Ukranian' has been deprecated, use one of ['Natural Language :: Ukrainian'] instead.
MD05 | MET044 | Can't have direct dependency: boat
MD06 | MET032 | 'summary' field must be 512 characters or less.
MD07 | MET033 | 'boat' is not a valid email address: boat
MD08 | MET041 | 'boat' is not a valid url.
MD09 | MET039 | must be 32 characters or less.
MD09 | MET038 | Must have a label
MD09 | MET040 | Must have a URL
MD09 | MET041 | is not a valid url
MD10 | MET045 | Dynamic field 'boat' is not a valid dynamic field.
MD10 | MET012 | is not allowed as a dynamic field
MD11 | MET046 | License is deprecated when License-Expression is present.
MD12 | MET017 | 'boat' is invalid for 'license-expression'
MD13 | SDT004 | License-File boat does not exist in distribution file boat at boat
MD14 | EXP190 | 'boat' is an invalid value for boat. Error: boat
MD14 | EXP190 | Invalid value for boat. Error: boat
MD15 | MET004 | 'boat' is a required field
MD16 | MET007 | introduced in metadata version boat, not boat
MD17 | MET008 | 'boat' must be a single line
MD18 | MET009 | 'description-content-type' must be one of [boat], not 'boat'
MD19 | MET010 | can only specify the UTF-8 charset
MD19 | MET011 | valid Markdown variants for boat
MD20 | MET016 | 'oars version 2' is invalid for 'requires-dist'.
MD21 | DSC002 | The description failed to render for 'boat'.
MD22 | DSC001 | The description failed to render in the default format of reStructuredText.
MD23 | MET001 | 'boat' has invalid data
MD24 | FRM011 | boat: Should not be a tuple.
MD25 | FRM019 | Python version is required for binary distribution uploads.
MD25 | FRM020 | Use 'source' as Python version for an sdist.
MD25 | FRM016 | Use a known file type.
MD26 | FRM021 | Include at least one message digest.
MD26 | FRM017 | Use a valid, hex-encoded, SHA256 message digest.
MD27 | MET022 | 'boat' is invalid for 'import-name'
MD27 | MET022 | 'my-boat' is invalid for 'import-name'; 'my-boat' is not a valid identifier
MD27 | MET022 | 'class' is invalid for 'import-name'; 'class' is a keyword
FI01 | IDX008 | File already exists ('boat', with blake2_256 hash 'boat').
FI02 | IDX009 | This filename was previously used by a file that has since been deleted.
FI02 | IDX009 | This filename has already been used, use a different version
FI03 | IDX008 | A file named "boat" already exists for boat
FI03 | IDX008 | The filename or contents already exist
FI04 | IDX010 | Uploading new files to releases older than 14 days is not allowed.
FI05 | IDX011 | Only one sdist may be uploaded per release.
FI06 | FRM024 | The digest supplied does not match a digest calculated from the uploaded file.
FI07 | NAM004 | Invalid file extension: boat
FI08 | NAM002 | Cannot upload a file with '/' or '\' in the name.
FI08 | NAM001 | Cannot upload a file with non-printable characters (ordinals 0-31) or the DEL character (ordinal 127) in the name.
FI09 | FRM022 | Invalid distribution file.
FI10 | ARC003 | Invalid distribution file. File is not a zipfile
FI10 | ARC005 | not a tarfile
FI10 | ARC002 | both a zip and a tar file
FI11 | ARC008 | boat File exceeds compression ratio of 50
FI12 | ARC009 | boat File does not use a supported compression type
FI13 | ARC012 | boat Incorrect number of top-level directories in sdist
FI14 | ARC015 | boat PKG-INFO not found at boat
FI14 | ARC014 | WHEEL not found at boat
FI15 | ARC013 | boat Unable to parse name and version from wheel filename
FI16 | EXP208 | boat ZIP archive not accepted: boat
FI16 | ARC041 | Duplicate filename in boat
FI16 | ARC036 | Mis-matched data size
FI16 | ARC050 | Trailing data
FI16 | ARC040 | Comment in central directory
FI16 | ARC039 | Filename not in central directory
FI16 | ARC031 | Malformed zip file
FI16 | ARC035 | ZIP contains a data descriptor
FI16 | ARC048 | Unknown record signature
FI17 | ARC011 | boat tar archive not accepted: Sparse members are not allowed.
FI18 | ARC020 | PyArmor-encrypted content is not allowed.
FI18 | ARC021 | SourceDefender-encrypted content is not allowed.
FI19 | SDT001 | Invalid source distribution filename: boat
FI20 | SDT002 | Start filename for 'boat' with 'boat'.
FI21 | SDT003 | Filename 'boat' is invalid, should be 'boat'.
FI22 | WHL007 | Filename 'boat' should contain the normalized project name 'boat', not 'boat'.
FI23 | WHL008 | Version in filename should be 'boat' not 'boat'.
FI24 | WHL005 | Binary wheel 'boat' has an unsupported platform tag 'boat'.
FI25 | WHL011 | Wheel 'boat' does not contain the required RECORD file
FI25 | WHL015 | Wheel 'boat-1.0-py3-none-any.whl' does not contain the required METADATA file: boat-1.0.dist-info/METADATA
FI26 | WHL013 | Wheel 'boat' has invalid entry points defined in the entry_points.txt file
FI27 | WHL017 | Filename is too long: 'boat'
FI28 | FRM030 | Upload payload does not have a file.
FI28 | FRM012 | Unknown protocol version.
FI29 | IDX022 | Invalid attestations supplied during upload: Attestations are only supported when using Trusted Publishing
FI30 | EXP194 | boat Attestations are not currently supported with boat publishers
FI31 | EXP195 | boat Could not verify the uploaded artifact using the included attestation: boat
FI31 | EXP195 | Certificate's Build Config URI boat does not match expected Trusted Publisher
FI31 | EXP195 | 0 of 2 policies succeeded
FI32 | EXP196 | boat Malformed attestations: boat
FI32 | EXP196 | an empty attestation set is not permitted
FI32 | EXP196 | A maximum of boat attestations per file
FI32 | EXP196 | Multiple attestations boat same predicate type
FI32 | EXP196 | unsupported predicate type
FI33 | FRM004 | Project pre-registration is no longer required or supported, upload your files instead.
FI34 | FRM005 | Uploading documentation is no longer supported
FI35 | FRM003 | An upload was attempted to /legacy but the expected upload URL is /legacy/
NE01 | EXP213 | HTTPError: 400 Bad Request from boat Bad Request
NE02 | EXP240 | HTTPError: 405 Method Not Allowed from https://pypi.org/legacy/
NE02 | EXP240 | trying to upload to pypi.org but have an invalid URL
NE03 | EXP241 | HTTPError: 410 Gone from https://pypi.python.org/pypi
NE03 | EXP241 | trying to upload to the legacy PyPI site
NE04 | EXP242 | attempted to redirect to boat
NE04 | EXP242 | missing a trailing slash
NE05 | EXP243 | 413 Request Entity Too Large
NE06 | EXP244 | 429 Too Many Requests
NE07 | EXP245 | HTTPError: 500 Internal Server Error from https://upload.pypi.org/legacy/
NE07 | EXP245 | 502 Bad Gateway
NE07 | EXP245 | 503 Service Unavailable
NE07 | EXP245 | Backend is unhealthy
NE07 | EXP245 | PyPI is down for maintenance or is having an outage
NE08 | EXP245 | Received "503: boat" Package upload appears to have failed. Retry n of 5.
NE09 | EXP246 | Unknown Status
NE10 | EXP247 | CERTIFICATE_VERIFY_FAILED: unable to get local issuer certificate
NE10 | EXP247 | self-signed certificate in certificate chain
NE11 | EXP248 | Hostname mismatch, certificate is not valid for 'boat'
NE12 | EXP249 | certificate has expired
NE12 | EXP249 | not yet valid
NE13 | EXP258 | Max retries exceeded with url
NE13 | EXP250 | NewConnectionError boat Connection refused
NE14 | EXP251 | Failed to resolve 'boat'
NE14 | EXP251 | Name or service not known
NE14 | EXP251 | getaddrinfo failed
NE15 | EXP252 | ProxyError('Cannot connect to proxy'boat
NE15 | EXP252 | Tunnel connection failed: 407
NE16 | EXP253 | Missing dependencies for SOCKS support
NE17 | EXP254 | ('Connection aborted.', ConnectionResetError(104boat
NE17 | EXP254 | BrokenPipeError
NE17 | EXP254 | RemoteDisconnected
NE17 | EXP254 | BadStatusLine
NE18 | EXP255 | ReadTimeout
NE18 | EXP255 | ConnectTimeout
NE18 | EXP255 | timed out
NE19 | EXP256 | EOF occurred in violation of protocol
NE19 | EXP256 | WRONG_VERSION_NUMBER
NE20 | EXP257 | Could not find a suitable TLS CA certificate bundle, invalid path
NE21 | EXP134 | UnicodeEncodeError: 'latin-1' codec can't encode
NE22 | EXP135 | Invalid header value
NE22 | EXP135 | InvalidHeader
TW01 | EXP270 | Missing 'boat' section from boatpypirc
TW02 | EXP271 | Malformed configuration in boat
TW03 | EXP272 | Unable to read configuration file: boat
TW04 | EXP273 | KeyError: 'repository'
TW05 | EXP274 | Invalid repository URL: boat
TW06 | EXP203 | Cannot find file (or expand pattern): 'dist/*'
TW07 | EXP202 | Unknown distribution format: 'boat'
TW08 | EXP204 | Invalid distribution metadata: boat
TW09 | EXP205 | unrecognized or malformed field 'boat'
TW10 | EXP206 | Metadata is missing required fields: Name, Version boat using a supported Metadata-Version: 1.0, boat
TW11 | EXP207 | No METADATA in archive boat
TW11 | EXP207 | No PKG-INFO in archive boat
TW11 | EXP207 | PKG-INFO is not a regular file
TW11 | EXP207 | Too many top-level members in sdist archive
TW12 | EXP208 | zipfile.BadZipFile: File is not a zip file
TW12 | EXP208 | tarfile.ReadError: not a gzip file
TW12 | EXP208 | tarfile.ReadError: empty file
TW13 | EXP220 | `long_description` has syntax errors in markup
TW13 | EXP220 | line n: Error: Unknown directive type boat
TW13 | EXP220 | Title underline too short
TW13 | EXP220 | Inline boat start-string without end-string
TW14 | EXP221 | `long_description_content_type` missing. defaulting to `text/x-rst`.
TW15 | EXP222 | `long_description` missing.
TW16 | EXP223 | No files to check.
TW17 | EXP130 | Credential not found for username/password/API token.
TW18 | EXP131 | EOFError: EOF when reading a line
TW19 | EXP132 | Your password is empty
TW19 | EXP132 | contains control characters. Did you enter it correctly?
TW20 | EXP130 | could not determine credentials for configured repository
TW21 | EXP209 | does not have support for the following features: --skip-existing
TW22 | EXP210 | Skipping boat because it appears to already exist
TW23 | EXP198 | Upload with attestations requested, but boat has no associated attestations
TW23 | EXP198 | invalid JSON in attestation
TW24 | EXP199 | Only PyPI and TestPyPI support attestations
TW25 | EXP200 | One or more packages has an associated PGP signature; these will be silently ignored
TW26 | EXP201 | Cannot upload signed files by themselves
TW26 | EXP201 | sign must be given along with identity
TW26 | EXP201 | 'gpg' or 'gpg2' executables not available
TW27 | EXP133 | Error getting password from keyring
TW27 | EXP133 | No keyring backend found
TW27 | EXP133 | No recommended backend was available
TW28 | EXP211 | invalid choice: 'register'
TW29 | EXP385 | twine: command not found
TW29 | EXP385 | No module named twine
TW30 | EXP212 | Error during upload. Retry with the --verbose option for more details.
GH01 | EXP290 | Container action is only supported on Linux
GH02 | EXP291 | EMPTY TOKEN
GH02 | EXP291 | It looks like you have not passed a password
GH03 | EXP292 | POTENTIALLY INVALID TOKEN
GH03 | EXP292 | does not start with "pypi-"
GH04 | EXP293 | MISSING DISTS
GH04 | EXP293 | no Python distribution packages to publish in the directory
GH05 | EXP294 | already has a publish attestation
GH06 | EXP295 | Path looks like a distribution but is not a file
GH07 | EXP296 | Attestation generation failure
GH08 | EXP297 | Password-based uploads deprecated
GH08 | EXP297 | Upgrade to Trusted Publishing
GH09 | EXP298 | publish workflow never starts after a bot-made tag/release
GH10 | EXP299 | job skipped/waiting: environment protection
BU01 | EXP305 | does not appear to be a Python project: no pyproject.toml or setup.py
BU02 | EXP306 | Failed to parse boatpyproject.toml: boat
BU03 | EXP307 | Failed to validate 'build-system' in pyproject.toml
BU04 | EXP308 | Backend 'boat' is not available.
BU04 | EXP308 | BackendUnavailable: Cannot import 'boat'
BU05 | EXP309 | Backend subprocess exited when trying to invoke boat
BU06 | EXP310 | Missing dependencies:
BU07 | EXP311 | Multiple top-level packages discovered in a flat-layout: [boat]
BU07 | EXP311 | Multiple top-level modules boat
BU08 | EXP312 | configuration error: 'project.license' must be valid exactly by one definition
BU09 | EXP313 | License classifiers have been superseded by license expressions
BU10 | EXP314 | SetuptoolsDeprecationWarning: License classifiers are deprecated
BU11 | EXP315 | 'project.version' must be pep440
BU12 | EXP316 | 'project.name' must be pep508-identifier
BU13 | EXP317 | 'project' must contain ['version'] properties
BU14 | EXP318 | You cannot provide a value for 'project.version' and list it under 'project.dynamic'
BU15 | EXP319 | No configuration found for dynamic 'boat'
BU16 | EXP320 | WARNING File 'boatREADMEboat' cannot be found
BU17 | EXP321 | Cannot find any files for the given pattern
BU18 | EXP322 | Readme file does not exist: boat
BU18 | EXP322 | License file does not exist
BU19 | EXP323 | Unable to determine which files to ship inside the wheel
BU20 | EXP324 | Unknown classifier in field 'project.classifiers': boat
BU21 | EXP325 | cannot be a direct reference unless field 'tool.hatch.metadata.allow-direct-references'
BU22 | EXP326 | was unable to detect version for boat
BU23 | EXP327 | "boat" is shallow and may cause errors
BU24 | EXP328 | FileNotFoundError: boat 'requirements.txt'
BU25 | EXP329 | error: invalid command 'bdist_wheel'
BU25 | EXP329 | ModuleNotFoundError: No module named 'setuptools'
BU26 | EXP330 | exec(code, locals()) File "<string>", line 1, in <module> ModuleNotFoundError: No module named 'boat'
IN01 | EXP345 | ERROR: Could not find a version that satisfies the requirement boat==2.0 (from versions: 1.0, 1.1)
IN01 | EXP345 | No matching distribution found
IN02 | EXP346 | ERROR: Could not find a version that satisfies the requirement boat (from versions: none)
IN03 | EXP347 | ERROR: Could not find a version that satisfies the requirement oars>=2 (from boat) (from versions: none)
IN04 | EXP348 | requires a different Python: 3.x not in 'boat'
IN04 | EXP348 | Ignored the following versions that require a different python version
IN05 | EXP349 | is not a supported wheel on this platform.
IN06 | EXP350 | THESE PACKAGES DO NOT MATCH THE HASHES
IN07 | EXP351 | Requested boat has inconsistent name
IN07 | EXP351 | inconsistent version: expected 'boat', but metadata has 'boat'
IN08 | EXP352 | Wheel 'boat' boat is invalid.
IN08 | EXP352 | has an invalid wheel, boat
IN08 | EXP352 | .dist-info directory not found
IN08 | EXP352 | multiple .dist-info
IN08 | EXP352 | WHEEL is missing
IN09 | EXP353 | does not provide the extra 'boat'
IN10 | EXP354 | is not a trusted or secure host and is being ignored
IN11 | EXP355 | externally-managed-environment
IN12 | EXP347 | 404 Client Error boat /simple/<dep>/
IN13 | EXP356 | metadata-generation-failed
IN13 | EXP356 | Getting requirements to build wheel did not run successfully
IN14 | EXP357 | The candidate selected for download or install is a yanked version
IN15 | EXP358 | ModuleNotFoundError: No module named 'boat'
"""
)
