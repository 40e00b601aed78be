"""A channel's address leads to the web and nowhere else; followers are counted on a day."""

from datetime import date
from typing import Any

import pytest

from partners.directory.rules.channels import Channel, objection_to_channel, objection_to_url

TODAY = date(2020, 11, 20)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/@yeongdeungpo",
        "http://blog.naver.com/ydp?page=1#top",
        "https://weibo.com:443/u/123",
        "HTTPS://Instagram.com/name",
        "https://예시.한국/경로",
    ],
)
def test_a_web_address_is_taken(url: str) -> None:
    assert objection_to_url(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "ftp://example.com/",
        "file:///etc/passwd",
        "blob:https://example.com/1",
        "//example.com/",
        "/partners/1",
        "www.youtube.com/@name",
        "https:example.com",
        "https:/example.com",
        "https://",
        "https:///path",
        "https://localhost/",
        "https://user@example.com/",
        "https://user:pass@example.com/",
        "https://example.com@evil.example/",
        "https://[::1",
        "https://example.com:99999/",
        "https://example.com:port/",
        "https://exa mple.com/",
        "https://example.com\\@evil.example",
        'https://example.com/"onmouseover="alert(1)',
        "https://example.com/<script>",
        "https://example.com/\u202egpj.exe",
        "https://example.com/" + "a" * 500,
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    assert objection_to_url(url) is not None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"platform": ""}, "platform"),
        ({"platform": "myspace"}, "platform"),
        ({"handle": "", "url": ""}, "handle"),
        ({"handle": "가" * 101}, "handle"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"followers": -1}, "followers"),
        ({"followers": 3_000_000_000}, "followers"),
        ({"followers": None}, "followers"),
        ({"followers_on": None}, "followers_on"),
        ({"followers_on": date(2020, 11, 21)}, "followers_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, Any], field: str) -> None:
    good: dict[str, Any] = {
        "platform": "youtube",
        "handle": "@name",
        "url": "https://www.youtube.com/@name",
        "followers": 0,
        "followers_on": TODAY,
    }
    assert objection_to_channel(Channel(**good), TODAY) is None
    objection = objection_to_channel(Channel(**{**good, **changes}), TODAY)
    assert objection is not None
    assert objection[0] == field


def test_unknown_followers_need_no_day() -> None:
    assert objection_to_channel(Channel(platform="blog", handle="ydp"), TODAY) is None
