"""The lists that may be taken along, each as its own page shows it: the same filter, the same order."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from partners.accounts.queries import teams
from partners.accounts.rules import SignedIn
from partners.agreements.pages.sheets import case_columns
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import taking as agreements
from partners.agreements.rules.filters import read_filter as read_case_filter
from partners.directory.kinds import KINDS
from partners.directory.pages.sheets import contact_columns, partner_columns
from partners.directory.pages.stages import known_stages
from partners.directory.permissions import ContactPermission, PartnerPermission
from partners.directory.queries import taking as directory
from partners.directory.rules.contact_filter import read_contact_filter
from partners.directory.rules.filters import read_filter as read_partner_filter
from partners.foundation.access import Permission
from partners.foundation.clock import today
from partners.foundation.words import Words, _, _l
from partners.interactions.pages.sheets import follow_up_columns, interaction_columns
from partners.interactions.permissions import FollowUpPermission, InteractionPermission
from partners.interactions.queries import taking as interactions
from partners.interactions.queries.taking import AskedFollowUps
from partners.interactions.rules.filters import read_filter as read_interaction_filter
from partners.interactions.rules.follow_ups import read_follow_up_filter
from partners.papers.rules.sheets import Offered

Teams = Collection[int] | None
Persons = Collection[int]


@dataclass(frozen=True, kw_only=True)
class AskedList:
    """A list under the filter of an address, ready to be counted and read."""

    title: Words
    #: What the address of its page needs.
    address: Mapping[str, Any]
    #: The ids of its rows.
    rows: Select[Any]
    #: The ids of the natural persons in it; with teams those only that one of these keeps.
    persons: Callable[[Teams], Select[Any]]
    #: Of natural persons these alone are named.
    columns: Callable[[Persons], tuple[Offered, ...]]
    batches: Callable[[Persons], Iterator[Any]]


@dataclass(frozen=True, kw_only=True)
class KnownList:
    """A list that there is: who may see it, where its page stands, whose data is in it."""

    code: str
    #: How the file is called where Korean is not understood.
    file_name: str
    permission: Permission
    endpoint: str
    read: Callable[[Mapping[str, str], SignedIn], AskedList]
    #: The records whose ids the access log notes.
    subject: str = "partners"
    has_persons_as_rows: bool = False
    #: Every row is a natural person.
    is_of_persons: bool = False


def _partners(asked_for: Mapping[str, str], reader: SignedIn) -> AskedList:
    stages = known_stages()
    written = read_partner_filter(asked_for, KINDS, _team_codes(), stages)
    asked = written.for_person(reader.id)
    return AskedList(
        title=KINDS[asked.kind].plural if asked.kind else _("Partners"),
        address=written.address,
        rows=directory.partners_listed(asked),
        persons=lambda of_teams: directory.persons_listed(asked, of_teams),
        columns=lambda _persons: partner_columns(),
        batches=lambda persons: directory.partner_batches(asked, persons, stages or ()),
    )


def _contacts(asked_for: Mapping[str, str], _reader: SignedIn) -> AskedList:
    asked = read_contact_filter(asked_for, KINDS, _team_codes())
    return AskedList(
        title=_l("Contacts at partners"),
        address=asked.address,
        rows=directory.contacts_listed(asked),
        persons=lambda of_teams: directory.contacts_listed(asked, of_teams),
        columns=lambda _persons: contact_columns(),
        batches=lambda persons: directory.contact_batches(asked, persons),
    )


def _interactions(asked_for: Mapping[str, str], _reader: SignedIn) -> AskedList:
    asked = read_interaction_filter(asked_for, _team_codes())
    return AskedList(
        title=_l("Interactions"),
        address=asked.address,
        rows=interactions.interactions_listed(asked),
        persons=lambda of_teams: interactions.persons_in_interactions(asked, of_teams),
        columns=interaction_columns,
        batches=lambda _persons: interactions.interaction_batches(asked),
    )


def _follow_ups(asked_for: Mapping[str, str], reader: SignedIn) -> AskedList:
    written = read_follow_up_filter(asked_for, _team_codes())
    asked = AskedFollowUps(written, today(), reader.id, reader.team_id)
    return AskedList(
        title=_l("Follow-ups"),
        address=written.address,
        rows=interactions.follow_ups_listed(asked),
        persons=lambda of_teams: interactions.persons_in_follow_ups(asked, of_teams),
        columns=follow_up_columns,
        batches=lambda _persons: interactions.follow_up_batches(asked),
    )


def _agreements(asked_for: Mapping[str, str], _reader: SignedIn) -> AskedList:
    asked = read_case_filter(asked_for, _team_codes())
    return AskedList(
        title=_l("Agreements"),
        address=asked.address,
        rows=agreements.cases_listed(asked),
        persons=lambda of_teams: agreements.persons_in_cases(asked, of_teams),
        columns=case_columns,
        batches=lambda _persons: agreements.case_batches(asked),
    )


def _team_codes() -> set[str]:
    return {team.code for team in teams()}


LISTS: dict[str, KnownList] = {
    known.code: known
    for known in (
        KnownList(
            code="partners",
            file_name="partners",
            permission=PartnerPermission.VIEW,
            endpoint="directory.index",
            read=_partners,
            has_persons_as_rows=True,
        ),
        KnownList(
            code="contacts",
            file_name="contacts",
            permission=ContactPermission.VIEW,
            endpoint="directory.all_contacts",
            read=_contacts,
            subject="contacts",
            has_persons_as_rows=True,
            is_of_persons=True,
        ),
        KnownList(
            code="interactions",
            file_name="interactions",
            permission=InteractionPermission.VIEW,
            endpoint="interactions.index",
            read=_interactions,
        ),
        KnownList(
            code="follow_ups",
            file_name="follow-ups",
            permission=FollowUpPermission.VIEW,
            endpoint="follow_ups.index",
            read=_follow_ups,
        ),
        KnownList(
            code="agreements",
            file_name="agreements",
            permission=AgreementPermission.VIEW,
            endpoint="agreements.index",
            read=_agreements,
        ),
    )
}
