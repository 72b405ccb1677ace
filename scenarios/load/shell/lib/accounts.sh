# Whether stock and orders agree after the load.
list_orders() { # prints each order's status and the quantities of its lines
  local token cursor
  for token in "${TOKENS[@]}"; do
    cursor=
    until [ "$cursor" = null ]; do
      call GET "$ORDER_URL/orders?limit=100${cursor:+&cursor=$cursor}" -H "authorization: Bearer $token"
      check 'the orders of a user are listed' answered 200
      answered 200 || break
      grep -oE '"(status":"[a-z_]+|quantity":[0-9]+)' <<<"$BODY"
      cursor=$(field next_cursor)
    done
  done
}

count_orders() { # sets ORDERS, FAILED, PENDING and SOLD, which is in portions
  read -r ORDERS FAILED PENDING SOLD <<<"$(list_orders | tr -d '"' | awk -F: '
    $1 == "status" { status = $2; orders++; of[status]++ }
    $1 == "quantity" && status !~ /^(pending|failed|cancelled)$/ { sold += $2 }
    END { print orders + 0, of["failed"] + 0, of["pending"] + 0, sold + 0 }')"
}

settle() { # waits until no order is pending and the stock agrees, for SETTLE seconds at most
  local deadline=$((SECONDS + SETTLE))
  while :; do
    count_orders
    read_stock
    [ "$PENDING" = 0 ] && [ $((STOCK_BEFORE - STOCK_LEFT)) = "$SOLD" ] && break
    [ "$SECONDS" -ge "$deadline" ] && break
    sleep 1
  done
  echo "stock $STOCK_BEFORE -> $STOCK_LEFT; $SOLD portions in $ORDERS orders are sold; $PENDING orders are pending"
  check 'no order is left pending' is "$PENDING" 0
  check 'stock sold is the portions of confirmed orders' is $((STOCK_BEFORE - STOCK_LEFT)) "$SOLD"
  check 'stock is never negative' [ "$STOCK_LEFT" -ge 0 ]
  check 'at least one order was confirmed' [ "$SOLD" -gt 0 ]
}
