#!/usr/bin/env bash
# Builds the OpenTelemetry Collector of the telemetry tests into the user's cache, once per content of its manifest, from
# the Go module proxy. Prints the path of the program. `--path` only prints it.
set -euo pipefail
cd "$(dirname "$0")"
manifest="$PWD/collector-manifest.yaml"
version="$(sed -n 's/^  version: //p' "$manifest")"
stamp="$({ sha256sum 2>/dev/null || shasum -a 256; } <"$manifest" | cut -c1-16)"
folder="${XDG_CACHE_HOME:-$HOME/.cache}/food-delivery-lambda/otelcol-$version-$stamp"
program="$folder/otelcol"

if [ "${1:-}" = --path ] || [ -x "$program" ]; then
  echo "$program"
  exit 0
fi
command -v go >/dev/null || { echo 'the collector is built with Go 1.26, which is not installed' >&2; exit 1; }

mkdir -p "$(dirname "$folder")"
making="$(mktemp -d "$folder.XXXXXX")"
trap 'rm -rf "$making"' EXIT
# GOFLAGS: keeps the user's flags; -mod=mod because the step that would complete go.sum is left out, see below.
export CGO_ENABLED=0 GOFLAGS="${GOFLAGS:-} -mod=mod"
{
  cp "$manifest" "$making/manifest.yaml"
  cd "$making"
  GOBIN="$making" nice go install "go.opentelemetry.io/collector/cmd/builder@v$version"
  # Without `go mod tidy`, which also loads modules that only tests of others need, and some proxies lack those.
  nice ./builder --config manifest.yaml --skip-compilation || [ -f out/go.mod ]
  cd out
  nice go build -trimpath -ldflags '-s -w' -o "$making/otelcol" .
} >&2
cd "$making"
rm -rf out builder
# Another builder may have finished first.
mv -T "$making" "$folder" 2>/dev/null || [ -x "$program" ]
echo "$program"
