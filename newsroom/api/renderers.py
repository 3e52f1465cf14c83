from rest_framework.renderers import JSONRenderer


class LinkedDataRenderer(JSONRenderer):
    """JSON-LD, for those who ask for it by name and for those who take anything."""

    media_type = "application/ld+json"
    format = "jsonld"
