#!/usr/bin/env bash
# Concurrent orders on one menu: more buyers than portions. What is sold is what was there, and not one portion more.
. "$(dirname "$0")/lib.sh"
number STOCK 100

sold_out() { answered 400 && is "$(field code)" out_of_stock; }
confirmed_or_sold_out() { confirmed || sold_out; }

order() {
  place_order "$TOKEN" 1
  check 'an order is confirmed, or refused as sold out' confirmed_or_sold_out
}

begin "$STOCK"
load order
settle
place_order "${TOKENS[0]}" $((STOCK_LEFT + 1))
check 'an order of more than is left is refused' sold_out
verdict
