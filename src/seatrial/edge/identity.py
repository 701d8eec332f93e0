"""The identity of the job that this process runs in: the library `id` asks the CI for it, in a child with a time limit."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from seatrial.core.credential.finders import ci_of, variable_of
from seatrial.core.explain.masking import covered, shown
from seatrial.edge.withheld import is_identity, is_withheld
from seatrial.model.credential import Secret
from seatrial.model.publishing import Identity
from seatrial.model.sentence import ProblemFacts
from seatrial.problem import Kind
from seatrial.problem.publishing import IDENTITY_FAILED, NO_ID_TOKENS, NO_PERMISSION

SECONDS = 40.0
"""For everything; the library waits 30 seconds for an answer."""
LONGEST = 200
"""Characters of a reason."""
CHILD = Path(__file__).with_name("identity_child.py")


def identity(audience: str, environ: Mapping[str, str], seconds: float = SECONDS) -> Identity:
    """Return the identity token of this job for an audience: found, absent where no CI is seen, broken with the reason where it gives none.

    Raises nothing. The token is for the index alone: no message has it, and no process is given it but the child that gets it, through a pipe.
    """
    service = ci_of(environ)
    if service is None:
        return Identity("absent")
    if not environ.get("GITHUB_ACTIONS") and environ.get("GITLAB_CI"):
        # The library would first ask the metadata server of Google's machines, on which GitLab's own runners run.
        variable = variable_of(audience)
        token = environ.get(variable, "").strip()
        return Identity("found", Secret(token)) if token else _broken(NO_ID_TOKENS, variable=variable, audience=audience)
    answer = _asked(audience, environ, seconds)
    if isinstance(answer.get("token"), str) and answer["token"]:
        return Identity("found", Secret(answer["token"]))
    if answer.get("state") == "absent":
        return Identity("absent")
    if answer.get("state") == "permission":
        return _broken(NO_PERMISSION)
    return _broken(IDENTITY_FAILED, service=service, reason=_shown(str(answer.get("reason") or "it ended early")))


def _broken(kind: Kind, **values: str) -> Identity:
    return Identity("broken", problem=ProblemFacts(kind, values))


def _shown(reason: str) -> str:
    return shown(covered(" ".join(reason.split())))[:LONGEST].rstrip(".")


def _asked(audience: str, environ: Mapping[str, str], seconds: float) -> dict[str, Any]:
    """Return what the child answered; a reason where it did not."""
    # What is in an environment from the start can be read by others of this user for as long as the child lives.
    at_start = {name: text for name, text in environ.items() if not is_withheld(name)}
    question = json.dumps({"audience": audience, "environ": {name: text for name, text in environ.items() if is_identity(name)}})
    try:
        with subprocess.Popen(
            [sys.executable, "-P", str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=at_start,
            cwd=os.sep, start_new_session=True,
        ) as child:  # fmt: skip
            try:
                answer = child.communicate(question.encode(), seconds)[0]
            except subprocess.TimeoutExpired:
                return {"reason": f"no answer in {seconds:g} s"}
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, 9)
    except OSError as error:
        return {"reason": error.strerror or str(error)}
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
