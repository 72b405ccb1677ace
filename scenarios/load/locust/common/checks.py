"""Checks are counted by name, over all users of this process."""

from collections import Counter

_all: Counter = Counter()
_passed: Counter = Counter()


def check(name: str, passes: bool) -> bool:
    _all[name] += 1
    _passed[name] += bool(passes)
    return bool(passes)


def report() -> bool:
    """Prints every check, and returns whether all hold."""
    for name, count in _all.items():
        mark = "✓" if _passed[name] == count else "✗"
        print(f"{mark} {name}: {_passed[name]} of {count}")
    passed = _passed == _all
    print("PASS" if passed else "FAIL", flush=True)
    return passed
