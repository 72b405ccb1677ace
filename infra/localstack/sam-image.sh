#!/usr/bin/env bash
# Builds an image for `sam local invoke` from scratch, where none can be pulled: sam-image.sh <node executable> [tag]
# sam adds its own emulator of the Lambda runtime to it and starts /var/runtime/bootstrap. Linux; needs busybox-static.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
node=$(realpath "$1") tag=${2:-local-lambda-nodejs:24}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

mkdir -p "$root"/{bin,usr/bin,etc/ssl/certs,tmp,var/task,var/rapid,var/runtime,usr/local/bin,opt}
chmod 1777 "$root/tmp"
cp "$node" "$root/usr/bin/node"
cp "$(command -v busybox)" "$root/bin/busybox"
for tool in sh mv chmod cat ls mkdir env; do ln -s busybox "$root/bin/$tool"; done
ldd "$node" | grep -oE '/[^ ]+' | sort -u | while read -r library; do cp -L --parents "$library" "$root"; done
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
echo 'root:x:0:0:root:/root:/bin/sh' > "$root/etc/passwd"
cp "$here/../../local/runtime/bootstrap.mjs" "$root/var/runtime/bootstrap.mjs"
printf '#!/bin/sh\nexec /usr/bin/node /var/runtime/bootstrap.mjs\n' > "$root/var/runtime/bootstrap"
chmod +x "$root/var/runtime/bootstrap"

cat > "$work/Dockerfile" <<'D'
FROM scratch
COPY root/ /
ENV PATH=/usr/local/bin:/usr/bin:/bin LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime
WORKDIR /var/task
ENTRYPOINT ["/var/runtime/bootstrap"]
D
DOCKER_BUILDKIT=${DOCKER_BUILDKIT:-0} docker build -q -t "$tag" "$work"
