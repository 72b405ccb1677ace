# What a scenario begins with: its users, and the stock of its menu.
PLENTY=100000

new_user() { # new_user INDEX: sets NAMES, IDS and TOKENS
  local name="shell-$$-$RANDOM-$(date +%s)-$1"
  send_json POST "$USER_URL/signup" "{\"username\":\"$name\",\"email\":\"$name@example.com\",\"password\":\"$PASSWORD\"}"
  stop_unless 201 'POST /signup'
  NAMES[$1]=$name
  IDS[$1]=$(field id)
  log_in "$name"
  stop_unless 200 'POST /login'
  TOKENS[$1]=$(field access_token)
}

read_stock() {
  call GET "$RESTAURANT_URL/menus/$MENU_ID"
  stop_unless 200 "GET /menus/$MENU_ID"
  STOCK_LEFT=$(field inventory)
}

set_stock() { # set_stock PORTIONS
  read_stock
  local difference=$(($1 - STOCK_LEFT))
  if [ "$difference" -gt 0 ]; then
    send_json PUT "$RESTAURANT_URL/inventory/$MENU_ID/restore" "{\"quantity\":$difference}"
  elif [ "$difference" -lt 0 ]; then
    send_json PUT "$RESTAURANT_URL/inventory/$MENU_ID" "{\"quantity\":$((-difference))}"
  fi
  case $STATUS in
    401 | 403) echo "the stock of menu $MENU_ID stays at $STOCK_LEFT: changing it needs a service token here" ;;
    *) stop_unless 200 "PUT /inventory/$MENU_ID" ;;
  esac
  read_stock
}

begin() { # begin [PORTIONS]
  local i
  for ((i = 0; i < USERS; i++)); do new_user "$i"; done
  set_stock "${1:-$PLENTY}"
  STOCK_BEFORE=$STOCK_LEFT
}
