#!/usr/bin/env bash
# Service to service: log in, look at the menus, order, read the order. User, restaurant and order service must agree.
. "$(dirname "$0")/lib.sh"
PORTIONS=2

price_in_list() { # of the menu, in BODY
  BODY=$(tr '{' '\n' <<<"$BODY" | grep "\"id\": *$MENU_ID,")
  field price
}

order() {
  local placed price token
  log_in "${NAMES[$WORKER]}"
  check 'the user logs in' answered 200
  token=$(field access_token)
  call GET "$RESTAURANT_URL/menus"
  check 'the menus are listed' answered 200
  price=$(price_in_list)
  place_order "$token" $PORTIONS
  placed=$BODY
  check 'the order is confirmed' confirmed
  check 'the order belongs to the user' is "$(field user_id)" "${IDS[$WORKER]}"
  check 'the order has the price of the menu' is "$(field total_price)" $((PORTIONS * price))
  get_order "$token" "$(field id)"
  check 'the order reads as it was acknowledged' is "$STATUS $BODY" "200 $placed"
  place_order '' $PORTIONS
  check 'without a token no order' answered 401
  place_order "${token}x" $PORTIONS
  check 'with a forged token no order' answered 401
}

begin
load order
settle
verdict
