"""Why a file is not taken."""

from typing import Any

from partners.foundation.words import _l


class Unfit(Exception):
    """The content is not what is taken; the message says why and what to do, in words."""

    def __init__(self, message: Any) -> None:
        super().__init__(str(message))
        self.message = message


def mismatch() -> Unfit:
    return Unfit(
        _l(
            "What is inside does not fit the ending of its name. Open it, save it anew in its own format and choose that."
        )
    )


def damaged() -> Unfit:
    return Unfit(_l("It is damaged or not complete. Open it, save it anew and choose that."))


def protected() -> Unfit:
    return Unfit(_l("It is protected by a password. Save it without one and choose that."))


def macros() -> Unfit:
    return Unfit(_l("It holds macros or a program. Save it without macros and choose that."))


def hides_something() -> Unfit:
    return Unfit(
        _l("Something else is hidden in it: a web page, a script or an archive. Save it anew and choose that.")
    )
