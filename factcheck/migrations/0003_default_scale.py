"""The rating scale a newsroom starts with. It may add to it; keys are never renamed."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# key, label, label in Spanish, number on the line from false to true, definition, the same in Spanish
SCALE = [
    (
        "true",
        "True",
        "Verdadero",
        5,
        "The evidence shows that the claim is right, and nothing that matters is left out.",
        "Las pruebas muestran que la afirmación es correcta y no omite nada importante.",
    ),
    (
        "mostly-true",
        "Mostly true",
        "Mayormente verdadero",
        4,
        "The claim is right in what matters; a detail is imprecise, or needs to be added.",
        "La afirmación es correcta en lo importante; algún detalle es impreciso o hay que añadirlo.",
    ),
    (
        "half-true",
        "Half true",
        "Verdad a medias",
        3,
        "One part of the claim is right; another part that matters is wrong or unproven.",
        "Una parte de la afirmación es correcta; otra parte importante es errónea o no está probada.",
    ),
    (
        "mostly-false",
        "Mostly false",
        "Mayormente falso",
        2,
        "There is something right in the claim, but what it says as a whole is wrong.",
        "Hay algo correcto en la afirmación, pero lo que dice en conjunto es erróneo.",
    ),
    (
        "false",
        "False",
        "Falso",
        1,
        "The evidence shows that the claim is wrong.",
        "Las pruebas muestran que la afirmación es errónea.",
    ),
    (
        "misleading",
        "Misleading",
        "Engañoso",
        None,
        "What is said may be right word for word, but it makes people believe something wrong.",
        "Lo dicho puede ser correcto palabra por palabra, pero hace creer algo erróneo.",
    ),
    (
        "unproven",
        "Unproven",
        "Sin pruebas",
        None,
        "There is not enough evidence to say whether the claim is right or wrong.",
        "No hay pruebas suficientes para decir si la afirmación es correcta o errónea.",
    ),
]


def add_scale(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the ratings that are missing, each with its definition; change none that is there."""
    rating_model = apps.get_model("factcheck", "Rating")
    definition_model = apps.get_model("factcheck", "RatingDefinition")
    for order, (key, label, label_es, value, text, text_es) in enumerate(SCALE, start=1):
        rating, is_new = rating_model.objects.get_or_create(
            key=key,
            defaults={"label": label, "label_es": label_es, "value": value, "order": order},
        )
        if is_new:
            definition_model.objects.create(rating=rating, text=text, text_es=text_es)


class Migration(migrations.Migration):
    """Data only. Going back leaves the scale: publications name it."""

    dependencies = [("factcheck", "0002_relations_and_guards")]

    operations = [migrations.RunPython(add_scale, migrations.RunPython.noop)]
