#!/usr/bin/env bash
# Trains a sentiment model on the bundled reviews and classifies a few lines with it; then a translation model on the bundled
# sentence pairs, and translates a few lines.
set -euo pipefail
cd "$(dirname "$0")/.."

serf_nlp=$(swift build -c release --show-bin-path)/serf-nlp
model=.build/demo/sentiment-model
translation_model=.build/demo/translation-model
mkdir -p .build/demo

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

echo
echo '$ serf-nlp train-translation'
"$serf_nlp" train-translation --model "$translation_model" --force
echo
echo '$ serf-nlp translate'
printf '%s\n' \
  'My brother reads the newspaper in the kitchen.' \
  'Where did the children play yesterday?' \
  'The old doctor wants to help the girl.' \
  'Please close the window, Anna.' |
  tee /dev/stderr | "$serf_nlp" translate --model "$translation_model"
