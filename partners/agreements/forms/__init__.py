"""Forms of agreements. What a gate asks for becomes fields; the rules decide, never the form."""

from partners.agreements.forms.case import EndForm, PartnerForm, PlanForm, StartForm
from partners.agreements.forms.council import ConsentForm
from partners.agreements.forms.gates import StageForm, stage_form

__all__ = ["ConsentForm", "EndForm", "PartnerForm", "PlanForm", "StageForm", "StartForm", "stage_form"]
