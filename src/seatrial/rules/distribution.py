"""All rules on a distribution file, applied: its name, its archive, its contents, and what goes with its kind."""

from collections.abc import Mapping

from seatrial.model.dist import Sdist, Upload, Wheel
from seatrial.model.finding import Finding
from seatrial.rules import archive, contents, filename
from seatrial.rules.rule import judge


def judge_dist(upload: Upload, path: str, ignore: Mapping[str, str], domain: str) -> tuple[Finding, ...]:
    """Return the findings on the file of an upload; its form counts where names and licence files are compared with it.

    `path` names the file to the user, `ignore` has the reason by rule id, `domain` is that of the index.
    """
    dist = upload.dist
    found = [
        *judge(filename.RULES, upload, path, ignore, domain),
        *judge(archive.RULES, dist, path, ignore, domain),
        *judge(contents.DIST_RULES, dist, path, ignore, domain),
    ]
    # A check pays only for the kind of file that it is given.
    if isinstance(dist, Wheel):
        from seatrial.rules import wheel  # noqa: PLC0415

        found += judge(wheel.RULES, upload, path, ignore, domain)
        found += judge(wheel.DIST_RULES, dist, path, ignore, domain)
        found += judge(wheel.MODULE_RULES, wheel.inside(dist), path, ignore, domain)
    elif isinstance(dist, Sdist):
        from seatrial.rules import sdist, sdistcode  # noqa: PLC0415

        found += judge(sdist.RULES, upload, path, ignore, domain)
        found += judge(sdist.DIST_RULES, dist, path, ignore, domain)
        found += judge(sdistcode.RULES, dist, path, ignore, domain)
    return tuple(found)
