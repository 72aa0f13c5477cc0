"""Findings to text: one file per format, each a pure function of one signature."""

from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from schemakit.report.presentation import Report

#: Imported when first asked for: XML and hashes are nothing a pre-commit hook should wait for.
FORMATS: Final = MappingProxyType(
    {
        "full": "schemakit.report.full",
        "concise": "schemakit.report.concise",
        "json": "schemakit.report.json",
        "jsonl": "schemakit.report.jsonl",
        "github": "schemakit.report.github",
        "gitlab": "schemakit.report.gitlab",
        "junit": "schemakit.report.junit",
        "sarif": "schemakit.report.sarif",
    }
)


_STEP_SUMMARY: Final = "schemakit.report.step_summary"


def step_report() -> Report:
    """Return what writes the summary of a step of GitHub Actions; its module's own name would hide this function."""
    return cast(Report, import_module(_STEP_SUMMARY))


def report(name: str) -> Report:
    """Return the format of that name; KeyError where there is none."""
    return cast(Report, import_module(FORMATS[name]))
