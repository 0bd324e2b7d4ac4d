"""Two tables are equal when they hold the same rows, whatever their order: whole numbers and texts exactly, fractions to a thousand-millionth."""
import datetime
import decimal
import math

CLOSE = 1e-9


def _plain(value):
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return value


def _key(row):
    """Texts and whole numbers first; fractions rounded, so that two that differ by less than counts lie side by side."""
    exact = tuple((v is not None, type(v).__name__, v if v is not None else 0) for v in row if not isinstance(v, float))
    return tuple(isinstance(v, float) for v in row), exact, tuple(float(f"{v:.7g}") for v in row if isinstance(v, float))


def _equal(one, other):
    if isinstance(one, float) or isinstance(other, float):
        if one is None or other is None or isinstance(one, str) or isinstance(other, str):
            return False
        return one == other or math.isclose(one, other, rel_tol=CLOSE, abs_tol=1e-12)
    return one == other


def difference(expected, actual, columns):
    """What is the matter in a few words; None when the tables are equal. `columns`: name and type of each."""
    kinds = dict(enumerate(kind for _, kind in columns))

    def number(value, kind):
        """Seven is seven, whatever type an engine gave the column; a fraction where a whole number belongs stays one and is told."""
        if kind == "double" and isinstance(value, int):
            return float(value)
        return int(value) if kind != "double" and isinstance(value, float) and value.is_integer() else value

    def made(rows):
        return sorted(([number(_plain(v), kinds.get(i)) for i, v in enumerate(row)] for row in rows), key=_key)

    expected, actual = made(expected), made(actual)
    if len(expected) != len(actual):
        return f"{len(actual)} rows instead of {len(expected)}"
    wrong = [(one, other) for one, other in zip(expected, actual) if len(one) != len(other) or not all(map(_equal, one, other))]
    if not wrong:
        return None
    one, other = wrong[0]
    cells = [f"{columns[i][0]} {b!r} instead of {a!r}" for i, (a, b) in enumerate(zip(one, other)) if not _equal(a, b)]
    return f"{len(wrong)} of {len(expected)} rows differ, one in {'; '.join(cells[:4])}"
