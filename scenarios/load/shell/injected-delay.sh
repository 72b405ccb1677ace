#!/usr/bin/env bash
# Injected delay: the user service answers DELAY_MS late. Orders take longer or time out, none is lost, all is well after it.
. "$(dirname "$0")/lib.sh"
number DELAY_MS 2000

timed_out() { answered 502 || answered 503 || answered 504; }
confirmed_or_timed_out() { confirmed || timed_out; }
late_or_timed_out() { [ "$MS" -ge "$DELAY_MS" ] || timed_out; }

order() {
  place_order "$TOKEN" 1
  check 'an order is confirmed, or answered as timed out' confirmed_or_timed_out
  check 'a confirmed order takes at least the delay' late_or_timed_out
}

quick_again() {
  local deadline=$((SECONDS + SETTLE))
  while [ "$SECONDS" -lt "$deadline" ]; do
    place_order "${TOKENS[0]}" 1
    confirmed && [ "$MS" -lt "$DELAY_MS" ] && return
    sleep 1
  done
  return 1
}

begin
fault_on "$USER_URL/chaos/delay" "{\"delay_ms\":$DELAY_MS}" '{"delay_ms":0}'
load order
fault_off
check 'after the fault an order is confirmed in less than the delay' quick_again
settle
verdict $((P95_MS + DELAY_MS))
