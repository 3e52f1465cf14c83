"""One module a situation (development, testing, production), all from ``base``."""
