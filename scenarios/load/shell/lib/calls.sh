# The documented calls. Each sets STATUS, BODY, HEAD and MS.
PASSWORD='correct horse'
CURL=curl

call() { # call METHOD URL [OPTION OF CURL…]
  local method=$1 url=$2 answer tail
  shift 2
  answer=$("$CURL" -sS -i -X "$method" "$url" -w '\n%{http_code} %{time_total}' "$@" 2>&1)
  tail=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  STATUS=${tail%% *}
  MS=${tail##* }
  MS=$((10#0${MS//[!0-9]/} / 1000)) # of seconds with six decimals; none where curl was interrupted
  HEAD=${answer%%$'\r\n\r\n'*}
  BODY=${answer#*$'\r\n\r\n'}
  echo "time$TAB$MS" >>"$WORK/log.$WORKER"
}

send_json() { # send_json METHOD URL JSON [OPTION OF CURL…]
  local method=$1 url=$2 json=$3
  shift 3
  call "$method" "$url" -H 'content-type: application/json' -d "$json" "$@"
}

field() { # field NAME: the first value of that name in BODY
  [[ $BODY =~ \"$1\":\ *(\"([^\"]*)\"|[^],}]*) ]] || return 0
  echo "${BASH_REMATCH[2]:-${BASH_REMATCH[1]}}"
}

cache_header() { # hit, miss or bypass
  [[ $HEAD =~ [xX]-[cC]ache:\ *([a-z]+) ]] && echo "${BASH_REMATCH[1]}"
}

log_in() { send_json POST "$USER_URL/login" "{\"username\":\"$1\",\"password\":\"$PASSWORD\"}"; }
place_order() { # place_order TOKEN QUANTITY
  local items="[{\"menu_id\":$MENU_ID,\"quantity\":$2}]"
  send_json POST "$ORDER_URL/orders" "{\"items\":$items,\"address\":\"서울시 강남구 123-45\",\"phone\":\"010-1234-5678\"}" \
    ${1:+-H "authorization: Bearer $1"}
}
get_order() { call GET "$ORDER_URL/orders/$2" -H "authorization: Bearer $1"; }
cancel_order() { call POST "$ORDER_URL/orders/$2/cancel" -H "authorization: Bearer $1"; }
