"""Loads the division's report to the council of November 2020: its partners, ties, cases and history.

Everything goes through the same actions as an officer's work, in the manager's name. What the report
does not say stays unknown; `reference` values are general knowledge and are marked as such.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from partners.accounts.models import Team
from partners.accounts.rules import SignedIn
from partners.agreements.actions import take_over_agreement
from partners.agreements.actions.starting import Plan
from partners.agreements.models import Agreement, CouncilSession
from partners.agreements.queries.office import office
from partners.audit.actions import record
from partners.audit.models import AuditEvent
from partners.demo.accounts import actor, open_accounts
from partners.directory import actions as directory
from partners.directory.models import Partner
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.settings import Settings
from partners.interactions import actions as interactions
from partners.interactions.models import Interaction
from partners.interactions.rules import LABEL_SEPARATOR

REPORT = Path(__file__).parent / "report_2020"
#: The day for which the report speaks (its line 67), and the fiscal year of its results.
BASE_DATE = date(2020, 10, 31)
FISCAL_YEAR = 2020
LOADED = "demo:report:loaded"


def load(settings: Settings, password_hash: str) -> str:
    """Load the report into a database without records, and say what was done.

    Does nothing when it is there already. Raises Refusal in production, where nobody may sign in
    with a demo account, and beside other records, which it must not mix with.
    """
    if not settings.is_demo:
        raise Refusal("The report of 2020 is for trying things out. Production starts empty.")
    if _is_loaded():
        return "The report of 2020 is here already."
    if _has_records():
        raise Refusal("This database holds other records. Load the report into an empty one.")
    return _Report(open_accounts(password_hash), actor()).load()


def has_partners(session: Session) -> bool:
    """Whether anything was ever registered here."""
    return bool(session.scalar(select(exists().where(Partner.id > 0))))


class _Report:
    """The report on its way into the database: who writes it, for which teams, and the partners so far."""

    def __init__(self, teams: dict[str, Team], by: SignedIn) -> None:
        self.teams = teams
        self.by = by
        self.partners: dict[str, Partner] = {}

    def load(self) -> str:
        for row in _read("partners"):
            self.partners[row["key"]] = self._partner(row)
        for row in _read("ties"):
            self._tie(row)
        for row in _read("documents"):
            self._document(row)
        under_way = _read("agreements")
        db.session.add(CouncilSession(**_with_dates(under_way["session"])))
        for row in under_way["under_way"]:
            self._case(row)
        history = _read("interactions")
        for row in history:
            self._interaction(row)
        record(self.by, LOADED, self.teams["exchange"])
        return (
            f"Loaded the report of 2020: {len(self.partners)} partners, {len(history)} interactions, "
            f"{len(under_way['under_way'])} agreements under way."
        )

    def _partner(self, row: dict[str, Any]) -> Partner:
        values = {name: value for name, value in row.items() if name not in _NO_COLUMNS}
        values |= row["reference"]
        values["reference_fields"] = sorted(row["reference"])
        values["owner_team_id"] = self.teams[row["team"]].id
        if "related_to" in row:
            values["related_partner_id"] = self.partners[row["related_to"]].id
        return directory.create_partner(row["kind"], values, by=self.by)

    def _tie(self, row: dict[str, Any]) -> None:
        told = {name: value for name, value in _with_dates(row).items() if name not in {"partner", "type"}}
        directory.take_over(self.partners[row["partner"]], row["type"], base_date=BASE_DATE, by=self.by, **told)

    def _document(self, row: dict[str, Any]) -> None:
        told = {name: value for name, value in _with_dates(row).items() if name != "partner"}
        directory.add_document(self.partners[row["partner"]], by=self.by, **told)

    def _case(self, row: dict[str, Any]) -> None:
        told = _with_dates(row)
        take_over_agreement(
            office().pipelines[row["pipeline"]],
            row["stage"],
            by=self.by,
            owner_team_id=self.teams[row["team"]].id,
            as_of_date=BASE_DATE,
            source=row["source"],
            partner=self.partners.get(row.get("partner", "")),
            title=row["title"],
            target_regions=row.get("target_regions", ()),
            plan=Plan(**{name: told[name] for name in ("target_text", "target_start", "target_end")}),
        )

    def _interaction(self, row: dict[str, Any]) -> None:
        values = {
            **row,
            "partners": [self.partners[key].id for key in row["partners"]],
            "occurrence_labels": LABEL_SEPARATOR.join(row.get("occurrence_labels", ())),
            "recipients_unspecified": "recipients_text" in row,
            "fiscal_year": FISCAL_YEAR,
            "undated": not row["date"],
            "team": self.teams[row["team"]].id,
        }
        interactions.log(values, by=self.by)


#: What a row of partners.json says besides the partner's own columns.
_NO_COLUMNS = frozenset({"key", "kind", "team", "reference", "related_to"})


def _read(name: str) -> Any:
    return json.loads((REPORT / f"{name}.json").read_text(encoding="utf-8"))


def _with_dates(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its days as dates: fields that end in _on, _start or _end."""
    days = ("_on", "_start", "_end")
    return {name: date.fromisoformat(value) if name.endswith(days) else value for name, value in row.items()}


def _is_loaded() -> bool:
    return bool(db.session.scalar(select(exists().where(AuditEvent.action == LOADED))))


def _has_records() -> bool:
    return any(db.session.scalar(select(exists().where(model.id > 0))) for model in (Partner, Interaction, Agreement))
