"""The forms of papers: one that is drawn up, and one that goes on file."""

from wtforms.validators import InputRequired

from partners.files.forms import FilesField
from partners.foundation.forms import BodyField, CreateForm, Form, LengthAtMost, LineField, OfficialDateField
from partners.foundation.words import _l


class DraftForm(Form):
    """What nobody but its writer knows of a paper. Read from an address, so that its files need no copy of it."""

    class Meta:
        # It asks and changes nothing.
        csrf = False

    number = LineField(_l("Document number"), [LengthAtMost(50)])
    dated_on = OfficialDateField(_l("Date of the document"))
    reason = BodyField(_l("Reason for the proposal"), [LengthAtMost(1500)])
    points = BodyField(_l("Main points"), [LengthAtMost(1500)])
    role = LineField(_l("Appointed as"), [LengthAtMost(100)])
    whom = LineField(_l("Name on the certificate"), [LengthAtMost(100)])

    def lines(self, name: str) -> list[str]:
        """What was typed in a field, line by line."""
        return [text.strip() for text in (self[name].data or "").splitlines() if text.strip()]


class FileDraftForm(DraftForm, CreateForm):
    """The same, to be put on file."""

    class Meta:
        csrf = True


class FilePaperForm(CreateForm):
    """A document of a stage, with its files."""

    title = LineField(_l("Title"), [InputRequired(_l("Write down the title of the document.")), LengthAtMost(200)])
    number = LineField(_l("Document number"), [LengthAtMost(50)])
    dated_on = OfficialDateField(_l("Date of the document"))
    files = FilesField(_l("Files"))
