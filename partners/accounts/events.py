"""What the desk tells and asks the floors above: a team hands over what it owns, a person leaves.

The first example of speaking upwards (docs: house.md, "How things that seem to need the upper floor do
without"). Whoever owns records of teams answers in `partners/reactions.py`, in the same transaction.
"""

from blinker import NamedSignal

#: "What does this team own?" Sender: the team's id. Each listener answers with counts by a name: {"partners": 12}.
TEAM_COUNTED = NamedSignal("team-counted", "How many records a team owns.")

#: "What does this person answer for?" Sender: the user's id. Answers as above: {"open_follow_ups": 3}.
PERSON_COUNTED = NamedSignal("person-counted", "How much waits for a person.")

#: "Everything of this team is now that team's." Sender: a `rules.handing.HandOver`.
#: Each listener moves its own records and answers with their counts, as above.
TEAM_HANDED_OVER = NamedSignal("team-handed-over", "Records that go to another team.")
