"""A round as its page shows it: what is asked of its applicants, and how many stand where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from partners.agreements.models import RecruitmentRound
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.queries import rounds
from partners.agreements.queries.office import office
from partners.agreements.queries.rounds import ENDED, PAGE, Applicant
from partners.agreements.rules.rounds import days_of
from partners.agreements.vocabulary import Words
from partners.directory.rules.filters import UnknownFilter
from partners.foundation.words import _, _l

LAST_PAGE = 1000
GOES_WITHOUT_SAYING = (("sort", "name"), ("page", 1))


@dataclass(frozen=True)
class RoundPage:
    """A round, which of its applicants are asked for, and how many stand at each stage."""

    held: RecruitmentRound
    declared: Pipeline
    #: Code of a stage, ENDED, or empty for all.
    stage: str
    sort: str
    number: int
    counts: Mapping[str, int]
    applicants: Sequence[Applicant]

    @property
    def all(self) -> int:
        """How many applicants the round has."""
        return sum(self.counts.values())

    @property
    def total(self) -> int:
        """How many are asked for."""
        return self.counts.get(self.stage, 0) if self.stage else self.all

    @property
    def days(self) -> int:
        return days_of(self.held.opens_on, self.held.closes_on)

    @property
    def pass_mark(self) -> int | None:
        return self.declared.pass_mark if self.held.pass_mark is None else self.held.pass_mark

    @property
    def asked(self) -> dict[str, str]:
        """What is asked, as it stands in the address."""
        return {"stage": self.stage, "sort": self.sort}

    @property
    def pills(self) -> list[dict[str, Any]]:
        """The stages at which somebody stands, or that was asked for, each with its number."""
        choices: list[tuple[str, Words, int]] = [("", _l("All"), self.all)]
        choices += [(one.code, one.label, self.counts.get(one.code, 0)) for one in self.declared.stages]
        choices.append((ENDED, _l("Not going on"), self.counts.get(ENDED, 0)))
        return [
            {"label": label, "count": count, "url": self.url(stage=code), "current": code == self.stage}
            for code, label, count in choices
            if count or code in ("", self.stage)
        ]

    @property
    def previous(self) -> str | None:
        return self.url(page=self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        return self.url(page=self.number + 1) if self.number * PAGE < self.total else None

    def url(self, **other: Any) -> str:
        """The page with something else asked; without what goes without saying."""
        asked = {**self.asked, **other}
        told = {name: value for name, value in asked.items() if value and (name, value) not in GOES_WITHOUT_SAYING}
        return url_for("agreements.recruitment_round", round_id=self.held.id, **told)


def round_page(held: RecruitmentRound, asked: Mapping[str, str]) -> RoundPage:
    """What an address asks for of a round. Raises UnknownFilter for a stage or an order that does not exist."""
    declared = office().pipelines[held.pipeline]
    stage, sort = asked.get("stage", "").strip(), asked.get("sort", "").strip() or "name"
    if stage and stage != ENDED and declared.find_stage(stage) is None:
        raise UnknownFilter(_("stage"), stage)
    if sort not in rounds.SORTS:
        raise UnknownFilter(_("order"), sort)
    page = asked.get("page", "")
    number = min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() else 1
    applicants = rounds.applicants_of(held.id, stage, sort, number)
    return RoundPage(held, declared, stage, sort, number, rounds.counts_of(held.id), applicants)
