"""Files that browsers may keep for good: each name says what is in it."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hash and compress static files; modules of scripts name each other by hash as well.

    Without that, a browser would run new modules with old ones it has kept from before an upgrade.
    """

    support_js_module_import_aggregation = True
