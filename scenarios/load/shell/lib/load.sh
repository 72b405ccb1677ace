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

guarded_curl() { # in a subshell: Ctrl-C comes through when the switch has answered, so that on never follows off
  trap '' INT TERM
  curl "$@"
}

switch() { # switch JSON
  local CURL=guarded_curl
  send_json POST "$FAULT_URL" "$1" ${CHAOS_KEY:+-H "x-chaos-key: $CHAOS_KEY"}
}

fault_on() { # fault_on URL ON OFF
  FAULT_URL=$1
  FAULT_OFF=$3
  switch "$2"
  stop_unless 200 "POST $1"
}

fault_off() { # tries again where another call changes switches at the same moment, which answers 503
  local i
  for ((i = 0; i < 20; i++)); do
    switch "$FAULT_OFF"
    answered 200 && break
    sleep 0.5
  done
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
      while :; do
        "$1"
        [ "$SECONDS" -lt "$end" ] && [ ! -e "$WORK/stop" ] || break
      done
    ) &
  done
  wait
}
