"""Writes the workflow that builds, checks, publishes and verifies a project on GitHub."""

import json
import re
import shlex
from collections.abc import Callable, Iterator

from seatrial.core.ci.pins import BUILDERS, CHECKOUT, CIBUILDWHEEL, DOWNLOAD_ARTIFACT, LINUX, SETUP_PYTHON, UPLOAD_ARTIFACT, VERIFIERS, Pin
from seatrial.core.profile import PYPI, TESTPYPI
from seatrial.model.sentence import Sentence
from seatrial.model.workflow import Recipe

Say = Callable[[Sentence], str]
Lines = Iterator[str]
ENVIRONMENT = PYPI.name
UPLOAD = "seatrial upload --non-interactive dist/*"
UPLOAD_TEST = "seatrial upload --non-interactive --repository testpypi dist/*"
SPECIAL = re.compile(r"[*+?!\[\]\\]")
HEAD = Sentence(
    "GHA001",
    "Written by seatrial: builds, checks, publishes by Trusted Publishing, and verifies what was published. `seatrial ci github --check` judges changes.",
)
RUNS_ON_TAG = Sentence("GHA002", "Push the tag of a version to release it.")
RUNS_ON_RELEASE = Sentence("GHA003", "Publish a release on GitHub to release it.")
NOTHING = Sentence("GHA004", "Each job gets only what it asks for.")
TO_CHECK_OUT = Sentence("GHA005", "to check out")
TO_PUBLISH = Sentence("GHA006", "to prove to the index who publishes")
SEALED = Sentence("GHA007", "The hashes go another way than the files, so that only the very files that were checked are published.")
AGAIN = Sentence("GHA008", "Can be run again: what the index has already, with the same hash, is not sent twice.")


def workflow_text(recipe: Recipe, say: Say) -> str:
    """Return a workflow as YAML, ended with a line's end; its comments are said by `say`."""
    jobs = [_compiled_jobs, _checked] if recipe.compiled else [_pure]
    parts: list[Lines] = [_top(recipe, say), *(job(recipe, say) for job in jobs)]
    if recipe.testpypi:
        parts += [_publish(recipe, say, TESTPYPI.name), _verify(recipe, TESTPYPI.name)]
    parts += [_publish(recipe, say, ENVIRONMENT), _verify(recipe, ENVIRONMENT)]
    return "".join(f"{line}\n" for part in parts for line in part)


def tag_pattern(recipe: Recipe) -> str:
    """Return the pattern of the tags of versions, as GitHub's filters take it."""
    before, _, after = (SPECIAL.sub(r"\\\g<0>", part) for part in recipe.tag.replace("{name}", recipe.name).partition("{version}"))
    return f"{before}[0-9]*{after}"


def _top(recipe: Recipe, say: Say) -> Lines:
    yield from (f"# {say(HEAD)}", "name: Release", "", "on:")
    if recipe.trigger == "tag":
        yield from (f"  # {say(RUNS_ON_TAG)}", "  push:", "    tags:", f"      - {json.dumps(tag_pattern(recipe))}")
    else:
        yield from (f"  # {say(RUNS_ON_RELEASE)}", "  release:", "    types: [published]")
    yield from ("", f"# {say(NOTHING)}", "permissions: {}", "")
    yield from ("concurrency:", "  group: release-${{ github.ref }}", "  cancel-in-progress: false", "", "jobs:")


def _pure(recipe: Recipe, say: Say) -> Lines:
    yield from _job("build", "Build and check", minutes=30)
    yield from _may_check_out(say)
    yield from _outputs()
    yield from _working_in(recipe)
    yield "    steps:"
    yield from _check_out(recipe)
    yield from _tool(recipe)
    yield from _run("Build", "seatrial build")
    yield from _sealing(recipe, say)
    yield from _uses(
        "Hand over the files", UPLOAD_ARTIFACT, ("name", "dist"), ("path", f"{recipe.folder}dist/"), ("if-no-files-found", "error")
    )


