"""Operations of Swagger 2, written as OpenAPI 3 has them: body parameters, forms, ``consumes`` and ``produces``."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from schemakit.core.json import Json

_JSON: Final = "application/json"
_FORM: Final = "application/x-www-form-urlencoded"
#: What a form may be (OpenAPI 2.0, Parameter Object: ``formData``).
_FORMS: Final = ("multipart/form-data", _FORM)


def modern(
    said: Mapping[str, Json],
    parameters: Sequence[Mapping[str, Json]],
    document: Mapping[str, Json],
    followed: Callable[[Json], Mapping[str, Json]],
) -> dict[str, Json]:
    """Return an operation of OpenAPI 2.0 as one of 3.0, as far as contracts read it.

    ``parameters``: all of it, those of the path included; ``followed``: an object, or the one that it refers to.
    """
    produces = _media(said.get("produces", document.get("produces")))
    answers = said.get("responses")
    responses: dict[str, Json] = {
        status: _answer(followed(answer), produces)
        for status, answer in (answers.items() if isinstance(answers, dict) else ())
    }
    operation: dict[str, Json] = {**said, "responses": responses}
    body = _body(parameters, _media(said.get("consumes", document.get("consumes"))))
    if body:
        operation["requestBody"] = {"content": body}
    return operation


def _body(parameters: Sequence[Mapping[str, Json]], consumes: Sequence[str]) -> dict[str, Json]:
    places = {str(parameter.get("in")): parameter for parameter in parameters}
    if "formData" in places:
        return {media: {} for media in consumes if media in _FORMS} or {_FORM: {}}
    if "body" in places:
        return {media: {"schema": places["body"].get("schema")} for media in consumes}
    return {}


def _answer(answer: Mapping[str, Json], produces: Sequence[str]) -> Json:
    schema = answer.get("schema")
    if schema is None or (isinstance(schema, dict) and schema.get("type") == "file"):
        return {}
    return {"content": {media: {"schema": schema} for media in produces}}


def _media(listed: Json) -> list[str]:
    """Return media types, where JSON stands for any; where none is listed it is JSON, as in practice."""
    types = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    return [_JSON if one == "*/*" else one for one in types] or [_JSON]
