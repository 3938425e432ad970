#!/usr/bin/env bash
# Trains a sentiment model on the bundled reviews and classifies a few lines with it; then a translation model on the bundled
# sentence pairs, and translates a few lines.
set -euo pipefail
cd "$(dirname "$0")/.."

serf_nlp=$(swift build -c release --show-bin-path)/serf-nlp
model=.build/demo/sentiment-model
translation_model=.build/demo/translation-model
mkdir -p .build/demo

# Shows lines and gives them to a command. (Not by tee and /dev/stderr, which would empty a file that all of this goes to.)
ask() {
  local lines=$1
  shift
  printf '%s\n' "$lines"
  printf '%s\n' "$lines" | "$@"
}

echo '$ serf-nlp train-sentiment'
"$serf_nlp" train-sentiment --model "$model" --force
echo
echo '$ serf-nlp classify'
ask 'The soup was cold, the waiter colder, and we will not be back.
I expected little and was wrong: it is the best lamp I have ever owned.
Not a single dull minute; my father laughed until he cried.
It broke on the second day and nobody answered my letters.' "$serf_nlp" classify --model "$model"

echo
echo '$ serf-nlp train-translation'
"$serf_nlp" train-translation --model "$translation_model" --force
echo
echo '$ serf-nlp translate'
ask 'My brother reads the newspaper in the kitchen.
Where did the children play yesterday?
The old doctor wants to help the girl.
Please close the window, Anna.' "$serf_nlp" translate --model "$translation_model"
