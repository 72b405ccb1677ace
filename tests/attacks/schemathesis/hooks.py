"""Changes what would make a request slow, or refused for what an earlier one said."""

import itertools
import re

import schemathesis

MOST_DELAY_MS = 20
VALID_KEY = re.compile(r"[\x20-\x7e]{1,255}")

keys = itertools.count(1)


@schemathesis.hook
def map_query(context, query):
    delay = query.get("delay") if query else None
    if isinstance(delay, int) and delay > MOST_DELAY_MS:
        query["delay"] = MOST_DELAY_MS
    return query


@schemathesis.hook
def before_call(context, case, kwargs):
    # The same key with another body is refused, and drawn keys are often the same.
    for name, value in list((case.headers or {}).items()):
        if name.lower() == "idempotency-key" and VALID_KEY.fullmatch(str(value)):
            case.headers[name] = f"key {next(keys)}"
