"""What pip and uv say, and what it means."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.install import (
    constraints,
    fits,
    install_fault,
    lacks_editable,
    last_line,
    line_that_matters,
    project_of,
    pure,
    requirement,
    secrets_of_uv,
    without_secrets,
)
from seatrial.model.command import Completed
from seatrial.model.release import Artifact
from seatrial.model.sentence import ProblemFacts

WHEEL = Artifact("boat-1.0-py3-none-any.whl", "wheel", 1, "0" * 64, "0" * 64)
SDIST = WHEEL._replace(name="boat-1.0.tar.gz", kind="sdist")
TAGS = frozenset({"cp311-cp311-manylinux_2_28_x86_64", "py3-none-any"})

PIP_MISSING = "ERROR: Could not find a version that satisfies the requirement oar>3 (from boat) (from versions: 1)\nERROR: No matching distribution found for oar>3 (from boat)\n"
PIP_BUILD = """  error: subprocess-exited-with-error
  × Getting requirements to build wheel did not run successfully.
  │ exit code: 1
  ╰─> [3 lines of output]
      Traceback (most recent call last):
      FileNotFoundError: requirements.txt

      [end of output]
ERROR: Failed to build 'boat' when getting requirements to build wheel
"""
PIP_NEEDS = """error: failed-build-dependency-install
× Cannot install build dependencies for http://127.0.0.1/boat-1.0.tar.gz
╰─> Installing hatchling
    [2 lines of output]
    ERROR: No matching distribution found for hatchling
    [end of output]
