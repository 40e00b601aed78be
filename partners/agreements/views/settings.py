"""Settings of the pipelines and of the council, for the administrator."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, request, url_for
from flask_login import current_user

from partners.agreements import vocabulary
from partners.agreements.actions.configuring import configure_council, configure_pipeline
from partners.agreements.forms.settings import SettingsForm, council_form, pipeline_form
from partners.agreements.pages.settings import Saved, history_of_settings
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.queries.office import count_differing, latest_setting_id, office, settings_of
from partners.agreements.rules.consent import MATRIX
from partners.agreements.views.blueprint import blueprint
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.languages import in_each_language
from partners.foundation.words import _

CONFIGURE = AgreementPermission.CONFIGURE


@blueprint.get("/admin/pipelines")
@requires(CONFIGURE)
def pipelines() -> Response:
    differing = count_differing()
    return show("agreements/settings/pipelines.html", pipelines=office().pipelines.values(), differing=differing)


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
            changed = configure_pipeline(declared, form.wanted(), form.reason.data or "", form.seen_id, by=current_user)
            _say_saved(changed)
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
            _say_saved(configure_council(form.wanted(), form.reason.data or "", form.seen_id, by=current_user))
            return go_to(url_for("agreements.consent_settings"))
    return _council_page(form, form.refused_status)


def _declared(code: str) -> Pipeline:
    return PIPELINES.get(code) or abort(404)


def _pipeline_form(declared: Pipeline, **source: Any) -> Any:
    return pipeline_form(declared, settings_of(declared.code), latest_setting_id(declared.code), **source)


def _say_saved(changed: int) -> None:
    if changed:
        flash_done(_("Saved the settings. What happened before keeps its names."))
    else:
        flash_done(_("Everything stands as it stood: nothing was changed."))


def _pipeline_page(declared: Pipeline, form: Any, status: int = 200) -> Response:
    changes = history_of_settings(declared.code)
    _compare(form, _pipeline_form(declared, formdata=None), changes)
    return show(
        "agreements/settings/pipeline.html",
        declared=declared,
        held=office().pipelines[declared.code],
        form=form,
        changes=changes,
        in_each_language=in_each_language,
        levels=vocabulary.LEVEL_LABELS,
        status=status,
    )


def _council_page(form: Any, status: int = 200) -> Response:
    changes = history_of_settings("")
    _compare(form, council_form(settings_of(""), latest_setting_id(""), formdata=None), changes)
    told: dict[str, Any] = {"matrix": MATRIX, "tie_labels": TIE_LABELS, "changes": changes, "words": vocabulary}
    return show("agreements/settings/council.html", form=form, status=status, **told)


def _compare(form: SettingsForm, stored: SettingsForm, changes: Sequence[Saved]) -> None:
    """After Stale: both values, and the form carries what is on file now."""
    if not form.is_stale:
        return
    last = changes[0] if changes else None
    form.compare_with(stored, who=last.who if last else None, at=last.at if last else None, leave=request.path)
    form.latest.raw_data, form.latest.data = None, stored.latest.data
