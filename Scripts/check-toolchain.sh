#!/usr/bin/env bash
# Says in one line what is wrong with the Swift toolchain, if anything is.
set -euo pipefail

command -v swift >/dev/null || { echo "no swift on PATH: install a Swift toolchain, 6.2 or newer (https://www.swift.org/install/linux/)" >&2; exit 1; }
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
if [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" != 6.2 ]; then
  echo "Swift $version is too old: 6.2 or newer is needed (https://www.swift.org/install/linux/)" >&2
  exit 1
fi
