"""The documented calls. None raises because of an answer."""

import json
import time
from dataclasses import dataclass
from typing import Any, Callable, Mapping

from .settings import CHAOS_KEY, MENU_ID, ORDER_URL, RESTAURANT_URL, USER_URL


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where there was no answer."""

    status: int
    text: str
    headers: Mapping[str, str]
    ms: float

    @property
    def body(self) -> Any:
        try:
            return json.loads(self.text)
        except ValueError:
            return {}

    def get(self, name: str) -> Any:
        """A field of the body; None where it has none."""
        return self.body.get(name) if isinstance(self.body, dict) else None

    @property
    def is_confirmed(self) -> bool:
        return self.status == 201 and self.get("status") == "confirmed"


# Sends a request: method, URL, the name in Locust's statistics, headers and JSON.
Send = Callable[..., Any]


class Api:
    def __init__(self, send: Send):
        self._send = send

    def sign_up(self, username: str, password: str) -> Answer:
        account = {"username": username, "email": f"{username}@example.com", "password": password}
        return self._call("POST", USER_URL, "/signup", json=account)

    def log_in(self, username: str, password: str) -> Answer:
        return self._call("POST", USER_URL, "/login", json={"username": username, "password": password})

    def list_menus(self) -> Answer:
        return self._call("GET", RESTAURANT_URL, "/menus")

    def get_menu(self) -> Answer:
        return self._call("GET", RESTAURANT_URL, f"/menus/{MENU_ID}", "/menus/{id}")

    def change_stock(self, difference: int) -> Answer:
        """Takes stock, or gives it back where `difference` is positive."""
        path = f"/inventory/{MENU_ID}" + ("/restore" if difference > 0 else "")
        return self._call("PUT", RESTAURANT_URL, path, json={"quantity": abs(difference)})

    def place_order(self, token: str | None, quantity: int) -> Answer:
        order = {
            "items": [{"menu_id": MENU_ID, "quantity": quantity}],
            "address": "서울시 강남구 123-45",
            "phone": "010-1234-5678",
        }
        return self._call("POST", ORDER_URL, "/orders", token=token, json=order)

    def get_order(self, token: str, order_id: int) -> Answer:
        return self._call("GET", ORDER_URL, f"/orders/{order_id}", "/orders/{id}", token=token)

    def cancel_order(self, token: str, order_id: int) -> Answer:
        return self._call("POST", ORDER_URL, f"/orders/{order_id}/cancel", "/orders/{id}/cancel", token=token)

    def list_orders(self, token: str, cursor: int | None) -> Answer:
        page = "" if cursor is None else f"&cursor={cursor}"
        return self._call("GET", ORDER_URL, f"/orders?limit=100{page}", "/orders", token=token)

    def set_switch(self, url: str, setting: dict) -> Answer:
        headers = {"x-chaos-key": CHAOS_KEY} if CHAOS_KEY else {}
        return self._call("POST", url, "", "/chaos", headers=headers, json=setting)

    def _call(self, method, base, path, name=None, *, token=None, headers=None, json=None) -> Answer:
        headers = dict(headers or {})
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        start = time.perf_counter()
        response = self._send(method, base + path, name=name or path, headers=headers, json=json)
        ms = (time.perf_counter() - start) * 1_000
        return Answer(response.status_code or 0, response.text or "", response.headers or {}, ms)
