#include "Buffers.h"

#include <unicode/uregex.h>
#include <unicode/utf16.h>

struct serf_icu_regex {
  URegularExpression *expression;
  units_buffer source;
  size_t *bounds;
  size_t capacity;
};

int32_t serf_icu_regex_open(const uint8_t *pattern, size_t length, serf_icu_regex **regex, int32_t *offset) {
  *regex = NULL;
  *offset = -1;
  serf_icu_regex *opened = calloc(1, sizeof(serf_icu_regex));
  if (opened == NULL) return SERF_ICU_NO_MEMORY;
  int32_t count = 0;
  int32_t code = serf_icu_load(&opened->source, pattern, length, &count);
  if (code != SERF_ICU_OK) {
    serf_icu_regex_close(opened);
    return code;
  }
  UErrorCode status = U_ZERO_ERROR;
  UParseError place = {0, -1, {0}, {0}};
  opened->expression = uregex_open(opened->source.units, count, UREGEX_MULTILINE, &place, &status);
  // A match may save this many bytes of states, and take this many times 10,000 steps: enough for any single match of
  // an ordinary pattern, and a second or two of a pattern that is exponential.
  if (U_SUCCESS(status)) uregex_setStackLimit(opened->expression, 1 << 28, &status);
  if (U_SUCCESS(status)) uregex_setTimeLimit(opened->expression, 20000, &status);
  if (U_FAILURE(status)) {
    *offset = place.offset;
    serf_icu_regex_close(opened);
    return serf_icu_code(status);
  }
  *regex = opened;
  return SERF_ICU_OK;
}

void serf_icu_regex_close(serf_icu_regex *regex) {
  if (regex == NULL) return;
  if (regex->expression != NULL) uregex_close(regex->expression);
  free(regex->source.units);
  free(regex->bounds);
  free(regex);
}

static int32_t append_bound(serf_icu_regex *regex, size_t *count, size_t bound) {
  int32_t code = reserve((void **)&regex->bounds, &regex->capacity, *count + 1, sizeof(size_t));
  if (code == SERF_ICU_OK) regex->bounds[(*count)++] = bound;
  return code;
}

static int32_t regex_code(UErrorCode status) {
  return status == U_REGEX_STACK_OVERFLOW || status == U_REGEX_TIME_OUT ? SERF_ICU_TOO_LONG : serf_icu_code(status);
}

int32_t serf_icu_regex_find(serf_icu_regex *regex, const uint8_t *text, size_t length, const size_t **bounds,
                            size_t *count) {
  *bounds = NULL;
  *count = 0;
  int32_t units = 0;
  int32_t code = serf_icu_load(&regex->source, text, length, &units);
  if (code != SERF_ICU_OK || units == 0) return code;
  UErrorCode status = U_ZERO_ERROR;
  uregex_setText(regex->expression, regex->source.units, units, &status);
  size_t offset = 0, found = 0;
  int32_t from = 0, at = 0, last = -1;
  while (U_SUCCESS(status) && from <= units && uregex_find(regex->expression, from, &status)) {
    int32_t start = uregex_start(regex->expression, 0, &status), end = uregex_end(regex->expression, 0, &status);
    if (U_FAILURE(status)) break;
    if (start == end && end == last) {
      if (from >= units) break;
      U16_FWD_1(regex->source.units, from, units);
      // An empty match that begins further on is found again from there.
      continue;
    }
    offset += serf_icu_utf8_length(regex->source.units + at, start - at);
    code = append_bound(regex, &found, offset);
    offset += serf_icu_utf8_length(regex->source.units + start, end - start);
    if (code == SERF_ICU_OK) code = append_bound(regex, &found, offset);
    if (code != SERF_ICU_OK) return code;
    at = from = last = end;
  }
  if (U_FAILURE(status)) return regex_code(status);
  *bounds = regex->bounds;
  *count = found / 2;
  return SERF_ICU_OK;
}
