"""What the directory tells those above it, in the same transaction."""

from blinker import Namespace

_signals = Namespace()

#: Sent with a document before it is taken off the file or becomes another type.
#: Whoever rests on it raises Refusal and says why it has to stay.
DOCUMENT_WITHDRAWN = _signals.signal("document-withdrawn")
