"""What every input must come to: a verdict or a Problem, reports that are whole and harmless, in both languages, soon and in little memory."""

import contextlib
import io
import json
import os
import re
from pathlib import Path

from make.fuzzed import KEY, Case
from seatrial.app.judging import judge_file
from seatrial.core.journal import replay, standing
from seatrial.core.profile import PYPI
from seatrial.core.project.assemble import read_project
from seatrial.core.settings import settings_of
from seatrial.edge.rendering import aside
from seatrial.index.forms import read_form
from seatrial.model.report import Report
from seatrial.model.settings import Settings
from seatrial.problem import Problem
from seatrial.report.data import report_json
from seatrial.report.style import PLAIN, Style
from seatrial.report.terminal_check import check_text

ACTED_ON = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
VERDICTS = {"accepted", "refused", "undecided"}
UNREADABLE = {"ARC064"}
"""Every file can be read, so that a finding of this rule is a failure of ours."""


def tried(case: Case, folder: Path) -> str:
    """Return what is wrong with the outcome of an input, empty where nothing is. Raises whatever the library raises but a Problem."""
    with contextlib.suppress(Problem):
        match case.kind:
            case "file":
                return _file(case, folder)
            case "project":
                read_project(case.files, tuple(case.files), str(folder))
                settings_of(case.files)
            case "form":
                found = read_form(case.name, iter([case.files["body"]]), io.BytesIO, 1000)
                return "" if isinstance(found, str) or len(found.body.read()) <= 1001 else "more of the file than its limit"
            case "journal":
                known = replay(case.files["j"], KEY, "j")
                return "" if known is None or standing(known) in {"untouched", "interrupted", "ended", "finished"} else "no standing"
    return ""


def _file(case: Case, folder: Path) -> str:
    path = os.fsencode(folder) + b"/" + case.name.encode("utf-8", "surrogateescape")
    with open(path, "wb") as file:  # noqa: PTH123  (a name that is no text)
        file.write(case.files[case.name])
    try:
        judged = judge_file(os.fsdecode(path), PYPI, Settings(), aside=aside)
    finally:
        os.unlink(path)  # noqa: PTH108  (with the above)
    rules = {finding.rule for finding in judged.findings}
    if judged.subject.verdict not in VERDICTS or rules & UNREADABLE:
        return f"verdict {judged.subject.verdict}, {sorted(rules)}"
    if judged.subject.verdict == "refused" and not any(finding.severity == "error" for finding in judged.findings):
        return "refused without an error"
    return _reports(Report("PyPI", "2026-01-01", (judged.subject,), judged.findings))


def _reports(report: Report) -> str:
    for language in ("en", "zh"):
        for style in (PLAIN, Style(columns=80, full=True)):
            acted = ACTED_ON.search(check_text(report, language, style))
            if acted:
                return f"{acted[0]!r} in the text"
        answer = json.dumps(report_json(report, language), ensure_ascii=False)
        if json.loads(answer)["subjects"][0]["verdict"] != report.subjects[0].verdict:
            return "another verdict in JSON"
        answer.encode()
    return ""
