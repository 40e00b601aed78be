"""보관: putting a partner away, and bringing it back."""

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import queries
from partners.directory.actions.duplicates import ensure_new
from partners.directory.actions.locks import lock_partners
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
    if not clean(reason):
        raise Refusal(_l("Write why the partner is archived."), field="reason")
    if version != partner.version:
        raise Stale(
            _l("Somebody else changed this record after you opened it. Look at it again before you archive it.")
        )
    holdings = queries.holdings_of(partner.id)
    if holdings:
        raise Held(holdings)
    partner.trashed_at, partner.trashed_by_id, partner.trash_reason = now(), by.id, clean(reason)
    record(by, "partner:archived", partner, reason=partner.trash_reason)


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
