#!/usr/bin/env bash
# npm run test:long: every suite in full (TESTS=full), with what the short forms leave out for its time. Runs all of them, whatever
# fails, and names at the end those that failed. With names it runs these only: npm run test:long -- crash faults
set -uo pipefail
cd "$(dirname "$0")/.."
export TESTS=full

run() {
  case "$1" in
    test) npm test ;;
    attacks) npm run test:attacks ;;
    crash) LOCAL_DYNAMODB=node npm run test:crash ;;
    faults) npm run test:faults ;;
    scenarios) npm run test:scenarios ;;
    telemetry) npm run test:telemetry && npm run test:telemetry:localstack ;;
    bench) npm run test:bench ;;
    portable) npm run test:portable ;;
    localstack) npm run test:localstack ;;
    newcomer) npm run test:newcomer ;;
    growth) npm run growth -- --sizes 1,1000,100000,1000000 ;;
    soak) npm run soak ;;
    *) echo "error: there is no suite \"$1\", allowed: ${all[*]}" >&2; return 2 ;;
  esac
}

all=(test attacks crash faults scenarios telemetry bench portable localstack newcomer growth soak)
[ $# -gt 0 ] || set -- "${all[@]}"
failed=()
for suite in "$@"; do
  printf '\n=== %s (%ss) ===\n' "$suite" "$SECONDS"
  run "$suite" || failed+=("$suite")
done
[ ${#failed[@]} -eq 0 ] || { echo "failed: ${failed[*]}"; exit 1; }
