"""``schemakit check``: the schemas themselves."""

from argparse import ArgumentParser

from schemakit.check.suppress import Selection, validated
from schemakit.cli.assumptions import assumptions
from schemakit.cli.options import add_output, add_reading, add_report
from schemakit.cli.reading import counted, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.core.finding import Severity
from schemakit.pipeline.catalogue import catalogue
from schemakit.pipeline.checking import check
from schemakit.pipeline.config import Config


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_reading(parser, paths=True)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Report what is wrong with the schemas."""
    config, output = invocation.config, invocation.output
    kinds = catalogue()
    loaded = read_schemas(config)
    schemas = loaded.value.set
    findings = check(loaded, validated(selection(config), kinds.values()))
    counts = [
        counted(sum(finding.severity is severity for finding in findings), severity.value)
        for severity in Severity
        if any(finding.severity is severity for finding in findings)
    ]
    return output.report(
        findings,
        positions(schemas),
        assumptions=assumptions(schemas, config),
        summary=", ".join(counts) or "No problems found.",
        kinds=lambda: kinds,
    )


def selection(config: Config) -> Selection:
    """Return which findings the configuration asks for."""
    severities = {code: Severity(severity) for code, severity in config.severity}
    return Selection(config.select, config.ignore, severities)
