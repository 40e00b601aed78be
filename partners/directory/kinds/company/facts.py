"""CSR companies: what this kind is."""

from partners.directory.kinds.kind import Kind
from partners.foundation.words import _l

COMPANY = Kind(
    code="company",
    label=_l("CSR company"),
    plural=_l("CSR companies"),
    counted="place",
    colour="#8f4f00",
    shape="hexagon",
    icon="company",
    team="csr",
    pipelines=("csr_company",),
    is_person=False,
)
