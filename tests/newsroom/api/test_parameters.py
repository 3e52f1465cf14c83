import pytest
from django.http import QueryDict
from rest_framework.exceptions import ValidationError

from newsroom.api.parameters import refuse_unknown


def test_known_parameters_pass() -> None:
    refuse_unknown(QueryDict("rating=false&topic=oil"), {"rating", "topic", "cursor"})


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("author__password__startswith=a", "unknown"),
        ("Rating=false", "unknown"),
        ("format=html", "unknown"),
        ("rating=false&rating=true", "repeated"),
        ("rating=", "empty"),
        ("rating=%20%E2%80%83", "empty"),
    ],
)
def test_anything_else_is_refused_by_name(query: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        refuse_unknown(QueryDict(query), {"rating"})
    name = query.partition("=")[0]
    assert refused.value.get_codes() == {name: [code]}


def test_an_address_without_parameters_says_so() -> None:
    with pytest.raises(ValidationError, match="None is known here"):
        refuse_unknown(QueryDict("a=1"), ())


def test_a_flood_of_parameters_gets_no_flood_for_an_answer() -> None:
    query = "&".join(f"p{n}{'x' * 200}=1" for n in range(900))
    with pytest.raises(ValidationError) as refused:
        refuse_unknown(QueryDict(query), {"rating"})
    assert len(refused.value.detail) == 5
    assert len(str(refused.value)) < 2_000
