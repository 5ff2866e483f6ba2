#!/usr/bin/env bash
# Opens a copy of the sample plan; where there is no screen, exports it instead. The template itself is never opened.
set -euo pipefail

cd "$(dirname "$0")/.."
plan=$1
command=${BIN:-.venv/bin}/joint-plan

mkdir -p "$(dirname "$plan")"
[ -e "$plan" ] || "$command" new "$plan" --template sample

if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    printf 'There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): exporting the sample plan instead.\n'
    "$command" export "$plan" "$(dirname "$plan")"
    ls -l "$(dirname "$plan")"
else
    exec "$command" "$plan"
fi
