"""What one types of a contact: the person, the post, on what ground we keep the data."""

from typing import Any

from wtforms import BooleanField
from wtforms.validators import InputRequired

from partners.directory.forms.picking import PartnerField
from partners.directory.kinds.own_fields import LanguagesField
from partners.directory.kinds.personal_basis import PersonalBasisFields
from partners.directory.models import Contact, ContactPost, Partner
from partners.directory.rules.contacts import CONTACT_LABELS, PERSON_COLUMNS, PHONES, POST_COLUMNS
from partners.directory.rules.persons import BASIS_COLUMNS
from partners.directory.rules.reach import LONGEST_MAIL, typed_phone
from partners.foundation.forms import BodyField, CreateForm, EditForm, Form, LengthAtMost, LineField, OfficialDateField
from partners.foundation.words import _l

LONGEST_NAME, LONGEST_LINE, LONGEST_PHONE, LONGEST_NOTE = 100, 200, 60, 4000
WHY = _l("Write why: the reason stays with the record.")


class PostFields(Form):
    """What somebody is at a partner, and since when."""

    department = LineField(CONTACT_LABELS["department"], [LengthAtMost(LONGEST_NAME)])
    title = LineField(CONTACT_LABELS["title"], [LengthAtMost(LONGEST_NAME)])
    duty = LineField(CONTACT_LABELS["duty"], [LengthAtMost(LONGEST_LINE)])
    starts_on = OfficialDateField(CONTACT_LABELS["starts_on"])


class ContactFields(PostFields, PersonalBasisFields):
    """What one writes of a person at a partner."""

    name = LineField(
        CONTACT_LABELS["name"], [InputRequired(_l("Write the person's name.")), LengthAtMost(LONGEST_NAME)]
    )
    name_other = LineField(CONTACT_LABELS["name_other"], [LengthAtMost(LONGEST_NAME)])
    phone = LineField(CONTACT_LABELS["phone"], [LengthAtMost(LONGEST_PHONE)])
    mobile = LineField(CONTACT_LABELS["mobile"], [LengthAtMost(LONGEST_PHONE)])
    email = LineField(CONTACT_LABELS["email"], [LengthAtMost(LONGEST_MAIL)])
    languages = LanguagesField(CONTACT_LABELS["languages"])
    note = BodyField(CONTACT_LABELS["note"], [LengthAtMost(LONGEST_NOTE)])

    def values(self) -> dict[str, Any]:
        """The columns of contact and post as the actions take them."""
        names = (*PERSON_COLUMNS, *POST_COLUMNS, *BASIS_COLUMNS, "ends_on")
        return {name: self[name].data for name in names if name in self}


class NewContactForm(ContactFields, CreateForm):
    """Registering a person."""

    confirm_namesake = BooleanField(_l("This is another person of the same name"), false_values=("", "n", "false"))


class EditContactForm(ContactFields, EditForm):
    """Correcting what is written of a person."""

    ends_on = OfficialDateField(CONTACT_LABELS["ends_on"])


class MoveForm(PostFields, EditForm):
    """The next post of a person, here or at another partner."""

    partner = PartnerField(CONTACT_LABELS["partner"])
    ends_on = OfficialDateField(_l("Last day in the post so far"))

    def told(self) -> dict[str, Any]:
        """What is said of the next post."""
        return {name: self[name].data for name in (*POST_COLUMNS, "ends_on")}


class LeaveForm(EditForm):
    """The person is no longer our contact."""

    ends_on = OfficialDateField(CONTACT_LABELS["ends_on"])


class RemoveForm(EditForm):
    """Taking a contact out of use."""

    reason = LineField(CONTACT_LABELS["reason"], [InputRequired(WHY), LengthAtMost(LONGEST_LINE)])


def edit_contact_form(contact: Contact, post: ContactPost, partner: Partner, **meta: Any) -> EditContactForm:
    """The form that corrects this person, filled with what stands there."""
    written = {name: getattr(contact, name) for name in (*PERSON_COLUMNS, *BASIS_COLUMNS, "version")}
    written |= {name: getattr(post, name) for name in (*POST_COLUMNS, "ends_on")}
    written |= {name: typed_phone(written[name], partner.country) for name in PHONES}
    form = EditContactForm(data=written, **meta)
    if post.is_current:
        del form.ends_on
    return form
