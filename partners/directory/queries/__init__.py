"""Every read of partners, ties and documents."""

from partners.directory.queries.contacts import (
    ContactName,
    HeldPost,
    contact_page,
    contacts_named,
    contacts_of,
    count_contacts,
    get_contact,
    get_post,
    namesakes_at,
    posts_at,
    posts_of,
)
from partners.directory.queries.documents import documents_of, get_document, types_beside
from partners.directory.queries.duplicates import company_numbered, known_as
from partners.directory.queries.listing import Figures, figures, list_page, ties_of_rows
from partners.directory.queries.members import Headcount, cohort_name, cohorts, headcount, members_page
from partners.directory.queries.partners import (
    PartnerName,
    all_partner_ids,
    counts_by_kind,
    find_partner,
    get_partner,
    partners_named,
    related_institution_ids,
    related_partner_ids,
    surroundings,
    ties_of,
    typeahead,
)
from partners.directory.queries.resting import ties_at_rest
from partners.directory.queries.vocabularies import terms_of

__all__ = [
    "ContactName",
    "Figures",
    "Headcount",
    "HeldPost",
    "PartnerName",
    "all_partner_ids",
    "cohort_name",
    "cohorts",
    "company_numbered",
    "contact_page",
    "contacts_named",
    "contacts_of",
    "count_contacts",
    "counts_by_kind",
    "documents_of",
    "figures",
    "find_partner",
    "get_contact",
    "get_document",
    "get_partner",
    "get_post",
    "headcount",
    "known_as",
    "list_page",
    "members_page",
    "namesakes_at",
    "partners_named",
    "posts_at",
    "posts_of",
    "related_institution_ids",
    "related_partner_ids",
    "surroundings",
    "terms_of",
    "ties_at_rest",
    "ties_of",
    "ties_of_rows",
    "typeahead",
    "types_beside",
]
