from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactcheckConfig(AppConfig):
    """Claims, evidence, verdicts, and the checks readers and partners see."""

    name = "factcheck"
    verbose_name = _("Claims and checks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who does which jobs."""
        from newsroom.jobs.queue import handle  # noqa: PLC0415 - needs the app registry

        handle("factcheck.mail_digest", "factcheck.digest.sending.mail_digest", apart=True)
        handle(
            "factcheck.mail_assignment", "factcheck.digest.assignment.mail_assignment", apart=True
        )
        handle("factcheck.draw_card", "factcheck.cards.keeping.draw_card", apart=True)
        handle("factcheck.respell", "factcheck.respelling.renew_some")
        handle("factcheck.fetch_import", "factcheck.importing.job.fetch", apart=True)
        handle("factcheck.import_rows", "factcheck.importing.job.import_some", apart=True)
        handle("factcheck.mail_webhook", "factcheck.webhooks.letter.mail_contact", apart=True)
