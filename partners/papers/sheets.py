"""A sheet as a file, in the format that somebody asks for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from partners.foundation.words import Words, _l
from partners.papers import csv, xlsx
from partners.papers.rules.sheets import Sheet


@dataclass(frozen=True)
class Format:
    """A format for long tables: what it is called, its media type, and who writes it."""

    label: Words
    media_type: str
    write: Callable[[Sheet], Iterator[bytes]]


FORMATS = {
    "xlsx": Format(_l("Excel (XLSX)"), xlsx.MEDIA_TYPE, xlsx.write),
    "csv": Format(_l("Text (CSV)"), csv.MEDIA_TYPE, csv.write),
}