def _compiled_jobs(recipe: Recipe, say: Say) -> Lines:
    yield from _job("sdist", "Build the sdist", minutes=30)
    yield from _may_check_out(say)
    yield from _working_in(recipe)
    yield "    steps:"
    yield from _check_out(recipe)
    yield from _tool(recipe)
    yield from _run("Build", "python -m build --sdist")
    yield from _uses(
        "Hand over the sdist", UPLOAD_ARTIFACT, ("name", "dist-sdist"), ("path", f"{recipe.folder}dist/"), ("if-no-files-found", "error")
    )
    yield from _job("wheels", "Build wheels on ${{ matrix.os }}", "sdist", runner="${{ matrix.os }}", minutes=120)
    yield from _matrix(("os", BUILDERS))
    yield from _may_check_out(say)
    yield "    steps:"
    yield from _check_out(recipe)
    yield from _uses("Take the sdist", DOWNLOAD_ARTIFACT, ("name", "dist-sdist"), ("path", "sdist/"))
    yield from _uses("Set up Python", SETUP_PYTHON, ("python-version", json.dumps(recipe.tool_python)))
    yield from _run("Install cibuildwheel", f"python -m pip install --only-binary :all: cibuildwheel=={CIBUILDWHEEL}")
    yield from _run("Build", "python -m cibuildwheel --output-dir wheelhouse sdist/*.tar.gz", "bash")
    yield from _uses(
        "Hand over the wheels", UPLOAD_ARTIFACT, ("name", "dist-${{ matrix.os }}"), ("path", "wheelhouse/"), ("if-no-files-found", "error")
    )


def _checked(recipe: Recipe, say: Say) -> Lines:
    yield from _job("build", "Check", "sdist", "wheels", minutes=30)
    yield from ("    permissions: {}", *_outputs(), "    steps:")
    yield from _take(recipe)
    yield from _tool(recipe)
    yield from _sealing(recipe, say)


def _sealing(recipe: Recipe, say: Say) -> Lines:
    yield from _run("Check", "seatrial check --format github dist/*")
    yield f"      # {say(SEALED)}"
    yield from ("      - name: Seal", "        id: seal", "        run: |")
    script = (
        "sdist=$(basename dist/*.tar.gz .tar.gz)",
        "{",
        '  echo "version=${sdist##*-}"',
        '  echo "files<<SEAL"',
        "  sha256sum dist/*",
        '  echo "SEAL"',
        '} >> "$GITHUB_OUTPUT"',
    )
    yield from (f"          {line}" for line in script)
    yield from ("      - name: Compare the tag with the version", "        env:")
    yield from ("          VERSION: ${{ steps.seal.outputs.version }}", "        run: |")
    before, _, after = recipe.tag.replace("{name}", recipe.name).partition("{version}")
    expected = "".join((_quoted(before), '"$VERSION"', _quoted(after)))
    yield from (
        f"          tag={expected}",
        '          echo "$GITHUB_REF_NAME is to be $tag"',
        '          test "$GITHUB_REF_NAME" = "$tag"',
    )


def _publish(recipe: Recipe, say: Say, index: str) -> Lines:
    final = index == ENVIRONMENT
    needs = ("build", *(("verify-testpypi",) if final and recipe.testpypi else ()))
    site = (PYPI if final else TESTPYPI).site
    yield from _job(_named("publish", index), "Publish to PyPI" if final else "Publish to TestPyPI", *needs, minutes=30)
    yield from ("    environment:", f"      name: {index}", f"      url: {site}/project/{recipe.name}/")
    yield from ("    permissions:", f"      id-token: write # {say(TO_PUBLISH)}", "    steps:")
    yield from _take(recipe)
    yield from _tool(recipe)
    yield from ("      - name: Compare the files with those that were checked", "        env:")
    yield from ("          FILES: ${{ needs.build.outputs.files }}", '        run: test "$(sha256sum dist/*)" = "$FILES"')
    yield f"      # {say(AGAIN)}"
    yield from _run("Upload", UPLOAD if final else UPLOAD_TEST)


