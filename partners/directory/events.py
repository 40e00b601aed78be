"""What the directory asks those above it, in the same transaction."""

from blinker import NamedSignal

#: "This document is about to leave the file, or to become another type." Sender: the document.
#: Whoever rests on it raises Refusal and says why it has to stay; there is no other answer.
DOCUMENT_WITHDRAWN = NamedSignal("document-withdrawn", "A document leaves the file.")
