"""Status: how a project stands on its way to a release. Nothing is run, built, sent or written, and a connection is opened only where it is asked for."""

import hashlib
from contextlib import suppress
from pathlib import Path

from seatrial.app.edits import begun
from seatrial.app.journals import any_journal, finished, kept_key, unfinished
from seatrial.app.local import local_place, local_store
from seatrial.app.looking import Looked, look, shown_path, uncommitted
from seatrial.app.manifest import NAME as MANIFEST
from seatrial.app.manifest import read_manifest
from seatrial.app.on_indexes import on_indexes
from seatrial.app.place import has_all
from seatrial.app.rehearsals import remembered
from seatrial.app.state import at_work, existing_state
from seatrial.app.tagging import tag_name
from seatrial.core.account import files_of
from seatrial.core.endings import BUILT
from seatrial.core.journal import standing
from seatrial.core.plan import plan_id
from seatrial.core.profile import LOCAL, REHEARSAL
from seatrial.core.protocol import normal
from seatrial.index.releases import release_of, versions_of
from seatrial.model.release import Manifest
from seatrial.model.shelf import Shelf
from seatrial.model.status import (
    ChangeStatus,
    DistFile,
    DistFileState,
    DistStatus,
    IndexStatus,
    RehearsalStatus,
    ReleaseStatus,
    Status,
    TagStatus,
    TreeStatus,
)
from seatrial.model.world import World
from seatrial.problem import Problem


def status(world: World, folder: str, *, online: bool = False) -> Status:
    """Return how a project folder stands; TestPyPI and PyPI are asked where `online` says so.

    A journal, a manifest or an embedded index that cannot be read is told in its place. Raises `Problem` as `app.looking.look`, and PPR050 to PPR053
    where `.seatrial` is not ours.
    """
    looked = look(world, folder)
    project = looked.project
    state = existing_state(world, project.folder)
    process = at_work(state) if state else None
    commit = looked.repository.commit if looked.repository else None
    built = _last_build(state)
    tree = _tree(looked)
    clean_build = built if built and built.commit == commit and not built.dirty and tree.state == "clean" else None
    name = project.name or (clean_build.name if clean_build else None)
    version = project.version or (clean_build.version if clean_build else None)
    dist = _dist(Path(project.folder, "dist"), built, commit)
    return Status(
        folder=shown_path(project.folder),
        name=name,
        version=version,
        tree=tree,
        tag=_tag(world, looked, name, version),
        dist=dist,
        rehearsal=_rehearsal(world, state, commit, built, tree),
        release=None if process else _release(world, state, commit),
        embedded=_index(world, state, commit, name, version, clean_build),
        errors=sum(one.severity == "error" and one.ignored is None for one in looked.findings),
        at_work=process,
        change=None if process else _change(world, state),
        indexes=on_indexes(world, project.folder, state, name, version, commit, online=online),
    )


def _tree(looked: Looked) -> TreeStatus:
    repository = looked.repository
    if repository is None:
        return TreeStatus("no git")
    changed = uncommitted(repository)
    state = "no commit" if repository.commit is None else "changed" if changed else "clean"
    return TreeStatus(state, repository.commit, repository.branch, changed)  # type: ignore[arg-type]  # each word is one of the noun's


def _tag(world: World, looked: Looked, name: str | None, version: str | None) -> TagStatus:
    if looked.repository is None or name is None or version is None:
        return TagStatus("not known")
    tag = tag_name(looked.settings.tag, name, version)
    found = world.git.tag_commit(looked.project.folder, tag)
    if found is None:
        return TagStatus("free", tag)
    return TagStatus("here" if found == looked.repository.commit else "elsewhere", tag, found)


def _last_build(state: str | None) -> Manifest | None:
    if state is None:
        return None
    with suppress(Problem):
        return read_manifest(str(Path(state, MANIFEST)))
    return None


