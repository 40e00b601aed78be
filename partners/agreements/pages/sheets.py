"""What stands in the columns of cases when their list leaves the office: plain values, a fact a column."""

from collections.abc import Collection
from functools import cache

from partners.agreements.queries.rows import CaseRow
from partners.agreements.vocabulary import STATE_LABELS
from partners.directory.kinds import KINDS
from partners.foundation.pages import country_name
from partners.foundation.words import _l
from partners.interactions.pages.sheets import hidden_persons
from partners.papers.rules.sheets import SEVERAL, Form, Offered, each


def case_columns(persons: Collection[int]) -> tuple[Offered, ...]:
    """The columns of the list of cases; of natural persons only these are named."""
    country = cache(country_name)
    return (
        Offered(code="name", seen_in="name", label=_l("Case"), width=30, values=each(lambda row: _name(row, persons))),
        Offered(
            code="pipeline",
            seen_in="pipeline",
            label=_l("Pipeline"),
            width=18,
            values=each(lambda row: str(row.declared.label)),
        ),
        Offered(
            code="stage",
            seen_in="stage",
            label=_l("Stage"),
            width=24,
            values=each(lambda row: str(row.declared_stage.label)),
        ),
        Offered(
            code="stage_number",
            seen_in="stage",
            label=_l("Number of the stage"),
            form=Form.NUMBER,
            width=8,
            is_usual=False,
            values=each(lambda row: row.number),
        ),
        Offered(
            code="state",
            seen_in="state",
            label=_l("State"),
            width=12,
            values=each(lambda row: str(STATE_LABELS[row.state])),
        ),
        Offered(
            code="since",
            seen_in="days",
            label=_l("In the stage since"),
            form=Form.DAY,
            width=13,
            values=each(lambda row: row.stage_entered_on),
        ),
        Offered(
            code="days",
            seen_in="days",
            label=_l("Days in stage"),
            form=Form.NUMBER,
            width=10,
            values=each(lambda row: row.days if row.is_open else None),
        ),
        Offered(
            code="next", seen_in="next", label=_l("Next action"), width=36, values=each(lambda row: row.next_action)
        ),
        Offered(
            code="due",
            seen_in="due",
            label=_l("Due"),
            form=Form.DAY,
            width=13,
            values=each(lambda row: row.next_due_on),
        ),
        Offered(
            code="team", seen_in="team", label=_l("Team in charge"), width=16, values=each(lambda row: row.team_name)
        ),
        Offered(code="owner", seen_in="owner", label=_l("Officer"), width=12, values=each(lambda row: row.owner_name)),
        Offered(
            code="country",
            seen_in="country",
            label=_l("Country"),
            width=14,
            is_usual=False,
            values=each(lambda row: country(row.country) if row.country else None),
        ),
        Offered(
            code="regions",
            label=_l("Target regions"),
            width=20,
            is_usual=False,
            values=each(lambda row: SEVERAL.join(row.target_regions)),
        ),
        Offered(
            code="id", label=_l("Number"), form=Form.NUMBER, width=9, is_usual=False, values=each(lambda row: row.id)
        ),
    )


def _name(row: CaseRow, persons: Collection[int]) -> str:
    """Whom the case is about, or what it looks for; a natural person who is not among these is not named."""
    is_person = row.partner_kind is not None and KINDS[row.partner_kind].is_person
    return hidden_persons(1) if is_person and row.partner_id not in persons else row.name
