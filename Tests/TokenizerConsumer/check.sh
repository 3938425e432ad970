#!/bin/sh
# Builds and runs this sample package against a fresh clone of a repository, and checks that nothing but serf-nlp is
# fetched for it.
#
#   Tests/TokenizerConsumer/check.sh [REPOSITORY]      (by default the one that this script is in)
#
# The clone has another folder name on purpose: the sample must not depend on it.
set -eu

repository=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git clone --quiet "$repository" "$work/a-clone"
cd "$work/a-clone/Tests/TokenizerConsumer"

# A package found by path is listed under its folder's name.
dependencies=$(swift package show-dependencies --format flatlist)
if [ "$dependencies" != "a-clone" ]; then
  echo "expected no dependency but serf-nlp (as a-clone), found:" >&2
  echo "$dependencies" >&2
  exit 1
fi

swift build -c release
output=$(swift run -c release --skip-build TokenizerConsumer)
echo "$output"
case $output in
  *"the old sea, naïve") echo "the sample builds, runs and decodes; it resolves serf-nlp alone" ;;
  *)
    echo "the sample did not decode its text" >&2
    exit 1
    ;;
esac
