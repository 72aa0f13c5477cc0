"""Models of the seeds as datamodel-code-generator makes them by default, of our bundles, held against the seeds."""

import json
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from datamodel_code_generator import InputFileType
from datamodel_code_generator import generate as generate_models

import schemakit
from schemakit.contract.suite import FuzzResult
from schemakit.pipeline.contest import Contest
from schemakit.pipeline.fuzzing import Effort, fuzz_contest
from schemakit.resolve.schema_set import Name

SEEDS: Final = (
    "ClaudeTaskRunCreateSchema",
    "CodexTaskRunCreateSchema",
    "PatchedTaskRunUpdate",
    "TaskRunBootstrapCreateRequest",
    "TaskRunResumeRequestSchema",
)
_SCHEMAS: Final = Path(__file__).resolve().parents[1] / "schemas"


def held_against_the_seeds(folder: Path, max_examples: int) -> Mapping[str, FuzzResult]:
    """Make the models in an empty folder, and fuzz each with its schema."""
    schemas = schemakit.load(_SCHEMAS)
    bundles = Contest.of(schemas, SEEDS, [], generated=False)
    modules = {name: f"careless_{name.lower()}" for name in SEEDS}
    for name, module in modules.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it announces other defaults for later versions
            generate_models(
                json.dumps(bundles.document(Name(name))),
                input_file_type=InputFileType.JsonSchema,
                output=folder / f"{module}.py",
            )
    sys.path.insert(0, str(folder))
    try:
        contest = Contest.of(schemas, (), [f"{module}:{name}" for name, module in modules.items()], generated=False)
        found = fuzz_contest(contest, Effort(max_examples))
        return {name: result for name, result in found if result is not None}
    finally:
        sys.path.remove(str(folder))
