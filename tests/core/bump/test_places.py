"""Every place that states the version is found without being told, and nothing else."""

import pytest

from make.places import DYNAMIC, PYPROJECT, SETUP, project_of, searched, tree
from seatrial.core.bump.edits import edited, read_back
from seatrial.core.bump.places import disagreeing
from seatrial.core.bump.versions import same
from seatrial.core.bump.words import MEMORY

POETRY = (
    '[tool.poetry]\nname = "demo"\nversion = "{}"\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n'
)
HATCH = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
MATURIN = '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n'
MESON = '[build-system]\nrequires = ["meson-python"]\nbuild-backend = "mesonpy"\n'
RUST = '[build-system]\nrequires = ["setuptools", "setuptools-rust"]\nbuild-backend = "setuptools.build_meta"\n'
INIT = "src/demo/__init__.py"

TREES = {
    "project table": {"pyproject.toml": PYPROJECT},
    "with a v and blanks": {"pyproject.toml": '[project]\nname = "demo"\nversion = " v«1.2.0» "\n'},
    "dotted key and comment": {"pyproject.toml": "project.name = 'demo' # x\nproject.version = '«1.2.0»' # 1.2.0\n"},
    "inline table": {"pyproject.toml": 'project = { name = "demo", version = "«1.2.0»" }\n'},
    "long string": {"pyproject.toml": '[project]\nname = "demo"\nversion = """\n«1.2.0»"""\n'},
    "poetry": {"pyproject.toml": POETRY.format("«1.2.0»"), "demo/__init__.py": '__version__ = "«1.2.0»"\n'},
    "poetry with a placeholder": {"pyproject.toml": POETRY.format("0.0.0"), "demo/__init__.py": '__version__ = "«1.2.0»"\n'},
    "tools that raise it": {
        "pyproject.toml": PYPROJECT + '[tool.commitizen]\nversion = "«1.2.0»"\n[tool.bumpversion]\ncurrent_version = "«1.2.0»"\n'
        '[tool.tbump.version]\ncurrent = "«1.2.0»"\nregex = "1.2.0"\n[tool.bumpver]\ncurrent_version = "«1.2.0»"\n',
        ".bumpversion.cfg": "[bumpversion]\ncurrent_version = «1.2.0»\ncommit = True\n\n[bumpversion:file:setup.py]\n",
        ".bumpversion.toml": '[tool.bumpversion]\ncurrent_version = "«1.2.0»"\n',
        "tbump.toml": '[version]\ncurrent = "«1.2.0»"\n',
        ".cz.toml": '[tool.commitizen]\nversion = "«1.2.0»"\n',
        "bumpver.toml": '[bumpver]\ncurrent_version = "«1.2.0»"\n',
    },
    "setup.cfg": {"setup.cfg": "[metadata]\nname = demo\n  \n# 1.2.0\nVersion : v«1.2.0»\n[bumpversion]\ncurrent-version = «1.2.0»\n"},
    "setup.cfg, attr": {
        "setup.cfg": "[metadata]\nname = demo\nversion = attr: demo.about.NUMBER\n",
        "demo/__init__.py": "",
        "demo/about.py": 'NUMBER = "«1.2.0»"\nOTHER = "1.2.0"\n',
    },
    "setup.cfg, file": {"setup.cfg": "[metadata]\nname = demo\nversion = file: src/number\n", "src/number": "«1.2.0»\n"},
    "setuptools, attr": {
        "pyproject.toml": DYNAMIC + '[tool.setuptools.dynamic]\nversion = { attr = "demo.VERSION" }\n',
        "demo/__init__.py": 'VERSION = ("«1.2.0»")\n',
    },
    "setuptools, file": {"pyproject.toml": DYNAMIC + '[tool.setuptools.dynamic]\nversion = {file = ["n.txt"]}\n', "n.txt": "\ufeff«1.2.0»"},
    "hatch, path": {
        "pyproject.toml": DYNAMIC + HATCH + '[tool.hatch.version]\npath = "src/demo/about.py"\n',
        "src/demo/about.py": '__version__ = "«1.2.0»"\n',
    },
    "hatch, JSON": {
        "pyproject.toml": DYNAMIC + HATCH + '[tool.hatch.version]\npath = "x.json"\n',
        "x.json": '{"a": ["1.2.0"], "version": "«1.2.0»"}',
    },
    "setup.py, keyword": {"setup.py": SETUP + "setup(name='demo', version='«1.2.0»', install_requires=['x==1.2.0'])\n"},
    "setup.py, variable": {"setup.py": SETUP + "import setuptools\nv = w = '«1.2.0»'\nsetuptools.setup(name='demo', version=v)\n"},
    "setup.py, several variables": {
        "setup.py": SETUP + "a: str = '«1.2.0»'\nb = a\nif b:\n    b = '«1.2.0»'\nb = b\nx: int\nsetup(name='demo', version=b)\n"
    },
    "setup.py, dictionary": {"setup.py": SETUP + "d = {'name': 'demo', 'version': '«1.2.0»', **{}}\nsetup(**d)\n"},
    "setup.py, dict()": {"setup.py": SETUP + "d = dict(name='demo', version='«1.2.0»')\nsetup(**d)\n"},
    "setup.py, dictionary on the spot": {"setup.py": SETUP + "setup(name='demo', **{'version': '«1.2.0»'}, **other())\n"},
    "setup.py, entry of a dictionary": {"setup.py": SETUP + "d = {}\nd['name'] = 'demo'\nd['version'] = '«1.2.0»'\nd.x = 1\nsetup(**d)\n"},
    "setup.py, read from a file": {
        "setup.py": SETUP + "setup(name='demo', version=open('data/number').read().strip(), long_description=open('README').read())\n",
        "data/number": "«1.2.0»\n",
        "README": "Demo 1.2.0\n",
    },
    "setup.py, searched in a module": {
        "setup.py": SETUP + "import re\nv = re.search('NUMBER = (.*)', open('lib/x.py').read()).group(1)\nsetup(name='demo', version=v)\n",
        "lib/x.py": '__version__ = "«1.2.0»"\n',
    },
    "setup.py, formatted": {"setup.py": SETUP + "version = '«1.2.0»'\nsetup(name='demo', version=f'{version}')\n"},
    "modules": {
        "pyproject.toml": PYPROJECT,
        INIT: '"""Version 1.2.0."""\n__version__: Final[str] = u"«1.2.0»"  # 1.2.0\n__version_info__ = («1, 2, 0»)\n',
        "src/demo/_version.py": "version = __version__ = '''«1.2.0»'''\nversion_tuple = [«'1', '2', '0'»]\n",
        "src/demo/version.py": 'VERSION = "«1.2.0»"\n',
        "src/demo/__about__.py": '__version__, __author__ = r"«1.2.0»", "me"\n(a, b) = c()\nx.y = 1\n(x.y, z) = 1, 2\n',
        "src/demo/core.py": '__version__ = "«1.2.0»"\nVERSION = "1.2.0"\n',
        "src/demo/old.py": '__version__ = "0.9"\n',
        "src/demo/bad.py": "__version__ = (",
        "src/demo/_vendor/x/__init__.py": '__version__ = "1.2.0"\n',
    },
    "under conditions": {
        "pyproject.toml": PYPROJECT,
        INIT: 'try:\n    from demo._v import v as __version__\nexcept ImportError:\n    __version__ = "«1.2.0»"\nelse:\n    __version__ = "0.0.0"\n'
        'if x:\n    version = "unknown"\nwith y:\n    VERSION = "«1.2.0»"\n',
    },
    "names that may mean another thing": {"pyproject.toml": PYPROJECT, INIT: '__version__ = "«1.2.0»"\nVERSION = "2.0"\nversion = "3"\n'},
    "a module alone": {
        "setup.py": SETUP + "import demo\nsetup(name='demo', version=demo.__version__, py_modules=['demo'])\n",
        "demo.py": '__version__ = "«1.2.0»"\nversion = "7.1"\n',
    },
    "another module of the build": {
        "setup.py": SETUP + "from demo import v\nsetup(name='demo', version=v, py_modules=['demo'])\n",
        "demo.py": 'version = "«1.2.0»"\n',
    },
    "imported": {
        "pyproject.toml": '[project]\nname = "demo"\ndynamic = ["version"]\n[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n',
        "demo/__init__.py": '"""Demo."""\nfrom .data import NUMBER as __version__\nfrom . import x\nfrom .... import __version__\nfrom demo.none import __version__\n',
        "demo/data.py": 'from demo import __version__\nNUMBER = "«1.2.0»"\n',
    },
    "a tuple with a name": {
        "pyproject.toml": PYPROJECT,
        INIT: '__version_info__ = VersionInfo(«1, minor=2, micro=0, level="final", serial=0»)\nversion_info = version_info_t(«1, 2, 0»)\n',
    },
    "a tuple whose items have names": {
        "pyproject.toml": PYPROJECT,
        INIT: "__version_info__ = VersionInfo(\n    major=«1,\n    minor=2,\n    micro=0,\n    releaselevel='final',  # or 'beta'\n"
        "    serial=0»,  # 3\n    release=True,\n)\n",
    },
    "a tuple with a zero more": {
        "setup.py": SETUP + "setup(name='demo', version=make())\n",
        "demo/__init__.py": 'version = "«1.2.0»"\nversion_info = («1, 2, 0, 0»)\n',
    },
    "imported from a module that was read already": {
        "pyproject.toml": DYNAMIC + HATCH + '[tool.hatch.version]\npath = "src/demo/__init__.py"\n',
        "src/demo/__about__.py": 'NUMBER = "«1.2.0»"\n',
        INIT: "from demo.__about__ import NUMBER as __version__\n",
    },
    "modules with versions of their own": {
        "setup.py": SETUP + "setup(name='demo', version='«1.2.0»', py_modules=['demo', 'other', 'third'])\n",
        "demo.py": '__version__ = "«1.2.0»"\n',
        "other.py": '__version__ = "0.3"\n',
        "third.py": '__version__ = "«1.2.0»"\n',
    },
    "numbers one by one": {
        "pyproject.toml": PYPROJECT,
        INIT: 'X = 1\nMAJOR = «1\nMINOR = 2  # not 3\nPATCH = 0»\n__version__ = f"{MAJOR}.{MINOR}.{PATCH}"\n',
        "src/demo/version.py": 'MAJOR = 1\nMINOR, y = 2, "5"\nPATCH = 0\n',
        "src/demo/_version.py": 'MAJOR = 1\nMINOR = "2"\nPATCH = 0\n',
    },
    "files with nothing else": {
        "pyproject.toml": PYPROJECT,
        "VERSION": "v«1.2.0»\r\n",
        "src/demo/version.txt": "«1.2.0»",
        INIT: "",
        "src/other/VERSION": "1.2.0",
        "RELEASE": "12",
    },
    "files with more": {"pyproject.toml": PYPROJECT, "VERSION": "1.2.0 x", "version.txt": "", "RELEASE.txt": "1.2.0" * 100},
    "sphinx": {
        "pyproject.toml": PYPROJECT,
        "docs/conf.py": 'project = "Demo"\nversion = "«1.2»"\nrelease = "«1.2.0»"\n',
        "doc/source/conf.py": 'extensions = []\nversion = "«1»"\nrelease = "«1.2.0»"\n',
        "docs/sub/deep/conf.py": 'project = "x"\nrelease = "1.2.0"\n',
        "doc/conf.py": 'release = "1.2.0"\n',
        "conf.py": 'project = "\n',
    },
    "descriptions": {
        "pyproject.toml": PYPROJECT,
        "CITATION.cff": "cff-version: 1.2.0\nversion: «1.2.0» # x\nreferences:\n  - version: 1.2.0\n? {a: b}\n: 1\nz: &a [1]\ny: *a\n",
        "codemeta.json": '{"version": "«1.2.0»", "softwareVersion": "«1.2.0»", "x": {"version": "1.2.0"}, "\\u0061": "1.2.0", "y": "\\n"}',
        ".zenodo.json": '\n{\n  "version":"«1.2.0»", "n": 1, "l": [{"version": "1.2.0"}]}',
        "package.json": '{"name": "demo", "version": "«1.2.0»", "private": true, "dependencies": {"x": "1.2.0"}}',
        "package-lock.json": '{"version": "«1.2.0»", "packages": {"": {"version": "«1.2.0»"}, "node_modules/x": {"version": "1.2.0"}}}',
        "pixi.toml": '[workspace]\nversion = "«1.2.0»"\n',
    },
    "quoted citation": {"pyproject.toml": PYPROJECT, "CITATION.cff": "\ufeff# é\ntitle: é\nversion: 'v«1.2.0»'\n"},
    "a package.json of its own": {"pyproject.toml": PYPROJECT, "package.json": '{"version": "0.1.0"}'},
    "lock of uv": {
        "pyproject.toml": PYPROJECT,
        "uv.lock": 'version = 1\n[[package]]\nname = "Demo"\nversion = "«1.1.0»"\nsource = { editable = "." }\ndependencies = [\n  { name = "demo", version = "1.2.0" },\n]\n\n'
        '[package.optional]\na = 1.2\n[[package]]\nname = "demo"\nversion = "1.2.0"\nsource = { registry = "x" }\n\n[[package]]\nname = "y"\nversion = "1.2.0"\n',
    },
    "maturin": {
        "pyproject.toml": DYNAMIC + MATURIN,
        "Cargo.toml": '[package]\nname = "demo-rs"\nversion = "«1.2.0»"\n[dependencies]\nx = "1.2.0"\n',
        "Cargo.lock": '[[package]]\nname = "demo-rs"\nversion = "«1.2.0»"\n\n[[package]]\nname = "demo-rs"\nversion = "1.2.0"\nsource = "x"\n\n[[package]]\nname = "z"\nversion = "1.2.0"\n',
    },
    "a workspace of crates": {
        "pyproject.toml": PYPROJECT + MATURIN + '[tool.maturin]\nmanifest-path = "rust/Cargo.toml"\n',
        "rust/Cargo.toml": '[workspace.package]\nversion = "«1.2.0»"\n[package]\nname = "demo"\nversion.workspace = true\n',
        "rust/Cargo.lock": '[[package]]\nname = "demo"\nversion = "«1.2.0»"\n',
    },
    "a crate of its own": {
        "pyproject.toml": PYPROJECT + RUST + '[[tool.setuptools-rust.ext-modules]]\ntarget = "demo.x"\npath = "rust/Cargo.toml"\n',
        "rust/Cargo.toml": '[package]\nname = "x"\nversion = "0.3.0"\n',
        "rust/Cargo.lock": '[[package]]\nname = "x"\nversion = "0.3.0"\n',
    },
    "meson": {
        "pyproject.toml": DYNAMIC + MESON,
        "meson.build": "# project('x', version: '9')\nproject('demo', 'c', # version: '1'\n  version: '«1.2.0»', meson_version: '>=1.2.0')\n",
    },
    "meson, from a folder of its own": {
        "pyproject.toml": DYNAMIC + MESON,
        "meson.build": "project('demo', version: '«1.2.0»')\n",
        "src/demo.c": "",
        "lib/demo/__init__.py": "from demo._version import __version__\n",
        "lib/demo/_version.py": '__version__ = "«1.2.0»"\n',
        "lib/demo/old.py": '__version__ = "1.2.0"\n',
        "tests/demo/_version.py": '__version__ = "1.2.0"\n',
        "plugins/setup.py": SETUP + "setup(name='demo')\n",
        "plugins/demo/_version.py": '__version__ = "1.2.0"\n',
        "tools/_vendor/demo/_version.py": '__version__ = "1.2.0"\n',
        "other/demo/_version.py": '__version__ = "1.1.0"\n',
    },
    "meson beside": {"pyproject.toml": PYPROJECT + MESON, "meson.build": "project('demo', version: '«1.2.0»')\n"},
    "line ends and tabs": {
        "pyproject.toml": '[project]\r\nname = "demo"\r\nversion\t=\t"«1.2.0»"\r\n',
        INIT: '\r\n# é\r__version__\t=\t"«1.2.0»"\r\n',
    },
}


