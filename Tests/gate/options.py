"""The words that one of these programs was called with: each option is taken out of them, the rest are its arguments."""

import sys

arguments = sys.argv[1:]


def option(name, default=None):
    """The word behind an option, which goes out of the arguments with it; the default where the option does not stand."""
    if name not in arguments:
        return default
    place = arguments.index(name)
    value = arguments[place + 1]
    del arguments[place:place + 2]
    return value
