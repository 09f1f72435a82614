"""The editors' preview: talk to the content on disk in a browser, and see what a change does."""
