"""``schemakit contract``: a service held against its contract."""

import shlex
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from schemakit.cli.exit_codes import CLEAN
from schemakit.cli.options import add_output, add_reading, add_report, count, natural, rate, reading_again, seconds
from schemakit.cli.reading import counted, read_schemas
from schemakit.cli.session import Invocation
from schemakit.contract.http.exchange import Limits
from schemakit.contract.http.operation import Contract
from schemakit.contract.http.replays import Replay, kept
from schemakit.contract.http.written import SCHEMA_FILE, read_contract
from schemakit.core.errors import UsageError
from schemakit.core.outcome import Outcome
from schemakit.core.record import replace
from schemakit.loading.positions import Positions
from schemakit.loading.read import read
from schemakit.pipeline.catalogue import catalogue
from schemakit.pipeline.config import Config
from schemakit.pipeline.contracts import OperationResult, Sides, Terms, problems, replayed, tested
from schemakit.pipeline.parameters import with_values
from schemakit.pipeline.schemas import Schemas

#: What a contract is called where nobody names it.
NAMES: Final = ("contract.yaml", "contract.yml", "contract.toml", "contract.json")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "contract", metavar="FILE", nargs="?", help="the contract, or an OpenAPI document (default: contract.yaml)"
    )
    where = parser.add_argument_group("the service")
    where.add_argument("--url", metavar="URL", help="its address; nothing is sent anywhere else")
    where.add_argument("--app", metavar="PKG.MOD:APP", help="an ASGI application, called in this process")
    where.add_argument(
        "--header",
        metavar="'NAME: VALUE'",
        action="append",
        default=[],
        help="to send; ${NAME} is a variable of the environment; repeatable",
    )
    where.add_argument(
        "--param", metavar="NAME=VALUE", action="append", default=[], help="the value of {NAME} in a path; repeatable"
    )
    where.add_argument("--env-proxies", action="store_true", help="use the proxies that the environment names")
    what = parser.add_argument_group("what is tried")
    what.add_argument("--only", metavar="'POST /*'", action="append", default=[], help="these operations; repeatable")
    what.add_argument("--max-examples", metavar="N", type=count, help="payloads of either kind each (default: 100)")
    what.add_argument("--seed", metavar="N", type=int, default=0, help="the same makes the same payloads (default: 0)")
    what.add_argument("--replay", metavar="ID", help="try again what was found and stored as ID")
    what.add_argument("--print-schema", action="store_true", help="print the JSON Schema of a contract")
    pace = parser.add_argument_group("how gently")
    pace.add_argument("--timeout", metavar="SECONDS", type=seconds, default=10.0, help="for one answer (default: 10)")
    pace.add_argument("--rate", metavar="N", type=rate, help="at most so many requests a second")
    pace.add_argument(
        "--retries",
        metavar="N",
        type=natural,
        default=1,
        help="after no answer, 429 or 503 (default: 1)",
    )
    pace.add_argument(
        "--budget", metavar="SECONDS", type=seconds, help="for the whole run (default: as long as it takes)"
    )
    pace.add_argument("--max-requests", metavar="N", type=count, help="at most so many requests in all")
    add_reading(parser, paths=False)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Report what the service does not keep of its contract."""
    arguments, config, output = invocation.arguments, invocation.config, invocation.output
    if arguments.print_schema:
        sys.stdout.write(SCHEMA_FILE.read_text(encoding="utf-8"))
        return CLEAN
    replay = None if arguments.replay is None else kept(arguments.replay)
    if arguments.app or (replay is not None and replay.app):
        sys.path.insert(0, str(Path.cwd()))  # where `python -m` would find it
    path = arguments.contract or (_nearest() if replay is None else replay.contract)
    read_in = read_contract(path)
    contract = read_in.value
    if contract is None:
        return output.report(read_in.findings, Positions(read([path]).value), summary="Nothing tested.")
    loaded = _schemas(contract, config, arguments)
    terms = _terms(arguments, config, replay)
    locate = Positions((*loaded.value.set.sources.values(), contract.source))
    sides = Sides(loaded.value.view("request"), loaded.value.view("response"))
    if not loaded.errors:
        contract = with_values(contract, sides.requests)
    unusable = loaded.errors or problems(contract, sides, terms)
    if unusable:
        return output.report(unusable, locate, summary="Nothing tested.", kinds=catalogue)
    if replay is not None:
        found = replayed(replay, contract, sides, terms)
        state = "still there" if found else "gone"
        return output.report(found, locate, summary=f"{arguments.replay}: {state}.", kinds=catalogue)
    width = max((len(one.name) for one in contract.operations), default=0)
    done: list[OperationResult] = []
    for result in tested(contract, sides, terms):
        output.result(_line(result, width))
        done.append(result)
    findings = [finding for result in done for finding in result.findings]
    summary = _summary(done, terms.seed)
    if findings:
        summary += f" Again: {_again(path, arguments, done)}"
    return output.report(findings, locate, summary=summary, kinds=catalogue)


def _nearest() -> str:
    found = next((name for name in NAMES if Path(name).is_file()), None)
    if found is None:
        raise UsageError("there is no contract here", help=f"write {NAMES[0]}, or name an OpenAPI document")
    return found


def _schemas(contract: Contract, config: Config, arguments: Namespace) -> Outcome[Schemas]:
    """Return the schemas that the command line, the contract, or the configuration names."""
    paths = contract.schemas
    if arguments.schemas is not None or (paths is None and not contract.documents):
        paths = config.schemas
    return read_schemas(config, paths or (), contract.documents)


def _terms(arguments: Namespace, config: Config, replay: Replay | None) -> Terms:
    terms = Terms(
        url=arguments.url,
        app=arguments.app,
        headers=dict(_pair(text, ":", "--header 'NAME: VALUE'") for text in arguments.header),
        variables=dict(_pair(text, "=", "--param NAME=VALUE") for text in arguments.param),
        only=tuple(arguments.only),
        timeout=arguments.timeout,
        limits=Limits(arguments.rate, arguments.retries, arguments.budget, arguments.max_requests),
        max_examples=config.max_examples,
        seed=arguments.seed,
        proxies=arguments.env_proxies,
    )
    if replay is not None and terms.url is None and terms.app is None:
        return replace(terms, url=replay.url, app=replay.app)
    return terms


def _line(result: OperationResult, width: int) -> str:
    name = result.operation.name.ljust(width)
    if result.untested and not result.requests:
        return f"  {name}  not tested: {result.untested}"
    covered = ""
    if result.coverage is not None and not result.untested:
        covered = f"{result.coverage.violated:>4} of {len(result.coverage.occurrences):>4} assertions violated  "
    accepted = "".join(f", {count} refused for {rule}" for rule, count in result.accepted.items())
    return (
        f"  {name}  {result.requests:>5} requests  {result.valid:>5} valid  {result.invalid:>5} invalid  {covered}"
        f"{counted(len(result.findings), 'disagreement')}{accepted}{f', {result.untested}' if result.untested else ''}"
    )


def _summary(done: list[OperationResult], seed: int) -> str:
    requests = sum(result.requests for result in done)
    wrong = sum(len(result.findings) for result in done)
    untested = [result for result in done if result.untested]
    left = f" {counted(len(untested), 'operation')} not or not wholly tested." if untested else ""
    return (
        f"{counted(len(done), 'operation')}, {counted(requests, 'request')}, {counted(wrong, 'disagreement')}."
        f"{left} Seed {seed}."
    )


def _again(path: str, arguments: Namespace, done: list[OperationResult]) -> str:
    """Return the command that asks the same again, of the operations that anything was wrong with."""
    given = (("--url", arguments.url), ("--app", arguments.app))
    options = [part for option, value in given if value for part in (option, value)]
    options += [part for header in arguments.header if "${" in header for part in ("--header", header)]
    options += [part for value in arguments.param for part in ("--param", value)]
    options += [part for result in done if result.findings for part in ("--only", result.operation.name)]
    options += ["--env-proxies"] if arguments.env_proxies else []
    options += reading_again(arguments)
    if arguments.max_examples:
        options += ["--max-examples", str(arguments.max_examples)]
    return shlex.join(["schemakit", "contract", path, *options, "--seed", str(arguments.seed)])


def _pair(text: str, sign: str, form: str) -> tuple[str, str]:
    name, found, value = text.partition(sign)
    if not found or not name.strip():
        raise UsageError(f"{text!r} is not {form}")
    return name.strip(), value.strip() if sign == ":" else value
