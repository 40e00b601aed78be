"""What a paper is: its title and its blocks, in order. The writers know nothing else."""

from dataclasses import dataclass, field

#: XML 1.0 cannot carry them, and no paper needs them.
UNPRINTABLE = {code: None for code in range(32) if chr(code) not in "\t\n"} | {
    0xFFFE: None,
    0xFFFF: None,
    **dict.fromkeys(range(0xD800, 0xE000)),
    # They turn the direction of what follows.
    **dict.fromkeys((0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069)),
}

#: The marks of an official paper's outline, by level.
MARKS = ("", "□", "○", "-")


@dataclass(frozen=True)
class Line:
    """A line of text; its level in the outline stands before it as □, ○ or -."""

    text: str
    level: int = 0

    @property
    def marked(self) -> str:
        return f"{MARKS[self.level]} {self.text}" if self.level else self.text


@dataclass(frozen=True)
class Centred:
    """A line in the middle; large ones are the name over a certificate, or the signature under it."""

    text: str
    is_large: bool = False


@dataclass(frozen=True)
class Right:
    """A line at the right: number and day."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is the head, if there is more than one."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> int:
        return max(len(row) for row in self.rows)

    @property
    def cells(self) -> list[list[str]]:
        """The rows, all of one length."""
        return [[*row, *[""] * (self.columns - len(row))] for row in self.rows]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a page of its own."""


@dataclass(frozen=True)
class Gap:
    """An empty line."""


Block = Line | Centred | Right | Table | PageBreak | Gap


@dataclass(frozen=True)
class Paper:
    """A title and what stands under it."""

    title: str
    blocks: tuple[Block, ...] = field(default=())

    @property
    def text(self) -> str:
        """All that it says, a line each."""
        return "\n".join([self.title, *(said for block in self.blocks for said in _said(block))])


def _said(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [" | ".join(row) for row in block.rows]
    if isinstance(block, PageBreak | Gap):
        return []
    return [block.marked if isinstance(block, Line) else block.text]


def printable(text: str) -> str:
    """The text without characters that no paper can carry."""
    return text.translate(UNPRINTABLE)
