# What the environment sets, refused in one sentence where it is wrong.
# docs/load-tools/README.md lists the variables.
refuse() {
  echo "error: $1 is \"$2\", allowed: $3" >&2
  exit 2
}

number() { # number NAME DEFAULT [LEAST]: sets the variable NAME, a whole number
  local name=$1 value=${!1:-$2} least=${3:-1}
  [[ $value =~ ^[0-9]{1,9}$ && 10#$value -ge $least ]] || refuse "$name" "$value" "a whole number from $least to 999999999"
  printf -v "$name" %d "$((10#$value))"
}

seconds_of_duration() {
  [[ $DURATION =~ ^([1-9][0-9]{0,6})([smh]?)$ ]] || refuse DURATION "$DURATION" '10, 10s, 5m or 1h'
  case ${BASH_REMATCH[2]} in
    m) DURATION_SECONDS=$((BASH_REMATCH[1] * 60)) ;;
    h) DURATION_SECONDS=$((BASH_REMATCH[1] * 3600)) ;;
    *) DURATION_SECONDS=${BASH_REMATCH[1]} ;;
  esac
}

web_address() { # web_address NAME VALUE: refuses it where it is none
  [[ $2 =~ ^https?://[^/[:space:]]+(/[^[:space:]]*)?$ ]] || refuse "$1" "$2" 'an address such as http://localhost:8001'
}

service_url() { # service_url VARIABLE PATH PORT
  local fallback="http://localhost:$3" value
  [ -z "${GATEWAY_URL:-}" ] || fallback="${GATEWAY_URL%/}/api/$2"
  value=${!1:-$fallback}
  web_address "$1" "$value"
  printf -v "$1" %s "${value%/}"
}

[ -z "${GATEWAY_URL:-}" ] || web_address GATEWAY_URL "$GATEWAY_URL"
service_url USER_URL users 8001
service_url RESTAURANT_URL restaurants 8002
service_url ORDER_URL orders 8003
number USERS 10
number MENU_ID 1
number P95_MS 5000
number SETTLE 60
DURATION=${DURATION:-10s}
seconds_of_duration

command -v curl >/dev/null || {
  echo 'error: curl is missing' >&2
  exit 2
}
