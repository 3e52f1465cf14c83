"""Answer Django's permission questions from the roles.

Every app states in its ``permissions.py`` what each role may do to its models
(``MODEL_PERMISSIONS``: role to permission names such as ``"sources.add_source"``). One table an
app, in code, reviewed like code: there is nothing to click together in production.
"""

from functools import cache
from importlib import import_module

from django.apps import apps
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

from newsroom.accounts.models import User


@cache
def permissions_of(role: str) -> frozenset[str]:
    """Collect what every installed app grants to ``role``."""
    granted: set[str] = set()
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "permissions"):
            table = import_module(f"{config.name}.permissions")
            granted |= getattr(table, "MODEL_PERMISSIONS", {}).get(role, frozenset())
    return frozenset(granted)


class RoleBackend(ModelBackend):
    """Log in by password, and allow what the person's role allows."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Keep out whoever has no role (any more): the next request of their session fails too."""
        return super().user_can_authenticate(user) and bool(getattr(user, "is_staff", False))

    def get_all_permissions(
        self, user_obj: AbstractBaseUser | AnonymousUser, obj: Model | None = None
    ) -> set[str]:
        """Return the permission names of the person's role; none for the inactive."""
        if not isinstance(user_obj, User) or not user_obj.is_active or obj is not None:
            return set()
        return set(permissions_of(user_obj.role))
