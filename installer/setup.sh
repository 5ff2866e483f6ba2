#!/usr/bin/env bash
# Makes .venv with everything the application, its checks and its tests need. Quick when all is there.
set -euo pipefail

cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
lock=installer/requirements.lock
list=installer/debian-packages.txt
stamp=.venv/joint-plan-setup

say() { printf '%s\n' "$*" >&2; }

# Names from the list which no installed package has or provides.
missing_packages() {
    dpkg-query --show --showformat '${db:Status-Status} ${Package}, ${Provides}\n' |
        awk -v list="$list" '
            $1 == "installed" {
                $1 = ""
                count = split($0, names, ",")
                for (i = 1; i <= count; i++) { split(names[i], word, " "); have[word[1]] = 1 }
            }
            END { while ((getline name < list) > 0) if (name ~ /^[a-z0-9]/ && !(name in have)) print name }'
}

system_packages() {
    if ! command -v dpkg-query >/dev/null; then
        [ -e "$stamp" ] || say "Not a Debian system: please see that the counterparts of $list are installed" \
            "(Qt's X11 libraries; for the tests Xvfb, a window manager, poppler, qpdf and LibreOffice Calc)."
        return
    fi
    local missing as_root=()
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "Some system packages are missing. Please install them as root: apt-get install ${missing[*]}"
            return
        fi
        as_root=(sudo)
    fi
    say "Installing system packages: ${missing[*]}"
    "${as_root[@]}" apt-get update --quiet=2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends \
        "${missing[@]}" >/dev/null
}

# What the environment was made from: place, Python, locked set, declaration (without the settings of the tools).
fingerprint() {
    pwd
    "$python" --version
    cksum <"$lock"
    sed '/^\[tool\.ruff\]/,$d' pyproject.toml | cksum
}

system_packages

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Joint Plan needs Python 3.11 or later; $python is $("$python" --version). Choose another: make setup PYTHON=python3.12"
    exit 1
}

wanted=$(fingerprint)
[ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || exit 0

if [ "$(head -n 2 "$stamp" 2>/dev/null)" != "$(head -n 2 <<<"$wanted")" ]; then
    say "Making .venv"
    "$python" -m venv --clear .venv
fi
rm -f "$stamp"
pip=(.venv/bin/python -m pip install --quiet --disable-pip-version-check)
say "Installing the locked Python packages"
"${pip[@]}" --require-hashes --requirement "$lock"
"${pip[@]}" --no-deps --no-build-isolation --editable .
printf '%s\n' "$wanted" >"$stamp"
say "Ready: .venv/bin/joint-plan"
