#!/usr/bin/env bash
# install.sh SCRATCH PREFIX: puts the built command and its bundled files under PREFIX.
set -euo pipefail
scratch=$1 prefix=$2
here=$(cd "$(dirname "$0")/.." && pwd)
binaries=$(swift build -c release --scratch-path "$scratch" --show-bin-path)

mkdir -p "$prefix/bin" "$prefix/share/serf-nlp"
# Written beside and renamed, so that a running copy is not torn.
install -m 755 "$binaries/serf-nlp" "$prefix/bin/.serf-nlp.new"
mv -f "$prefix/bin/.serf-nlp.new" "$prefix/bin/serf-nlp"
cp -R "$here/Corpora/entailment" "$here/Corpora/multimodal-entailment" "$here/Corpora/sentiment" \
  "$here/Corpora/translation" "$here/Vocab/vocabularies" "$here/Experiments/specifications" "$prefix/share/serf-nlp/"
