"""Injected delay: the user service answers DELAY_MS late. Orders take longer or time out, none is lost, all is well after it."""

import time

from common.checks import check
from common.scenario import Buyer, Fault, Scenario
from common.settings import P95_MS, SETTLE_SECONDS, USER_URL, whole_number
from locust import task

DELAY_MS = whole_number("DELAY_MS", 2_000)
FAULT = Fault(f"{USER_URL}/chaos/delay", {"delay_ms": DELAY_MS}, {"delay_ms": 0})
TIMED_OUT = (502, 503, 504)


def is_quick_again(scenario: Scenario) -> bool:
    deadline = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < deadline:
        answer = scenario.api.place_order(scenario.accounts[0].token, 1)
        if answer.is_confirmed and answer.ms < DELAY_MS:
            return True
        time.sleep(1)
    return False


def judge_recovery(scenario: Scenario):
    check("after the fault an order is confirmed in less than the delay", is_quick_again(scenario))


class InjectedDelay(Buyer):
    scenario = Scenario(fault=FAULT, p95_ms=P95_MS + DELAY_MS, after_fault=judge_recovery)

    @task
    def order(self):
        answer = self.api.place_order(self.account.token, 1)
        timed_out = answer.status in TIMED_OUT
        check("an order is confirmed, or answered as timed out", answer.is_confirmed or timed_out)
        check("a confirmed order takes at least the delay", timed_out or answer.ms >= DELAY_MS)
