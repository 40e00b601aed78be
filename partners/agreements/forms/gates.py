"""The form that moves a case: what each gate ahead asks for becomes its fields."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, Field, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from partners.agreements.actions import Along, GatesShut
from partners.agreements.forms.base import NOBODY, CaseForm, Choices, Named, choices
from partners.agreements.pipelines.shape import Ask, Asks, Gate, Paper
from partners.agreements.rules import gates
from partners.agreements.rules.case import Case, Fact
from partners.agreements.vocabulary import Words
from partners.files.forms import FilesField
from partners.foundation.forms import BodyField, LengthAtMost, LineField, OfficialDateField, coerce_id
from partners.foundation.pages import official_day
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l
from partners.interactions.queries import InteractionRow

#: Points are out of a hundred.
MOST_POINTS = 100


class StageForm(CaseForm):
    """Moving a case. `stage_form` adds one field or more for each gate ahead."""

    of_the_change = frozenset({"stage", "reason", "override", "effective_on", "save", "target"})

    stage = StringField(_l("Stage"))
    reason = BodyField(_l("Reason"), [LengthAtMost(1000)])
    override = BooleanField(_l("Pass the gate with a written reason (managers only)"))
    effective_on = OfficialDateField(_l("Date of the move"))

    #: "facts": keep what was typed, move nothing.
    save = StringField()
    #: The stage whose gates the reader looks at; the button pressed may name a nearer one.
    target = StringField()

    #: The papers for which files may come along, by code.
    papers: Sequence[Paper] = ()
    #: The gates that have fields here, with what is written down for each so far.
    asked: Sequence[tuple[Gate, tuple[Ask, ...], Fact]] = ()

    def facts(self) -> dict[str, Fact]:
        """What was typed, by the code of its gate. A field that was not sent says nothing."""
        typed = {}
        for gate, asks, before in self.asked:
            fields = {ask.what.value: self[gate.field(ask)] for ask in asks}
            sent = {name: None if field.data == "" else field.data for name, field in fields.items() if field.raw_data}
            if (title := self._title_for(gate, asks)) and not sent.get(Asks.DOCUMENT.value, before.document_title):
                # Whoever brings the document itself need not say what it is; she sees it when the form comes back.
                sent[Asks.DOCUMENT.value] = self[gate.field(title)].data = str(title.label)
            if sent:
                typed[gate.code] = replace(before, **sent)
        return typed

    def _title_for(self, gate: Gate, asks: tuple[Ask, ...]) -> Ask | None:
        """What asks for the title of a document whose files have come."""
        name = files_of_gate(gate)
        return _document_of(asks) if name in self and self[name].data else None

    def along(self) -> Along:
        """The files that came with it: of papers, and of the documents that gates name."""
        return Along(
            papers={paper.code: self[files_of_paper(paper)].data for paper in self.papers},
            documents={
                gate.code: self[files_of_gate(gate)].data for gate, asks, _f in self.asked if _document_of(asks)
            },
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show each thing that is missing at the field that it wants filled."""
        super().refuse(refusal)
        for lack in getattr(refusal, "missing", ()):
            field = f"files_{lack.field}" if lack.is_paper else lack.field
            if field in self:
                self[field].errors = [*self[field].errors, lack.sentence]

    @property
    def troubled_papers(self) -> set[str]:
        """The papers whose files were refused, or have to be chosen again."""
        fields = ((paper, self[files_of_paper(paper)]) for paper in self.papers)
        return {paper.code for paper, field in fields if field.errors or field.was_dropped}

    @property
    def is_shut(self) -> bool:
        return isinstance(self.refusal, GatesShut)

    @property
    def keeps_facts_only(self) -> bool:
        return bool(self.save.data == "facts")


def _day_of(row: InteractionRow) -> str:
    # An undated record sorts under a day that means nothing.
    return official_day(row.sort_on) if row.is_dated else _("Date unknown")


def stage_form(
    case: Case,
    version: int,
    interactions: Sequence[InteractionRow] = (),
    committees: Named = (),
    whole: bool = False,
    **source: Any,
) -> StageForm:
    """The form that moves this case, filled with what is written down already.

    `whole` also asks for the gates that lie behind, to compare what was typed before somebody moved the case;
    its labels then name their gate. `source` is `formdata=None` for a form that nobody has sent.
    """

    class FormOfCase(StageForm):
        pass

    stages = case.pipeline.stages
    asked = [
        (at.gate, gates.asks_of(case, at.gate), case.fact(at.gate))
        for at in gates.reachable(case.pipeline, stages[0] if whole else case.stage)
    ]
    offered = {
        Asks.INTERACTION: [SelectChoice(str(row.id), f"{_day_of(row)} {row.title}") for row in interactions],
        Asks.BODY: choices(committees),
    }
    for gate, asks, _fact in asked:
        for ask in asks:
            label = f"{gate.label} · {ask.label}" if whole else ask.label
            setattr(FormOfCase, gate.field(ask), FIELDS[ask.what](label, offered.get(ask.what, ())))
        if document := _document_of(asks):
            label = _("%(document)s: files", document=f"{gate.label} · {document.label}" if whole else document.label)
            setattr(FormOfCase, files_of_gate(gate), FilesField(label))
    written = {gate.field(ask): fact.answer(ask.what) for gate, asks, fact in asked for ask in asks}
    papers = _papers_of(case, [gate for gate, _asks, _fact in asked])
    for paper in papers:
        setattr(FormOfCase, files_of_paper(paper), FilesField(paper.label))
    FormOfCase.of_the_change |= {name for name in vars(FormOfCase) if name.startswith("files_")}
    form = FormOfCase(data={**written, "version": version, "here": case.stage.code}, **source)
    form.asked, form.papers = asked, papers
    return form


def files_of_paper(paper: Paper) -> str:
    """The name of the field for the files of a paper."""
    return f"files_paper_{paper.code}"


def files_of_gate(gate: Gate) -> str:
    """The name of the field for the files of the document that a gate names."""
    return f"files_gate_{gate.code}"


def _document_of(asks: Sequence[Ask]) -> Ask | None:
    return next((ask for ask in asks if ask.what is Asks.DOCUMENT), None)


def _papers_of(case: Case, ahead: Sequence[Gate]) -> list[Paper]:
    """What may be put on file on the way: the papers of its stage, and those that a gate ahead wants to see."""
    codes = [*(paper.code for paper in case.stage.papers), *(code for gate in ahead for code in gate.papers)]
    return [case.pipeline.papers[code] for code in dict.fromkeys(codes)]


def _day(label: Words, _offered: Choices) -> Field:
    return OfficialDateField(label)


def _line(label: Words, _offered: Choices) -> Field:
    return LineField(label, [LengthAtMost(200)])


def _body(label: Words, _offered: Choices) -> Field:
    return BodyField(label, [LengthAtMost(1000)])


def _one_of(label: Words, offered: Choices) -> Field:
    return SelectField(label, choices=[NOBODY, *offered], coerce=coerce_id)


def _points(label: Words, _offered: Choices) -> Field:
    return IntegerField(label, [Optional(), NumberRange(0, MOST_POINTS, _l("Write points from 0 to 100."))])


#: How each thing that a gate may ask for is typed.
FIELDS: dict[Asks, Callable[[Words, Choices], Any]] = {
    Asks.DAY: _day,
    Asks.CEREMONY: _day,
    Asks.TEXT: _body,
    Asks.DOCUMENT: _line,
    Asks.DOCUMENT_NO: _line,
    Asks.INTERACTION: _one_of,
    Asks.SCORE: _points,
    Asks.UNTIL: _day,
    Asks.BODY: _one_of,
}
