/// ICU's word iterator as the word scanner sees it.
#ifndef SERF_CICU_WORDS_H
#define SERF_CICU_WORDS_H

#include "CICU.h"

#pragma clang assume_nonnull begin

/// Room for `needed` units of UTF-16, which `serf_icu_words_cut` then cuts; what was written before stays. NULL, with the
/// reason in `*code`, where there is none.
uint16_t *_Nullable serf_icu_words_reserve(serf_icu_words *words, size_t needed, int32_t *code);

/// Finds the boundaries of the first `count` units, as offsets in UTF-8 that begin at `offset`. They are valid until
/// `words` is used again or closed.
int32_t serf_icu_words_cut(serf_icu_words *words, int32_t count, size_t offset, const size_t *_Nullable *_Nonnull ends,
                           size_t *found);

#pragma clang assume_nonnull end

#endif
