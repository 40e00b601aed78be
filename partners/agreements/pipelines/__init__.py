"""The pipelines that this office works with: one declaration a file, listed here."""

from partners.agreements.pipelines.city_domestic import CITY_DOMESTIC
from partners.agreements.pipelines.city_foreign import CITY_FOREIGN
from partners.agreements.pipelines.shape import Pipeline

PIPELINES: dict[str, Pipeline] = {
    pipeline.code: pipeline
    for pipeline in (
        CITY_FOREIGN,
        CITY_DOMESTIC,
    )
}
