"""Words in the reader's language, for rooms that do not know the web.

Messages are written in English; the catalogue holds their Korean.
"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext as _n

__all__ = ["_", "_l", "_n"]
