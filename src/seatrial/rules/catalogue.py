"""Every rule there is, by its id."""

from functools import cache
from typing import Any

from seatrial.rules import (
    agreement,
    archive,
    arrival,
    attestation,
    before,
    branching,
    changelog,
    changes,
    code,
    configuration,
    contents,
    declared,
    description,
    filename,
    form,
    identity,
    metadata,
    naming,
    oddities,
    pairing,
    payload,
    project,
    readme,
    release,
    repository,
    reproducibility,
    request,
    requirements,
    runs,
    sdist,
    sdistcode,
    secrets,
    settings,
    traces,
    upkeep,
    wheel,
)
from seatrial.rules.rule import Rule, more_of_it

AnyRule = Rule[Any]
WORKFLOWS = "WFL"
"""What the ids of the rules on workflows begin with."""


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """Return every rule, sorted by id."""
    return tuple(sorted((*_of_packages(), *_of_workflows()), key=lambda rule: rule.id))


@cache
def _of_workflows() -> tuple[AnyRule, ...]:
    from seatrial.rules import workflow  # noqa: PLC0415  (its patterns take longer to compile than all other rules to load)

    return workflow.RULES


@cache
def _of_packages() -> tuple[AnyRule, ...]:
    files = (
        request.RULES,
        form.RULES,
        payload.RULES,
        arrival.RULES,
        attestation.RULES,
        naming.RULES,
        before.RULES,
        branching.RULES,
        metadata.RULES,
        metadata.FILE_RULES,
        description.RULES,
    )
    trees = (project.RULES, declared.RULES, code.RULES, repository.RULES, pairing.RULES, identity.RULES, settings.RULES, changes.RULES)
    kept = (readme.RULES, changelog.RULES, upkeep.RULES)
    asked = (requirements.RULES, agreement.RULES, configuration.RULES)
    builds = (oddities.RULES, runs.RULES, traces.RULES, reproducibility.RULES, reproducibility.FILE_RULES, release.RULES)
    names = (filename.RULES, archive.RULES, contents.DIST_RULES, secrets.RULES)
    dists = (sdist.RULES, sdist.DIST_RULES, sdistcode.RULES, wheel.RULES, wheel.DIST_RULES, wheel.MODULE_RULES)
    rules: list[AnyRule] = [rule for rules in (*files, *trees, *asked, *kept, *builds, *names, *dists) for rule in rules] + [more_of_it]
    return tuple(sorted(rules, key=lambda rule: rule.id))


def find(rule_id: str) -> AnyRule | None:
    """Return a rule by its id; None where there is none."""
    rules = _of_workflows() if rule_id.startswith(WORKFLOWS) else _of_packages()
    return next((rule for rule in rules if rule.id == rule_id), None)
