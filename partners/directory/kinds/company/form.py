"""What one writes of a company only: its number, its industry, its size, and what it does for others."""

from partners.directory.kinds.own_fields import UNKNOWN, OptionalSelectField, OwnFields, TermField, TermsField, choices
from partners.directory.rules.business_numbers import digits_of, in_writing, objection_to_number
from partners.directory.rules.words import COMPANY_SIZES, FIELD_LABELS
from partners.foundation.forms import LineField


class BusinessNumberField(LineField):
    """사업자등록번호, with or without hyphens; data is its ten digits, empty when unknown."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else in_writing(self.data or "")

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        number = digits_of(self.data or "")
        wrong = objection_to_number(number) if number else None
        if wrong:
            raise ValueError(str(wrong))
        self.data = number


class CompanyFields(OwnFields):
    business_no = BusinessNumberField(FIELD_LABELS["business_no"], render_kw={"maxlength": 20, "inputmode": "numeric"})
    industry = TermField(FIELD_LABELS["industry"], vocabulary="industry")
    size = OptionalSelectField(FIELD_LABELS["size"], choices=choices([UNKNOWN, *COMPANY_SIZES.items()]))
    csr_fields = TermsField(FIELD_LABELS["csr_fields"], vocabulary="csr_field")

    own = ("business_no", "industry", "size", "csr_fields")
