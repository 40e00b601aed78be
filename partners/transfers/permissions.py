"""Who may take data along."""

from partners.foundation.access import Permission


class TransferPermission(Permission):
    #: Lists as files, without natural persons.
    EXPORT = "transfer.export"
    #: The natural persons in them, for a purpose that is written down; with the scope of a team, the persons it keeps.
    EXPORT_PERSONS = "transfer.export_persons"
