"""Papers of a case: drawn up in three formats, and documents of its stages put on file."""

from typing import Any

from flask import Response, abort, make_response, request, url_for
from flask_login import current_user

from partners.agreements.actions.papers import file_paper
from partners.agreements.forms.papers import DraftForm, FileDraftForm, FilePaperForm
from partners.agreements.models import Agreement
from partners.agreements.pages import drafts as pages
from partners.agreements.pages.cases import CasePage, page_of
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.rules.drafts import DRAFTS, Draft, drafts_for
from partners.agreements.views.blueprint import blueprint
from partners.agreements.views.cases import to_change
from partners.audit.actions import saw
from partners.directory.kinds import KINDS
from partners.files.receiving import receives_files
from partners.files.storage import put_written
from partners.foundation.access import ensure, requires
from partners.foundation.database import before_writing
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.refusals import Refusal
from partners.foundation.words import _
from partners.papers.rules.paper import Paper
from partners.papers.writing import FORMATS, write

DRAFT = AgreementPermission.DRAFT


@blueprint.get(
    "/agreements/<int:agreement_id>/papers/<any(consent_motion, appointment_certificate, stage_report):draft_code>"
)
@requires(DRAFT)
def draft(agreement_id: int, draft_code: str) -> Response:
    page, made = _of_case(agreement_id, draft_code)
    return _draft_page(page, made, DraftForm(request.args), FileDraftForm(request.args))


@blueprint.get(
    "/agreements/<int:agreement_id>/papers/<any(consent_motion, appointment_certificate, stage_report):draft_code>.<any(hwpx, docx, pdf):ending>"
)
@requires(DRAFT)
def draft_file(agreement_id: int, draft_code: str, ending: str) -> Response:
    page, made = _of_case(agreement_id, draft_code)
    form = DraftForm(request.args)
    if form.validate():
        with form.refusals():
            paper = pages.draw_up(page, draft_code, form)
            return _as_download(write(paper, ending, pages.papers_dir()), file_name(paper, ending), ending)
    return _draft_page(page, made, form, FileDraftForm(request.args), form.refused_status)


@blueprint.post(
    "/agreements/<int:agreement_id>/papers/<any(consent_motion, appointment_certificate, stage_report):draft_code>"
)
@requires(DRAFT)
def file_draft(agreement_id: int, draft_code: str) -> Response:
    form = FileDraftForm()
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            title, files = _written(agreement_id, draft_code, form)
            told: dict[str, Any] = {"number": form.number.data or "", "dated_on": form.dated_on.data, "files": files}
            agreement = to_change(agreement_id, DRAFT)
            code = draft_code if draft_code in cases.pipeline_of(agreement).papers else ""
            file_paper(agreement, code, title, files_as=DRAFTS[draft_code].files_as, by=current_user, **told)
            return _filed(agreement_id, form)
    page, made = _of_case(agreement_id, draft_code)
    return _draft_page(page, made, DraftForm(request.form), form, form.refused_status)


@blueprint.get("/agreements/<int:agreement_id>/stage-papers/<paper>")
@requires(AgreementPermission.EDIT)
def stage_paper(agreement_id: int, paper: str) -> Response:
    agreement = cases.get_agreement(agreement_id)
    ensure(current_user, AgreementPermission.EDIT, agreement)
    return _paper_page(agreement, paper, FilePaperForm(title=str(_declared(agreement, paper).label)))


@blueprint.post("/agreements/<int:agreement_id>/stage-papers/<paper>")
@requires(AgreementPermission.EDIT)
@receives_files
def file_stage_paper(agreement_id: int, paper: str) -> Response:
    agreement, form = to_change(agreement_id, AgreementPermission.EDIT), FilePaperForm()
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            told: dict[str, Any] = {"number": form.number.data or "", "dated_on": form.dated_on.data}
            told["files"] = form.files.data
            file_paper(agreement, paper, form.title.data or "", by=current_user, **told)
            return _filed(agreement_id, form)
    return _paper_page(cases.get_agreement(agreement_id), paper, form, form.refused_status)


def _of_case(agreement_id: int, draft_code: str) -> tuple[CasePage, Draft]:
    """The page of the case and the draft. A kind that makes no sense at its stage is a 404."""
    agreement = cases.get_agreement(agreement_id)
    ensure(current_user, DRAFT, agreement)
    page = page_of(agreement)
    partner = agreement.partner
    if partner is not None and KINDS[partner.kind].is_person:
        saw(current_user, "partner:paper", "partners", [partner.id])
    return page, next((one for one in drafts_for(page.pipeline, page.stage) if one.code == draft_code), None) or abort(
        404
    )


def _written(agreement_id: int, draft_code: str, form: FileDraftForm) -> tuple[str, list[Any]]:
    """Title and files of the paper, written and stored before the write gate is taken."""
    with before_writing():
        page, _made = _of_case(agreement_id, draft_code)
        paper = pages.draw_up(page, draft_code, form)
    files = [
        put_written(file_name(paper, ending), one.media_type, write(paper, ending, pages.papers_dir()))
        for ending, one in FORMATS.items()
    ]
    return paper.title, files


def file_name(paper: Paper, ending: str) -> str:
    """What the file is called: by its title."""
    return f"{''.join(letter for letter in paper.title if letter not in '/:*?<>|' + chr(34) + chr(92))}.{ending}"


def _as_download(content: bytes, name: str, ending: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = FORMATS[ending].media_type
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _draft_page(page: CasePage, made: Draft, form: DraftForm, filing: FileDraftForm, status: int = 200) -> Response:
    paper = problem = None
    if form.validate():
        try:
            paper = pages.draw_up(page, made.code, form)
        except Refusal as refusal:
            problem = refusal.message
    asked = {name: field.data for name, field in form._fields.items() if request.values.get(name)}
    typed = {name: request.values[name] for name in asked}
    return show(
        "agreements/papers/draft.html",
        page=page,
        draft=made,
        form=form,
        filing=filing,
        paper=paper,
        problem=problem,
        typed=typed,
        formats=FORMATS,
        status=status,
    )


def _declared(agreement: Agreement, code: str) -> Any:
    return cases.pipeline_of(agreement).papers.get(code) or abort(404)


def _paper_page(agreement: Agreement, code: str, form: FilePaperForm, status: int = 200) -> Response:
    paper = _declared(agreement, code)
    return show("agreements/papers/file.html", page=page_of(agreement), paper=paper, form=form, status=status)


def _filed(agreement_id: int, form: Any) -> Response:
    address = url_for("agreements.show", agreement_id=agreement_id, _anchor="papers")
    form.remember(address)
    flash_done(_("The document is on file."))
    return go_to(address)
