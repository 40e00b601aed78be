"""What the directory asks those above it, in the same transaction."""

from blinker import NamedSignal

#: "This document is about to leave the file, or to become another type." Sender: the document.
#: Whoever rests on it raises Refusal and says why it has to stay; there is no other answer.
DOCUMENT_WITHDRAWN = NamedSignal("document-withdrawn", "A document leaves the file.")

#: "This institution belongs to another partner now, or to none." Sender: its id; `of`: the ids of the partners
#: to which it belonged and belongs: what passed with it counts as passed with them.
INSTITUTION_RELATED = NamedSignal("institution-related", "An institution belongs to another partner.")

#: "This tie is about to end by itself." Sender: the tie. Whoever leads a case that made it raises Refusal.
TIE_ENDING = NamedSignal("tie-ending", "A tie is about to end by itself.")

#: "The ties of this partner went to its successor." Sender: the partner; `successor`, `on` (a day or None),
#: `reason`, `by`: whoever leads something with the partner leads it on with the successor.
PARTNER_SUCCEEDED = NamedSignal("partner-succeeded", "A partner's ties went to its successor.")

#: "This partner is called otherwise now, or is found by other names." Sender: its id. Whoever keeps its names for
#: finding its own records writes them anew.
PARTNER_RENAMED = NamedSignal("partner-renamed", "A partner is called otherwise.")