def _dist(folder: Path, built: Manifest | None, commit: str | None) -> DistStatus:
    """Tell what lies in `dist`; a folder that is a link, or cannot be read, counts as empty."""
    there: dict[str, tuple[Path, int]] = {}
    with suppress(OSError):
        if not folder.is_symlink():
            paths = sorted(path for path in folder.iterdir() if path.name.endswith(BUILT) and path.is_file())
            there = {path.name: (path, path.stat().st_size) for path in paths}
    if not there:
        return DistStatus("empty")
    ours = {file.name: file for file in built.files} if built else {}
    others = tuple(DistFile(name, size, "of no build") for name, (_, size) in there.items() if name not in ours)
    if built is None or len(others) == len(there):
        return DistStatus("of no build", files=others)
    files = (*(DistFile(one.name, one.size, _state(there.get(one.name), one.sha256)) for one in built.files), *others)
    if any(file.state in {"altered", "missing"} for file in files):
        return DistStatus("altered", built.version, files)
    state = "uncommitted" if built.dirty else "this commit" if built.commit == commit else "other commit"
    return DistStatus(state, built.version, files)  # type: ignore[arg-type]  # each word is one of the noun's


def _state(found: tuple[Path, int] | None, sha256: str) -> DistFileState:
    if found is None:
        return "missing"
    with suppress(OSError), found[0].open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
            return "as built"
    return "altered"


def _rehearsal(world: World, state: str | None, commit: str | None, built: Manifest | None, tree: TreeStatus) -> RehearsalStatus:
    """Tell the newest rehearsal of the files in `dist`, else of this commit; what is not committed was never rehearsed for certain."""
    if state is None or tree.state != "clean":
        return RehearsalStatus("none")
    plan = plan_id(built, REHEARSAL.name) if built and built.commit == commit else None
    rehearsals = [one for one in remembered(world, state) if one.commit == commit and not one.dirty]
    same = [one for one in rehearsals if one.plan == plan]
    if not rehearsals:
        return RehearsalStatus("none")
    return RehearsalStatus("these files" if same else "this commit", max(0.0, world.now() - (same or rehearsals)[-1].at))


def _change(world: World, state: str | None) -> ChangeStatus | None:
    if state is None:
        return None
    try:
        record = begun(world, state)
    except Problem as problem:
        return ChangeStatus(problem=problem.facts())
    return ChangeStatus(record.purpose.command, tuple(edit.file for edit in record.edits)) if record else None


def _release(world: World, state: str | None, commit: str | None) -> ReleaseStatus | None:
    if state is None or not any_journal(state):
        return None
    try:
        found = unfinished(state, kept_key(world))
    except Problem as problem:
        return ReleaseStatus("unreadable", problem=problem.facts())
    for one in found:
        plan, how = one.known.plan, standing(one.known)
        this_commit = plan.manifest.commit == commit
        # One of another commit that ended for certain is set aside by the next release.
        if how != "finished" and (this_commit or how == "interrupted"):
            return ReleaseStatus(how, plan.manifest.name, plan.manifest.version, plan.index_name, files_of(one.known), this_commit)
    return None


def _index(
    world: World, state: str | None, commit: str | None, name: str | None, version: str | None, built: Manifest | None
) -> IndexStatus:
    if name is None or not Path(world.data_folder, "index").exists():
        return IndexStatus("nothing")
    try:
        store = local_store(world)
        shelf = store.view().shelves.get(normal(name))
        if shelf is None:
            return IndexStatus("nothing")
        done = finished(state, kept_key(world)) if state else ()
    except Problem as problem:
        return IndexStatus("unreadable", problem=problem.facts())
    released = any(
        one.known.plan.index_name == LOCAL.name
        and one.known.plan.manifest.commit == commit
        and has_all(local_place(world), one.known.plan.manifest)
        for one in done
    )
    digests = {file.sha256 for file in built.files} if built else set()
    return _on_the_shelf(shelf, version, digests, released=released)


def _on_the_shelf(shelf: Shelf, version: str | None, built: set[str], *, released: bool) -> IndexStatus:
    versions = tuple(release[0].version for release in reversed(versions_of(shelf)))
    there = (release_of(shelf, version) if version else None) or ()
    files = tuple(file.filename for file in there)
    if released:
        return IndexStatus("released", versions, files)
    same = bool(there) and all(file.sha256 in built for file in there)
    return IndexStatus("these files" if same else "this version" if there else "other versions", versions, files)
