// The ends of words and of grapheme clusters, by ICU's iterators over UTF-16.
#include "Buffers.h"
#include "Words.h"

#include <unicode/ubrk.h>
#include <unicode/uloc.h>

struct serf_icu_words {
  UBreakIterator *iterator;
  units_buffer source;
  /// Units that `serf_icu_words_load` left in `source`.
  int32_t count;
  size_t *ends;
  size_t capacity;
};

static int32_t open_boundaries(UBreakIteratorType kind, const char *name, serf_icu_words **words) {
  *words = NULL;
  serf_icu_words *opened = calloc(1, sizeof(serf_icu_words));
  if (opened == NULL) return SERF_ICU_NO_MEMORY;
  UErrorCode status = U_ZERO_ERROR;
  opened->iterator = ubrk_open(kind, name, NULL, 0, &status);
  if (U_FAILURE(status)) {
    serf_icu_words_close(opened);
    return serf_icu_code(status);
  }
  *words = opened;
  return SERF_ICU_OK;
}

int32_t serf_icu_words_open(const char *locale, serf_icu_words **words) {
  *words = NULL;
  char name[ULOC_FULLNAME_CAPACITY];
  int32_t code = serf_icu_locale_name(locale, name);
  return code == SERF_ICU_OK ? open_boundaries(UBRK_WORD, name, words) : code;
}

int32_t serf_icu_graphemes_open(serf_icu_words **words) { return open_boundaries(UBRK_CHARACTER, "", words); }

void serf_icu_words_close(serf_icu_words *words) {
  if (words == NULL) return;
  if (words->iterator != NULL) ubrk_close(words->iterator);
  free(words->source.units);
  free(words->ends);
  free(words);
}

int32_t serf_icu_words_load(serf_icu_words *words, const uint8_t *text, size_t length) {
  words->count = 0;
  return serf_icu_load(&words->source, text, length, &words->count);
}

int32_t serf_icu_words_count(serf_icu_words *words, size_t *found) {
  *found = 0;
  int32_t code = serf_icu_words_begin(words, words->count);
  while (code == SERF_ICU_OK && serf_icu_words_next(words) >= 0) (*found)++;
  return code;
}

uint16_t *serf_icu_words_reserve(serf_icu_words *words, size_t needed, int32_t *code) {
  *code = reserve_units(&words->source, needed);
  return *code == SERF_ICU_OK ? (uint16_t *)words->source.units : NULL;
}

int32_t serf_icu_words_begin(serf_icu_words *words, int32_t count) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(words->iterator, words->source.units, count, &status);
  return serf_icu_code(status);
}

int32_t serf_icu_words_next(serf_icu_words *words) {
  int32_t next = ubrk_next(words->iterator);
  return next == UBRK_DONE ? -1 : next;
}

int32_t serf_icu_words_find(serf_icu_words *words, const uint8_t *text, size_t length, const size_t **ends,
                            size_t *found) {
  *ends = NULL;
  *found = 0;
  int32_t code = serf_icu_words_load(words, text, length);
  if (code == SERF_ICU_OK) {
    code = reserve((void **)&words->ends, &words->capacity, (size_t)words->count, sizeof(size_t));
  }
  if (code != SERF_ICU_OK || words->count == 0) return code;
  code = serf_icu_words_begin(words, words->count);
  size_t offset = 0, boundaries = 0;
  int32_t from = 0;
  for (int32_t to; code == SERF_ICU_OK && (to = serf_icu_words_next(words)) >= 0; from = to) {
    offset += serf_icu_utf8_length(words->source.units + from, to - from);
    words->ends[boundaries++] = offset;
  }
  *ends = words->ends;
  *found = boundaries;
  return code;
}
