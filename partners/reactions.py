"""When this happened, do that: what capabilities hear of each other, upwards or sideways.

A list of blinker signals and their listeners, all in the transaction of what happened.
Downwards one simply calls; so far everything does, and the list is empty.
"""

from flask import Flask


def prepare(app: Flask) -> None:
    """Connect the listeners."""
