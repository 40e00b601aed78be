"""The app for any WSGI server: `wsgi:app`."""

from partners.application import create_app

app = create_app()
