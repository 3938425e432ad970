#!/bin/sh
# Installs from a fresh clone, takes the clone away, and uses what was installed without toolchain or environment.
#
#   Tests/InstallTest/check.sh [REPOSITORY]      (by default the one that this script is in)
set -eu

repository=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix="$work/a place with blanks"

fail() {
  echo "install test: $1" >&2
  exit 1
}

git clone --quiet "$repository" "$work/clone"
make -s -C "$work/clone" install PREFIX="$prefix"
rm -rf "$work/clone"

command="$prefix/bin/serf-nlp"
[ -x "$command" ] || fail "$command is missing"
if ldd "$command" | grep -E 'libswift|libFoundation|lib_Foundation'; then
  fail "the binary needs the Swift runtime"
fi
if ldd "$command" | grep 'not found'; then fail "the binary needs a library that is missing"; fi

# Nothing but the system's own programs, and no variable at all.
cd "$work"
serf_nlp() { env -i PATH=/usr/bin:/bin "$command" "$@"; }

serf_nlp --version | grep -Eqx '[0-9]+\.[0-9]+\.[0-9]+' || fail "--version prints no version"
serf_nlp activations | grep -q '^serf ' || fail "activations does not list serf"
serf_nlp vocab list >vocabularies.txt || fail "vocab list failed"
serf_nlp train-sentiment --architecture average --pair-buckets 1024 --model-width 16 --hidden-width 16 \
  --max-updates 20 --quiet --json >figures.json || fail "train-sentiment on the bundled corpus failed"
grep -q '"task":"sentiment".*"updates":20,.*"test":{"accuracy":' figures.json ||
  fail "train-sentiment printed $(cat figures.json)"
answers=$(printf 'a fine lamp\nit broke at once\n' | serf_nlp classify --model sentiment-model)
[ "$(printf '%s\n' "$answers" | grep -Ec '^(positive|negative)	0\.[0-9]+$')" = 2 ] ||
  fail "classify answered: $answers"
serf_nlp evaluate --model sentiment-model --json --quiet >again.json || fail "evaluate on the bundled test file failed"

# Installing again over a copy in use is no failure, and removing the files is enough to be rid of them.
[ "$(find "$prefix" -name '.*' | wc -l)" = 0 ] || fail "half-written files are left: $(find "$prefix" -name '.*')"
echo "installed, moved away from its clone, trained and used: $("$command" --version)"
