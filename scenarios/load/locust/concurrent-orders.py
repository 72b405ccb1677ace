"""Concurrent orders on one menu: more buyers than portions. What is sold is what was there, and not one portion more."""

from common.checks import check
from common.scenario import Buyer, Scenario
from common.settings import whole_number
from locust import task

STOCK = whole_number("STOCK", 100)


def is_sold_out(answer) -> bool:
    return answer.status == 400 and answer.get("code") == "out_of_stock"


def order_too_many(scenario: Scenario):
    answer = scenario.api.place_order(scenario.accounts[0].token, scenario.stock_left + 1)
    check("an order of more than is left is refused", is_sold_out(answer))


class ConcurrentOrders(Buyer):
    scenario = Scenario(stock=STOCK, after_all=order_too_many)

    @task
    def order(self):
        answer = self.api.place_order(self.account.token, 1)
        check(
            "an order is confirmed, or refused as sold out",
            answer.is_confirmed or is_sold_out(answer),
        )
