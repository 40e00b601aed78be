"""The lists of partners and of contacts as they leave the office: every row, in the order of the list."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, String, case, cast, func, literal, select

from partners.accounts.models import Team, User
from partners.directory.kinds import KINDS
from partners.directory.models import Contact, Partner, PartnerStanding, PartnerTag, Tag, Tie
from partners.directory.queries.contacts import contact_keys, shown_contacts
from partners.directory.queries.contacts import listed as listed_contacts
from partners.directory.queries.listing import list_statement, listed, sort_keys
from partners.directory.queries.resting import INTENTION_ON, ONLY_INTENTION
from partners.directory.rules.contact_filter import ContactFilter
from partners.directory.rules.filters import PartnerFilter
from partners.directory.rules.ties import LIVING
from partners.lists.order import in_order
from partners.lists.streaming import in_columns, only

#: Some rows, column by column.
Columns = Mapping[str, Sequence[Any]]
#: The kinds of natural persons.
PERSONS = tuple(kind.code for kind in KINDS.values() if kind.is_person)
#: Between the parts of what `_TIES` and `_TAGS` put into one text.
PART, NEXT = ":", "\n"
#: The day of a letter of intent that nobody knows.
UNKNOWN_DAY = "?"

_INTENTION_ON = func.coalesce(cast(INTENTION_ON, String()), UNKNOWN_DAY)
#: Type, status and, of a tie that rests on a letter of intent alone, that letter's day: friendship:active:2019-02-18.
#: One text for each partner, so that the whole list is one statement; written for all of them at once, which takes
#: half as long as asking anew for each.
_TIES = (
    select(
        Tie.partner_id,
        func.aggregate_strings(
            Tie.type + PART + Tie.status + PART + case((ONLY_INTENTION, _INTENTION_ON), else_=literal("")), NEXT
        ).label("told"),
    )
    .where(Tie.status.in_(LIVING))
    .group_by(Tie.partner_id)
    .subquery("living_ties")
)
_TAGS = (
    select(PartnerTag.partner_id, func.aggregate_strings(Tag.name, NEXT).label("told"))
    .join(Tag, Tag.id == PartnerTag.tag_id)
    .group_by(PartnerTag.partner_id)
    .subquery("own_tags")
)
_TAKEN: tuple[Any, ...] = (
    *(
        getattr(Partner, name)
        for name in ("id", "kind", "section", "band", "name_ko", "name_en", "name_native", "country", "region")
    ),
    Partner.valid_to,
    Partner.successor_id,
    PartnerStanding.last_contact_on,
    PartnerStanding.last_contact_dated,
    PartnerStanding.last_contact_kind,
    PartnerStanding.last_contact_title,
    PartnerStanding.agreement_id,
    PartnerStanding.pipeline,
    PartnerStanding.stage,
    PartnerStanding.next_action,
    PartnerStanding.next_due_on,
    PartnerStanding.interaction_count,
    Team.name.label("team_name"),
    User.name.label("owner_name"),
    _TIES.c.told.label("ties"),
    _TAGS.c.told.label("tags"),
)


def partners_listed(asked: PartnerFilter) -> Select[Any]:
    """The ids of the partners that the list shows."""
    return listed(asked).with_only_columns(Partner.id, maintain_column_froms=True)


def persons_listed(asked: PartnerFilter, teams: Collection[int] | None = None) -> Select[Any]:
    """The ids of the natural persons among them; with `teams` those only that one of these keeps."""
    return _of_teams(partners_listed(asked).where(Partner.kind.in_(PERSONS)), teams)


def partner_batches(asked: PartnerFilter, persons: Collection[int], stages: Sequence[str] = ()) -> Iterator[Columns]:
    """The rows of the list, column by column; of natural persons only these. `stages` as of `list_page`."""
    statement = (
        list_statement(asked, *_TAKEN)
        .outerjoin(_TIES, _TIES.c.partner_id == Partner.id)
        .outerjoin(_TAGS, _TAGS.c.partner_id == Partner.id)
    )
    for batch in in_columns(statement.order_by(*in_order(sort_keys(asked, stages)))):
        pairs = zip(batch["kind"], batch["id"], strict=True)
        yield only(batch, [kind not in PERSONS or row_id in persons for kind, row_id in pairs])


def contacts_listed(asked: ContactFilter, teams: Collection[int] | None = None) -> Select[Any]:
    """The ids of the contacts that the list shows; with `teams` those only whose partner one of these keeps."""
    kept = select(Partner.id).where(Partner.owner_team_id.in_(teams or ())).correlate(None)
    found = listed_contacts(asked)
    return found if teams is None else found.where(Contact.at_partner_id.in_(kept))


def contact_batches(asked: ContactFilter, persons: Collection[int]) -> Iterator[Columns]:
    """The rows of the list of contacts, column by column, of these only."""
    for batch in in_columns(shown_contacts(asked).order_by(*in_order(contact_keys(asked)))):
        yield only(batch, [row_id in persons for row_id in batch["id"]])


def _of_teams(statement: Select[Any], teams: Collection[int] | None) -> Select[Any]:
    return statement if teams is None else statement.where(Partner.owner_team_id.in_(teams))
