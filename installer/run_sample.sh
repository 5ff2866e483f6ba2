#!/usr/bin/env bash
# Opens a copy of the sample plan; where there is no screen, exports it instead. The template itself is never opened.
set -euo pipefail

cd "$(dirname "$0")/.."
plan=$1
command=${BIN:-.venv/bin}/joint-plan

mkdir -p "$(dirname "$plan")"
[ -e "$plan" ] || "$command" new "$plan" --template sample

if "${BIN:-.venv/bin}/python" -c 'import sys; from ui.display import has_screen; sys.exit(not has_screen())'; then
    exec "$command" "$plan"
else
    printf 'There is no screen here (no display answers): exporting the sample plan instead.\n'
    "$command" export "$plan" "$(dirname "$plan")"
    ls -l "$(dirname "$plan")"
fi
