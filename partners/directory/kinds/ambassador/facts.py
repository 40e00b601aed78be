"""Goodwill ambassadors: what this kind is."""

from partners.directory.kinds.kind import Kind
from partners.foundation.words import _l

AMBASSADOR = Kind(
    code="ambassador",
    label=_l("Goodwill ambassador"),
    plural=_l("Goodwill ambassadors"),
    all_label=_l("All ambassadors"),
    none_label=_l("No ambassador registered yet"),
    counted="person",
    colour="#7a3db8",
    shape="diamond",
    icon="ambassador",
    team="medical",
    pipelines=("ambassador",),
    is_person=True,
    has_channels=True,
)
