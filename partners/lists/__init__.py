"""The machinery of every list: text search, keyset paging, filters that live in the address."""
