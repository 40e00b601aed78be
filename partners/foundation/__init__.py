"""What every capability stands on: settings, database, access, forms, hypermedia, words."""
