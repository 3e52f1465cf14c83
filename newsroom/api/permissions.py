"""Who looks after partners and their keys: publishers. Nothing of theirs is ever deleted."""

from newsroom.accounts.models import Role

MODEL_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.PUBLISHER: frozenset(
        f"api.{act}_{model}" for act in ("view", "add", "change") for model in ("partner", "apikey")
    )
}
