/**
 * Shell script of the watchdog. If its input ends without `bye`, the engine has died. Children lead their own
 * process groups, so each group is killed.
 */
export const SCRIPT = `
trap '' INT TERM HUP
pids=' '
while read -r line; do
  pid="\${line#?}"
  case "$line" in
    +*) pids="$pids$pid " ;;
    -*) case "$pids" in *" $pid "*) pids="\${pids%%" $pid "*} \${pids#*" $pid "}" ;; esac ;;
    bye) exit 0 ;;
  esac
done
for pid in $pids; do
  kill -9 "-$pid" 2>/dev/null
  kill -9 "$pid" 2>/dev/null
done
exit 0
`;
