"""Translation for rooms that may not know the web: the only file that hands flask_babel's functions on."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext as _n
from flask_babel.speaklater import LazyString

#: A text that finds its language when it is shown.
Words = str | LazyString

__all__ = ["Words", "_", "_l", "_n"]
