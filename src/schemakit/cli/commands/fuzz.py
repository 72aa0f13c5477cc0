"""``schemakit fuzz``: payloads past engines and models."""

import shlex
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from schemakit.cli.assumptions import assumptions, written_names
from schemakit.cli.options import add_output, add_reading, add_report, add_view
from schemakit.cli.reading import counted, in_view, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.contract.suite import FuzzResult
from schemakit.core.finding import Finding
from schemakit.pipeline.catalogue import catalogue
from schemakit.pipeline.config import Config
from schemakit.pipeline.fuzzing import fuzz_schemas


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="schemas to fuzz (default: all but recovered enums)")
    parser.add_argument(
        "--models", metavar="PKG.MOD:TYPE", action="append", default=[], help="a model of yours to try; repeatable"
    )
    parser.add_argument("--max-examples", metavar="N", type=_positive, help="payloads of either kind (default: 100)")
    parser.add_argument(
        "--seed", metavar="N", type=int, default=0, help="the same makes the same payloads (default: 0)"
    )
    add_view(parser, both=False)
    add_reading(parser, paths=False)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Report where engines and models part."""
    arguments, config, output = invocation.arguments, invocation.config, invocation.output
    sys.path.insert(0, str(Path.cwd()))  # models are found where `python -m` would find them
    loaded = read_schemas(config)
    schemas = in_view(loaded.value, config)
    output.detail(lambda: assumptions(schemas.set, config))
    if loaded.errors:
        return output.report(loaded.errors, positions(schemas.set), summary="Nothing fuzzed.", kinds=catalogue)
    names = arguments.names or ([] if arguments.models else written_names(schemas.set))
    width = max(map(len, names or schemas.names), default=0)
    findings: list[Finding] = []
    done: list[FuzzResult] = []
    for result in fuzz_schemas(
        schemas, names, models=arguments.models, max_examples=config.max_examples, seed=arguments.seed
    ):
        output.result(_line(result, width))
        findings.extend(result.findings)
        done.append(result)
    summary = _summary(done, arguments.seed)
    if findings:
        summary += f" Again: {_again(done, arguments, config)}"
    return output.report(findings, positions(schemas.set), summary=summary, kinds=catalogue)


def _line(result: FuzzResult, width: int) -> str:
    coverage = result.coverage
    return (
        f"  {result.schema.ljust(width)}  {result.valid:>5} valid  {result.invalid:>5} invalid  "
        f"{coverage.violated:>4} of {len(coverage.occurrences):>4} assertions violated  "
        f"{counted(len(result.findings), 'disagreement')}"
    )


def _summary(done: list[FuzzResult], seed: int) -> str:
    valid, invalid = sum(result.valid for result in done), sum(result.invalid for result in done)
    wrong = sum(len(result.findings) for result in done)
    return (
        f"{counted(len(done), 'schema')}, {valid} valid and {invalid} invalid payloads, "
        f"{counted(wrong, 'disagreement')}. Seed {seed}."
    )


def _again(done: list[FuzzResult], arguments: Namespace, config: Config) -> str:
    """Return the command that makes the same payloads again, for the schemas that anybody was wrong about."""
    names = [result.schema for result in done if result.findings]
    options = [part for model in arguments.models for part in ("--models", model)]
    options += ["--view", arguments.view] if arguments.view else []
    draws = ["--max-examples", str(config.max_examples), "--seed", str(arguments.seed)]
    return shlex.join(["schemakit", "fuzz", *names, *options, *draws])


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is no whole number from 1")
    return int(text)
