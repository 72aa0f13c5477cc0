"""Numbers as written to numbers as they are: exact at any size, and no input for which reading them takes long."""

import math
from decimal import Decimal, InvalidOperation


class HugeNumberError(ValueError):
    """Written out, the number would have more digits than the limits allow."""


def to_integer(text: str, digits: int) -> int | Decimal:
    """Return the value of an integer in decimal digits.

    ``Decimal`` where ``int`` would refuse to turn it into text again (``sys.get_int_max_str_digits``, 4,300 by
    default), so that whoever prints a message about it does not fail.

    Raises:
        HugeNumberError: it has more than ``digits`` digits.
    """
    if len(text) > digits:
        raise HugeNumberError
    try:
        return int(text)
    except ValueError:
        return Decimal(text)


def to_number(text: str, digits: int) -> float | Decimal:
    """Return the value of a number with a fraction or an exponent.

    ``Decimal`` where a ``float`` can hold it only as infinity (``1e400``) or as a zero that it is not (``1e-400``).

    Raises:
        HugeNumberError: written out, it would have more than ``digits`` digits.
    """
    if len(text) > digits:
        raise HugeNumberError
    number = float(text)
    if number and math.isfinite(number):
        return number
    try:
        exact = Decimal(text)
    except InvalidOperation as error:
        raise HugeNumberError from error
    if not exact:
        return number
    if abs(exact.adjusted()) > digits:
        raise HugeNumberError
    return exact
