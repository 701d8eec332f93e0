"""The line that matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.build_output import SHOWN, WIDTH, missing_compiler, network_line, shortened, tail, telling_line, with_network

TRACEBACK = """Traceback (most recent call last):
  File "x.py", line 1, in <module>
    main()
    ^^^^^^
{raised}
"""


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("", ""),
        ("\n \n", ""),
        ("one\ntwo\n", "two"),
        ("running sdist\nerror: package directory 'x' does not exist\n", "error: package directory 'x' does not exist"),
        ("work\n" + TRACEBACK.format(raised="ValueError: bad"), "ValueError: bad"),
        (TRACEBACK.format(raised="KeyError: 'a'") + "\nDuring handling …\n\n" + TRACEBACK.format(raised="my.Error: b"), "my.Error: b"),
        (TRACEBACK.format(raised="ValueError: first\nsecond line\n"), "ValueError: first"),
        (TRACEBACK.format(raised="KeyboardInterrupt"), "KeyboardInterrupt"),
        (
            "x.c:3:10: fatal error: Python.h: No such file\nerror: command 'gcc' failed with exit code 1\n",
            "x.c:3:10: fatal error: Python.h: No such file",
        ),
        ("error: command 'gcc' failed with exit code 1\nbye\n", "error: command 'gcc' failed with exit code 1"),
        (
            "error: linker `cc` not found\n" + TRACEBACK.format(raised="subprocess.CalledProcessError: Command 'x' returned non-zero exit status 1."),
            "error: linker `cc` not found",
        ),
        (
            TRACEBACK.format(raised="subprocess.CalledProcessError: Command 'x' returned non-zero exit status 1."),
            "subprocess.CalledProcessError: Command 'x' returned non-zero exit status 1.",
        ),
        ("Traceback (most recent call last):\n", "Traceback (most recent call last):"),
        ('      Traceback (most recent call last):\n        File "x"\n      ValueError: inner\n', "ValueError: inner"),
        ("\x1b[31merror\x1b[0m: red\n", "error: red"),
        ("10%\r50%\rERROR: No matching distribution found for x", "ERROR: No matching distribution found for x"),
        ("meson.build:1:0: ERROR: Unknown variable", "meson.build:1:0: ERROR: Unknown variable"),
    ],
)  # fmt: skip
def test_telling_line(output, line):
    """Of each kind of output, people see the line that says what is wrong."""
    assert telling_line(output) == line


@pytest.mark.parametrize(
    ("output", "compiler"),
    [
        ("gcc -c x.c\nerror: [Errno 2] No such file or directory: 'gcc'\n", "gcc"),
        ("error: [Errno 2] No such file or directory: 'x86_64-linux-gnu-g++-12'\n", "x86_64-linux-gnu-g++-12"),
        ("error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory", "x86_64-linux-gnu-gcc"),
        ("unable to execute 'swig': No such file or directory", "swig"),
        ("../meson.build:1:0: ERROR: Unknown compiler(s): [['cc'], ['gcc'], ['clang']]", "cc, gcc, clang"),
        ("  No CMAKE_CXX_COMPILER could be found.", "CMAKE_CXX_COMPILER"),
        ("CMake Error: CMAKE_C_COMPILER not set, after EnableLanguage\n*** CMake configuration failed", "CMAKE_C_COMPILER"),
        (TRACEBACK.format(raised="httpx.ConnectError: no").replace("x.py", "/e/site-packages/puccinialin/_setup_rust.py"), "rustc, cargo"),
        ("error: linker `cc` not found", "cc"),
        ("error: can't find Rust compiler", "Rust"),
        ("Cargo, the Rust package manager, is not installed or is not on PATH.", "Cargo"),
        ("error: Microsoft Visual C++ 14.0 or greater is required.", "Microsoft Visual C++"),
        ("x.c:1:10: fatal error: Python.h: No such file or directory", "Python.h"),
        ("FileNotFoundError: [Errno 2] No such file or directory: 'data/gcc.txt'", None),
        ("error: command '/usr/bin/gcc' failed with exit code 1", None),
        ("", None),
    ],
)
def test_a_missing_compiler(output, compiler):
    """A compiler that is not there is known by what setuptools, meson, CMake and cargo say then."""
    found = missing_compiler(output)
    assert (found.names if found else None) == compiler


def test_the_line_of_a_missing_compiler():
    """People read the line that names the compiler, not the one that names a log."""
    found = missing_compiler("x\nERROR: Unknown compiler(s): [['cc']]\nA full log can be found at y\n")
    assert found
    assert found.line == "ERROR: Unknown compiler(s): [['cc']]"


def test_names_are_shortened():
    """A long list of names ends with a mark."""
    assert shortened(["a", "b"], 2) == "a, b"
    assert shortened(["a", "b", "c"], 2) == "a, b …"


def test_tail_is_short():
    """Only some lines are shown, and none of them is endless."""
    shown = tail("\n".join(f"{number}" for number in range(100)) + "\n" + "x" * 10_000)
    assert len(shown) == SHOWN
    assert shown[0] == "81"
    assert len(shown[-1]) == WIDTH


@pytest.mark.parametrize(
    "line",
    [
        "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(…): Failed to establish a new connection: [Errno 111]'",
        "  Caused by: dns error: failed to lookup address information: Name or service not known",
        "error: Request failed: tcp connect error",
        "Could not fetch URL: There was a problem confirming the ssl certificate: SSLError",
    ],
)
def test_a_network_that_is_away(line):
    """What pip and uv say without a network is known."""
    assert network_line(f"Looking\n{line}\nERROR: No matching distribution found for x\n") == line.strip()


def test_a_backend_without_a_network():
    """A backend that fetches something itself is quoted with the cause, not only with what failed for it."""
    output = "error: failed to get `archery`\nCaused by:\n  [6] Could not resolve hostname (Could not resolve host: example.org)\nmaturin failed\n"
    cause = "[6] Could not resolve hostname (Could not resolve host: example.org)"
    assert with_network(telling_line(output), output) == f"error: failed to get `archery` ({cause})"
    assert with_network(cause, output) == cause
    assert with_network("error: x", "error: x") == "error: x"


def test_a_package_that_is_away():
    """A requirement that nobody has is no fault of the network."""
    assert network_line("ERROR: No matching distribution found for x") is None


@given(st.text())
def test_any_output(output):
    """No output stops the search for its line."""
    assert telling_line(output) in {line.strip() for line in tail(output)} | {""} or len(output) > SHOWN
    network_line(output)
