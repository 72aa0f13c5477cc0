"""What must type-check, and what must not: an ignore that is not needed is an error, too."""

from order_typeddict import dump, dumps, load, loads
from order_typeddict.order import Line, Order

order: Order = load(Order, {"id": 1, "lines": [{"sku": "A"}]})
again: Order = loads(Order, dumps(order, Order))
number: int = order["id"]
lines: list[Line] = order["lines"]
note: str | None = order.get("note")
class_: str = order.get("class", "")
if "parent" in order:
    parent: Order = order["parent"]

built: Order = {"id": 1, "lines": [{"sku": "A", "count": 2}], "status": "paid", "note": None, "extra": {"a": 1}}
built["status"] = "sent-back"
dump(built, Order)

missing: Line = {}  # type: ignore[typeddict-item]
wrong: Line = {"sku": "A", "count": "2"}  # type: ignore[typeddict-item]
more: Line = {"sku": "A", "cuont": 2}  # type: ignore[typeddict-unknown-key]
order["statsu"]  # type: ignore[typeddict-item]
built["status"] = "opened"  # type: ignore[typeddict-item]
text: str = order["id"]  # type: ignore[assignment]
