"""Errors: why the tool cannot go on. Everything that is wrong with a *document* is a finding instead.

SchemakitError
+-- UsageError          the caller asked for something that cannot be done: an unknown name, option, folder
+-- ConfigError         the configuration file is wrong
+-- MissingExtraError   a package of an extra is not installed
+-- BrokenSchemaError   the schemas themselves are too broken for what was asked; carries the findings
+-- ValidationError     a payload is not valid; carries the findings
"""

from typing import final

from schemakit.core.finding import Finding
from schemakit.core.location import Location


class SchemakitError(Exception):
    """Any condition under which schemakit cannot do what was asked."""

    def __init__(self, message: str, *, help: str = "", findings: tuple[Finding, ...] = ()) -> None:  # noqa: A002 - as in Finding
        """Keep the sentence for the person, the way out, and the findings that led here."""
        super().__init__(message)
        self.message = message
        self.help = help
        self.findings = findings


@final
class UsageError(SchemakitError):
    """The caller asked for something that cannot be done."""


@final
class ConfigError(SchemakitError):
    """The configuration is wrong."""


@final
class MissingExtraError(SchemakitError):
    """A package that belongs to one of the extras is not installed."""


@final
class BrokenSchemaError(SchemakitError):
    """The schemas are too broken for what was asked of them; ``findings``, or ``location``, says where."""

    def __init__(
        self,
        message: str,
        *,
        help: str = "",  # noqa: A002 - as in Finding
        findings: tuple[Finding, ...] = (),
        location: Location | None = None,
    ) -> None:
        """Keep the place of what is broken, too: in the schema that was to be compiled."""
        super().__init__(message, help=help, findings=findings)
        self.location = location


@final
class ValidationError(SchemakitError):
    """A payload is not valid; ``findings`` says what must be true instead."""
