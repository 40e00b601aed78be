"""보관: putting a partner away, and bringing it back."""

from collections.abc import Collection

from partners.accounts.rules import SignedIn
from partners.audit.actions import Changes, record, record_each
from partners.directory import queries
from partners.directory.actions.duplicates import ensure_new
from partners.directory.actions.locks import lock_partners
from partners.directory.actions.rows import NOTHING, hold_rows, write_rows
from partners.directory.models import Partner
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.archive import Held
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l


def archive_partner(partner: Partner, reason: str, version: int | None, by: SignedIn) -> None:
    """Put a partner away, out of every list, with a reason; its page and its history stay to be read.

    Raises Held while a tie lives or a case or follow-up is open, Stale when the record changed since.
    """
    ensure(by, PartnerPermission.ARCHIVE, partner)
    lock_partners({partner.id})
    db.session.refresh(partner, ["version"])
    if clean(reason) and version != partner.version:
        raise Stale(
            _l("Somebody else changed this record after you opened it. Look at it again before you archive it.")
        )
    archive_partners({partner.id}, reason, by)
    db.session.refresh(partner)


def archive_partners(ids: Collection[int], reason: str, by: SignedIn, beside: Changes = NOTHING) -> None:
    """The same for many, all or none; `beside` stands with each in the audit. Raises Held with all that holds them."""
    if not clean(reason):
        raise Refusal(_l("Write why the partner is archived."), field="reason")
    for row in hold_rows(ids):
        ensure(by, PartnerPermission.ARCHIVE, row)
    holdings = queries.holdings_of_many(ids)
    if holdings:
        raise Held([holding for held in holdings.values() for holding in held])
    write_rows(ids, trashed_at=now(), trashed_by_id=by.id, trash_reason=clean(reason))
    record_each(by, "partner:archived", Partner, dict.fromkeys(ids, beside), clean(reason))


def restore_partner(partner: Partner, by: SignedIn) -> None:
    """Bring an archived partner back. Raises AlreadyKnown when the same city was registered meanwhile."""
    ensure(by, PartnerPermission.ARCHIVE, partner)
    lock_partners({partner.id}, also_archived=True)
    if partner.trashed_at is None:
        raise Refusal(_l("This partner is not archived."))
    named = {name: getattr(partner, name) for name in ("name_ko", "country", "region")}
    ensure_new(partner.kind, {**named, "aliases": [alias.name for alias in partner.aliases]}, True, partner.id)
    partner.trashed_at, partner.trashed_by_id, partner.trash_reason = None, None, ""
    db.session.flush()
    record(by, "partner:restored", partner)
