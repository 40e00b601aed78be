"""Taking data along: lists leave the office as files, with what the law asks of whoever takes personal data."""
