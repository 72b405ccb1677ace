"""What is the same in all six: users, stock and fault before the load, their end and the accounts after it."""

import atexit
import itertools
import secrets
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Callable

import requests
from locust import HttpUser, events
from locust.runners import LocalRunner

from . import settings
from .api import Answer, Api
from .checks import check, report

PLENTY = 100_000
PASSWORD = "correct horse"
NEVER_SOLD = ("pending", "failed", "cancelled")
INTERRUPTED = 130
CANNOT_BEGIN = 2
STOP_SECONDS = 60
OFF_ATTEMPTS = 20
OFF_PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Fault:
    """A documented switch: its address, and what is sent to turn it on and off."""

    url: str
    on: dict
    off: dict


@dataclass(frozen=True)
class Account:
    id: int
    username: str
    token: str


class CannotBegin(Exception):
    pass


def _send_outside_of_the_load(method, url, *, name, **options):
    return requests.request(method, url, timeout=60, **options)


class Scenario:
    """Runs with the Locust process: the beginning when it is ready, the end and the verdict before it exits."""

    def __init__(
        self,
        *,
        stock: int = PLENTY,
        fault: Fault | None = None,
        p95_ms: int = settings.P95_MS,
        after_fault: Callable[["Scenario"], None] = lambda scenario: None,
        after_all: Callable[["Scenario"], None] = lambda scenario: None,
    ):
        self.api = Api(_send_outside_of_the_load)
        self.accounts: list[Account] = []
        self.orders: list[dict] = []
        self.stock_left = 0
        self._stock = stock
        self._fault = fault
        self._is_fault_on = False
        self._p95_ms = p95_ms
        self._after_fault = after_fault
        self._after_all = after_all
        events.init_command_line_parser.add_listener(self._set_load)
        events.init.add_listener(self._on_init)
        events.quitting.add_listener(self._on_quitting)
        atexit.register(self._turn_off)

    def _set_load(self, parser, **_):
        """Options of the command line still come first."""
        parser.set_defaults(
            num_users=settings.USERS,
            spawn_rate=settings.USERS,
            run_time=f"{settings.DURATION_SECONDS}s",
            stop_timeout=STOP_SECONDS,
        )

    def _on_init(self, environment, **_):
        try:
            if not isinstance(environment.runner, LocalRunner) and environment.parsed_options.headless:
                raise CannotBegin("checks are counted in one process, without --processes, --master and --worker")
            self._begin()
        except (CannotBegin, requests.RequestException) as error:
            print(f"error: {error}", file=sys.stderr)
            sys.exit(CANNOT_BEGIN)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)

    def _begin(self):
        run = secrets.token_hex(6)
        self.accounts = [self._sign_up(f"locust-{run}-{i}") for i in range(settings.USERS)]
        self._next = itertools.cycle(self.accounts)
        self._stock_before = self._set_stock(self._stock)
        if self._fault:
            # Before the call: it may have acted even if no answer came.
            self._is_fault_on = True
            with _uninterrupted():
                answer = self.api.set_switch(self._fault.url, self._fault.on)
            _expect(200, answer, f"POST {self._fault.url}")

    def next_account(self) -> Account:
        return next(self._next)

    def _on_quitting(self, environment, **_):
        if not self.accounts:
            return
        was_interrupted = environment.runner.state in ("spawning", "running")
        self._turn_off()
        environment.runner.stop()
        self._after_fault(self)
        self._settle()
        self._after_all(self)
        p95_ms = environment.stats.total.get_response_time_percentile(0.95) or 0
        check(f"95 % of the answers took less than {self._p95_ms} ms", p95_ms < self._p95_ms)
        check("no task raised an exception", not environment.runner.exceptions)
        passed = report()
        environment.process_exit_code = INTERRUPTED if was_interrupted else int(not passed)

    def _turn_off(self):
        if not self._is_fault_on:
            return
        self._is_fault_on = False
        # Another call that changes switches at the same moment makes this one answer 503.
        for _ in range(OFF_ATTEMPTS):
            status = self.api.set_switch(self._fault.url, self._fault.off).status
            if status == 200:
                break
            time.sleep(OFF_PAUSE_SECONDS)
        check("the fault is switched off", status == 200)

    def _settle(self):
        """Waits until no order is pending and the stock agrees, for SETTLE seconds at most."""
        deadline = time.monotonic() + settings.SETTLE_SECONDS
        while True:
            self.orders = [order for account in self.accounts for order in self._orders_of(account)]
            self.stock_left = self._read_stock()
            gone = self._stock_before - self.stock_left
            pending = sum(order["status"] == "pending" for order in self.orders)
            sold = sum(
                line["quantity"]
                for order in self.orders
                if order["status"] not in NEVER_SOLD
                for line in order["items"]
            )
            if (pending == 0 and gone == sold) or time.monotonic() > deadline:
                break
            time.sleep(1)
        print(
            f"stock {self._stock_before} -> {self.stock_left}; {sold} portions in {len(self.orders)} orders are sold; "
            f"{pending} orders are pending"
        )
        check("no order is left pending", pending == 0)
        check("stock sold is the portions of confirmed orders", gone == sold)
        check("stock is never negative", self.stock_left >= 0)
        check("at least one order was confirmed", sold > 0)

    def _orders_of(self, account: Account):
        cursor = None
        while True:
            answer = self.api.list_orders(account.token, cursor)
            if not check("the orders of a user are listed", answer.status == 200):
                return
            yield from answer.body["items"]
            cursor = answer.body["next_cursor"]
            if cursor is None:
                return

    def _sign_up(self, username: str) -> Account:
        signed_up = _expect(201, self.api.sign_up(username, PASSWORD), "POST /signup")
        logged_in = _expect(200, self.api.log_in(username, PASSWORD), "POST /login")
        return Account(signed_up.body["id"], username, logged_in.body["access_token"])

    def _read_stock(self) -> int:
        return _expect(200, self.api.get_menu(), f"GET /menus/{settings.MENU_ID}").body["inventory"]

    def _set_stock(self, wanted: int) -> int:
        """Sets the stock where the caller may, and returns what there is."""
        before = self._read_stock()
        if before == wanted:
            return before
        answer = self.api.change_stock(wanted - before)
        if answer.status in (401, 403):
            print(
                f"the stock of menu {settings.MENU_ID} stays at {before}: changing it needs a service token here"
            )
            return before
        _expect(200, answer, f"PUT /inventory/{settings.MENU_ID}")
        return self._read_stock()


@contextmanager
def _uninterrupted():
    """Ctrl-C comes through when the switch has answered, so that on never follows off."""
    pressed = []
    before = signal.signal(signal.SIGINT, lambda *_: pressed.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _expect(status: int, answer: Answer, what: str) -> Answer:
    if answer.status != status:
        raise CannotBegin(f"{what} answered {answer.status} {answer.text}")
    return answer


class Buyer(HttpUser):
    """A user with an account of the scenario; `api` counts in Locust's statistics."""

    abstract = True
    host = settings.ORDER_URL
    scenario: Scenario

    def on_start(self):
        self.account = self.scenario.next_account()
        self.api = Api(self._send)

    def _send(self, method, url, **options):
        with self.client.request(method, url, catch_response=True, **options) as response:
            # Whether an answer is right is for the checks to say.
            if response.status_code != 0:
                response.success()
        return response
