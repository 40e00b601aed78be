"""What the database keeps counted, compared with what stands in the records."""

from sqlalchemy import func, select, union_all

from partners.agreements.queries.glance import cases_counted, countries_counted
from partners.directory.models import Partner, PartnerTab
from partners.directory.queries.tabs import tabs_anew
from partners.foundation.database import db
from partners.interactions.models import Interaction
from partners.lists.tallies import tallies


def assert_lists_count_right() -> None:
    """Tallies and tabs of lists say what counting says."""
    assert {name: number for name, number in tallies().items() if number} == counted()
    kept = db.session.execute(select(*PartnerTab.__table__.c)).all()
    assert sorted(kept, key=repr) == sorted(db.session.execute(tabs_anew()).all(), key=repr)


def counted() -> dict[str, int]:
    """Every tally, counted."""
    standing = select(Partner.kind, func.count()).where(Partner.trashed_at.is_(None)).group_by(Partner.kind)
    found = {f"partners.{kind}": number for kind, number in db.session.execute(standing)}
    found["interactions"] = db.session.scalar(select(func.count()).where(Interaction.voided_at.is_(None))) or 0
    found.update(db.session.execute(union_all(cases_counted(), countries_counted())).all())
    return {name: number for name, number in found.items() if number}
