"""How fields and their values read on a page, also those that the audit kept as text."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from flask import g
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.accounts.queries import WorkingTeam
from partners.directory import queries
from partners.directory.kinds import KINDS
from partners.directory.kinds.kind import Kind
from partners.directory.kinds.tables import TABLES
from partners.directory.models import Document, Partner, Tag, Tie, VocabularyTerm
from partners.directory.pages.rights import may_create
from partners.directory.rules import words
from partners.directory.rules.archive import HOLD_SENTENCES, Holding
from partners.directory.rules.business_numbers import in_writing
from partners.directory.rules.facts import VOCABULARY_OF
from partners.directory.rules.persons import LEGAL_BASES
from partners.directory.rules.vocabularies import VOCABULARIES, Term
from partners.foundation.database import Model
from partners.foundation.hangul import as_topic
from partners.foundation.languages import language
from partners.foundation.locales import language_names, minutes_from_seoul, zone_name
from partners.foundation.pages import country_name, official_day
from partners.foundation.words import _, _n

LABELS: dict[str, dict[str, Any]] = {
    "type": {**words.INSTITUTION_TYPES, **words.DOCUMENT_LABELS},
    "tie_type": words.TIE_LABELS,
    "status": words.STATUS_LABELS,
    "point_confidence": {one.value: label for one, label in words.CONFIDENCE_LABELS.items()},
    "kind": {kind.code: kind.label for kind in KINDS.values()},
    "member_kind": {kind.code: kind.plural for kind in KINDS.values()},
    "size": words.COMPANY_SIZES,
    "platform": words.PLATFORMS,
    "legal_basis": LEGAL_BASES,
}


def for_templates() -> dict[str, Any]:
    """What the templates of this capability may call."""
    return {
        "action_label": action_label,
        "creatable_kinds": creatable_kinds,
        "field_label": field_label,
        "field_text": field_text,
        "hold_sentence": hold_sentence,
        "team_choices": team_choices,
    }


def creatable_kinds(kinds: Iterable[Kind]) -> list[Kind]:
    """Those of the kinds that the person at the keyboard may register."""
    return [kind for kind in kinds if may_create(current_user, kind)]


def team_choices(teams: Iterable[WorkingTeam]) -> list[tuple[str, str]]:
    return [(team.code, team.name) for team in teams]


def action_label(action: str) -> Any:
    return words.ACTION_LABELS.get(action, action)


def hold_sentence(holding: Holding) -> Any:
    """What keeps a partner from being archived, and what to do."""
    return HOLD_SENTENCES[holding.hold]


def field_label(name: str) -> Any:
    return words.FIELD_LABELS.get(name, name)


def field_text(name: str, value: Any) -> str:
    """A value as people read it; `value` may be the text that the audit kept of it. Empty is empty."""
    value = _unpacked(name, value)
    if value is None or value == "" or value == []:
        return ""
    if name in LABELS:
        return str(LABELS[name].get(value, value))
    if name in VOCABULARY_OF:
        return _terms_in_words(VOCABULARY_OF[name], value)
    if name in WORDS:
        return WORDS[name](value)
    return _plain(name, value)


def merged_in_words(name: str) -> str:
    """What is said on the record into which another was merged; the name of a person is not said."""
    if not name:
        return _("Another record was merged into this one.")
    return _("%(name)s was merged into this record.", name=as_topic(name) if language() == "ko" else name)


def count_in_words(teams: int, people: int, uncounted: int) -> str:
    """Teams and people counted apart, such as 팀 2 · 5명; teams of unknown size are said to be unknown."""
    parts = [
        _("Teams %(count)s", count=teams) if teams else "",
        _n("%(num)s person", "%(num)s people", people) if people or not teams else "",
        _("of %(count)s teams the size is unknown", count=uncounted) if uncounted else "",
    ]
    return " · ".join(part for part in parts if part)


def supporters_in_words(cohort_id: int | None = None) -> str:
    """The supporters of a cohort, or all of them."""
    counted = queries.headcount(cohort_id)
    return count_in_words(counted.teams, counted.people, counted.uncounted_teams)


def time_difference(zone: str) -> str:
    """How far the clocks there stand from ours today."""
    minutes = minutes_from_seoul(zone)
    if not minutes:
        return str(_("Same time as Seoul"))
    hours, rest = divmod(abs(minutes), 60)
    length = _("%(hours)s h %(minutes)s min", hours=hours, minutes=rest) if rest else _("%(hours)s h", hours=hours)
    return str(
        _("%(length)s behind Seoul", length=length) if minutes < 0 else _("%(length)s ahead of Seoul", length=length)
    )


def _terms_in_words(vocabulary: str, value: Any) -> str:
    terms = _terms()[vocabulary]
    codes = value if isinstance(value, list) else [value]
    # In the order of the vocabulary, not of the codes.
    known = [term.label(language()) for code, term in terms.items() if code in codes]
    return ", ".join([*known, *(str(code) for code in codes if code not in terms)])


def _partner_in_words(partner_id: int) -> str:
    named = queries.partners_named([partner_id]).get(partner_id)
    # Of a person who was merged into another record only the number is left.
    return (named.formal_name if named else "") or str(partner_id)


def _channels_in_words(channels: Iterable[dict[str, Any]]) -> str:
    return ", ".join(
        " ".join(part for part in (str(words.PLATFORMS.get(one["platform"], "")), one["handle"] or one["url"]) if part)
        for one in channels
    )


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(str(field_label(one)) if name == "reference_fields" else str(one) for one in value)
    if isinstance(value, date):
        return official_day(value)
    return str(value)


#: How the values of these fields read.
WORDS: dict[str, Callable[[Any], str]] = {
    "country": country_name,
    "nationality": country_name,
    "owner_team_id": lambda team_id: _team_names().get(team_id, str(team_id)),
    "owner_id": lambda user_id: accounts.user_names([user_id]).get(user_id, str(user_id)),
    "successor_id": _partner_in_words,
    "related_partner_id": _partner_in_words,
    "cohort_id": _partner_in_words,
    "merged_from": lambda partner_id: _partner_in_words(int(partner_id)),
    "merged_into": lambda partner_id: _partner_in_words(int(partner_id)),
    "languages": lambda codes: ", ".join(language_names(codes)),
    "interpretation_languages": lambda codes: ", ".join(language_names(codes)),
    "time_zone": zone_name,
    "business_no": lambda number: in_writing(str(number)),
    "channels": _channels_in_words,
}

#: Whose columns say which values are text; besides them, what stands in tables of its own or is counted.
RECORDED: tuple[type[Model], ...] = (Partner, *TABLES.values(), Tie, Document, Tag, VocabularyTerm)
BESIDE = ("aliases", "channels", "tags", "carried")
#: The audit keeps text as it is and everything else as JSON: lists, numbers, days in quotes.
KEPT_AS_JSON = frozenset(
    [
        *(column.key for table in RECORDED for column in table.__table__.c if column.type.python_type is not str),
        *BESIDE,
    ]
)


def _unpacked(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name not in KEPT_AS_JSON:
        return value
    try:
        unpacked = json.loads(value)
    except ValueError:
        unpacked = value
    try:
        return date.fromisoformat(unpacked) if isinstance(unpacked, str) and len(unpacked) == 10 else unpacked
    except ValueError:
        return unpacked


def _team_names() -> Mapping[int, str]:
    if "directory_team_names" not in g:
        g.directory_team_names = accounts.team_names()
    names: Mapping[int, str] = g.directory_team_names
    return names


def _terms() -> Mapping[str, Mapping[str, Term]]:
    if "directory_terms" not in g:
        g.directory_terms = queries.terms_of(*VOCABULARIES)
    terms: Mapping[str, Mapping[str, Term]] = g.directory_terms
    return terms
