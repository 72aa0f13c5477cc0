"""What must type-check, and what must not: an ignore that is not needed is an error, too."""

from order_pydantic import dump, dumps, load, loads
from order_pydantic.order import Line, Order, OrderStatus
from pydantic import MISSING

order: Order = load(Order, {"id": 1, "lines": [{"sku": "A"}]})
again: Order = loads(Order, dumps(order))
status: OrderStatus = order.status
note: str | None = None if order.note is MISSING else order.note
prices: list[float] = [one.price for one in (order, again) if one.price is not MISSING]
lines: list[Line] = order.lines
parent: Order | None = None if order.parent is MISSING else order.parent
kind = order.kind
if kind is not MISSING and kind != "order":
    raise AssertionError(dump(order))

built = Order(id=1, lines=[Line(sku="A", count=2)], status=OrderStatus.PAID, note=None, extra={"a": 1})
built.status = OrderStatus.SENT_BACK
built.note = MISSING
copied: Order = built.model_copy(update={"id": 2})
valid: Order = Order.model_validate_json(b"{}")

Order(id=1)  # type: ignore[call-arg]
Order(id="1", lines=[])  # type: ignore[arg-type]
Order(id=1, lines=[{"sku": "A"}])  # type: ignore[list-item]
Order(id=1, lines=[], kind="bill")  # type: ignore[arg-type]
Line(sku="A", cuont=2)  # type: ignore[call-arg]
built.status = "paid"  # type: ignore[assignment]
number: int = order.lines[0].count  # type: ignore[assignment]
order.statsu  # type: ignore[attr-defined]
load(Order, object())  # type: ignore[arg-type]
text: str = dump(order)  # type: ignore[assignment]
