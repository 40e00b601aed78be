"""Which settings an office may make, said at the field where it is wrong. Pure."""

from collections.abc import Mapping
from typing import Any

from partners.agreements.pipelines.shape import Gate, Level, Pipeline, Stage
from partners.agreements.rules.office import is_locked
from partners.agreements.rules.sessions import Objection
from partners.foundation.words import _l

#: What fits under a step.
LONGEST_NAME = 20
LONGEST_TERM, MOST_POINTS, MOST_DAYS = 20, 100, 90

LOCKED = _l("The law or the work itself asks for this gate. Its level stays as it is.")


def objection_to_names(names: Mapping[str, Mapping[str, str]], declared: Pipeline) -> Objection:
    """Why these names (by stage) cannot stand, or None: too long, or two stages of one name."""
    for code, name in names.items():
        if any(len(text) > LONGEST_NAME for text in name.values()):
            return f"name_{code}", _l("At most 20 letters: the name stands under its step.")
        if name and not name.get("ko"):
            return f"name_{code}", _l("Write the Korean name.")
    seen: dict[str, str] = {}
    for stage in declared.stages:
        shown = (names.get(stage.code) or {}).get("ko") or str(stage.label)
        if shown in seen:
            return f"name_{stage.code}", _l("Another stage of this pipeline has this name.")
        seen[shown] = stage.code
    return None


def levels_of(gate: Gate, stage: Stage, pipeline: Pipeline) -> tuple[Level, ...]:
    """The levels that an office may give a gate. A signature may warn, but is never off: a tie begins there."""
    if is_locked(gate, stage, pipeline):
        return (gate.level,)
    return (Level.REQUIRED, Level.WARN) if gate.signs else (Level.REQUIRED, Level.WARN, Level.OFF)


def objection_to_level(level: str, gate: Gate, stage: Stage, pipeline: Pipeline) -> Objection:
    if level not in [one.value for one in levels_of(gate, stage, pipeline)]:
        return f"level_{gate.code}", LOCKED
    return None


def objection_to_number(field: str, value: Any, least: int, most: int) -> Objection:
    """A whole number within its bounds; None takes the change back."""
    if value is None or (isinstance(value, int) and least <= value <= most):
        return None
    return field, _l("Write a number from %(least)s to %(most)s.", least=least, most=most)
