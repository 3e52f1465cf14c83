"""The web's door: ``granian --interface wsgi newsroom.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.checks import refuse_mistakes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")
os.environ.setdefault("STATEMENT_TIMEOUT", "5")  # seconds; a reader does not wait longer

application = get_wsgi_application()
refuse_mistakes()
