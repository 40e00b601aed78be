"""Fixtures of the agreements' tests."""

from collections.abc import Callable

import pytest

from partners.agreements.rules import consent
from partners.agreements.vocabulary import Consent, Scope


@pytest.fixture
def matrix(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, Consent], None]:
    """Set one row of the consent matrix, as another office's ordinance would."""

    def say(scope: str, tie: str, answer: Consent) -> None:
        row = consent.ConsentRule(answer, "ordinance")
        monkeypatch.setattr(consent, "MATRIX", {**consent.MATRIX, (Scope(scope), tie): row})

    return say
