""".pypirc and the settings of upload tools."""

from seatrial.model.explain import STATUS, Cause

PYPIRC = "https://packaging.python.org/en/latest/specifications/pypirc/"

CAUSES = (
    Cause(
        "EXP270",
        "The index is not in .pypirc",
        "twine looks for a section of this name, and takes only those that `index-servers` lists. `-repository` with one dash is read as `-r epository`.",
        "Write the section, and list its name:\n    [distutils]\n    index-servers =\n        pypi\n        NAME\n    [NAME]\n    repository = https://…\n"
        "Or give the address: `twine upload --repository-url URL dist/*`.\n"
        "For PyPI and TestPyPI no file is needed: `--repository testpypi`.\n"
        "Check that `TWINE_REPOSITORY` is not set to something empty.",
        said=("Missing '…' section from", "section from ~/.pypirc"),
        url=PYPIRC,
    ),
    Cause(
        "EXP271",
        ".pypirc cannot be read as an INI file",
        "A section stands there twice, a line has no `=`, or a key stands before the first `[section]`. twine does not say the line, so that no secret is shown.",
        "Compare the file with this form:\n    [pypi]\n    username = __token__\n    password = TOKEN\n"
        "Each section once, each key on one line, the token without quotation marks and line ends.\n"
        "Try again.",
        said=("Malformed configuration in",),
        url=PYPIRC,
    ),
    Cause(
        "EXP272",
        ".pypirc is not saved as UTF-8",
        "PowerShell's `>` and some editors write UTF-16.",
        "Open the file in an editor, and save it as UTF-8 without BOM.\n"
        "In PowerShell write it with `Out-File -Encoding utf8`, or better with an editor.",
        said=("Unable to read configuration file",),
        url=PYPIRC,
    ),
    Cause(
        "EXP273",
        "A section of .pypirc has no address",
        "Sections other than `pypi` and `testpypi` need a line `repository`.",
        "Add `repository = https://…` to the section, with the upload address of that index.",
        said=("KeyError: 'repository'",),
        url=PYPIRC,
    ),
    Cause(
        "EXP274",
        "The address of the index is incomplete",
        "It needs a scheme and a host.",
        "Write it whole, for instance `https://upload.{PYPI}/legacy/`.",
        said=("Invalid repository URL",),
    ),
    Cause(
        "EXP275",
        "poetry does not know the index",
        "`poetry publish -r NAME` needs an address under this name.",
        "`poetry config repositories.NAME https://…`, with the upload address.\n"
        "For PyPI leave `-r` away; for TestPyPI: `poetry config repositories.testpypi https://test.{PYPI}/legacy/`.",
        said=("Repository … is not defined", "No authentication information for"),
    ),
    Cause(
        "EXP276",
        "poetry could not log in or send",
        "The reason of the index stands in the same line, behind the status.",
        "Set the token: `poetry config pypi-token.pypi TOKEN`, or `POETRY_PYPI_TOKEN_PYPI` in a CI.\n"
        "Give the whole line to `seatrial explain`.",
        said=("HTTP Error 403: ", "HTTP Error 401: ", "HTTP Error 400: ", "UploadError"),
        rank=STATUS,
    ),
    Cause(
        "EXP277",
        "The name given to `uv publish` is no index",
        "`--index NAME` needs an entry `[[tool.uv.index]]` with that name and a `publish-url`.",
        'Add to pyproject.toml:\n    [[tool.uv.index]]\n    name = "NAME"\n    url = "https://…/simple/"\n    publish-url = "https://…/legacy/"\n'
        "Or give the address: `uv publish --publish-url URL`.",
        said=("Index not found: `", "Index `…` is missing a publish URL", "is missing a publish URL"),
    ),
)