def _verify(recipe: Recipe, index: str) -> Lines:
    final = index == ENVIRONMENT
    where = "${{ matrix.os }}, Python ${{ matrix.python }}" if final else "TestPyPI"
    runner = "${{ matrix.os }}" if final else LINUX
    yield from _job(_named("verify", index), f"Verify on {where}", "build", _named("publish", index), runner=runner, minutes=30)
    if final:
        yield from _matrix(("os", VERIFIERS), ("python", recipe.pythons))
    yield from ("    permissions: {}", "    steps:")
    # Their bytes are compared with those of the index.
    yield from _take(recipe)
    yield from _tool(recipe, *(("${{ matrix.python }}",) if final else ()))
    python = ' --python "$PYTHON"' if final else ""
    yield from ("      - name: Verify", "        env:", "          VERSION: ${{ needs.build.outputs.version }}")
    if final:
        yield "          PYTHON: ${{ matrix.python }}"
    yield f'        run: seatrial verify --from {index}{python} "{recipe.name}==$VERSION"'


def _named(job: str, index: str) -> str:
    return job if index == ENVIRONMENT else f"{job}-{index}"


def _job(name: str, title: str, *needs: str, runner: str = LINUX, minutes: int) -> Lines:

    yield from (f"  {name}:", f"    name: {title}")
    if needs:
        yield f"    needs: [{', '.join(needs)}]"
    yield from (f"    runs-on: {runner}", f"    timeout-minutes: {minutes}")


def _matrix(*axes: tuple[str, tuple[str, ...]]) -> Lines:
    yield from ("    strategy:", "      fail-fast: false", "      matrix:")
    for name, values in axes:
        yield f"        {name}: [{', '.join(json.dumps(one) if one[0].isdigit() else one for one in values)}]"


def _may_check_out(say: Say) -> Lines:
    yield from ("    permissions:", f"      contents: read # {say(TO_CHECK_OUT)}")


def _outputs() -> Lines:
    yield from ("    outputs:", "      version: ${{ steps.seal.outputs.version }}", "      files: ${{ steps.seal.outputs.files }}")


def _working_in(recipe: Recipe) -> Lines:
    if recipe.folder:
        yield from ("    defaults:", "      run:", f"        working-directory: {recipe.folder}")


def _check_out(recipe: Recipe) -> Lines:
    history = (("fetch-depth", "0"),) if recipe.history else ()
    yield from _uses("Check out", CHECKOUT, *history, ("persist-credentials", "false"))


def _take(recipe: Recipe) -> Lines:
    which = (("pattern", "dist-*"), ("merge-multiple", "true")) if recipe.compiled else (("name", "dist"),)
    yield from _uses("Take the files", DOWNLOAD_ARTIFACT, *which, ("path", "dist/"))


def _tool(recipe: Recipe, *pythons: str) -> Lines:
    version = json.dumps(recipe.tool_python) if not pythons else "|"
    yield from _uses("Set up Python", SETUP_PYTHON, ("python-version", version))
    if pythons:
        yield from (f"            {one}" for one in (*pythons, recipe.tool_python))
    yield from _run("Install seatrial", f"python -m pip install --only-binary :all: seatrial=={recipe.tool}")


def _uses(name: str, pin: Pin, *inputs: tuple[str, str]) -> Lines:
    yield from (f"      - name: {name}", f"        uses: {pin.action}@{pin.commit} # {pin.version}", "        with:")
    yield from (f"          {key}: {value}" for key, value in inputs)


def _run(name: str, command: str, shell: str = "") -> Lines:
    yield f"      - name: {name}"
    if shell:
        yield f"        shell: {shell}"
    # A colon with a space would begin a table.
    yield f"        run: {json.dumps(command) if ': ' in command else command}"


def _quoted(text: str) -> str:
    return shlex.quote(text) if text else ""
