"""Tags as one types them: several in a line with commas between."""

from wtforms.validators import InputRequired

from partners.directory.rules.tags import LONGEST_TAG, MOST_TAGS, tag_names
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.forms import Form, LengthAtMost, LineField
from partners.foundation.words import _l

LONGEST_LIST = (LONGEST_TAG + 2) * MOST_TAGS * 2


class TagsField(LineField):
    """Words with commas between; data is the text, `names` the list. A form without it changes none."""

    was_sent = False

    def process_formdata(self, valuelist: list[str]) -> None:
        self.was_sent = bool(valuelist)
        super().process_formdata(valuelist)

    @property
    def names(self) -> list[str]:
        return tag_names(self.data or "")


class TagForm(Form):
    """Tags for one partner, beside those that it has."""

    name = TagsField(FIELD_LABELS["tags"], [InputRequired(_l("Write a tag.")), LengthAtMost(LONGEST_LIST)])


def tags_field() -> TagsField:
    """The field of a partner's form."""
    return TagsField(FIELD_LABELS["tags"], [LengthAtMost(LONGEST_LIST)])
