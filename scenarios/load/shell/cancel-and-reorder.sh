#!/usr/bin/env bash
# Cancel and reorder: order, cancel, order the same again. Each cancellation gives stock and money back once.
. "$(dirname "$0")/lib.sh"
PORTIONS=2

refused_again() { answered 400 && is "$(field code)" already_cancelled; }

cancel_and_reorder() {
  local id
  place_order "$TOKEN" $PORTIONS
  check 'the first order is confirmed' confirmed
  confirmed || return
  id=$(field id)
  cancel_order "$TOKEN" "$id"
  check 'it is cancelled' answered 200
  get_order "$TOKEN" "$id"
  check 'it reads as cancelled and refunded' is "$(field status) $(field payment_status)" 'cancelled refunded'
  cancel_order "$TOKEN" "$id"
  check 'it cannot be cancelled again' refused_again
  place_order "$TOKEN" $PORTIONS
  check 'the second order is confirmed' confirmed
}

begin
load cancel_and_reorder
settle
verdict
