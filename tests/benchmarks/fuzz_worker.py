"""Draws payloads with one tool: ``fuzz_worker.py TOOL SCHEMAS COUNT SECONDS`` prints, for each schema, a JSON line.

Runs in the environment of the tool. A line is [draws, seconds of processor time], building the strategy included, or
null where the tool cannot.
"""

import json
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st


def schemakit(schema: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a schema as parsed
    from schemakit.testing import payloads  # noqa: PLC0415 - each tool lives in an environment of its own

    return payloads(schema)


def schemathesis(schema: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    from schemathesis.generation.jsonschema.builder import build  # noqa: PLC0415
    from schemathesis.specs.openapi.formats import STRING_FORMATS, get_default_format_strategies  # noqa: PLC0415

    named = str(schema.get("$schema", "2020-12"))
    drafts = {"draft-04": 4, "draft-06": 6, "draft-07": 7, "2019-09": 2019}
    draft = next((number for name, number in drafts.items() if name in named), 2020)
    return build(schema, draft=_number(draft), formats={**get_default_format_strategies(), **STRING_FORMATS})


def _number(draft: int) -> int:
    import jsonschema_rs  # noqa: PLC0415

    names = {4: "Draft4", 6: "Draft6", 7: "Draft7", 2019: "Draft201909", 2020: "Draft202012"}
    return getattr(jsonschema_rs, names[draft])


def hypothesis_jsonschema(schema: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    from hypothesis_jsonschema import from_schema  # noqa: PLC0415

    return from_schema(schema)


TOOLS: dict[str, Callable[[Any], st.SearchStrategy[Any]]] = {
    "schemakit": schemakit,
    "schemathesis": schemathesis,
    "hypothesis-jsonschema": hypothesis_jsonschema,
}


class EnoughError(BaseException):
    """Time is up."""


def measured(tool: str, schema: Any, count: int, seconds: float) -> list[float] | None:  # noqa: ANN401
    """Draw; return how many payloads in how much processor time, None where there are none."""
    found = 0
    start = time.process_time()

    def draw() -> None:
        @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck), derandomize=True)  # fmt: skip
        @given(TOOLS[tool](schema))
        def collect(payload: object) -> None:
            nonlocal found
            del payload
            found += 1

        collect()

    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.2)  # again and again: some callbacks ignore what is raised
    try:
        draw()
    except EnoughError:
        pass
    except Exception:  # noqa: BLE001 - whatever a tool raises, it cannot
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return [found, time.process_time() - start] if found else None


def enough(number: int, frame: FrameType | None) -> None:
    """Interrupt whatever is being built or drawn."""
    del number, frame
    raise EnoughError


def main() -> None:
    """Measure every schema of a file."""
    signal.signal(signal.SIGVTALRM, enough)
    tool, path, count, seconds = sys.argv[1:5]
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        sys.stdout.write(json.dumps(measured(tool, json.loads(line), int(count), float(seconds))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
