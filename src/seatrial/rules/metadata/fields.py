"""Rules by which PyPI refuses metadata: what the packaging library says of names, requirements and licences."""

from collections.abc import Iterator

from seatrial.model.finding import Hit
from seatrial.model.metadata import SentMetadata
from seatrial.rules.metadata.hits import SEE, hits
from seatrial.rules.rule import Rule, Words, rule


@rule(
    "MET013",
    "error",
    "A dynamic field does not exist",
    message="Dynamic names {value!r}.",
    source="packaging 26.2:metadata.py:654",
    refuses=Words(400, "{said}." + SEE),
)
def dynamic_unknown(sent: SentMetadata) -> Iterator[Hit]:
    """Dynamic lists names of metadata fields, spelt with dashes.

    Fix: Correct the name of the field.
    """
    yield from hits(sent, "dynamic-unknown")


@rule(
    "MET014",
    "error",
    "The name of an extra is not valid",
    message="The extra is called {value!r}.",
    source="packaging 26.2:metadata.py:660",
    refuses=Words(400, "{value!r} is invalid for 'provides-extra'." + SEE),
)
def extra(sent: SentMetadata) -> Iterator[Hit]:
    """The name of an extra has ASCII letters, digits, `.`, `_` and `-`, and begins and ends with a letter or a digit.

    Fix: Rename the extra in the build file.
    """
    yield from hits(sent, "provides-extra")


@rule(
    "MET015",
    "error",
    "The Python requirement is not valid",
    message="Requires-Python is {value!r}.",
    source="packaging 26.2:metadata.py:675",
    refuses=Words(400, "{value!r} is invalid for 'requires-python'." + SEE),
)
def requires_python(sent: SentMetadata) -> Iterator[Hit]:
    """The requirement is a list of version specifiers such as `>=3.11`; `.*` goes only with == and !=.

    Fix: Correct the Python requirement in the build file.
    """
    yield from hits(sent, "requires-python")


@rule(
    "MET016",
    "error",
    "A requirement is not valid",
    message="The requirement is {value!r}.",
    source="packaging 26.2:metadata.py:683",
    refuses=Words(400, "{value!r} is invalid for 'requires-dist'." + SEE),
)
def requirement(sent: SentMetadata) -> Iterator[Hit]:
    """Requirements follow PEP 508, for instance `requests>=2.31; python_version < "3.13"`; no installer can read others.

    Fix: Correct the requirement in the build file.
    """
    yield from hits(sent, "requires-dist")


@rule(
    "MET017",
    "error",
    "The licence expression is not valid",
    message="License-Expression is {value!r}.",
    source="packaging 26.2:metadata.py:698",
    refuses=Words(400, "{value!r} is invalid for 'license-expression'." + SEE),
)
def license_expression(sent: SentMetadata) -> Iterator[Hit]:
    """The expression is made of SPDX identifiers, AND, OR, WITH and parentheses, for instance `MIT` or `Apache-2.0 OR BSD-2-Clause`.

    Fix: Use identifiers of the SPDX licence list, or `LicenseRef-` and a name of your own.
    """
    yield from hits(sent, "license-expression")


@rule(
    "MET018",
    "error",
    "The path of a licence file has two dots in a row",
    message="License-File is {value!r}.",
    source="packaging 26.2:metadata.py:709",
    refuses=Words(400, "{value!r} is invalid for 'license-file', parent directory indicators are not allowed." + SEE),
)
def license_parent(sent: SentMetadata) -> Iterator[Hit]:
    """Licence files lie below the project folder, and `..` is refused wherever it stands, in a file name too.

    Fix: Move or rename the file, and correct the licence files in the build file.
    """
    yield from hits(sent, "license-file-parent")


@rule(
    "MET019",
    "error",
    "The path of a licence file is a pattern",
    message="License-File is {value!r}.",
    source="packaging 26.2:metadata.py:714",
    refuses=Words(400, "{value!r} is invalid for 'license-file', paths must be resolved." + SEE),
)
def license_glob(sent: SentMetadata) -> Iterator[Hit]:
    """The build backend should have put the names of the files in place of the pattern.

    Fix: Name the licence files one by one, or build with a newer backend.
    """
    yield from hits(sent, "license-file-glob")


@rule(
    "MET020",
    "error",
    "The path of a licence file is absolute",
    message="License-File is {value!r}.",
    source="packaging 26.2:metadata.py:718",
    refuses=Words(400, "{value!r} is invalid for 'license-file', paths must be relative." + SEE),
)
def license_absolute(sent: SentMetadata) -> Iterator[Hit]:
    """The path is looked for in the file that is uploaded, where there is no root.

    Fix: Write the path relative to the project folder.
    """
    yield from hits(sent, "license-file-absolute")


@rule(
    "MET021",
    "error",
    "The path of a licence file is not in plain form",
    message="License-File is {value!r}.",
    source="packaging 26.2:metadata.py:725",
    refuses=Words(400, "{value!r} is invalid for 'license-file', paths must use '/' delimiter." + SEE),
)
def license_form(sent: SentMetadata) -> Iterator[Hit]:
    """A path has `/` between its parts, no backslash, no `./` and no empty part.

    Fix: Write the path in plain form, for instance `LICENSES/MIT.txt`.
    """
    yield from hits(sent, "license-file-form")


@rule(
    "MET022",
    "error",
    "An import name is not a Python name",
    message="The import name is {value!r}.",
    source="packaging 26.2:metadata.py:732",
    refuses=Words(400, "{said}." + SEE),
)
def import_identifier(sent: SentMetadata) -> Iterator[Hit]:
    """Import names are what stands after `import`: identifiers with dots between them, and no keywords.

    Fix: Correct the import name in the build file.
    """
    yield from hits(sent, "import-identifier", "import-keyword")


@rule(
    "MET023",
    "error",
    "An import name has an unknown option",
    message="The import name is {value!r}.",
    source="packaging 26.2:metadata.py:747",
    refuses=Words(400, "{said}." + SEE),
)
def import_option(sent: SentMetadata) -> Iterator[Hit]:
    """After a semicolon only the word `private` may stand.

    Fix: Write `; private` or nothing.
    """
    yield from hits(sent, "import-option")


RULES: tuple[Rule[SentMetadata], ...] = (
    dynamic_unknown,
    extra,
    requires_python,
    requirement,
    license_expression,
    license_parent,
    license_glob,
    license_absolute,
    license_form,
    import_identifier,
    import_option,
)
