from django.apps import AppConfig


class SigninConfig(AppConfig):
    """How people get in, what guards that, and what is written to them about it."""

    name = "newsroom.signin"
    label = "signin"

    def ready(self) -> None:
        """Say who writes the letters."""
        from newsroom.jobs.queue import handle  # noqa: PLC0415 - needs the app registry
        from newsroom.signin.letters import KIND  # noqa: PLC0415

        handle(KIND, "newsroom.signin.letters.mail_letter", apart=True)
