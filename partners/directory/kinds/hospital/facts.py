"""Hospitals: what this kind is."""

from partners.directory.kinds.kind import Kind
from partners.foundation.words import _l

HOSPITAL = Kind(
    code="hospital",
    label=_l("Hospital"),
    plural=_l("Hospitals"),
    all_label=_l("All hospitals"),
    none_label=_l("No hospital registered yet"),
    counted="place",
    colour="#0b7285",
    shape="rounded-square",
    icon="hospital",
    team="medical",
    pipelines=("zone_operator", "partner_institution"),
    is_person=False,
)
