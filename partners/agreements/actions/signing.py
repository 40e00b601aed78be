"""Signing: a stage that makes a tie makes it here, and nowhere else."""

from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.actions.facts import put_on_file
from partners.agreements.models import Agreement
from partners.agreements.pipelines.shape import FIELD_ENDINGS, Asks, Stage
from partners.agreements.queries import cases
from partners.agreements.rules import consent
from partners.agreements.rules.case import Case
from partners.directory import actions as directory
from partners.directory.queries import get_partner
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l


def sign(agreement: Agreement, case: Case, stage: Stage, *, by: SignedIn) -> None:
    """Make the tie that begins at this stage, with its day, its ceremony and its signed copy on file.

    A sister tie takes the place of the friendship tie before it. Raises Refusal, whatever was
    passed by on the way, unless the council consented where the law requires it.
    """
    tie = stage.makes or ""
    signature = stage.signature
    if signature is None or agreement.partner_id is None:
        raise Refusal(_l("Choose the partner of this case first."))
    fact = case.fact(signature)
    _ensure_lawful(case, tie)
    if fact.given_on and fact.ceremony_on and fact.ceremony_on < fact.given_on:
        raise Refusal(
            _l("The ceremony lies before the signature. Check both dates."),
            f"{signature.code}{FIELD_ENDINGS[Asks.CEREMONY]}",
        )
    put_on_file(agreement, signature, by=by)
    standing = cases.find_tie(agreement.partner_id, tie)
    if standing is not None and stage.completes:
        raise Refusal(_l("This tie stands already. End this case instead."))
    if standing is None:
        partner = get_partner(agreement.partner_id)
        standing = directory.make_tie(
            partner, tie, fact.given_on, by=by, ceremony_on=fact.ceremony_on, ends_on=fact.until
        )
    # Otherwise a friendship tie that was taken over, or made before the case returned: it goes on.
    agreement.tie_id = standing.id
    agreement.signed_on = fact.given_on
    if tie == "sister":
        _succeed_friendship(agreement.partner_id, fact.given_on, by=by)


def renew(agreement: Agreement, case: Case, *, by: SignedIn) -> None:
    """Begin the next term of the tie whose renewal this stage proves; what is written from here on is of a new turn.

    Raises Refusal when the tie does not stand any more, or when a new one would need the council.
    """
    stage = case.stage
    signature = stage.signature
    standing = cases.find_tie(agreement.partner_id, stage.renews or "") if agreement.partner_id else None
    if signature is None or standing is None:
        raise Refusal(_l("There is no standing tie to renew. Start a case of its own."))
    put_on_file(agreement, signature, by=by)
    fact = case.fact(signature)
    directory.renew_tie(standing, fact.given_on, fact.until, by=by)
    agreement.tie_id = standing.id
    agreement.turn += 1


def end_what_stands(agreement: Agreement, stage: Stage, on: date | None, *, by: SignedIn) -> None:
    """End the tie that is over when a case arrives at this stage."""
    standing = cases.find_tie(agreement.partner_id, stage.ends or "") if agreement.partner_id else None
    if standing is not None:
        directory.end_tie(standing, on, str(stage.label), by)


def _ensure_lawful(case: Case, tie: str) -> None:
    if not consent.fits(case.pipeline, case.country):
        raise Refusal(_l("The partner's country does not fit this pipeline. End this case and start another."))
    if not consent.may_be_signed(case, tie, case.signed_on(tie)):
        raise Refusal(consent.RECORD_RESOLUTION)


def _succeed_friendship(partner_id: int, on: date | None, *, by: SignedIn) -> None:
    friendship = cases.find_tie(partner_id, "friendship")
    if friendship is not None:
        directory.end_tie(friendship, on, _("Succeeded by the sister tie"), by)
