"""Every rule there is, by its id."""

from functools import cache
from typing import Any

from seatrial.rules.rule import Rule, more_of_it

AnyRule = Rule[Any]
WORKFLOWS = "WFL"
"""What the ids of the rules on workflows begin with."""
TREES = ("PRJ", "REQ", "RUN", "SET", "PAR", "CHG", "REP")
"""Likewise those of the rules on source trees, and on builds beside them."""


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """Return every rule, sorted by id."""
    return tuple(sorted((*_of_files(), *_of_trees(), *_of_workflows()), key=lambda rule: rule.id))


# Each group is loaded when it is asked for: who checks a file should not wait for the rules on trees.


@cache
def _of_workflows() -> tuple[AnyRule, ...]:
    from seatrial.rules import workflow  # noqa: PLC0415  (its patterns take longer to compile than all other rules to load)

    return workflow.RULES


@cache
def _of_trees() -> tuple[AnyRule, ...]:
    from seatrial.rules import (  # noqa: PLC0415
        agreement,
        branching,
        changelog,
        changes,
        code,
        configuration,
        declared,
        identity,
        oddities,
        pairing,
        project,
        readme,
        repository,
        reproducibility,
        requirements,
        runs,
        settings,
        stating,
        traces,
        upkeep,
    )

    build_files = (project.RULES, declared.RULES, code.RULES, configuration.RULES, settings.RULES)
    git = (repository.RULES, branching.RULES, oddities.RULES)
    beside = (stating.RULES, readme.RULES, changelog.RULES, upkeep.RULES, requirements.RULES, agreement.RULES)
    builds = (runs.RULES, pairing.RULES, identity.RULES, changes.RULES, traces.RULES, reproducibility.RULES, reproducibility.FILE_RULES)
    return tuple(rule for rules in (*build_files, *git, *beside, *builds) for rule in rules)


@cache
def _of_files() -> tuple[AnyRule, ...]:
    from seatrial.rules import (  # noqa: PLC0415
        archive,
        arrival,
        attestation,
        before,
        contents,
        description,
        filename,
        form,
        metadata,
        naming,
        payload,
        release,
        request,
        sdist,
        sdistcode,
        secrets,
        wheel,
    )

    sent = (request.RULES, form.RULES, payload.RULES, arrival.RULES, attestation.RULES, naming.RULES, before.RULES, release.RULES)
    described = (metadata.RULES, metadata.FILE_RULES, description.RULES)
    names = (filename.RULES, archive.RULES, contents.DIST_RULES, secrets.RULES)
    dists = (sdist.RULES, sdist.DIST_RULES, sdistcode.RULES, wheel.RULES, wheel.DIST_RULES, wheel.MODULE_RULES)
    rules: list[AnyRule] = [rule for rules in (*sent, *described, *names, *dists) for rule in rules]
    return (*rules, more_of_it)


def find(rule_id: str) -> AnyRule | None:
    """Return a rule by its id; None where there is none."""
    group = _of_workflows if rule_id.startswith(WORKFLOWS) else _of_trees if rule_id.startswith(TREES) else _of_files
    return next((rule for rule in group() if rule.id == rule_id), None)