"""
PIP_UNREACHED = """WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError("refused")': /simple/oar/
ERROR: No matching distribution found for oar
"""
UV_UNREACHED = """error: Failed to fetch: http://127.0.0.1:9/simple/idna/
  cause: error sending request for url (http://127.0.0.1:9/simple/idna/)
  cause: client error (Connect)
  cause: tcp connect error
  cause: Connection refused (os error 111)
"""
UV_ABSENT = "error: No solution found when resolving dependencies\n  cause: Because oar was not found in the package registry and boat==1.0 depends on oar, we can conclude\n"
UV_OLD = "  × No solution found when resolving dependencies:\n  ╰─▶ Because only oar==1.0 is available and boat==1.0 depends on oar>3, we can conclude\n"
UV_NONE = "  ╰─▶ Because there is no version of oar>3 and boat==1.0 depends on oar>3,\n"
UV_PYTHON = "  ╰─▶ Because the current Python version (3.11.7) does not satisfy Python>=4.2 and boat==1.0 depends on Python>=4.2,\n"
PIP_PYTHON = "ERROR: Package 'boat' requires a different Python: 3.11.7 not in '>=4.2'\n"
HASHES = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you\n"


def fault(output: str, file: Artifact = WHEEL) -> ProblemFacts:
    """Return what an installation with this output means."""
    found = install_fault(file, "pip", Completed(1, output, 2.0))
    assert found is not None
    found.kind.message.format(**found.values)
    return found


@pytest.mark.parametrize(
    ("output", "file", "kind", "values"),
    [
        (PIP_MISSING, WHEEL, "PVF006", {"requirement": "oar>3"}),
        (UV_ABSENT, WHEEL, "PVF006", {"requirement": "oar"}),
        (UV_OLD, WHEEL, "PVF006", {"requirement": "oar>3"}),
        (UV_NONE, WHEEL, "PVF006", {"requirement": "oar>3"}),
        (PIP_NEEDS, SDIST, "PVF006", {"requirement": "hatchling"}),
        (PIP_BUILD, SDIST, "PVF007", {"reason": "FileNotFoundError: requirements.txt"}),
        (PIP_BUILD, WHEEL, "PVF002", {"reason": "FileNotFoundError: requirements.txt"}),
        (PIP_PYTHON, WHEEL, "PVF003", {"python": "3.11.7", "wanted": ">=4.2"}),
        (UV_PYTHON, WHEEL, "PVF003", {"python": "3.11.7", "wanted": ">=4.2"}),
        (HASHES, WHEEL, "PVF004", {}),
        (PIP_UNREACHED, WHEEL, "PVF009", {"reason": 'NewConnectionError("refused")'}),
        (UV_UNREACHED, WHEEL, "PVF009", {"reason": "Connection refused (os error 111)"}),
        ("error: no room\n", WHEEL, "PVF002", {"reason": "no room"}),
    ],
)
def test_what_an_installer_says_is_understood(output, file, kind, values):
    """Each known failure of pip and of uv becomes a problem of its own, with what it is about."""
    found = fault(output, file)
    assert (found.kind.id, dict(found.values)) == (kind, {"file": file.name, "installer": "pip", **values})


def test_no_fault():
    """An installation that went well has no fault; one that took too long has."""
    assert install_fault(WHEEL, "uv", Completed(0, "", 1.0)) is None
    assert install_fault(WHEEL, "uv", Completed(-9, "", 9.6, timed_out=True)).values["seconds"] == 10


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("error: Failed to download\n  cause: bad zip\n", "bad zip"),
        ("error: Failed to download\n  Caused by: bad zip\n  Caused by: early end\n", "early end"),
        ("error: it broke\nnote: nothing\n", "it broke"),
        ("error:\nwhatever\n", "whatever"),
        ("one\ntwo\n\n", "two"),
        ("[end of output]", ""),
        ("", ""),
        ("error: " + "x" * 1000, "x" * 399 + "…"),
    ],
)
def test_line_that_matters(output, line):
    """The cause is told, not the frame around it, and never a megabyte."""
    assert line_that_matters(output) == line


@given(st.text(), st.sampled_from(["wheel", "sdist"]))
def test_no_output_breaks_it(output, kind):
    """Whatever an installer prints, it becomes a fault with a short reason."""
    found = fault(output, WHEEL._replace(kind=kind))
    assert len(str(found.values.get("reason", ""))) <= 400
    assert len(last_line(output)) <= 400


UV_BUILD = """error: Failed to build `boat @ file:///boat`
  cause: Call to `backend.build_editable` failed (exit status: 1)

         [stderr]
         Traceback (most recent call last):
           File "<string>", line 11, in <module>
         AttributeError: module 'backend' has no attribute 'build_editable'
%s"""


@pytest.mark.parametrize("end", ["", "\nhint: Build failures usually indicate a problem\n"])
def test_a_build_by_uv(end):
    """What a backend that uv runs says is told, and a missing hook for editable installations is known."""
    assert line_that_matters(UV_BUILD % end) == "AttributeError: module 'backend' has no attribute 'build_editable'"
    assert lacks_editable(UV_BUILD % end)
    assert not lacks_editable(PIP_BUILD)


def test_a_build_whose_output_has_no_beginning():
    """Where the tail of a long output begins within the build, the exception at its end is told."""
    output = "      boat.c:1:2: warning: unused\n      Traceback (most recent call last):\n        File 'x'\n      OSError: no mast\n      done\n      [end of output]\n"
    assert line_that_matters(output) == "OSError: no mast"


def test_settings_of_uv_that_hold_a_password():
    """What would lead uv to an index or a proxy with a password is named; everything else is not."""
    environ = {
        "UV_INDEX_ME_PASSWORD": "x", "UV_INDEX_URL": "https://a:b@c/", "UV_DEFAULT_INDEX": "https://c/", "HTTPS_PROXY": "http://a:b@c", "http_proxy": "http://c",
        "PIP_INDEX_URL": "https://a:b@c/", "UV_INDEX_ME_USERNAME": "me",
    }  # fmt: skip
    assert secrets_of_uv(environ) == ("HTTPS_PROXY", "UV_INDEX_ME_PASSWORD", "UV_INDEX_URL")


def test_passwords_in_addresses_are_blanked():
    """No address shows its user or password."""
    assert (
        without_secrets("at https://me:pass@host/x, http://token@a/ and https://b/c@d")
        == "at https://****@host/x, http://****@a/ and https://b/c@d"
    )


def test_a_password_with_signs_of_an_address_is_blanked():
    """A password that nobody encoded ends at the last `@`; a port is none, whatever follows."""
    assert without_secrets("from https://me:pa/ss:w@rd@host/x on") == "from https://****@host/x on"
    assert (
        without_secrets("http://:se/cret@host/ http://h:8080/a@b http://[::1]:80/a@b")
        == "http://****@host/ http://h:8080/a@b http://[::1]:80/a@b"
    )


def test_a_line_without_end_is_searched_in_time():
    """What a child writes cannot hold us up."""
    begun = time.monotonic()
    for piece in ("a://b:", "://", "a://b", "a" * 40):
        without_secrets(piece * (1_000_000 // len(piece)))
    assert time.monotonic() - begun < 20


def test_names_and_requirements():
    """The project's name is read from the name of any file."""
    assert [project_of(name) for name in ("My.Boat-1.0-py3-none-any.whl", "my_boat-1.0.tar.gz", "my-boat-1.0.zip")] == ["my-boat"] * 3
    assert requirement(WHEEL.name, "http://x/y#sha256=0") == "boat @ http://x/y#sha256=0"


def test_which_wheels_fit():
    """A wheel fits where one of its tags does; what is no wheel's name is left to the installer."""
    assert pure("a-1-py2.py3-none-any.whl")
    assert not pure("a-1-py2-none-any.whl")
    assert fits("a-1-py3-none-any.whl", frozenset())
    assert fits("a-1-1build-cp310.cp311-cp311-manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl", TAGS)
    assert not fits("a-1-cp312-cp312-win32.whl", TAGS)
    assert fits("a.whl", TAGS)


def test_other_projects_of_the_plan():
    """Each other project of the plan is held to one file: a wheel that fits, else the sdist."""
    files = [
        "boat-1.0.tar.gz",
        "oar-2-py3-none-any.whl",
        "oar-2.tar.gz",
        "sail-1-cp312-cp312-win32.whl",
        "sail-1.tar.gz",
        "mast-1-cp312-cp312-win32.whl",
    ]
    assert constraints(["boat-1.0.tar.gz"], {file: f"u/{file}" for file in files}, TAGS) == (
        "oar @ u/oar-2-py3-none-any.whl",
        "sail @ u/sail-1.tar.gz",
    )
