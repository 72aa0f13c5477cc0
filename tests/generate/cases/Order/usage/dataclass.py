"""What must type-check, and what must not: an ignore that is not needed is an error, too."""

from dataclasses import replace

from order_dataclass import dump, dumps, load, loads
from order_dataclass.order import Line, Order, OrderStatus
from schemakit.runtime.dataclass import ABSENT

order: Order = load(Order, {"id": 1, "lines": [{"sku": "A"}]})
again: Order = loads(Order, dumps(order))
status: OrderStatus = order.status
note: str | None = None if order.note is ABSENT else order.note
prices: list[float] = [one.price for one in (order, again) if one.price is not ABSENT]
lines: list[Line] = order.lines
parent: Order | None = None if order.parent is ABSENT else order.parent

built = Order(id=1, lines=[Line(sku="A", count=2)], status=OrderStatus.PAID, note=None, extra={"a": 1})
built.status = OrderStatus.SENT_BACK
built.class_ = ABSENT
copied: Order = replace(built, id=2)
dump(copied, defaults=True)

Order(id=1)  # type: ignore[call-arg]
Order(id="1", lines=[])  # type: ignore[arg-type]
Order(id=1, lines=[], kind="bill")  # type: ignore[arg-type]
Line(sku="A", cuont=2)  # type: ignore[call-arg]
built.status = "paid"  # type: ignore[assignment]
number: int = order.lines[0].count  # type: ignore[assignment]
order.statsu  # type: ignore[attr-defined]
text: str = dump(order)  # type: ignore[assignment]
