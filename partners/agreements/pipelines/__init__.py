"""The pipelines that offices work with: one declaration a file, listed here.

What this office changed in them is laid over by `queries.office.office()`: ask there for what holds now.
"""

from partners.agreements.pipelines.ambassador import AMBASSADOR
from partners.agreements.pipelines.city_domestic import CITY_DOMESTIC
from partners.agreements.pipelines.city_foreign import CITY_FOREIGN
from partners.agreements.pipelines.csr_company import CSR_COMPANY
from partners.agreements.pipelines.institution import INSTITUTION
from partners.agreements.pipelines.partner_institution import PARTNER_INSTITUTION
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.pipelines.supporter_cohort import SUPPORTER_COHORT
from partners.agreements.pipelines.zone_operator import ZONE_OPERATOR

PIPELINES: dict[str, Pipeline] = {
    pipeline.code: pipeline
    for pipeline in (
        CITY_FOREIGN,
        CITY_DOMESTIC,
        ZONE_OPERATOR,
        PARTNER_INSTITUTION,
        AMBASSADOR,
        SUPPORTER_COHORT,
        CSR_COMPANY,
        INSTITUTION,
    )
}
