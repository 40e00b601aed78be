"""Two people changed one case: what the second one is told, and both values of what they wrote."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask import url_for

from partners.agreements.forms import ConsentForm, EndForm, PartnerForm, PlanForm, StageForm
from partners.agreements.forms.base import CaseForm
from partners.agreements.forms.rounds import JoinForm
from partners.agreements.models import Agreement
from partners.agreements.pages import changes, forms
from partners.agreements.queries.entries import MoveEntry, moves_of
from partners.agreements.vocabulary import OPEN, STATE_LABELS, Ending, Outcome, SessionKind
from partners.audit.queries import Happening, history_of
from partners.directory.queries import partners_named
from partners.foundation.pages import moment
from partners.foundation.words import _

#: What one press of a button leaves in the audit: several lines within this time.
AT_ONCE = timedelta(seconds=2)
LINES = 20


def compare(form: CaseForm, agreement: Agreement) -> None:
    """After Stale: let the form show what happened meanwhile, and both values; it may then be sent again."""
    if not form.is_stale:
        return
    latest = _at_once(history_of(agreement, limit=LINES))
    form.compare_with(
        _stored(form, agreement, latest),
        who=latest[0].who,
        at=latest[0].at,
        leave=url_for("agreements.show", agreement_id=agreement.id),
        words={"partner": _partner_name},
        told=_told(form, agreement, latest),
        in_place=forms.has_room(agreement, form),
        sent=forms.gate_form(agreement, whole=True) if isinstance(form, StageForm) else None,
    )
    form.show_place(agreement)


def move_told(move: MoveEntry) -> str:
    """One line of the stage history as a sentence: who moved the case where, and when."""
    told = {"name": move.by_name or _("System"), "moment": moment(move.recorded_at)}
    if move.from_stage is None or move.from_stage is move.to_stage:
        state = STATE_LABELS.get(move.state, move.state)
        return str(_("%(name)s set the case to “%(state)s” on %(moment)s.", state=state, **told))
    here, there = move.from_stage.label, move.to_stage.label
    return str(
        _("%(name)s moved the case from “%(here)s” to “%(there)s” on %(moment)s.", here=here, there=there, **told)
    )


def _partner_name(partner_id: int | None) -> str:
    named = partners_named([partner_id] if partner_id else [])
    return "".join(name.formal_name for name in named.values())


def _at_once(happenings: Sequence[Happening]) -> list[Happening]:
    """The latest thing that was done, with all lines that it left."""
    last = happenings[0]
    return [one for one in happenings if one.who == last.who and last.at - one.at <= AT_ONCE]


def _told(form: CaseForm, agreement: Agreement, latest: Sequence[Happening]) -> tuple[str, ...]:
    """That the case has moved or ended since its reader opened the form; otherwise what was done last."""
    moved = bool(form.here.data) and form.here.data != agreement.stage
    if moved or agreement.state != OPEN or any("stage" in _fields(one) for one in latest):
        return (move_told(moves_of(agreement.id)[0]),)
    names = changes.names_in(latest)
    return tuple(_sentence(agreement, one, names) for one in reversed(latest))


def _sentence(agreement: Agreement, happening: Happening, names: changes.Names) -> str:
    values = (
        f"{changes.field_label(agreement, one.field)} {changes.value_text(agreement, one.field, one.after, names, happening.at)}"
        for one in happening.changes
        if one.after
    )
    return ": ".join(part for part in (str(changes.action_label(happening.action)), ", ".join(values)) if part)


def _fields(happening: Happening) -> set[str]:
    return {change.field for change in happening.changes}


def _stored(form: CaseForm, agreement: Agreement, latest: Iterable[Happening]) -> CaseForm:
    """The same form, filled with what stands there now."""
    match form:
        case StageForm():
            return forms.gate_form(agreement, fresh=True, whole=True)
        case PlanForm():
            return forms.plan_form(agreement, fresh=True)
        case JoinForm() if stored := forms.round_form(agreement, fresh=True):
            return stored
        case PartnerForm():
            return forms.partner_form(agreement, fresh=True)
        case EndForm() if agreement.state in set(Ending):
            last = moves_of(agreement.id)[0]
            return forms.end_form(agreement, fresh=True, ending=Ending(agreement.state), reason=last.reason)
        case ConsentForm() if any(one.action == "agreement:consent:recorded" for one in latest):
            return forms.consent_form(agreement, fresh=True, **_decided(agreement))
        case _:
            # Nothing stands there that says the same as this form: it is compared with itself.
            return type(form)(formdata=None, data={**form.data, "version": agreement.version})


def _decided(agreement: Agreement) -> dict[str, object]:
    motion = agreement.motions[-1]
    return {
        "session_no": motion.session.number,
        "session_kind": SessionKind(motion.session.kind),
        "bill_no": motion.bill_no,
        "outcome": Outcome(motion.outcome) if motion.outcome else None,
        "resolved_on": motion.resolved_on,
        "note": motion.note,
    }
