"""Institutions: what this kind is."""

from partners.directory.kinds.kind import Kind
from partners.foundation.words import _l

INSTITUTION = Kind(
    code="institution",
    label=_l("Institution"),
    plural=_l("Institutions"),
    all_label=_l("All institutions"),
    none_label=_l("No institution registered yet"),
    counted="place",
    colour="#464c53",
    shape="gabled-house",
    icon="institution",
    team=None,
    pipelines=("institution",),
    is_person=False,
)
