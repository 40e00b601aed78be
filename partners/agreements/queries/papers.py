"""Documents that stages of cases produce: which are on file, and which are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from partners.agreements.models import StagePaper
from partners.agreements.pipelines.shape import Paper, Pipeline, Stage
from partners.agreements.queries.rows import CaseRow
from partners.directory.models import Document
from partners.foundation.database import db


@dataclass(frozen=True)
class Filed:
    """A document on file for a paper of a stage."""

    document_id: int
    title: str
    number: str
    dated_on: date | None


@dataclass(frozen=True, eq=False)
class PaperLine:
    """A paper of a stage with what is on file for it; nothing is a missing one."""

    stage: Stage
    paper: Paper
    filed: Sequence[Filed]


def papers_of(agreement_id: int, pipeline: Pipeline, stage: Stage) -> list[PaperLine]:
    """The papers of the stages up to where the case stands, and of later ones if something is on file already."""
    filed = _filed([agreement_id]).get(agreement_id, {})
    here = pipeline.position(stage)
    return [
        PaperLine(one, paper, filed.get(paper.code, []))
        for one in pipeline.stages
        for paper in one.papers
        if pipeline.position(one) <= here or paper.code in filed
    ]


def missing_papers(rows: Sequence[CaseRow]) -> dict[int, list[Paper]]:
    """The papers of the stage where each case stands that are not on file, by the case's id. One statement."""
    filed = _filed([row.id for row in rows if row.declared_stage.papers])
    return {
        row.id: [paper for paper in row.declared_stage.papers if paper.code not in filed.get(row.id, {})]
        for row in rows
    }


def _filed(ids: Sequence[int]) -> dict[int, dict[str, list[Filed]]]:
    if not ids:
        return {}
    statement = (
        select(
            StagePaper.agreement_id, StagePaper.paper, Document.id, Document.title, Document.number, Document.dated_on
        )
        .join(Document, Document.id == StagePaper.document_id)
        .where(StagePaper.agreement_id.in_(ids), Document.removed_at.is_(None))
        .order_by(StagePaper.id)
    )
    found: dict[int, dict[str, list[Filed]]] = {}
    for row in db.session.execute(statement):
        filed = Filed(row.id, row.title, row.number, row.dated_on)
        found.setdefault(row.agreement_id, {}).setdefault(row.paper, []).append(filed)
    return found
