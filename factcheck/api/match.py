"""Has this been checked before? Partners ask with texts of their own."""

from drf_spectacular.utils import OpenApiExample, PolymorphicProxySerializer, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.answers import AnswersSerializer, answers
from factcheck.api.questions import QuestionSerializer, QuestionsSerializer, read_question
from newsroom.api.bodies import body_of
from newsroom.api.scopes import Scope
from newsroom.api.throttling import charge
from newsroom.api.views import PublicView

QUESTION = PolymorphicProxySerializer(
    component_name="TextOrTexts",
    serializers=[QuestionSerializer, QuestionsSerializer],
    resource_type_field_name=None,
)
EXAMPLES = [
    OpenApiExample(
        "One text",
        {"text": "Only a few dozen Rostec staff are left!", "said_on": "2019-06-03"},
        request_only=True,
    ),
    OpenApiExample(
        "Many texts",
        {"texts": ["Rosneft gifts 17,000 dollars", "The moon landing was faked"], "limit": 1},
        request_only=True,
    ),
]


class MatchView(PublicView):
    """Published checks for what somebody said or wrote. A question that changes nothing."""

    scope = Scope.MATCH

    @extend_schema(
        operation_id="match", request=QUESTION, responses=AnswersSerializer, examples=EXAMPLES
    )
    def post(self, request: Request) -> Response:
        """Tell which published checks are about the same as a text, or as each of many texts.

        Drafts and withdrawn checks are never found. Each text counts as a request.
        """
        question = read_question(body_of(request))
        charge(request, len(question.texts) - 1)
        return Response(AnswersSerializer({"results": answers(question)}).data)
