# Checks, kept in a file for each worker, and the verdict that sums them up.
TAB=$'\t'

check() { # check NAME COMMAND…: whether the command succeeds
  local name=$1
  shift
  if "$@"; then echo "1$TAB$name"; else echo "0$TAB$name"; fi >>"$WORK/log.$WORKER"
}

is() { [ "$1" = "$2" ]; }
answered() { [ "$STATUS" = "$1" ]; }
confirmed() { answered 201 && is "$(field status)" confirmed; }

stop_unless() { # stop_unless STATUS WHAT: for what the scenario cannot begin without
  answered "$1" && return
  echo "error: $2 answered $STATUS $BODY" >&2
  exit 2
}

verdict() { # verdict [LIMIT IN MS]: prints every check, and ends with 0 if all hold, else with 1
  local limit=${1:-$P95_MS}
  cat "$WORK"/log.* | awk -F"$TAB" '$1 == "time" { print $2 }' | sort -n >"$WORK/times"
  cat "$WORK"/log.* | awk -F"$TAB" -v limit="$limit" -v times="$WORK/times" '
    $1 == "time" { next }
    !($2 in all) { order[++names] = $2 }
    { all[$2]++; passed[$2] += $1 }
    END {
      for (i = 1; i <= names; i++) {
        name = order[i]
        ok = passed[name] == all[name]
        failed += !ok
        printf "%s %s: %d of %d\n", ok ? "✓" : "✗", name, passed[name], all[name]
      }
      while ((getline ms < times) > 0) sorted[++answers] = ms
      rank = int(answers * 0.95); if (rank < answers * 0.95) rank++
      ok = sorted[rank] + 0 < limit
      failed += !ok
      printf "%s 95 %% of %d answers took less than %d ms: %d ms\n", ok ? "✓" : "✗", answers, limit, sorted[rank]
      print failed ? "FAIL" : "PASS"
      exit failed > 0
    }'
  exit
}
