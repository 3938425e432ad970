/// ICU's word iterator as the word scanner sees it.
#ifndef SERF_CICU_WORDS_H
#define SERF_CICU_WORDS_H

#include "CICU.h"

#pragma clang assume_nonnull begin

/// Room for `needed` units of UTF-16, of which `serf_icu_words_begin` then takes the first; what was written before stays.
/// NULL, with the reason in `*code`, where there is none.
uint16_t *_Nullable serf_icu_words_reserve(serf_icu_words *words, size_t needed, int32_t *code);

/// Begins with the first `count` units.
int32_t serf_icu_words_begin(serf_icu_words *words, int32_t count);

/// The next boundary, in units; -1 behind the last.
int32_t serf_icu_words_next(serf_icu_words *words);

#pragma clang assume_nonnull end

#endif
