"""Service to service: log in, look at the menus, order, read the order. User, restaurant and order service must agree."""

from common.checks import check
from common.scenario import PASSWORD, Buyer, Scenario
from common.settings import MENU_ID
from locust import task

PORTIONS = 2


def price_in(menus) -> int:
    return next((menu["price"] for menu in menus.body if menu["id"] == MENU_ID), 0)


class ServiceToService(Buyer):
    scenario = Scenario()

    @task
    def order(self):
        logged_in = self.api.log_in(self.account.username, PASSWORD)
        check("the user logs in", logged_in.status == 200)
        token = logged_in.get("access_token")
        menus = self.api.list_menus()
        check("the menus are listed", menus.status == 200)
        placed = self.api.place_order(token, PORTIONS)
        check("the order is confirmed", placed.is_confirmed)
        check("the order belongs to the user", placed.get("user_id") == self.account.id)
        check("the order has the price of the menu", placed.get("total_price") == PORTIONS * price_in(menus))
        read = self.api.get_order(token, placed.get("id"))
        check("the order reads as it was acknowledged", (read.status, read.text) == (200, placed.text))
        check("without a token no order", self.api.place_order(None, PORTIONS).status == 401)
        check("with a forged token no order", self.api.place_order(f"{token}x", PORTIONS).status == 401)