@pytest.mark.parametrize("name", TREES)
def test_every_place_is_found_and_changed(name) -> None:
    """Whatever way a project writes its version down, each place is found to the byte, changed, and says the new version when it is read again."""
    files, spans = tree(TREES[name])
    found = searched(files)
    assert found.version is not None
    assert same(found.version, "1.2.0")
    assert {(one.file, one.start, one.end) for one in found.places} == spans
    assert disagreeing(found) == ()
    edits = edited(found, files, "1.3.0")
    read_back(project_of(files), files, (), found, edits, "1.3.0")
    for edit in edits:
        assert len(edit.after) - edit.after.count(b"1.3") == len(edit.before or b"") - edit.after.count(b"1.3")
    assert {one.file for one in edits} <= {one.file for one in found.places}


MEMORIES = {
    "commitizen": {"pyproject.toml": PYPROJECT + '[tool.commitizen]\nversion = "1.1.0"\n'},
    "bumpversion": {"pyproject.toml": PYPROJECT + '[tool.bumpversion]\ncurrent_version = "1.0.0"\n'},
    "bumpversion in setup.cfg": {"setup.cfg": "[metadata]\nname = demo\nversion = «1.2.0»\n[bumpversion]\ncurrent_version = 1.1.0\n"},
    "bumpversion in a file of its own": {
        "setup.py": SETUP + "setup(name='demo', version='«1.2.0»')\n",
        ".bumpversion.cfg": "[bumpversion]\ncurrent_version = 1.1.0\n",
    },
    "tbump": {"pyproject.toml": PYPROJECT, "tbump.toml": '[version]\ncurrent = "1.3.0"\n'},
    "bumpver beside a module that alone says it": {
        "pyproject.toml": DYNAMIC,
        "demo/__init__.py": "VERSION = '«1.2.0»'\n",
        "bumpver.toml": '[bumpver]\ncurrent_version = "1.1.0"\n',
    },
}


@pytest.mark.parametrize("name", MEMORIES)
def test_what_another_tool_remembers_wrongly_stops_nothing(name) -> None:
    """Who once raised versions with another tool is not kept from raising them by its stale note, but is told of it."""
    files, spans = tree(MEMORIES[name])
    found = searched(files)
    assert found.version == "1.2.0"
    assert {(one.file, one.start, one.end) for one in found.places} == spans
    assert disagreeing(found) == ()
    (note,) = (one for one in found.untouched if one.why.sentence is MEMORY)
    assert note.why.values == {"tool": name.partition(" ")[0]}
    edits = edited(found, files, "1.3.0")
    read_back(project_of(files), files, (), found, edits, "1.3.0")


def test_what_another_tool_remembers_is_the_version_where_nothing_else_says_it() -> None:
    """A project whose version stands only in the settings of its bumping tool is raised there."""
    files, spans = tree({"pyproject.toml": DYNAMIC + '[tool.bumpversion]\ncurrent_version = "«1.2.0»"\n'})
    found = searched(files)
    assert {(one.file, one.start, one.end) for one in found.places} == spans
