"""The contract that an OpenAPI document is: its operations, their bodies and answers, and values for parameters."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias, final

from schemakit.contract.http.operation import REFUSALS, Operation
from schemakit.contract.http.swagger import modern
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, child, from_fragment, lookup
from schemakit.core.record import dataclass, field, replace
from schemakit.loading.source import Source
from schemakit.runtime.text import write_json

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_Key: TypeAlias = tuple[str, str]

#: Where parameters can be sent from here.
_PLACES: Final = ("path", "query", "header")
#: What a parameter of Swagger 2 is beside a schema.
_NO_SCHEMA: Final = frozenset({"name", "in", "required", "description", "collectionFormat", "allowEmptyValue"})
#: These are not about the payload, unless nothing else is declared.
_ABOUT_SOMETHING_ELSE: Final = frozenset({401, 402, 403, 404, 405, 406, 407, 408, 410, 429})


def operations_of(source: Source) -> tuple[tuple[Operation, ...], Source]:
    """Return the operations of an OpenAPI document, and the document with a name for each of their inline schemas.

    An operation whose body has no JSON form says why it is not tested. Parameters get the values that the document has
    for them (example, default, the first of an ``enum``), or their schema is named, for one to be drawn; optional query
    parameters and headers are left out.
    """
    document = _object(source.document)
    reading = _Reading(document, is_swagger="swagger" in document)
    operations = tuple(reading.operations(source))
    if not reading.inline:
        return operations, source
    if reading.is_swagger:
        definitions = {**_object(document.get("definitions")), **reading.inline}
        return operations, replace(source, document={**document, "definitions": definitions})
    components = _object(document.get("components"))
    schemas = {**_object(components.get("schemas")), **reading.inline}
    return operations, replace(source, document={**document, "components": {**components, "schemas": schemas}})


@final
@dataclass(slots=True)
class _Reading:
    document: Mapping[str, Json]
    is_swagger: bool
    inline: dict[str, Json] = field(default_factory=dict)

    def operations(self, source: Source) -> Iterator[Operation]:
        for path, item in _object(self.document.get("paths")).items():
            known = self._object(item)
            for method in _METHODS:
                if method in known:
                    place = Location(source.uri, child(ROOT, "paths", path, method), key=True)
                    operation = Operation(method.upper(), path, place)
                    yield self._operation(operation, _object(known[method]), known.get("parameters"))

    def _operation(self, operation: Operation, said: Mapping[str, Json], shared: Json) -> Operation:
        name = str(said.get("operationId") or operation.name)
        parameters = {
            (str(one.get("in")), str(one.get("name"))): one
            for listed in (shared, said.get("parameters"))
            for one in map(self._object, listed if isinstance(listed, list) else [])
        }
        values = {key: self._value(one) for key, one in parameters.items() if key[0] == "path" or one.get("required")}
        if self.is_swagger:
            said = modern(said, tuple(parameters.values()), self.document, self._object)
        body, untested = self._body(self._object(said.get("requestBody")), f"{name} body")
        answers = dict(self._answers(_object(said.get("responses")), name))
        return replace(
            operation,
            body=body,
            answers=answers or operation.answers,
            refuses=_refusals(answers),
            variables=_given(values, "path"),
            query=_given(values, "query"),
            headers=_given(values, "header"),
            untested=untested,
            unvalued=dict(self._unvalued(parameters, values, name)),
        )

    def _unvalued(
        self, parameters: Mapping[_Key, Mapping[str, Json]], values: Mapping[_Key, str | None], name: str
    ) -> Iterator[tuple[str, str]]:
        for key in (key for key, value in values.items() if value is None and key[0] in _PLACES):
            whole = {member: value for member, value in parameters[key].items() if member not in _NO_SCHEMA}
            said = " ".join(key)
            schema = self._named(whole if self.is_swagger else parameters[key].get("schema"), f"{name} {said}")
            if schema is not None:
                yield said, schema

    def _body(self, body: Mapping[str, Json], name: str) -> tuple[str | None, str]:
        content = _object(body.get("content"))
        if not content:
            return None, ""
        media = _json_media(content)
        if media is None:
            return None, f"its body is {', '.join(content)}"
        return self._named(_object(content[media]).get("schema"), name), ""

    def _answers(self, answers: Mapping[str, Json], name: str) -> Iterator[tuple[str, str | None]]:
        for status, answer in answers.items():
            content = _object(self._object(answer).get("content"))
            media = _json_media(content)
            schema = None if media is None else _object(content[media]).get("schema")
            yield status.upper() if status != "default" else status, self._named(schema, f"{name} {status}")

    def _named(self, schema: Json, name: str) -> str | None:
        """Return the name of a schema: that of the component it refers to, or one that it is given here."""
        if schema is None:
            return None
        text = _object(schema).get("$ref")
        folder = "#/definitions/" if self.is_swagger else "#/components/schemas/"
        if isinstance(text, str) and text.startswith(folder) and "/" not in text[len(folder) :]:
            return text[len(folder) :]
        self.inline[name] = schema
        return name

    def _value(self, parameter: Mapping[str, Json]) -> str | None:
        schema = parameter if self.is_swagger else self._object(parameter.get("schema"))
        examples = [self._object(one).get("value") for one in _object(parameter.get("examples")).values()]
        listed = schema.get("enum")
        candidates = (parameter.get("example"), *examples, schema.get("example"), *_items(schema.get("examples")))
        for value in (*candidates, schema.get("default"), schema.get("const"), *_items(listed)):
            if isinstance(value, (str, int, float)):
                return value if isinstance(value, str) else write_json(value)
        return None

    def _object(self, value: Json) -> Mapping[str, Json]:
        """Return an object of the document, or the one that it refers to (Reference Object)."""
        for _ in range(8):
            text = _object(value).get("$ref")
            pointer = from_fragment(text[1:]) if isinstance(text, str) and text.startswith("#") else None
            if pointer is None:
                break
            try:
                value = lookup(dict(self.document), pointer)
            except LookupError:
                return {}
        return _object(value)


def _refusals(answers: Mapping[str, str | None]) -> frozenset[int]:
    """Return by which statuses a payload may be refused, as far as the document says it."""
    if "4XX" in answers or "default" in answers:
        return frozenset(range(400, 500)) - _ABOUT_SOMETHING_ELSE
    declared = frozenset(int(key) for key in answers if key.isdecimal() and key.startswith("4"))
    return declared - _ABOUT_SOMETHING_ELSE or REFUSALS


def _given(values: Mapping[_Key, str | None], where: str) -> dict[str, str]:
    return {name: value for (place, name), value in values.items() if place == where and value is not None}


def _json_media(content: Mapping[str, Json]) -> str | None:
    """Return the media type of JSON among those of a content: ``application/json``, or with ``+json`` (RFC 6839)."""
    plain = {name: name.partition(";")[0].strip().lower() for name in content}
    return next((name for name, media in plain.items() if media == "application/json" or media.endswith("+json")), None)


def _items(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}
