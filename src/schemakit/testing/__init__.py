"""For contract tests: Hypothesis strategies of payloads, and an assertion with a readable failure.

from hypothesis import given
from schemakit.testing import payloads, assert_valid

@given(payloads("TaskRunResumeRequestSchema"))
def test_resume_takes_what_its_schema_allows(body): assert client.post("/resume", json=body).status_code == 200

``assert_valid`` and ``assert_invalid`` need nothing but schemakit. What draws payloads needs the extra ``fuzz``, and
says so: names are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from schemakit.core.errors import MissingExtraError

if TYPE_CHECKING:  # for type checkers and editors; at run time the table below does this, on first use
    from schemakit.pipeline.answers import ContractHook, contract_hook
    from schemakit.testing.agreement import assert_agrees
    from schemakit.testing.assertions import assert_invalid, assert_valid
    from schemakit.testing.found import Schema
    from schemakit.testing.strategies import invalid_payloads, payloads

#: Each public name: its home, and the extra that brings the packages of others that it needs.
_HOMES: Final = {
    "ContractHook": ("schemakit.pipeline.answers", "contract"),
    "Schema": ("schemakit.testing.found", ""),
    "assert_agrees": ("schemakit.testing.agreement", "fuzz"),
    "assert_invalid": ("schemakit.testing.assertions", ""),
    "assert_valid": ("schemakit.testing.assertions", ""),
    "contract_hook": ("schemakit.pipeline.answers", "contract"),
    "invalid_payloads": ("schemakit.testing.strategies", "fuzz"),
    "payloads": ("schemakit.testing.strategies", "fuzz"),
}

__all__ = [
    "ContractHook",
    "Schema",
    "assert_agrees",
    "assert_invalid",
    "assert_valid",
    "contract_hook",
    "invalid_payloads",
    "payloads",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home (PEP 562).

    Raises:
        MissingExtraError: it needs a package that is not installed.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, extra = _HOMES[name]
    try:
        return getattr(import_module(home), name)
    except ModuleNotFoundError as error:
        if not extra or (error.name or "").startswith("schemakit"):
            raise
        missing = error.name
    install = f"pip install 'schemakit[{extra}]'"  # in the message, too: Python shows nothing else
    raise MissingExtraError(f"{name} needs {missing}, which is not installed: {install}", help=install)


def __dir__() -> list[str]:
    """List the public names without importing them."""
    return __all__
