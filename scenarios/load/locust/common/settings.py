"""What every scenario reads from the environment; docs/load-tools/README.md lists it."""

import os
import re
import sys

MOST = 999_999_999
SECONDS = {"": 1, "s": 1, "m": 60, "h": 3_600}


def refuse(name: str, value: str, allowed: str):
    print(f'error: {name} is "{value}", allowed: {allowed}', file=sys.stderr)
    sys.exit(2)


def text(name: str, fallback: str = "") -> str:
    return os.environ.get(name, "").strip() or fallback


def whole_number(name: str, fallback: int, least: int = 1, most: int = MOST) -> int:
    value = text(name, str(fallback))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        refuse(name, value, f"a whole number from {least} to {most}")
    return int(value)


def duration(name: str, fallback: str) -> int:
    """In seconds."""
    value = text(name, fallback)
    match = re.fullmatch(r"([1-9][0-9]{0,6})([smh]?)", value)
    if not match:
        refuse(name, value, "10, 10s, 5m or 1h")
    return int(match[1]) * SECONDS[match[2]]


def web_address(name: str, fallback: str) -> str:
    value = text(name, fallback)
    if not re.fullmatch(r"https?://[^/\s]+(/\S*)?", value):
        refuse(name, value, "an address such as http://localhost:8001")
    return value.rstrip("/")


def service_url(name: str, path: str, port: int) -> str:
    gateway = text("GATEWAY_URL") and web_address("GATEWAY_URL", "")
    return web_address(name, f"{gateway}/api/{path}" if gateway else f"http://localhost:{port}")


USER_URL = service_url("USER_URL", "users", 8001)
RESTAURANT_URL = service_url("RESTAURANT_URL", "restaurants", 8002)
ORDER_URL = service_url("ORDER_URL", "orders", 8003)
CHAOS_KEY = text("CHAOS_KEY")
USERS = whole_number("USERS", 10)
DURATION_SECONDS = duration("DURATION", "10s")
MENU_ID = whole_number("MENU_ID", 1)
P95_MS = whole_number("P95_MS", 5_000)
SETTLE_SECONDS = whole_number("SETTLE", 60)
