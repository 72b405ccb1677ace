#!/usr/bin/env bash
# Payment failure: FAIL_PERCENT of the payments fail. Each such order must end as failed, its stock given back.
. "$(dirname "$0")/lib.sh"
number FAIL_PERCENT 30 0
[ "$FAIL_PERCENT" -le 100 ] || refuse FAIL_PERCENT "$FAIL_PERCENT" 'a whole number from 0 to 100'

paid_or_failed() {
  answered 201 || return
  case "$(field status) $(field payment_status)" in
    'confirmed completed' | 'failed failed') ;;
    *) return 1 ;;
  esac
}

order() {
  local status
  place_order "$TOKEN" 1
  check 'an order is confirmed and paid, or failed and not charged' paid_or_failed
  status=$(field status)
  get_order "$TOKEN" "$(field id)"
  check 'an order reads as it was acknowledged' is "$(field status)" "$status"
}

near_the_switch() {
  # the last order came after the fault
  awk -v n="$((ORDERS - 1))" -v failed="$FAILED" -v percent="$FAIL_PERCENT" 'BEGIN {
    p = percent / 100; off = failed / n - p; if (off < 0) off = -off
    exit !(off <= 5 * sqrt(p * (1 - p) / n))
  }'
}

begin
fault_on "$ORDER_URL/chaos/payment_fail" "{\"fail_percent\":$FAIL_PERCENT}" '{"fail_percent":0}'
load order
fault_off
place_order "${TOKENS[0]}" 1
check 'after the fault an order is confirmed' confirmed
settle
echo "$FAILED of $((ORDERS - 1)) orders failed, set to $FAIL_PERCENT %"
check 'the share of failed orders is that of the switch' near_the_switch
verdict
