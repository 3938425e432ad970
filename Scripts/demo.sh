#!/usr/bin/env bash
# Trains a sentiment model on the bundled reviews and classifies a few lines with it.
set -euo pipefail
cd "$(dirname "$0")/.."

serf_nlp=$(swift build -c release --show-bin-path)/serf-nlp
model=.build/demo/sentiment-model
mkdir -p "$(dirname "$model")"

echo '$ serf-nlp train-sentiment'
"$serf_nlp" train-sentiment --model "$model" --force
echo
echo '$ serf-nlp classify'
printf '%s\n' \
  'The soup was cold, the waiter colder, and we will not be back.' \
  'I expected little and was wrong: it is the best lamp I have ever owned.' \
  'Not a single dull minute; my father laughed until he cried.' \
  'It broke on the second day and nobody answered my letters.' |
  tee /dev/stderr | "$serf_nlp" classify --model "$model"
