# The load, and the fault that acts meanwhile; both end however the script ends.
WORK=$(mktemp -d)
WORKER=main
FAULT_URL=
FAULT_OFF=

clean_up() {
  trap '' INT TERM
  touch "$WORK/stop"
  [ -z "$FAULT_URL" ] || fault_off
  wait
  rm -rf "$WORK"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

switch() { # switch JSON
  send_json POST "$FAULT_URL" "$1" ${CHAOS_KEY:+-H "x-chaos-key: $CHAOS_KEY"}
}

fault_on() { # fault_on URL ON OFF
  FAULT_URL=$1
  FAULT_OFF=$3
  switch "$2"
  stop_unless 200 "POST $1"
}

fault_off() {
  switch "$FAULT_OFF"
  check 'the fault is switched off' answered 200
  FAULT_URL=
}

load() { # load FUNCTION: USERS workers call it again and again, for DURATION
  local i end=$((SECONDS + DURATION_SECONDS))
  for ((i = 0; i < USERS; i++)); do
    (
      trap - EXIT
      WORKER=$i
      TOKEN=${TOKENS[$i]}
      while [ "$SECONDS" -lt "$end" ] && [ ! -e "$WORK/stop" ]; do "$1"; done
    ) &
  done
  wait
}
