/// Text on its way into ICU, which wants UTF-16, and back.
#ifndef SERF_CICU_BUFFERS_H
#define SERF_CICU_BUFFERS_H

#include "CICU.h"

#include <stdlib.h>

#include <unicode/utypes.h>

typedef struct units_buffer {
  UChar *units;
  size_t capacity;
} units_buffer;

struct serf_icu_workspace {
  units_buffer source;
  units_buffer target;
  units_buffer scratch;
  uint8_t *bytes;
  size_t count;
  size_t capacity;
  serf_icu_edit *edits;
  size_t edit_count;
  size_t edit_capacity;
  struct serf_icu_point *points;
  size_t point_capacity;
  struct serf_icu_point *sorted;
  size_t sorted_capacity;
  serf_icu_origin *origins;
  size_t origin_count;
  size_t origin_capacity;
};

/// Makes room for `needed` elements, at least doubling, so that growth is linear in all.
static inline int32_t reserve(void **storage, size_t *capacity, size_t needed, size_t element) {
  if (needed <= *capacity) return SERF_ICU_OK;
  size_t grown = *capacity * 2;
  if (grown < needed) grown = needed;
  if (grown > SIZE_MAX / element) return SERF_ICU_NO_MEMORY;
  void *moved = realloc(*storage, grown * element);
  if (moved == NULL) return SERF_ICU_NO_MEMORY;
  *storage = moved;
  *capacity = grown;
  return SERF_ICU_OK;
}

static inline int32_t reserve_units(units_buffer *buffer, size_t needed) {
  if (needed > INT32_MAX) return SERF_ICU_TOO_LONG;
  return reserve((void **)&buffer->units, &buffer->capacity, needed, sizeof(UChar));
}

/// ICU's verdict as one of ours.
int32_t serf_icu_code(UErrorCode status);

/// Writes `text` as UTF-16 into `buffer`; a text has never more units than bytes.
int32_t serf_icu_load(units_buffer *buffer, const uint8_t *text, size_t length, int32_t *count);

/// Bytes of well-formed UTF-16 as UTF-8.
size_t serf_icu_utf8_length(const UChar *units, int32_t count);

/// Appends to the result.
int32_t serf_icu_append_bytes(serf_icu_workspace *workspace, const uint8_t *bytes, size_t count);
int32_t serf_icu_append_units(serf_icu_workspace *workspace, const UChar *units, int32_t count);
int32_t serf_icu_append_edit(serf_icu_workspace *workspace, serf_icu_edit edit);

/// Empties the result, and hands it out when it's whole.
void serf_icu_begin(serf_icu_workspace *workspace, serf_icu_result *result);
void serf_icu_finish(const serf_icu_workspace *workspace, serf_icu_result *result);

/// ICU's own name of a BCP 47 tag, with room for ULOC_FULLNAME_CAPACITY characters.
int32_t serf_icu_locale_name(const char *tag, char *name);

#endif
