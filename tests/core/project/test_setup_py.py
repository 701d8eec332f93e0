"""What a `setup.py` says is known without running it."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seatrial.core.project.assemble import read_project
from seatrial.core.project.literal import BOUND
from seatrial.model.project import Project
from seatrial.problem import Problem

TREE = (
    "README.md",
    "LICENSE",
    "requirements.txt",
    "pkg/__init__.py",
    "pkg/sub/__init__.py",
    "pkg/sub/a.py",
    "tests/__init__.py",
    "setup.py",
)


def project(script: str, listing: tuple[str, ...] = TREE, **files: str) -> Project:
    named = {name.replace("__DOT__", ".").replace("__IN__", "/"): text for name, text in files.items()}
    return read_project({name: text.encode() for name, text in {"setup.py": script, **named}.items()}, listing, "/home/me/sample")


def told(script: str) -> str | None:
    """Return the number of the problem with a script, None where there is none."""
    try:
        project(script)
    except Problem as problem:
        return problem.kind.id
    return None


def test_literals_are_read_with_their_lines() -> None:
    """Name, version and requirements that stand in the call are known, and where they stand."""
    found = project(
        "from setuptools import setup\n"
        'VERSION = "1." + "2"\n'
        'setup(name="sample", version=VERSION, description="a " "b",\n'
        '      install_requires=["x>=1"], python_requires=">=3.9", license="MIT",\n'
        '      classifiers=["A :: B"], entry_points={"console_scripts": ["s = pkg.sub.a:main"]}, packages=["pkg", "pkg.sub"])\n'
    )
    assert (found.name, found.version, found.summary, found.license) == ("sample", "1.2", "a b", "MIT")
    assert (found.requires, found.requires_python, found.classifiers) == (("x>=1",), ">=3.9", ("A :: B",))
    assert (found.scripts, found.packages) == ({"s": "pkg.sub.a:main"}, ("pkg", "pkg.sub"))
    assert (found.sources["name"].line, found.sources["requires"].line) == (3, 4)
    assert found.dynamic == frozenset()


@pytest.mark.parametrize(
    "reading",
    [
        'text = open("README.md").read()',
        'with open("README.md", encoding="utf-8") as f:\n    text = f.read()',
        'import os\nhere = os.path.abspath(os.path.dirname(__file__))\ntext = open(os.path.join(here, "README.md")).read()',
        'from pathlib import Path\ntext = (Path(__file__).parent / "README.md").read_text()',
        'from pathlib import Path\ntext = Path(__file__).resolve().parent.joinpath("README.md").read_text()',
        'import io\ntext = io.open("./README.md").read().strip()',
        'import os\ndef read(*parts):\n    return open(os.path.join(os.path.dirname(__file__), *parts)).read()\ntext = read("README.md")',
        'def read(name):\n    with open(name) as f:\n        return f.read()\ntext = read("README.md") + "\\n\\n" + read("CHANGES.md")',
    ],
)
def test_the_readme_that_is_read_is_known(reading) -> None:
    """However the script reads its README, its path is known, and that the build reads it."""
    found = project(
        f'from setuptools import setup\n{reading}\nsetup(name="s", version="1", long_description=text)\n', README__DOT__md="# s"
    )
    assert found.readme == "README.md"
    assert found.reads[0].file == "README.md"
    assert not found.reads[0].guarded


@pytest.mark.parametrize(
    "reading",
    [
        'open("requirements.txt").read().splitlines()',
        'open("requirements.txt").readlines()',
        '[line.strip() for line in open("requirements.txt") if line.strip() and not line.startswith("#")]',
    ],
)
def test_requirements_from_a_file(reading) -> None:
    """Requirements that come from a file are known, without its comments."""
    found = project(
        f'from setuptools import setup\nsetup(name="s", version="1", install_requires={reading})', requirements__DOT__txt="# c\na>=1\n\nb\n"
    )
    assert found.requires == ("a>=1", "b")
    assert [read.file for read in found.reads] == ["requirements.txt"]


@pytest.mark.parametrize(
    "stating",
    [
        "import pkg\nversion = pkg.__version__",
        "from pkg import __version__ as version",
        'about = {}\nexec(open("pkg/__init__.py").read(), about)\nversion = about["__version__"]',
        'version = open("VERSION").read().strip()',
        'version = ".".join(str(part) for part in (1, 2, 3))',
        'version = "%s.%s" % ("1.2", 3)',
        'major = "1.2"\nversion = f"{major}.3"',
        'if True:\n    version = "1.2.3"\nelse:\n    version = "9"',
    ],
)
def test_a_version_that_is_certain_is_read(stating) -> None:
    """A version that the script takes from a literal elsewhere in the tree is known."""
    found = project(
        f'from setuptools import setup\n{stating}\nsetup(name="s", version=version)',
        pkg__IN____init____DOT__py='__version__ = "1.2.3"\n',
        VERSION="1.2.3\n",
    )
    assert found.version == "1.2.3"
    assert "version" not in found.dynamic


@pytest.mark.parametrize(
    "stating",
    [
        "import subprocess\nversion = subprocess.check_output(['git', 'describe']).decode()",
        'import re\nversion = re.search("x", open("pkg/__init__.py").read()).group(1)',
        'import os\nversion = "1"\nif os.environ.get("X"):\n    version = "2"',
        'version = "1"\nfor part in range(3):\n    version += "x"',
        "version = undefined",
        'version = open("../VERSION").read()',
    ],
)
def test_a_version_that_is_computed_is_dynamic(stating) -> None:
    """What only running the script can tell is said to be so, never guessed."""
    found = project(f'from setuptools import setup\n{stating}\nsetup(name="s", version=version)', pkg__IN____init____DOT__py='v = "1"')
    assert found.version is None
    assert "version" in found.dynamic


def test_arguments_that_are_not_known() -> None:
    """Where a script passes arguments that nobody can see, fields that it does not name count as computed."""
    found = project('from setuptools import setup\nimport x\nsetup(name="s", **x.arguments())')
    assert found.name == "s"
    assert {"version", "requires", "packages"} <= found.dynamic


def test_arguments_in_a_dict() -> None:
    """Arguments that are collected in a dict first are known."""
    found = project(
        'from setuptools import setup\nkw = dict(name="s")\nkw["version"] = "1"\nkw2 = {**kw, "license": "MIT"}\nif __name__ == "__main__":\n    setup(**kw2)'
    )
    assert (found.name, found.version, found.license) == ("s", "1", "MIT")


def test_setup_in_a_function() -> None:
    """A call of `setup()` inside a function is found."""
    found = project('import setuptools\ndef main():\n    setuptools.setup(name="s", version="1")\nif unknown():\n    main()\n')
    assert (found.name, found.version) == ("s", "1")


def test_no_setup_call() -> None:
    """A script without a call of `setup()` still belongs to a project."""
    assert project("print(1)").name is None


@pytest.mark.parametrize(
    ("call", "packages"),
    [
        ("find_packages()", ("pkg", "pkg.sub", "tests")),
        ('find_packages(exclude=["tests*"])', ("pkg", "pkg.sub")),
        ('find_packages(".", ("tests",))', ("pkg", "pkg.sub")),
        ('find_packages(include=["pkg"])', ("pkg",)),
        ("find_namespace_packages(include=['pkg.*'])", ("pkg.sub",)),
        ('find_packages(where="src")', ()),
    ],
)
def test_packages_that_are_searched(call, packages) -> None:
    """What `find_packages()` will find is known from the list of files."""
    found = project(
        f'from setuptools import *\nfrom setuptools import find_packages, find_namespace_packages\nsetuptools.setup(name="s", version="1", packages={call})'
    )
    assert found.packages is None
    found = project(
        f'import setuptools\nfrom setuptools import find_packages, find_namespace_packages\nsetuptools.setup(name="s", version="1", packages={call})'
    )
    assert found.packages == packages
    assert found.finder is not None
    assert found.finder.call == call


def test_modules_and_folders() -> None:
    """Modules, folders of packages and extension modules are known."""
    found = project(
        'from setuptools import setup, Extension\nsetup(name="s", version="1", packages=["p"], py_modules=["m"], package_dir={"": "lib", "p": "lib/p"}, ext_modules=[Extension("x", ["x.c"])])',
        ("lib/p/__init__.py", "lib/m.py", "lib/p/data.json", "setup.py"),
    )
    assert found.packages == ("p", "m")
    assert found.modules == ("lib/m.py", "lib/p/__init__.py")
    assert found.data == ("lib/p/data.json",)
    assert found.compiled


def test_a_package_that_is_the_folder_itself() -> None:
    """Files of a package that lies in the project folder itself are its modules."""
    found = project(
        'from setuptools import setup\nsetup(name="s", packages=["p"], package_dir={"p": "."})', ("setup.py", "__init__.py", "a.py")
    )
    assert "a.py" in found.modules
    assert found.roots == {"": "p/"}


def test_reading_that_may_fail_is_told_apart() -> None:
    """A file that the script can do without is marked so."""
    found = project(
        'from setuptools import setup\ntry:\n    text = open("A").read()\nexcept OSError:\n    text = ""\nif x:\n    open("B")\nimport os\nif os.path.exists("C"):\n    open("C")\nopen("D")\nsetup(name="s")'
    )
    assert [(read.file, read.guarded) for read in found.reads] == [("A", True), ("B", True), ("D", False)]


def test_scm_plugins() -> None:
    """A version that comes from git is dynamic."""
    assert "version" in project('from setuptools import setup\nsetup(name="s", use_scm_version=True)').dynamic


def test_a_syntax_error_is_named() -> None:
    """A script that Python cannot parse is a problem with file and line."""
    with pytest.raises(Problem, match=r"PPR006: setup.py, line 2"):
        project("x = 1\nsetup(\n")


@pytest.mark.parametrize("script", ["(" * 5000, "-" * 100_000 + "1", "x = " + "a + " * 20_000 + "1", "#" * (BOUND + 1), "\0"])
def test_monsters_are_a_problem_or_nothing(script) -> None:
    """Deep, huge or broken text never crashes the reader."""
    assert told(script) in (None, "PPR006")


def test_growth_is_bounded() -> None:
    """A script that would eat all memory when run is read in no time."""
    doubling = "x = ['a', 'b']\ny = z = 'ab'\n" + "z = z + z\nx = x + x\ny = y + y\ny = y.replace('a', y)\n" * 60
    calls = "def f(a):\n    return f(a) + f(a) + f(a)\n" * 3 + "f('x')\n" * 500
    found = project(f'from setuptools import setup\n{doubling}{calls}setup(name="s", version=y, install_requires=x)')
    assert "version" in found.dynamic or found.version is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_a_problem(text) -> None:
    """No text in setup.py crashes the reader."""
    assert told(text) in (None, "PPR006")


PIECES = [
    '"a"',
    "x",
    "open('README.md')",
    "f()",
    "[1, 'b']",
    "{'k': 'v'}",
    "x.read()",
    "x + y",
    "x['k']",
    "x[0]",
    "f'{x}'",
    "x if y else z",
    "not x",
    "x or y",
    "'%s' % x",
]
FORMS = [
    "x = {0}",
    "y = z = {0}",
    "x, y = {0}",
    "x += {0}",
    "with {0} as x:\n    y = {1}",
    "if {0}:\n    x = {1}\nelse:\n    y = {0}",
    "for x in {0}:\n    y = {1}",
]
FORMS += [
    "def f(a={0}, *b):\n    return {1}",
    "try:\n    x = {0}\nexcept E:\n    pass\nfinally:\n    y = {1}",
    "x.append({0})",
    "x['k'] = {0}",
    "setup(name={0}, version={1}, packages={0})",
]
FORMS += [
    "x = [y for y in {0} if {1}]",
    "exec({0}, x)",
    "del x",
    "class x:\n    pass",
    "x: str = {0}",
    "import x.y as z",
    "from x import y",
    "while {0}:\n    x.update({1})",
    "{0}.strip({1})",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(FORMS), st.sampled_from(PIECES), st.sampled_from(PIECES)), max_size=12))
def test_any_program_is_read(rows) -> None:
    """No program made of the statements that build scripts use crashes the reader."""
    found = project("\n".join(form.format(f"({one})", f"({other})") for form, one, other in rows), README__DOT__md="a\nb\n")
    assert found.build_file == "setup.py"


@pytest.mark.parametrize(
    ("stating", "version"),
    [
        ("version = dict(a='1')['a']", "1"),
        ("version = {'a': '1'}.get('a')", "1"),
        ("version = ['0', '1'][1]", "1"),
        ("version = ['0', '1'][7]", None),
        ("version = list(['1'])[0]", "1"),
        ("version = '.'.join(map(str, [1, 0]))", "1.0"),
        ("version = '.'.join(map(str, [1, [0]]))", None),
        ("version = '.'.join(map(int, ['1']))", None),
        ("version = '{}'.format(1)", None),
        ("version = f'{1:>3}'", None),
        ("version = f'{unknown}'", None),
        ("version = '1.%d' % 3", None),
        ("version = 'v1'.replace('v', '')", "1"),
        ("version = '1'.strip({})", None),
        ("version = '1'.split(1, 2, 3)[0]", None),
        ("version = b'1'.decode()", None),
        ("version = open('VERSION').readline().strip()", "1"),
        ("version = open('VERSION').readlines()[0].strip()", "1"),
        ("version = open('VERSION').read().split()[0]", "1"),
        ("version = open('VERSION').read().encode().decode().strip()", "1"),
        ("version = open('GONE').read().strip()", None),
        ("version = open('GONE').readline()", None),
        ("version = open('GONE').readlines()[0]", None),
        ("version = [line for line in open('GONE')][0]", None),
        ("version = open('VERSION').fileno()", None),
        ("version = open(unknown).read()", None),
        ("from pathlib import Path\nversion = Path('VERSION').read_text().strip()", "1"),
        ("from pathlib import Path\nversion = Path(__file__, '..', 'VERSION').open().read().strip()", "1"),
        ("from pathlib import Path\nversion = Path().cwd().joinpath(unknown).read_text()", None),
        ("from pathlib import Path\nversion = Path(__file__).parent.stat()", None),
        ("from pathlib import Path\nversion = Path(__file__).name", None),
        ("from pathlib import Path\nversion = (Path.cwd() / 'VERSION').read_text().strip() if Path('VERSION').exists() else '0'", "1"),
        ("import os\nversion = '1' if os.path.isfile('VERSION') and not os.path.exists('GONE') else '2'", "1"),
        ("import os\nversion = '1' if os.path.isfile(unknown) else '2'", None),
        ("import os\nversion = open(os.path.join(os.getcwd(), 'VERSION')).read().strip()", "1"),
        ("import os\nversion = open(os.path.join(os.path.dirname(unknown), 'VERSION')).read().strip()", None),
        ("import os\nversion = open(os.path.normpath(os.path.join('sub', '..', 'VERSION'))).read().strip()", "1"),
        ("import os\nversion = open(os.path.join()).read()", None),
        ("version = '1' if 'a' in 'abc' else '2'", "1"),
        ("version = '1' if 'a' == 'b' else '2'", "2"),
        ("version = '1' if 1 < 2 < 3 else '2'", None),
        ("version = '' or '1'", "1"),
        ("version = unknown or '1'", None),
        ("version = not unknown", None),
        ("version = -1", None),
        ("version = ['1', *unknown][0]", "1"),
        ("a, b = '0', '1'\nversion = b", "1"),
        ("a, *b = '0', '1'\nversion = a", None),
        ("version = [a for a in ['1'] for b in ['2']][0]", None),
        ("version = [a for a in ['1'] if unknown][0]", None),
        ("version = '0'\nclass version:\n    pass", None),
        ("version: str = '1'", "1"),
        ("version = '1'\nversion += '.2'", "1.2"),
        ("d = {}\nd['a'] = '1'\nversion = d['a']", "1"),
        ("d = {}\nd[unknown] = '1'\nversion = d['a']", None),
        ("d = {'a': '1'}\nd.update(a='2')\nversion = d['a']", None),
        ("v = ['1']\nv.append('2')\nv.extend(['3'])\nversion = '.'.join(v)", "1.2.3"),
        ("v = ['1']\nv.clear()\nversion = v[0]", None),
        ("v = ['1']\nif unknown:\n    v.append('2')\nversion = v[0]", None),
        ("v = {'a': '1'}\nfor x in unknown:\n    v['a'] = x\nversion = v['a']", None),
        ("while unknown:\n    pass\nversion = '1'", "1"),
        ("def f(x, /, y='2', *z):\n    if unknown:\n        return x\n    return y\nversion = f('1')", None),
        ("def f(**k):\n    return '1'\nversion = f()", None),
        ("def f():\n    pass\nversion = f() or '1'", "1"),
        ("def f(a):\n    return a\nversion = f('1', '2')", None),
        ("def f(a):\n    return a\nversion = f(a='1')", "1"),
        ("def f(*a):\n    return a[0]\nversion = f('1')", "1"),
        ("def f():\n    return f()\nversion = f()", None),
        ("try:\n    version = '1'\nexcept E:\n    version = '2'\nelse:\n    pass", "1"),
        ("def f():\n    try:\n        return '1'\n    except E:\n        pass\nversion = f()", "1"),
        ("with unknown:\n    version = '1'", "1"),
        ("exec(unknown)\nexec('version = \"1\"')", "1"),
        ("exec(open('GONE').read())\nversion = gone", None),
        ("version = (lambda: '1')()", None),
        ("version = (unknown.attribute)()", None),
        ("version = 'a' * 3", None),
        ("version = 'x'.zfill(3)", None),
        ("version = '1'.join(unknown)", None),
        ("version = open('VERSION').read() + 'dev'", None),
        ("version = 'v' + open('VERSION').read()", None),
        ("version = '%s' % open('VERSION').read()", None),
        ("from . import version", None),
        ("import a.b as c\nversion = c.d", None),
    ],
)
def test_expressions(stating, version) -> None:
    """What follows from literals and files of the tree is known, and nothing else."""
    listing = ("VERSION", "setup.py")
    assert project(f"from setuptools import setup\n{stating}\nsetup(name='s', version=version)", listing, VERSION="1\n").version == version


@pytest.mark.parametrize(("text", "own"), [("A boat.", True), (" ", False)])
def test_a_description_that_stands_in_the_script(text, own) -> None:
    """A text in the call is what the page shows, and no README; of an empty one it is known that it is nothing."""
    found = project(f"from setuptools import setup\nTEXT = '{text}'\nsetup(name='s', long_description=TEXT)")
    assert ("readme" in found.dynamic) == own


@pytest.mark.parametrize(
    ("arguments", "field", "value"),
    [
        ("install_requires='a\\nb'", "requires", ("a", "b")),
        ("install_requires=3", "requires", ()),
        ("entry_points='[console_scripts]\\na = b:c\\n[other]\\nd = e:f'", "scripts", {"a": "b:c"}),
        ("entry_points={'console_scripts': 'a = b:c', 'gui_scripts': ['d=e:f', 'bad']}", "scripts", {"a": "b:c", "d": "e:f"}),
        ("entry_points={'console_scripts': unknown}", "scripts", {}),
        ("entry_points=unknown", "scripts", {}),
        ("license_files=['L*'], long_description='text'", "license_files", ("LICENSE",)),
        ("url='u', project_urls={'a': 'b'}, author='n', author_email='e'", "urls", ("u", "b")),
        ("packages=unknown", "packages", None),
        ("packages=find_packages(unknown)", "packages", None),
        ("packages=find_packages(exclude=unknown)", "packages", None),
        ("package_dir={'': unknown}", "roots", {"": ""}),
        ("version=None", "version", None),
        ("long_description=3", "readme", "README.md"),
    ],
)
def test_arguments(arguments, field, value) -> None:
    """Each form of an argument is understood, or left open."""
    found = project(f"from setuptools import setup, find_packages\nsetup(name='s', {arguments})")
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    "script",
    [
        "from setuptools import find_packages\n" + "find_packages()\n" * 20_000,
        "import os\n" + "os.path.exists('gone')\n" * 20_000,
        "open('VERSION').read()\n" * 20_000,
        f"y = '{'a' * 90_000}'\n" + "z = y.replace('a', 'bb')\n" * 10_000,
        f"y = {list(range(1900))}\n" + "z = [*y, *y]\n" * 10_000,
        "if unknown:\n" + "".join(" " * depth + "if unknown:\n" for depth in range(1, 95)) + " " * 95 + "x = 1\n",
    ],
)
def test_work_is_bounded(script) -> None:
    """A script that repeats what is dear for thousands of lines is given up after some seconds at most."""
    listing = tuple(f"p{number}/__init__.py" for number in range(2_000))
    begun = process_time()
    project(script, (*listing, "setup.py"), VERSION="a\n" * 40_000)
    assert process_time() - begun < 20


def test_numbers_that_cannot_be_written_out() -> None:
    """A number of thousands of digits is not known, wherever it stands."""
    number = "0x" + "f" * 5000
    found = project(
        f'from setuptools import setup\nx = {number}\nsetup(name="aa", version=str(x), description=f"{{x}}", license="%s" % x, url="%s" % (x,))'
    )
    assert (found.name, found.version, found.summary, found.license) == ("aa", None, None, None)
    script = 'from setuptools import setup\ng = {}\nexec(open("v.py").read(), g)\nsetup(name="aa", version=".".join(map(str, g["v"])), description=str(g["w"]))'
    found = read_project({"setup.py": script.encode(), "v.py": f"v = (1, {number})\nw = {number}".encode()}, (*TREE, "v.py"), "/work")
    assert (found.name, found.version, found.summary) == ("aa", None, None)
