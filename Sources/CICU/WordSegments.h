/// The segments of a text that need no dictionary.
#ifndef SERF_CICU_WORD_SEGMENTS_H
#define SERF_CICU_WORD_SEGMENTS_H

#include "WordClasses.h"

/// In place of an end: the segment needs ICU.
static const size_t needs_dictionary = SIZE_MAX;

/// The end of the segment that begins at `start`, by the rules of UAX 29 as ICU's tailor them.
size_t serf_word_segment_end(word_classes *classes, const uint8_t *text, size_t start, size_t end);

#endif
