"""Changes values that would make a request slow, or refused because of an earlier one."""

import itertools
import re
import unicodedata

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


# The rule for user names needs classes of Unicode, which some tools do not support in patterns of an API document.
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]|  ")


def is_username(text):
    name = unicodedata.normalize("NFC", text)
    while name and unicodedata.category(name[0]) == "Zs":
        name = name[1:]
    while name and unicodedata.category(name[-1]) == "Zs":
        name = name[:-1]
    categories = {unicodedata.category(each) for each in name if each != " "}
    hidden = any(each[0] == "C" or each in ("Zs", "Zl", "Zp") for each in categories)
    return bool(name) and not hidden and not UNSEEN.search(name) and unicodedata.category(name[0])[0] != "M"


@schemathesis.hook
def filter_body(context, body):
    name = body.get("username") if isinstance(body, dict) else None
    return not isinstance(name, str) or name == "" or len(name) > 254 or is_username(name)
