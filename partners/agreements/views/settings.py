"""Settings of the pipelines and of the council, for the administrator."""

from typing import Any

from flask import Response, abort, request, url_for
from flask_login import current_user

from partners.agreements import vocabulary
from partners.agreements.actions.configuring import configure_council, configure_pipeline
from partners.agreements.forms.settings import SettingsForm, council_form, pipeline_form
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.queries.office import changes_of, latest_setting_id, office, settings_of
from partners.agreements.rules.consent import MATRIX
from partners.agreements.views.blueprint import blueprint
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _

CONFIGURE = AgreementPermission.CONFIGURE


@blueprint.get("/admin/pipelines")
@requires(CONFIGURE)
def pipelines() -> Response:
    return show("agreements/settings/pipelines.html", pipelines=office().pipelines.values())


@blueprint.get("/admin/pipelines/<pipeline>")
@requires(CONFIGURE)
def pipeline_settings(pipeline: str) -> Response:
    return _pipeline_page(_declared(pipeline), _pipeline_form(_declared(pipeline)))


@blueprint.post("/admin/pipelines/<pipeline>")
@requires(CONFIGURE)
def save_pipeline_settings(pipeline: str) -> Response:
    declared = _declared(pipeline)
    form = _pipeline_form(declared)
    if form.validate():
        with form.refusals():
            configure_pipeline(declared, form.wanted(), form.reason.data or "", form.seen_id, by=current_user)
            flash_done(_("Saved the settings. What happened before keeps its names."))
            return go_to(url_for("agreements.pipeline_settings", pipeline=pipeline))
    return _pipeline_page(declared, form, form.refused_status)


@blueprint.get("/admin/consent")
@requires(CONFIGURE)
def consent_settings() -> Response:
    return _council_page(council_form(settings_of(""), latest_setting_id("")))


@blueprint.post("/admin/consent")
@requires(CONFIGURE)
def save_consent_settings() -> Response:
    form = council_form(settings_of(""), latest_setting_id(""))
    if form.validate():
        with form.refusals():
            configure_council(form.wanted(), form.reason.data or "", form.seen_id, by=current_user)
            flash_done(_("Saved the settings. What happened before keeps its names."))
            return go_to(url_for("agreements.consent_settings"))
    return _council_page(form, form.refused_status)


def _declared(code: str) -> Pipeline:
    return PIPELINES.get(code) or abort(404)


def _pipeline_form(declared: Pipeline, **source: Any) -> Any:
    return pipeline_form(declared, settings_of(declared.code), latest_setting_id(declared.code), **source)


def _pipeline_page(declared: Pipeline, form: Any, status: int = 200) -> Response:
    _compare(form, _pipeline_form(declared, formdata=None), declared.code)
    changes = changes_of(declared.code)
    return show(
        "agreements/settings/pipeline.html",
        declared=declared,
        form=form,
        changes=changes,
        words=vocabulary,
        status=status,
    )


def _council_page(form: Any, status: int = 200) -> Response:
    _compare(form, council_form(settings_of(""), latest_setting_id(""), formdata=None), "")
    told: dict[str, Any] = {"matrix": MATRIX, "tie_labels": TIE_LABELS, "changes": changes_of(""), "words": vocabulary}
    return show("agreements/settings/council.html", form=form, status=status, **told)


def _compare(form: SettingsForm, stored: SettingsForm, code: str) -> None:
    """After Stale: both values, and the form carries what is on file now."""
    if not form.is_stale:
        return
    last = next(iter(changes_of(code)), None)
    who, at = (last.who, last.PipelineSetting.recorded_at) if last else (None, None)
    form.compare_with(stored, who=who, at=at, leave=request.path)
    form.latest.raw_data, form.latest.data = None, stored.latest.data
