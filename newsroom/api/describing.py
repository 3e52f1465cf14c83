"""How spectacular describes an address of ours."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, get_doc
from drf_spectacular.utils import OpenApiParameter

from newsroom.api.shape import MOST, dotted, names_in

KEPT = "Names of what to keep, with dots between what lies in one another. All when left out."
OMITTED = "Names of what to leave out, likewise."
EXPANDED = "What to show in full where only its names stand otherwise."


class PublicSchema(AutoSchema):
    """Describes beside the parameters of filters and pages those that shape an answer."""

    def get_override_parameters(self) -> list[Any]:
        """Name all that may be kept, left out or expanded, so that nobody has to guess."""
        if not self._shows_rows():
            return []
        view: Any = self.view
        shown = view.get_serializer()
        names = ResolvedComponent(  # type: ignore[no-untyped-call]
            name=f"{type(shown).__name__.removesuffix('Serializer')}Field",
            type=ResolvedComponent.SCHEMA,
            object=type(shown),
            schema={"type": "string", "enum": list(dotted(names_in(shown)))},
        )
        self.registry.register_on_missing(names)
        some = {"type": "array", "minItems": 1, "maxItems": MOST, "items": names.ref}
        parameters = [_listed("fields", KEPT, some), _listed("omit", OMITTED, some)]
        if known := view.expandable:
            items = {"type": "string", "enum": list(known)}
            expanded = {"type": "array", "minItems": 1, "items": items}
            parameters.append(_listed("expand", EXPANDED, expanded))
        return parameters

    def get_description(self) -> str:  # type: ignore[override]  # spectacular's own signature
        """Say what the rows are; how they are listed is the same everywhere."""
        return str(get_doc(type(self.view)) if self._shows_rows() else super().get_description())

    def _shows_rows(self) -> bool:
        return getattr(self.view, "action", "") in ("list", "retrieve")


def _listed(name: str, description: str, schema: dict[str, Any]) -> OpenApiParameter:
    return OpenApiParameter(name, schema, description=description, style="form", explode=False)
