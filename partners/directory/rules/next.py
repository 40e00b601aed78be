"""What comes next with a partner. Pure."""

from datetime import date

Step = tuple[str, date | None]


def next_step(*steps: Step) -> Step:
    """Of several steps, each with its day, the one that is due first; one without a day comes last.

    The empty step when there is none.
    """
    told = [step for step in steps if step[0] or step[1]]
    return min(told, key=lambda step: step[1] or date.max, default=("", None))
