"""Payment failure: FAIL_PERCENT of the payments fail. Each such order must end as failed, its stock given back."""

from math import sqrt

from common.checks import check
from common.scenario import Buyer, Fault, Scenario
from common.settings import ORDER_URL, whole_number
from locust import task

FAIL_PERCENT = whole_number("FAIL_PERCENT", 30, 0, 100)
FAULT = Fault(f"{ORDER_URL}/chaos/payment_fail", {"fail_percent": FAIL_PERCENT}, {"fail_percent": 0})
DEVIATIONS = 5


def order_again(scenario: Scenario):
    answer = scenario.api.place_order(scenario.accounts[0].token, 1)
    check("after the fault an order is confirmed", answer.is_confirmed)


def judge_share(scenario: Scenario):
    count = len(scenario.orders) - 1  # the last one came after the fault
    failed = sum(order["status"] == "failed" for order in scenario.orders)
    share = FAIL_PERCENT / 100
    print(f"{failed} of {count} orders failed, set to {FAIL_PERCENT} %")
    check(
        "the share of failed orders is that of the switch",
        count > 0 and abs(failed / count - share) <= DEVIATIONS * sqrt(share * (1 - share) / count),
    )


class PaymentFailure(Buyer):
    scenario = Scenario(fault=FAULT, after_fault=order_again, after_all=judge_share)

    @task
    def order(self):
        token = self.account.token
        answer = self.api.place_order(token, 1)
        states = (answer.get("status"), answer.get("payment_status"))
        check(
            "an order is confirmed and paid, or failed and not charged",
            answer.status == 201 and states in [("confirmed", "completed"), ("failed", "failed")],
        )
        read = self.api.get_order(token, answer.get("id"))
        check("an order reads as it was acknowledged", read.get("status") == states[0])
