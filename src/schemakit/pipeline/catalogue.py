"""Every kind of finding there is, for ``explain`` and ``rules``."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from schemakit.check.rules import RULES
from schemakit.contract import frozen_problems
from schemakit.contract import problems as contract_problems
from schemakit.contract.http import problems as service_problems
from schemakit.core.finding import Kind
from schemakit.generate import problems as generate_problems
from schemakit.loading import problems as load_problems
from schemakit.resolve import problems as resolve_problems
from schemakit.validate.lookup import NO_SCHEMA, UNKNOWN_SCHEMA


@cache
def catalogue() -> Mapping[str, Kind]:
    """Return the kinds by code, each from the layer that finds it."""
    kinds = (
        *load_problems.KINDS,
        *resolve_problems.KINDS,
        *(rule.kind for rule in RULES.values()),
        NO_SCHEMA,
        UNKNOWN_SCHEMA,
        *generate_problems.KINDS,
        *frozen_problems.KINDS,
        *contract_problems.KINDS,
        *service_problems.KINDS,
    )
    return MappingProxyType({kind.code: kind for kind in sorted(kinds, key=lambda kind: kind.code)})
