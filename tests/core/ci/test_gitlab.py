"""A GitLab pipeline is read as far as Trusted Publishing depends on it."""

import pytest

from seatrial.core.ci.gitlab import read_gitlab
from seatrial.model.workflow import GitlabJob, WorkflowFault

WHOLE = b"""\
include: other.yml
stages: [a]
default:
  id_tokens:
    PYPI_ID_TOKEN: {aud: pypi}
.base:
  environment: pypi
  script: twine upload dist/*
.more:
  extends: .base
  id_tokens:
    A: {aud: [a, b]}
    odd: 1
build:
  script: [!reference [.x, y], python -m build]
publish:
  extends: [.none, .more]
  script: []
same:
  environment: {name: test}
  id_tokens:
    TESTPYPI_ID_TOKEN:
      aud: testpypi
circle:
  extends: circle
  script: x
odd: 1
"""


def test_jobs_are_read_with_what_they_extend() -> None:
    """Environment and identity tokens are those that the job will have."""
    read = read_gitlab(WHOLE, ".gitlab-ci.yml")
    every = {"PYPI_ID_TOKEN": ("pypi",)}
    assert read.includes
    assert read.faults == ()
    assert read.jobs == (
        GitlabJob("build", 14, "", every, ("python -m build",)),
        GitlabJob("publish", 16, "pypi", {"A": ("a", "b")}, ("twine upload dist/*",)),
        GitlabJob("same", 19, "test", {"TESTPYPI_ID_TOKEN": ("testpypi",)}),
        GitlabJob("circle", 24, "", every, ("x",)),
    )


@pytest.mark.parametrize(("data", "fault"), [(b"- a", "shape"), (b"", "shape"), (b"a: [", "syntax")])
def test_a_file_that_is_no_pipeline_is_told(data, fault) -> None:
    """A broken pipeline ends in words about one line."""
    read = read_gitlab(data, "x")
    assert read.jobs == ()
    assert [(one.kind, one.line) for one in read.faults] == [(fault, 1)]
    assert isinstance(read.faults[0], WorkflowFault)
