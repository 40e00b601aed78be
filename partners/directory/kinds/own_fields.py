"""The base of what only one kind has in its form, and the fields that several kinds use."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from partners.directory.rules.vocabularies import Term, offered
from partners.foundation.forms import Form
from partners.foundation.hangul import clean
from partners.foundation.languages import language
from partners.foundation.locales import country_choices, language_choices, zone_choices
from partners.foundation.words import _, _l

UNKNOWN = ("", _l("Unknown"))
LONGEST_NUMBER = 12


class OwnFields(Form):
    """Fields of one kind; `own` names the columns that they write."""

    own: ClassVar[tuple[str, ...]] = ()


class OptionalSelectField(SelectField):
    """One of several. When the form comes without it, nobody chose: data is None and nothing changes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.was_sent = bool(valuelist)
        super().process_formdata(valuelist)

    was_sent = False

    def pre_validate(self, form: Form) -> None:
        if self.was_sent:
            super().pre_validate(form)
        else:
            self.data = None


class TermField(OptionalSelectField):
    """A term of a vocabulary, or unknown."""

    def __init__(self, *args: Any, vocabulary: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary

    def offer(self, terms: Mapping[str, Term]) -> None:
        """Offer the vocabulary's terms, and a retired one only to the record that has it."""
        kept = [self.object_data] if self.object_data else []
        self.choices = choices([UNKNOWN, *_labelled(offered(terms.values(), kept))])


class SeveralField(SelectMultipleField):
    """Some of several, as boxes to tick; none is an empty list."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class TermsField(SeveralField):
    """Terms of a vocabulary."""

    def __init__(self, *args: Any, vocabulary: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary

    def offer(self, terms: Mapping[str, Term]) -> None:
        """Offer the vocabulary's terms, and retired ones only to the record that has them."""
        self.choices = choices(_labelled(offered(terms.values(), self.object_data or ())))


class LanguagesField(SeveralField):
    """Languages by their ISO 639-1 codes, offered by name in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=lambda: choices(language_choices()), **kwargs)


class CountryField(OptionalSelectField):
    """A country by its ISO 3166-1 alpha-2 code, or unknown."""

    def __init__(self, *args: Any, first: str, **kwargs: Any) -> None:
        super().__init__(*args, choices=lambda: choices([UNKNOWN, *country_choices(first)]), **kwargs)


class TimeZoneField(OptionalSelectField):
    """An IANA time zone, offered by country, or unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=lambda: choices([UNKNOWN, *zone_choices()]), **kwargs)


class CountField(StringField):
    """A whole number, also as 12,345; empty is unknown (None). What was typed stays."""

    data: int | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:,}"

    def process_formdata(self, valuelist: list[str]) -> None:
        text, self.data = clean(valuelist[0]) if valuelist else "", None
        if not text:
            return
        digits = text.replace(",", "").removeprefix("-")
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > LONGEST_NUMBER:
            raise ValueError(_("Write a whole number, such as 12,345."))
        self.data = -int(digits) if text.startswith("-") else int(digits)


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """(value, label) pairs as WTForms wants them."""
    return [SelectChoice(value, label) for value, label in pairs]


def _labelled(terms: Iterable[Term]) -> list[tuple[str, str]]:
    return [(term.code, term.label(language())) for term in terms]
