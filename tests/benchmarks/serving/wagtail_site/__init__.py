"""A site as `wagtail start` makes one, with one kind of page. Runs in an environment of its own."""
