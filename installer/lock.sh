#!/usr/bin/env bash
# Writes the locked set for Python 3.11 on, Linux, macOS and Windows alike. It names versions and hashes, never a host.
set -euo pipefail

cd "$(dirname "$0")/.."
[ -x build/lock/bin/uv ] || {
    "${PYTHON:-python3}" -m venv build/lock
    build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
}
build/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --extra dev \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@" \
    --output-file installer/requirements.lock pyproject.toml
