"""What the schema says of an operation beside its fields: its key, what shapes it, what retires."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, get_doc
from drf_spectacular.utils import OpenApiParameter

from newsroom.api.authentication import OpenOrHasScope
from newsroom.api.shape import MOST, dotted, names_in

KEPT = "Names of what to keep, with dots between what lies in one another. All when left out."
OMITTED = "Names of what to leave out, likewise."
EXPANDED = "What to show in full where only its names stand otherwise."


class Operation(AutoSchema):
    """An operation that says whether a key may or must be sent, and whether it is to stay."""

    def is_deprecated(self) -> bool:
        """Say whether the address is on its way out."""
        is_retiring = getattr(self.view, "retiring", None) is not None
        return is_retiring or bool(super().is_deprecated())

    def _get_parameters(self) -> list[dict[str, Any]]:
        retiring = getattr(self.view, "retiring_parameters", {})
        return [
            row | {"deprecated": True} if row["name"] in retiring else row
            for row in super()._get_parameters()
        ]

    def get_auth(self) -> list[dict[str, Any]]:
        """Return the ways to be let in; the empty one is to come without a key."""
        ways = super().get_auth()
        is_open = OpenOrHasScope in self.view.permission_classes
        return [*ways, {}] if is_open else ways

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
        """Say whether it is a list or an item of `resources`, which needs this module first."""
        is_resource = hasattr(type(self.view), "expandable")
        return is_resource and getattr(self.view, "action", "") in ("list", "retrieve")


def _listed(name: str, description: str, schema: dict[str, Any]) -> OpenApiParameter:
    return OpenApiParameter(name, schema, description=description, style="form", explode=False)


class KeyInSchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Says in the schema how a key is sent."""

    target_class = "newsroom.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:  # noqa: ARG002
        """Describe ``Authorization: Bearer nk_…``."""
        text = "A key of ours, as it was given to you. It opens nothing that is not published."
        return {"type": "http", "scheme": "bearer", "bearerFormat": "nk_…", "description": text}
