"""What was changed in an office's settings, in words: from what to what."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Level
from partners.agreements.queries.office import Changed, changes_of
from partners.agreements.rules.consent import MATRIX
from partners.agreements.rules.office import SUBMISSION_DAYS, Setting, What, is_understood
from partners.agreements.rules.settings import years_in_words
from partners.agreements.vocabulary import CONSENT_LABELS, LEVEL_LABELS, SCOPE_LABELS, Consent, Scope
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.words import _, _n


@dataclass(frozen=True)
class Line:
    """One thing that was changed, with both values as people read them."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Saved:
    """All that was saved together."""

    at: datetime
    who: str | None
    reason: str
    lines: Sequence[Line]


def history_of_settings(pipeline: str) -> list[Saved]:
    """What was saved of a pipeline's settings, latest first; of those for all with an empty code."""
    together = groupby(changes_of(pipeline), key=lambda one: (one.at, one.who, one.reason))
    return [
        Saved(at, who, reason, [_line(one) for one in reversed(list(ones))]) for (at, who, reason), ones in together
    ]


def _line(changed: Changed) -> Line:
    before = Setting(changed.setting.pipeline, changed.setting.what, changed.setting.key, changed.before)
    return Line(_what(changed.setting), _value(before), _value(changed.setting))


def _what(setting: Setting) -> str:
    if setting.what in WHAT:
        return WHAT[setting.what](setting)
    return setting.key or setting.what


def _value(setting: Setting) -> str:
    """The value in words. None is what is declared; what nobody understands is shown as it is stored."""
    if setting.what not in VALUES or not is_understood(setting):
        return json.dumps(setting.value, ensure_ascii=False)
    told = VALUES[setting.what](setting)
    return str(_("%(value)s (as declared)", value=told)) if setting.value is None else told


def _stage_label(setting: Setting) -> str:
    declared = PIPELINES.get(setting.pipeline)
    stage = declared.find_stage(setting.key) if declared else None
    return str(stage.label) if stage else setting.key


def _gate_label(setting: Setting) -> str:
    declared = PIPELINES.get(setting.pipeline)
    gate = declared.gates.get(setting.key) if declared else None
    return str(gate.label) if gate else setting.key


def _place_label(setting: Setting) -> str:
    scope, _colon, tie = setting.key.partition(":")
    if scope not in list(Scope) or tie not in TIE_LABELS:
        return setting.key
    return f"{SCOPE_LABELS[Scope(scope)]} · {TIE_LABELS[tie]}"


def _name(setting: Setting) -> str:
    if setting.value is None:
        return _stage_label(setting)
    english = setting.value.get("en")
    return f"{setting.value['ko']} ({english})" if english else str(setting.value["ko"])


def _level(setting: Setting) -> str:
    return str(LEVEL_LABELS[Level(setting.value or PIPELINES[setting.pipeline].gates[setting.key].level)])


def _term(setting: Setting) -> str:
    return years_in_words(setting.value or PIPELINES[setting.pipeline].stage(setting.key).term_years)


def _points(setting: Setting) -> str:
    mark = PIPELINES[setting.pipeline].pass_mark if setting.value is None else setting.value
    return str(_n("%(num)s point", "%(num)s points", mark or 0))


def _consent(setting: Setting) -> str:
    scope, _colon, tie = setting.key.partition(":")
    if setting.value is None:
        return str(CONSENT_LABELS[MATRIX[Scope(scope), tie].consent])
    basis = setting.value.get("basis")
    label = str(CONSENT_LABELS[Consent(setting.value["consent"])])
    return f"{label} ({basis})" if basis else label


def _days(setting: Setting) -> str:
    return str(_n("%(num)s day", "%(num)s days", SUBMISSION_DAYS if setting.value is None else setting.value))


#: What was changed, by `What`.
WHAT: Mapping[str, Callable[[Setting], str]] = {
    What.STAGE_NAME: lambda setting: f"{_stage_label(setting)} · {_('Name')}",
    What.GATE_LEVEL: _gate_label,
    What.TERM_YEARS: lambda setting: f"{_stage_label(setting)} · {_('Term')}",
    What.ENOUGH_POINTS: lambda _setting: str(_("Points that are needed")),
    What.CONSENT: _place_label,
    What.SUBMISSION_DAYS: lambda _setting: str(_("Days before a session until which motions are handed in")),
}

VALUES: Mapping[str, Callable[[Setting], str]] = {
    What.STAGE_NAME: _name,
    What.GATE_LEVEL: _level,
    What.TERM_YEARS: _term,
    What.ENOUGH_POINTS: _points,
    What.CONSENT: _consent,
    What.SUBMISSION_DAYS: _days,
}
