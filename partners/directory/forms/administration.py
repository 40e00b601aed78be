"""What an administrator types about tags and the terms of vocabularies."""

from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from partners.directory import queries
from partners.directory.models import Tag, VocabularyTerm
from partners.directory.rules.tags import LONGEST_TAG
from partners.directory.rules.vocabulary_terms import LONGEST_LABEL
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.forms import CreateForm, EditForm, Form, LengthAtMost, LineField, coerce_id
from partners.foundation.words import _, _l


class RenameTagForm(EditForm):
    name = LineField(_l("Name"), [DataRequired(_l("Write a tag.")), LengthAtMost(LONGEST_TAG)])


class MergeTagForm(EditForm):
    """Into which other tag, and that its reader has seen how many partners carry it."""

    into = SelectField(_l("Into which tag"), [InputRequired(_l("Choose another tag."))], coerce=coerce_id)
    confirmed = BooleanField(
        _l("Yes, let them carry the other tag"), [DataRequired(_l("Tick this to go on."))], false_values=("", "n")
    )


class DeleteTagForm(EditForm):
    confirmed = BooleanField(
        _l("Yes, take it off all of them"), [DataRequired(_l("Tick this to go on."))], false_values=("", "n")
    )


class TermFields(Form):
    """The label in both languages."""

    label_ko = LineField(
        FIELD_LABELS["label_ko"], [DataRequired(_l("Write what it is called in Korean.")), LengthAtMost(LONGEST_LABEL)]
    )
    label_en = LineField(FIELD_LABELS["label_en"], [LengthAtMost(LONGEST_LABEL)])


class NewTermForm(TermFields, CreateForm):
    pass


class TermForm(TermFields, EditForm):
    pass


class StateForm(EditForm):
    """A button with the version that its reader saw."""


def rename_tag_form(tag: Tag, fresh: bool = False) -> RenameTagForm:
    """The form of a tag's name; `fresh` leaves out what was sent."""
    data = {"name": tag.name, "version": tag.version}
    return RenameTagForm(formdata=None, data=data) if fresh else RenameTagForm(data=data)


def merge_tag_form(tag: Tag) -> MergeTagForm:
    """The form that offers every other tag with its carriers."""
    form = MergeTagForm(data={"version": tag.version})
    others = [one for one in queries.tags_with_counts() if one.id != tag.id]
    named = [SelectChoice(one.id, f"{one.name} ({one.carried})") for one in others]
    form.into.choices = [SelectChoice("", _("Choose a tag")), *named]
    return form


def term_form(term: VocabularyTerm, fresh: bool = False) -> TermForm:
    """The form of a term's labels; `fresh` leaves out what was sent."""
    data = {"label_ko": term.label_ko, "label_en": term.label_en, "version": term.version}
    return TermForm(formdata=None, data=data) if fresh else TermForm(data=data)
