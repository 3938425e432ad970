#include "Buffers.h"

#include <string.h>

#include <unicode/utf16.h>
#include <unicode/utf8.h>

int32_t serf_icu_code(UErrorCode status) {
  if (U_SUCCESS(status)) return SERF_ICU_OK;
  if (status == U_MEMORY_ALLOCATION_ERROR) return SERF_ICU_NO_MEMORY;
  if (status == U_INDEX_OUTOFBOUNDS_ERROR) return SERF_ICU_TOO_LONG;
  return SERF_ICU_FAILED;
}

int32_t serf_icu_load(units_buffer *buffer, const uint8_t *text, size_t length, int32_t *count) {
  *count = 0;
  if (length > INT32_MAX) return SERF_ICU_TOO_LONG;
  int32_t code = reserve_units(buffer, length);
  if (code != SERF_ICU_OK) return code;
  UChar *units = buffer->units;
  int32_t read = 0, written = 0, end = (int32_t)length;
  while (read < end) {
    if (text[read] < 0x80) {
      units[written++] = text[read++];
      continue;
    }
    UChar32 point;
    U8_NEXT(text, read, end, point);
    if (point < 0) return SERF_ICU_BAD_TEXT;
    U16_APPEND_UNSAFE(units, written, point);
  }
  *count = written;
  return SERF_ICU_OK;
}

size_t serf_icu_utf8_length(const UChar *units, int32_t count) {
  // A surrogate stands for half of a four-byte sequence.
  size_t bytes = 0;
  for (int32_t i = 0; i < count; i++) {
    UChar unit = units[i];
    bytes += unit < 0x80 ? 1 : unit < 0x800 || U16_IS_SURROGATE(unit) ? 2 : 3;
  }
  return bytes;
}

int32_t serf_icu_append_bytes(serf_icu_workspace *workspace, const uint8_t *bytes, size_t count) {
  int32_t code = reserve((void **)&workspace->bytes, &workspace->capacity, workspace->count + count, 1);
  if (code != SERF_ICU_OK) return code;
  if (count > 0) memcpy(workspace->bytes + workspace->count, bytes, count);
  workspace->count += count;
  return SERF_ICU_OK;
}

int32_t serf_icu_append_units(serf_icu_workspace *workspace, const UChar *units, int32_t count) {
  size_t needed = workspace->count + (size_t)count * 3;
  int32_t code = reserve((void **)&workspace->bytes, &workspace->capacity, needed, 1);
  if (code != SERF_ICU_OK) return code;
  uint8_t *bytes = workspace->bytes;
  size_t written = workspace->count;
  for (int32_t i = 0; i < count;) {
    UChar32 point;
    U16_NEXT(units, i, count, point);
    U8_APPEND_UNSAFE(bytes, written, point);
  }
  workspace->count = written;
  return SERF_ICU_OK;
}

serf_icu_workspace *serf_icu_workspace_create(void) { return calloc(1, sizeof(serf_icu_workspace)); }

void serf_icu_workspace_destroy(serf_icu_workspace *workspace) {
  if (workspace == NULL) return;
  free(workspace->source.units);
  free(workspace->target.units);
  free(workspace->scratch.units);
  free(workspace->bytes);
  free(workspace->edits);
  free(workspace->points);
  free(workspace->sorted);
  free(workspace->origins);
  free(workspace);
}

int32_t serf_icu_append_edit(serf_icu_workspace *workspace, serf_icu_edit edit) {
  int32_t code = reserve((void **)&workspace->edits, &workspace->edit_capacity, workspace->edit_count + 1,
                         sizeof(serf_icu_edit));
  if (code != SERF_ICU_OK) return code;
  workspace->edits[workspace->edit_count++] = edit;
  return SERF_ICU_OK;
}

void serf_icu_begin(serf_icu_workspace *workspace, serf_icu_result *result) {
  memset(result, 0, sizeof(*result));
  workspace->count = 0;
  workspace->edit_count = 0;
}

void serf_icu_finish(const serf_icu_workspace *workspace, serf_icu_result *result) {
  result->changed = true;
  result->bytes = workspace->bytes;
  result->count = workspace->count;
  result->edits = workspace->edits;
  result->edit_count = workspace->edit_count;
}
