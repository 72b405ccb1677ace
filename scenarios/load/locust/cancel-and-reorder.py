"""Cancel and reorder: order, cancel, order the same again. Each cancellation gives stock and money back once."""

from common.checks import check
from common.scenario import Buyer, Scenario
from locust import task

PORTIONS = 2


class CancelAndReorder(Buyer):
    scenario = Scenario()

    @task
    def cancel_and_reorder(self):
        token = self.account.token
        first = self.api.place_order(token, PORTIONS)
        if not check("the first order is confirmed", first.is_confirmed):
            return
        order_id = first.get("id")
        check("it is cancelled", self.api.cancel_order(token, order_id).status == 200)
        read = self.api.get_order(token, order_id)
        check(
            "it reads as cancelled and refunded",
            (read.get("status"), read.get("payment_status")) == ("cancelled", "refunded"),
        )
        again = self.api.cancel_order(token, order_id)
        check(
            "it cannot be cancelled again",
            again.status == 400 and again.get("code") == "already_cancelled",
        )
        check("the second order is confirmed", self.api.place_order(token, PORTIONS).is_confirmed)
