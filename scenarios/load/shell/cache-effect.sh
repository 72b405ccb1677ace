#!/usr/bin/env bash
# Cache effect: the first read of an order comes from the store, later ones from Redis. None shows an order as it was.
. "$(dirname "$0")/lib.sh"
number READS 5
number EXPIRY 0 0

read_once() { # read_once ID STATUS
  get_order "$TOKEN" "$1"
  check 'a read shows the last change' is "$(field status)" "$2"
  echo "$(cache_header) $MS" >>"$WORK/reads.$WORKER"
}

read_repeatedly() { # read_repeatedly ID STATUS
  local first i
  read_once "$1" "$2"
  first=$BODY
  check 'a first read comes from the store' [ "$(cache_header)" != hit ]
  for ((i = 0; i < READS; i++)); do
    read_once "$1" "$2"
    echo "later $(cache_header)" >>"$WORK/reads.$WORKER"
    check 'a later read is the same as the first' is "$BODY" "$first"
  done
}

order_and_read() {
  local id
  place_order "$TOKEN" 1
  check 'an order is placed' answered 201
  answered 201 || return
  id=$(field id)
  read_repeatedly "$id" "$(field status)"
  cancel_order "$TOKEN" "$id"
  check 'it is cancelled' answered 200
  read_repeatedly "$id" cancelled
  place_order "$TOKEN" 1
  check 'another order is placed' answered 201
}

times() { # prints how long reads of this origin took; Redis may fail to answer now and then, and the store answers then
  cat "$WORK"/reads.* | awk -v origin="$1" '$1 == origin { print $2 }' | sort -n |
    awk -v origin="$1" '{ ms[NR] = $1 } END { if (NR) printf "%s: %d reads, half of them within %d ms\n", origin, NR, ms[int((NR + 1) / 2)] }'
}

mostly_hits() {
  cat "$WORK"/reads.* | awk '$1 == "later" { n++; hits += $2 == "hit" } END { exit !(n && hits >= 0.9 * n) }'
}

begin
load order_and_read
settle
times miss
times hit
check '90 % of later reads come from the cache' mostly_hits
if [ "$EXPIRY" -gt 0 ]; then
  place_order "${TOKENS[0]}" 1
  id=$(field id)
  get_order "${TOKENS[0]}" "$id"
  sleep "$EXPIRY"
  get_order "${TOKENS[0]}" "$id"
  check 'after its time an entry has expired' is "$(cache_header)" miss
fi
verdict
