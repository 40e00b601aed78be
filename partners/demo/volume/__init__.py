"""Volume data for `make bench`: an office of 100,000 partners with all that passed with them.

Everything here is made up by one seed, so that two measurements speak of the same records; every record says
"측정용 자료" as its source. Names are composed, telephone numbers and mail addresses belong to nobody. Rows are
written in bulk, past the actions: what actions would have kept true (search columns, keys, standings, ties from
passed motions) is written in the same breath, and a test compares it with what the actions compute.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table, exists, select

from partners.accounts.models import Team
from partners.agreements.actions import count_cases_anew
from partners.agreements.models import Agreement, CouncilSession, GateFact, Motion, StageMove
from partners.demo.accounts import open_accounts
from partners.demo.volume.bulk import Bulk, Row, table_of
from partners.demo.volume.cases import Cases, UnderWay
from partners.demo.volume.history import History, Latest, write_follow_ups
from partners.demo.volume.registry import write_contacts, write_partners, write_tags
from partners.demo.volume.words import SEED, Chance
from partners.directory.actions import count_partners_anew, fill_tabs_anew, place_contacts_anew
from partners.directory.kinds.tables import TABLES
from partners.directory.models import (
    Contact,
    ContactPost,
    Document,
    Partner,
    PartnerNameKey,
    PartnerStanding,
    PartnerTag,
    Tag,
    Tie,
    TieEvent,
)
from partners.directory.rules.next import next_step
from partners.foundation.database import Model, db
from partners.foundation.refusals import Refusal
from partners.foundation.settings import Settings
from partners.interactions.actions import count_interactions_anew
from partners.interactions.models import FollowUp, Interaction, InteractionPartner, Occurrence
from partners.lists.remembered import STAMPED

INTERACTIONS_A_FOLLOW_UP = 50


@dataclass(frozen=True)
class Size:
    """How many records of each sort."""

    partners: int
    contacts: int
    interactions: int
    agreements: int

    def scaled(self, scale: float) -> "Size":
        """The same office, so many times as large."""
        return Size(*(max(1, round(number * scale)) for number in vars(self).values()))


FULL = Size(partners=100_000, contacts=200_000, interactions=1_000_000, agreements=50_000)


def load(settings: Settings, password_hash: str, size: Size) -> str:
    """Fill an empty database, and say what was written. Raises Refusal in production and beside other records."""
    if not settings.is_demo:
        raise Refusal("Volume data is for measuring. Production starts empty.")
    if any(db.session.scalar(select(exists().where(model.id > 0))) for model in (Partner, Interaction, Agreement)):
        raise Refusal("This database holds other records. Load the volume data into an empty one.")
    teams = open_accounts(password_hash)
    db.session.flush()
    bulk = Bulk(db.session.connection())
    # What bears a stamp is small, and whoever remembers it is to see that it came.
    with bulk.without_indexes([table for table in LOADED if table.name not in STAMPED]):
        cases = _fill(bulk, teams, size)
    bulk.count_on(LOADED)
    count_partners_anew()
    count_cases_anew()
    fill_tabs_anew()
    count_interactions_anew()
    place_contacts_anew()
    return f"Loaded {size.partners} partners, {size.contacts} contacts, {size.interactions} interactions, {cases} agreements."


def freshen_statistics() -> None:
    """Let the database know what it holds now: without that it plans as for an empty one. After the commit."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if connection.dialect.name == "postgresql" else "ANALYZE")


def _fill(bulk: Bulk, teams: dict[str, Team], size: Size) -> int:
    registry = write_partners(bulk, Chance(SEED), teams, size.partners)
    write_tags(bulk, Chance(SEED + 1), registry)
    write_contacts(bulk, Chance(SEED + 2), registry, size.contacts)
    latest = History(bulk, Chance(SEED + 3), registry, teams, size.interactions).write()
    follow_ups = max(1, size.interactions // INTERACTIONS_A_FOLLOW_UP)
    due = write_follow_ups(bulk, Chance(SEED + 4), registry, teams, follow_ups)
    cases = Cases(bulk, Chance(SEED + 5), registry, teams)
    under_way = cases.write(size.agreements)
    rows = (_standing(one.id, latest.get(one.id), under_way.get(one.id), due.get(one.id)) for one in registry.partners)
    bulk.write(PartnerStanding, STANDING_COLUMNS, rows)
    return len(cases.ways)


def _standing(partner_id: int, last: Latest | None, case: UnderWay | None, step: tuple[str, date] | None) -> Row:
    passed = (0, None, False, None, None, "", "") if last is None else (
        last.count, last.rank[0], last.rank[1], last.rank[0].year, last.kind, last.title, last.text,
    )  # fmt: skip
    led = (None, None, None, None, "", None) if case is None else (
        case.id, case.pipeline, case.stage, case.entered_on, case.action, case.due_on,
    )  # fmt: skip
    follow_up = step or ("", None)
    following = next_step((led[4] or "", led[5]), follow_up)
    return (partner_id, *passed, *led, *follow_up, *following)


MODELS: tuple[type[Model], ...] = (
    Partner, *TABLES.values(), PartnerNameKey, Tag, PartnerTag, Contact, ContactPost, Interaction, InteractionPartner,
    Occurrence, FollowUp, CouncilSession, Tie, TieEvent, Agreement, StageMove, GateFact, Motion, Document,
    PartnerStanding,
)  # fmt: skip
#: Every table that is written.
LOADED: tuple[Table, ...] = tuple(table_of(model) for model in MODELS)
STANDING_COLUMNS = (
    "partner_id", "interaction_count", "last_contact_on", "last_contact_dated", "last_contact_year",
    "last_contact_kind", "last_contact_title", "last_contact_text", "agreement_id", "pipeline", "stage",
    "stage_entered_on", "case_action", "case_due_on", "follow_up_title", "follow_up_due_on", "next_action",
    "next_due_on",
)  # fmt: skip
