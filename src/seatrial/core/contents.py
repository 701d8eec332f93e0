"""What is in a wheel, for people: packages, modules, data, scripts."""

from collections import Counter

from seatrial.core.dist.layout import installed_path, module_name
from seatrial.model.dist import Member, Wheel
from seatrial.model.release import WheelContents

SCRIPTS = ("console_scripts", "gui_scripts")


def contents(wheel: Wheel) -> WheelContents:
    """Return what is in a wheel, from its facts."""
    files = [member for member in wheel.members if member.kind != "directory"]
    packages: Counter[str] = Counter()
    modules: list[str] = []
    data: list[str] = []
    scripts = [f"{entry.name} = {entry.target}" for entry in wheel.entry_points if entry.group in SCRIPTS]
    for member in files:
        path = installed_path(member.name)
        name = module_name(path) if path else None
        if path and name and "/" in path:
            packages[name.partition(".")[0]] += 1
        elif name:
            modules.append(name)
        elif script := _script(member):
            scripts.append(script)
        elif not _is_metadata(member):
            data.append(path or member.name)
    counted = tuple(f"{name} ({number})" for name, number in sorted(packages.items()))
    sizes = tuple((member.name, member.size) for member in files)
    return WheelContents(wheel.filename, counted, tuple(sorted(modules)), tuple(sorted(data)), tuple(sorted(scripts)), sizes)


def _script(member: Member) -> str | None:
    """Return the name of a script that a wheel carries as a file, None where the member is none."""
    top, _, rest = member.name.partition("/")
    return rest.removeprefix("scripts/") if top.endswith(".data") and rest.startswith("scripts/") else None


def _is_metadata(member: Member) -> bool:
    return member.name.partition("/")[0].endswith(".dist-info")
