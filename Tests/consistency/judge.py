"""Holds two numbers against each other and keeps count. Standard library only."""

import collections
import re


class Judge:
    """Counts comparisons by kind and remembers what differs."""

    def __init__(self):
        self.counts = collections.Counter()
        self.problems = []
        self.told = []

    def tell(self, what, wrong, of):
        """A count that is printed even when it is 0: what must never happen."""
        self.told.append(f"{what}: {wrong} of {of}")

    def same(self, kind, what, first, second, within=0.0):
        """Both unknown, or alike as far as the one with fewer decimals can say."""
        self.counts[kind] += 1
        if first is None or second is None:
            good = first is None and second is None
        elif isinstance(first, str) or isinstance(second, str):
            good = first == second
        else:
            good = abs(first - second) <= within + 1e-9 * max(1.0, abs(first), abs(second))
        if not good:
            self.problems.append(f"{kind}: {what}: {first!r} and {second!r}")
        return good

    def there(self, kind, what, found):
        """What a reader looks for and must be able to find."""
        if not found:
            self.counts[kind] += 1
            self.problems.append(f"{kind}: {what} is not there")
        return bool(found)

    @property
    def total(self):
        return sum(self.counts.values())


NUMBER = r"[−-]?\d[\d.,]*\d|[−-]?\d"


def shown(text, language):
    """The first number of a text that people read, with half a unit of its last decimal; None where there is none."""
    match = re.search(NUMBER, text or "")
    if not match:
        return None
    plain = match.group().replace("−", "-").replace("." if language == "da" else ",", "").replace(",", ".")
    decimals = len(plain.partition(".")[2])
    return float(plain), 0.5 * 10 ** -decimals


def amount(text, texts, language):
    """The same, in kroner where it says millions of them."""
    found = shown(text, language)
    if found and texts["unit.dkk_million"] in text:
        return found[0] * 1e6, found[1] * 1e6
    return found


def filled(template, text):
    """What stands where a text of the language file has its `{names}`; None where the text is another one. A word of `{name|one|many}` may be either."""
    pieces = re.split(r"\{(\w+(?:\|[^|}]*\|[^}]*)?)\}", template)

    def expected(piece):
        name, *words = piece.split("|")
        return "(?:" + "|".join(map(re.escape, words)) + ")" if words else f"(?P<{name}>[^;]+?)"

    pattern = "".join(expected(piece) if place % 2 else re.escape(piece) for place, piece in enumerate(pieces))
    match = re.search(pattern + r"(?=$|;)", text)
    return match.groupdict() if match else None
