"""What is left to do after a workflow was written is told step by step."""

from seatrial.model.workflow import Recipe, WrittenWorkflow
from seatrial.report.style import PLAIN
from seatrial.report.terminal_workflow import workflow_report

DONE = WrittenWorkflow(".github/workflows/release.yml", "on: push\n", "written", Recipe("boat", "0.1.0", "{name}-v{version}"))
SCREEN = """\
✓ Written: .github/workflows/release.yml

What is left to do:
  1. Commit the workflow, and push it.
  2. On GitHub, under Settings → Environments, make the environment pypi; let it ask for a reviewer, and take tags that match boat-v[0-9]* alone.
  3. Register the workflow release.yml with the environment pypi as a trusted publisher; `seatrial publisher show` shows what to type where.
  4. Delete tokens for uploads from the secrets of the repository; nothing needs them any more.
  5. To release: push the tag of the version, such as boat-v1.0.0.
"""


def test_the_screen() -> None:
    """A user knows what to do at GitHub and at the index, and how to release."""
    assert workflow_report(DONE, "en", PLAIN) == SCREEN


def test_other_wishes() -> None:
    """Both indexes are named where both are used, and the release that starts it."""
    shown = workflow_report(DONE._replace(state="same", recipe=DONE.recipe._replace(testpypi=True, trigger="release")), "zh", PLAIN)
    assert shown.startswith("✓ .github/workflows/release.yml 已是应有的内容；没有改动。\n")
    assert shown.count("可信发布者") == 2
    assert "创建环境 testpypi" in shown
    assert "`seatrial publisher show --to testpypi`" in shown
    assert "发布一个 release" in shown


def test_quiet() -> None:
    """Who asks for quiet hears nothing where nothing is wrong."""
    assert workflow_report(DONE, "en", PLAIN, quiet=True) == ""
