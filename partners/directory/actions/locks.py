"""What must not change beside us while something is decided."""

from sqlalchemy import select

from partners.directory.models import Partner
from partners.foundation.database import db


def lock_country(partner: Partner) -> str:
    """Hold the partner's row until the end of the transaction; returns its country as it stands there now.

    The country decides which rules a tie follows: nobody may change it while a tie is made,
    nor make a tie while it is decided whether the country can change.
    """
    country = db.session.scalar(select(Partner.country).where(Partner.id == partner.id).with_for_update())
    return country or partner.country
