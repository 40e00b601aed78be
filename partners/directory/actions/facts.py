"""What only one kind has: whether it may stand so, and the channels of persons."""

from collections.abc import Mapping, Sequence
from typing import Any

from partners.directory import queries
from partners.directory.kinds import KINDS
from partners.directory.models import Partner, PartnerChannel
from partners.directory.rules.business_numbers import digits_of
from partners.directory.rules.channels import MOST_CHANNELS, Channel, objection_to_channel
from partners.directory.rules.facts import SETS, VOCABULARY_OF, objection_to_facts
from partners.directory.rules.names import Known
from partners.directory.rules.persons import BASIS_COLUMNS, Basis, objection_to_basis
from partners.foundation.clock import today
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l

Values = Mapping[str, Any]


class NumberTaken(Refusal):
    """Another company has this business number. `known` is its record; it may be archived."""

    def __init__(self, known: Known) -> None:
        sentence = (
            _l("An archived company has this number. Have its record brought back instead of registering it again.")
            if known.is_archived
            else _l("A company with this number is already registered. Open its record instead.")
        )
        super().__init__(sentence, field="business_no")
        self.numbered = known


def cleaned_facts(told: Values) -> dict[str, Any]:
    """Facts as they are stored: numbers without hyphens, lists whose order says nothing sorted, channels as values."""
    facts = dict(told)
    if facts.get("business_no"):
        facts["business_no"] = digits_of(facts["business_no"])
    for name in SETS:
        if name in facts:
            facts[name] = sorted(set(facts[name] or ()))
    if "channels" in facts:
        facts["channels"] = [_cleaned_channel(one).as_values() for one in facts["channels"]]
    return facts


def ensure_facts(kind: str, after: Values, before: Values, partner_id: int | None = None) -> None:
    """Raise Refusal at the field unless the facts of this kind may stand as `after` says.

    `before` is what stands there so far, empty for a new record.
    """
    _refuse(objection_to_facts(kind, after))
    _ensure_terms(after, before)
    if after.get("business_no"):
        known = queries.company_numbered(after["business_no"], besides=partner_id)
        if known:
            raise NumberTaken(known)
    _ensure_cohort(after)
    if KINDS[kind].is_person:
        told = Basis(**{name: after.get(name) or _nothing(name) for name in BASIS_COLUMNS})
        _refuse(objection_to_basis(told, today(), kept_until=before.get("retain_until")))
    if KINDS[kind].has_channels:
        _ensure_channels(after.get("channels", ()))


def write_channels(partner: Partner, told: Sequence[Values]) -> None:
    """Make the partner's channels what was told, in this order; rows that stay the same are not touched."""
    rows = list(partner.channels)
    for position, values in enumerate(told):
        row = rows[position] if position < len(rows) else None
        if row is None:
            partner.channels.append(PartnerChannel(position=position, **values))
        elif Channel.of(row) != Channel(**values):
            for name, value in values.items():
                setattr(row, name, value)
    del partner.channels[len(told) :]


def _cleaned_channel(told: Values) -> Channel:
    texts = {name: clean(told.get(name) or "") for name in ("platform", "handle", "url")}
    return Channel(**texts, followers=told.get("followers"), followers_on=told.get("followers_on"))


def _ensure_terms(after: Values, before: Values) -> None:
    """A term must be known; a retired one may stay, but nobody takes it anew."""
    asked = {name: vocabulary for name, vocabulary in VOCABULARY_OF.items() if after.get(name)}
    terms = queries.terms_of(*asked.values()) if asked else {}
    for name, vocabulary in asked.items():
        kept = _codes(before.get(name))
        offered = {code for code, term in terms[vocabulary].items() if not term.is_retired}
        if not _codes(after[name]) <= offered | kept:
            raise Refusal(_l("Choose from the list. This term is no longer offered."), field=name)


def _codes(value: Any) -> set[str]:
    return set() if not value else {value} if isinstance(value, str) else set(value)


def _ensure_cohort(after: Values) -> None:
    cohort = queries.partners_named([after["cohort_id"]]) if after.get("cohort_id") else {}
    if any(not one.is_group or one.section != "supporter" for one in cohort.values()):
        raise Refusal(_l("A cohort is a group of supporters. Choose another."), field="cohort_id")


def _ensure_channels(channels: Sequence[Values]) -> None:
    if len(channels) > MOST_CHANNELS:
        raise Refusal(_("At most %(most)s channels can be kept.", most=MOST_CHANNELS), field="channels")
    for values in channels:
        objection = objection_to_channel(Channel(**values), today())
        if objection:
            raise Refusal(objection[1], field="channels")


def _nothing(name: str) -> Any:
    return None if name.endswith(("_on", "_until")) else ""


def _refuse(objection: tuple[str, Any] | None) -> None:
    if objection:
        raise Refusal(objection[1], field=objection[0])
