"""How many cases there are where."""

from sqlalchemy import union_all

from partners.agreements.queries.glance import cases_counted, countries_counted
from partners.lists.tallies import count_anew


def count_cases_anew() -> None:
    """Count cases by stage and by country, after they were written past the triggers that keep their tallies."""
    count_anew("agreements", union_all(cases_counted(), countries_counted()))
