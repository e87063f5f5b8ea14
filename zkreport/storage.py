from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed static files once `collectstatic` has run; plain addresses before.

    A page is never refused because a file was not collected.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True  # modules that modules import get hashed names too

    def hashed_name(self, name, content=None, filename=None):
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            return name
