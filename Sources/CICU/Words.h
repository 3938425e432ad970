/// ICU's word iterator as both files of this target see it.
#ifndef SERF_CICU_WORDS_H
#define SERF_CICU_WORDS_H

#include "CICU.h"

#include <unicode/ubrk.h>

#pragma clang assume_nonnull begin

typedef struct units_buffer {
  UChar *_Nullable units;
  size_t capacity;
} units_buffer;

struct serf_icu_words {
  UBreakIterator *_Nullable iterator;
  units_buffer source;
  size_t *_Nullable ends;
  size_t capacity;
};

/// Makes room for `needed` elements of `element` bytes, at least doubling, so that growth is linear in all.
int32_t serf_icu_reserve(void *_Nullable *_Nonnull storage, size_t *capacity, size_t needed, size_t element);

int32_t serf_icu_reserve_units(units_buffer *buffer, size_t needed);

/// Finds the boundaries of the first `count` units of `words->source`, as offsets in UTF-8 that begin at `offset`, into
/// `words->ends`.
int32_t serf_icu_words_cut(serf_icu_words *words, int32_t count, size_t offset, size_t *found);

#pragma clang assume_nonnull end

#endif
