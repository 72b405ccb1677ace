"""Cache effect: the first read of an order comes from the store, later ones from Redis. None shows an order as it was."""

import time
from statistics import median

from common.checks import check
from common.scenario import Buyer, Scenario
from common.settings import whole_number
from locust import task

READS = whole_number("READS", 5)
# How long to wait for the expiry of an entry, in seconds; it lives 300. 0 leaves this out.
EXPIRY_SECONDS = whole_number("EXPIRY", 0, 0)
# Redis may fail to answer now and then, and the store answers then, so not every later read needs to be a hit.
LEAST_HITS = 0.9

ms_by_origin: dict[str, list[float]] = {}
later_origins: list[str] = []


def origin_of(answer) -> str:
    return answer.headers.get("x-cache", "")


def judge_reads(scenario: Scenario):
    for origin, times in ms_by_origin.items():
        print(f"{origin}: {len(times)} reads, half of them within {median(times):.1f} ms")
    hits = later_origins.count("hit")
    check("90 % of later reads come from the cache", hits > 0 and hits >= LEAST_HITS * len(later_origins))
    if EXPIRY_SECONDS == 0:
        return
    token = scenario.accounts[0].token
    order_id = scenario.api.place_order(token, 1).get("id")
    scenario.api.get_order(token, order_id)
    time.sleep(EXPIRY_SECONDS)
    last = scenario.api.get_order(token, order_id)
    check("after its time an entry has expired", origin_of(last) == "miss")


class CacheEffect(Buyer):
    scenario = Scenario(after_all=judge_reads)

    @task
    def order_and_read(self):
        token = self.account.token
        placed = self.api.place_order(token, 1)
        if not check("an order is placed", placed.status == 201):
            return
        order_id = placed.get("id")
        self._read_repeatedly(order_id, placed.get("status"))
        check("it is cancelled", self.api.cancel_order(token, order_id).status == 200)
        self._read_repeatedly(order_id, "cancelled")
        check("another order is placed", self.api.place_order(token, 1).status == 201)

    def _read_repeatedly(self, order_id: int, status: str):
        first = self._read(order_id, status)
        check("a first read comes from the store", origin_of(first) != "hit")
        for _ in range(READS):
            later = self._read(order_id, status)
            later_origins.append(origin_of(later))
            check("a later read is the same as the first", later.text == first.text)

    def _read(self, order_id: int, status: str):
        answer = self.api.get_order(self.account.token, order_id)
        ms_by_origin.setdefault(origin_of(answer), []).append(answer.ms)
        check("a read shows the last change", answer.get("status") == status)
        return answer
