"""What targets are called: known without loading any of them."""

from typing import Final, Literal, TypeAlias, get_args

#: The libraries that types can be generated for.
TargetName: TypeAlias = Literal["pydantic", "dataclass", "typeddict", "msgspec"]

TARGET_NAMES: Final[tuple[TargetName, ...]] = get_args(TargetName)
