"""The facts that only one kind has, in words, as a partner's page shows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from partners.directory import queries
from partners.directory.models import Partner
from partners.directory.pages.words import field_label, field_text, time_difference
from partners.directory.rules.persons import BASIS_COLUMNS, LEGAL_BASES
from partners.directory.rules.terms import Lasting, lasting
from partners.foundation.clock import today
from partners.foundation.pages import official_day
from partners.foundation.words import _, _n


@dataclass(frozen=True)
class Fact:
    """A term and its value; an empty value is unknown. `badge` is (text, tone)."""

    label: Any
    text: str = ""
    url: str = ""
    badge: tuple[str, str] | None = None
    note: str = ""
    #: What of it is unknown, shown dashed beside the rest.
    unknown: str = ""


def own_facts(partner: Partner) -> list[Fact]:
    """What only a partner of this kind has, in the order of its form."""
    return _OF_KIND[partner.kind](partner)


def basis_facts(partner: Any) -> list[Fact]:
    """On what ground a natural person's data is kept."""
    facts = [_plain(partner, name) for name in BASIS_COLUMNS if name not in ("legal_basis", "retain_until")]
    label = LEGAL_BASES.get(partner.legal_basis, "")
    # The day of consent is asked for where consent is the ground.
    shown = [fact for fact in facts if fact.text or partner.legal_basis == "consent"]
    kept = Fact(
        field_label("retain_until"),
        official_day(partner.retain_until),
        badge=_badge(partner.retain_until, _("Passed"), _("Ends soon")),
    )
    return [Fact(field_label("legal_basis"), str(label)), *shown, kept]


def span(first: date | None, last: date | None) -> str:
    """Both days of a period; an unknown one is said to be unknown. Empty when nothing is known."""
    if first is None and last is None:
        return ""
    return " ~ ".join(official_day(day) or str(_("Unknown")) for day in (first, last))


def _city(partner: Any) -> list[Fact]:
    zone = Fact(
        field_label("time_zone"),
        field_text("time_zone", partner.time_zone),
        note=time_difference(partner.time_zone) if partner.time_zone else "",
    )
    # At home nobody asks for the language or the time.
    known_at_home = [fact for fact in (_plain(partner, "languages"), zone) if fact.text or partner.is_foreign]
    return [*known_at_home, _plain(partner, "counterpart_office")]


def _hospital(partner: Any) -> list[Fact]:
    registered = Fact(
        field_label("registration"),
        span(partner.registration_from, partner.registration_until),
        badge=_badge(partner.registration_until, _("Registration ended"), _("Registration ends soon")),
    )
    names = ("hospital_type", "departments", "interpretation_languages", "registration_no")
    return [*(_plain(partner, name) for name in names), registered]


def _company(partner: Any) -> list[Fact]:
    return [_plain(partner, name) for name in ("business_no", "industry", "size", "csr_fields")]


def _ambassador(partner: Any) -> list[Fact]:
    term = Fact(
        field_label("term"),
        span(partner.term_from, partner.term_until),
        badge=_badge(partner.term_until, _("Term ended"), _("Term ends soon")),
    )
    return [*(_plain(partner, name) for name in ("nationality", "languages", "field")), term]


def _supporter(partner: Any) -> list[Fact]:
    members = str(_("Team")) if partner.is_team else str(_("One person"))
    if partner.is_team and partner.member_count:
        members += " · " + _n("%(num)s person", "%(num)s people", partner.member_count)
    cohort = Fact(field_label("cohort_id"))
    if partner.cohort_id:
        url = url_for("directory.show", partner_id=partner.cohort_id)
        cohort = Fact(cohort.label, queries.cohort_name(partner.cohort_id), url)
    unknown_size = _("Size unknown") if partner.is_team and not partner.member_count else ""
    return [Fact(_("Person or team"), members, unknown=unknown_size), cohort, _plain(partner, "languages")]


def _institution(partner: Any) -> list[Fact]:
    # A tick is shown only when it is set; to whom it belongs stands with the links.
    planned = [_plain(partner, name) for name in ("is_planned", "formed_on") if getattr(partner, name)]
    return [_plain(partner, "type"), *planned]


def _group(partner: Any) -> list[Fact]:
    number = [Fact(field_label("cohort_id"), str(_("No. %(number)s", number=partner.cohort_no)))]
    period = Fact(field_label("period"), span(partner.starts_on, partner.ends_on))
    return [_plain(partner, "member_kind"), *(number if partner.cohort_no else []), period]


def _plain(partner: Any, name: str) -> Fact:
    return Fact(field_label(name), field_text(name, getattr(partner, name)))


def _badge(until: date | None, ended: Any, soon: Any) -> tuple[str, str] | None:
    stands = lasting(until, today())
    if stands is Lasting.ENDED:
        return str(ended), "danger"
    return (str(soon), "warn") if stands is Lasting.ENDS_SOON else None


_OF_KIND: Mapping[str, Callable[[Any], list[Fact]]] = {
    "city": _city,
    "hospital": _hospital,
    "company": _company,
    "ambassador": _ambassador,
    "supporter": _supporter,
    "institution": _institution,
    "group": _group,
}
