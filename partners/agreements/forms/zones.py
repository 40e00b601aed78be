"""The form that lengthens a zone."""

from wtforms import HiddenField

from partners.agreements.rules.zones import Extension
from partners.foundation.forms import Form, LengthAtMost, LineField, OfficialDateField
from partners.foundation.words import _l


class ZoneForm(Form):
    """The change of a zone's plan, and what its preview showed."""

    zone = HiddenField()
    #: What the preview showed; empty before there was one.
    seen = HiddenField()
    #: preview or extend.
    do = HiddenField()
    changed_on = OfficialDateField(_l("Date of the change"))
    ends_on = OfficialDateField(_l("New last day of the zone"))
    notice = LineField(_l("Notice of the change"), [LengthAtMost(200)])

    def told(self) -> Extension:
        return Extension(changed_on=self.changed_on.data, ends_on=self.ends_on.data, notice=self.notice.data or "")
