"""The forms of an office's settings: one field for each thing that it may change in a pipeline."""

from collections.abc import Iterable
from typing import Any

from wtforms import Field, HiddenField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from partners.agreements.pipelines.shape import Gate, Pipeline, Stage
from partners.agreements.rules.consent import MATRIX
from partners.agreements.rules.office import (
    LONGEST_TERM,
    NO_TERM,
    SUBMISSION_DAYS,
    What,
    gates_with_stages,
    levels_of,
    lock_of,
    place_key,
)
from partners.agreements.rules.settings import objections_to_council, objections_to_pipeline, years_in_words
from partners.agreements.vocabulary import CONSENT_LABELS, LEVEL_LABELS, SCOPE_LABELS, Consent, Scope, Words
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.forms import EditForm, LengthAtMost, LineField
from partners.foundation.words import _, _l

Settings = dict[tuple[str, str], Any]


class SettingsForm(EditForm):
    """Base: what was seen when it was opened, and why something changes."""

    #: The id of the latest setting; empty while there is none.
    latest = HiddenField()
    reason = LineField(_l("Why it changes"), [InputRequired(_l("Write down why this changes.")), LengthAtMost(200)])

    @property
    def seen_id(self) -> int | None:
        return int(self.latest.data) if (self.latest.data or "").isdecimal() else None

    def wanted(self) -> Settings:
        """What shall hold, by what and key; None where it is as declared."""
        raise NotImplementedError

    def objections(self) -> Iterable[tuple[str, Words]]:
        """Everything that the rules have against it, at its fields."""
        raise NotImplementedError

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it may be saved; all that is wrong is said at once, not one after the other."""
        is_valid = super().validate(extra_validators)
        found = [(self[name], sentence) for name, sentence in self.objections() if not self[name].errors]
        for field, sentence in found:
            field.errors = [*field.errors, sentence]
        return is_valid and not found


class PipelineForm(SettingsForm):
    """Made by `pipeline_form` for one pipeline."""

    declared: Pipeline
    #: Every gate with the stage where it is met, and what locks it; a locked one has no field.
    gates: list[tuple[Stage, Gate, Words | None]]

    def wanted(self) -> Settings:
        told: Settings = {}
        for stage in self.declared.stages:
            names = {"ko": self[f"name_{stage.code}"].data or "", "en": self[f"english_{stage.code}"].data or ""}
            told[What.STAGE_NAME, stage.code] = {key: value for key, value in names.items() if value} or None
            if stage.term_years is not None:
                term = self[f"term_{stage.code}"].data
                years = int(term) if (term or "").isdecimal() else term
                told[What.TERM_YEARS, stage.code] = None if years == stage.term_years else years
        for _stage, gate, lock in self.gates:
            if lock is not None:
                continue
            level = self[f"level_{gate.code}"].data
            told[What.GATE_LEVEL, gate.code] = None if level in (None, gate.level.value) else level
        if self.declared.pass_mark is not None:
            points = self["points"].data
            told[What.ENOUGH_POINTS, ""] = None if points == self.declared.pass_mark else points
        return told

    def objections(self) -> Iterable[tuple[str, Words]]:
        return objections_to_pipeline(self.declared, self.wanted())


def pipeline_form(declared: Pipeline, settings: Settings, latest: int | None, **source: Any) -> PipelineForm:
    """The form of one pipeline, filled with what differs from its declaration."""
    gates = [(stage, gate, lock_of(gate, stage, declared)) for stage, gate in gates_with_stages(declared)]
    fields: dict[str, Field] = {}
    data: dict[str, Any] = {"latest": str(latest or "")}
    for stage in declared.stages:
        name = settings.get((What.STAGE_NAME, stage.code)) or {}
        fields[f"name_{stage.code}"] = LineField(f"{stage.label} · {_('Korean name')}", [LengthAtMost(100)])
        fields[f"english_{stage.code}"] = LineField(f"{stage.label} · {_('English name')}", [LengthAtMost(100)])
        data |= {f"name_{stage.code}": name.get("ko", ""), f"english_{stage.code}": name.get("en", "")}
        if stage.term_years is not None:
            fields[f"term_{stage.code}"] = SelectField(f"{stage.label} · {_('Term')}", choices=_terms(stage.term_years))
            data[f"term_{stage.code}"] = str(settings.get((What.TERM_YEARS, stage.code), stage.term_years))
        for gate in (gate for home, gate, lock in gates if home is stage and lock is None):
            offered = [SelectChoice(one.value, LEVEL_LABELS[one]) for one in levels_of(gate, stage, declared)]
            fields[f"level_{gate.code}"] = SelectField(gate.label, choices=offered)
            data[f"level_{gate.code}"] = settings.get((What.GATE_LEVEL, gate.code), gate.level.value)
    if declared.pass_mark is not None:
        fields["points"] = IntegerField(_l("Points that are needed"), [Optional()])
        data["points"] = settings.get((What.ENOUGH_POINTS, ""), declared.pass_mark)
    form: PipelineForm = type("FormOfPipeline", (PipelineForm,), fields)(data=data, **source)
    form.declared, form.gates = declared, gates
    return form


def _terms(declared: int) -> list[SelectChoice]:
    """Every term that an office may set, and none; the declared one says so."""
    years = [SelectChoice(str(number), years_in_words(number)) for number in range(1, LONGEST_TERM + 1)]
    years[declared - 1] = SelectChoice(str(declared), _("%(value)s (as declared)", value=years_in_words(declared)))
    return [*years, SelectChoice(NO_TERM, years_in_words(NO_TERM))]


class CouncilSettingsForm(SettingsForm):
    """Made by `council_form`: the consent matrix, and the days of submission."""

    submission_days = IntegerField(_l("Days before a session until which motions are handed in"), [Optional()])

    @property
    def places(self) -> list[tuple[str, Scope, str]]:
        """The rows that are settings: the name of their fields, the scope and the tie."""
        return [
            (f"{scope.value}_{tie}", scope, tie)
            for (scope, tie), rule in MATRIX.items()
            if rule.consent is not Consent.REQUIRED
        ]

    def wanted(self) -> Settings:
        told: Settings = {}
        for name, scope, tie in self.places:
            consent, basis = self[f"consent_{name}"].data, self[f"basis_{name}"].data or ""
            declared = MATRIX[scope, tie].consent.value
            value = {"consent": consent, "basis": basis} if consent != declared or basis else None
            told[What.CONSENT, place_key(scope, tie)] = value
        days = self.submission_days.data
        told[What.SUBMISSION_DAYS, ""] = None if days in (None, SUBMISSION_DAYS) else days
        return told

    def objections(self) -> Iterable[tuple[str, Words]]:
        return objections_to_council(self.wanted())


def council_form(settings: Settings, latest: int | None, **source: Any) -> CouncilSettingsForm:
    """The form of the matrix, filled with what differs from the declaration."""
    fields: dict[str, Field] = {}
    data: dict[str, Any] = {
        "latest": str(latest or ""),
        "submission_days": settings.get((What.SUBMISSION_DAYS, ""), SUBMISSION_DAYS),
    }
    offered = [SelectChoice(one.value, label) for one, label in CONSENT_LABELS.items()]
    for (scope, tie), rule in MATRIX.items():
        if rule.consent is Consent.REQUIRED:
            continue
        set_so = settings.get((What.CONSENT, place_key(scope, tie))) or {}
        place = f"{SCOPE_LABELS[scope]} · {TIE_LABELS[tie]}"
        fields[f"consent_{scope.value}_{tie}"] = SelectField(place, choices=offered)
        fields[f"basis_{scope.value}_{tie}"] = LineField(f"{place} · {_('By what ordinance')}", [LengthAtMost(100)])
        data[f"consent_{scope.value}_{tie}"] = set_so.get("consent", rule.consent.value)
        data[f"basis_{scope.value}_{tie}"] = set_so.get("basis", "")
    form: CouncilSettingsForm = type("FormOfCouncil", (CouncilSettingsForm,), fields)(data=data, **source)
    return form
