"""The plain markup of templates, which an office can write without learning anything.

# Title                       = in the middle          == large, in the middle
□ first level                 ○ second level           - third level
> at the right                | a | b |  a table       ---  a new page
"""

from itertools import groupby

from partners.papers.rules.paper import Block, Centred, Gap, Line, PageBreak, Paper, Right, Table, printable

LEVELS = {"□": 1, "○": 2, "-": 3}
NEW_PAGE = "---"


class NoTitle(ValueError):
    """The template has no line that begins with #."""


def read(text: str) -> Paper:
    """The paper that a filled-in template describes. Raises NoTitle."""
    lines = [printable(line).rstrip() for line in text.splitlines()]
    titles = [line[2:].strip() for line in lines if line.startswith("# ")]
    if not titles:
        raise NoTitle
    blocks: list[Block] = []
    for is_table, group in groupby((line for line in lines if not line.startswith("# ")), key=_is_row):
        if is_table:
            blocks.append(Table(tuple(_cells(line) for line in group)))
        else:
            blocks += [_block(line.strip()) for line in group]
    return Paper(titles[0], _without_gaps_around(blocks))


def _is_row(line: str) -> bool:
    return line.strip().startswith("|")


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _block(line: str) -> Block:
    if line == NEW_PAGE:
        return PageBreak()
    if not line:
        return Gap()
    mark, _blank, rest = line.partition(" ")
    match mark:
        case "==":
            return Centred(rest.strip(), is_large=True)
        case "=":
            return Centred(rest.strip())
        case ">":
            return Right(rest.strip())
        case "□" | "○" | "-":
            return Line(rest.strip(), LEVELS[mark])
    return Line(line)


def _without_gaps_around(blocks: list[Block]) -> tuple[Block, ...]:
    """One gap where there are several, none at the ends or around a new page."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Gap) and (not kept or isinstance(kept[-1], Gap | PageBreak)):
            continue
        if isinstance(block, PageBreak) and kept and isinstance(kept[-1], Gap):
            kept.pop()
        kept.append(block)
    while kept and isinstance(kept[-1], Gap | PageBreak):
        kept.pop()
    return tuple(kept)
