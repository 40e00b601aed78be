"""Stages in words. They are declared above us; the roof hands us their names (application.py)."""

from collections.abc import Callable
from typing import Any

from flask import current_app


def stage_of(pipeline: str | None, stage: str | None) -> Any:
    """The stage's label, position and total; None without a case or without names."""
    view = _from_roof("stage_view")
    return view(pipeline, stage) if view and pipeline and stage else None


def resting_stage(kind: str, country: str, tie_type: str) -> Any:
    """Where a living tie rests in its pipeline: label, position, total; None for other ties."""
    view = _from_roof("resting_stage")
    return view(kind, country, tie_type) if view else None


def stage_choices(kind: str) -> list[tuple[str, Any]]:
    """The stages of a kind's pipelines as (code, label); of all kinds without one."""
    choices = _from_roof("stage_choices")
    return list(choices(kind)) if choices else []


def known_stages() -> list[str] | None:
    """The codes of all stages in their order; None while nobody has told us."""
    return [code for code, _label in stage_choices("")] or None


def interaction_label(kind: str | None) -> Any:
    """How a kind of interaction reads; empty without a name."""
    label = _from_roof("interaction_label")
    return label(kind) if label and kind else ""


def _from_roof(name: str) -> Callable[..., Any] | None:
    found: Callable[..., Any] | None = current_app.jinja_env.globals.get(name)  # type: ignore[assignment]
    return found
