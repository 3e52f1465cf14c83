"""What the schema says of each operation beside its fields: its key, and what is on its way out."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from newsroom.api.authentication import OpenOrHasScope


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


class KeyInSchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Says in the schema how a key is sent."""

    target_class = "newsroom.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:  # noqa: ARG002
        """Describe ``Authorization: Bearer nk_…``."""
        text = "A key of ours, as it was given to you. It opens nothing that is not published."
        return {"type": "http", "scheme": "bearer", "bearerFormat": "nk_…", "description": text}
