"""What a role does not allow is refused in a whole sentence, whatever the language."""

import pytest
from django.utils.translation import override

from factcheck.permissions import Verb, require
from newsroom.refusals import NotAllowed
from tests.factories import reporter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", r"Your role \(reporter\) does not allow you to approve verdicts\."),
        ("es", r"Su papel \(reportero\) no le permite aprobar veredictos\."),
    ],
)
def test_a_refusal_names_role_and_act_in_the_language_of_the_desk(
    language: str, sentence: str
) -> None:
    with override(language), pytest.raises(NotAllowed, match=sentence):
        require(reporter(), Verb.APPROVE)
