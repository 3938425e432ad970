// Normalisation, segment by segment: a segment begins where a character can't change with what is before it, and one
// that is normal already is copied.
#include "Buffers.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

/// What a form needs of ICU.
struct normalization {
  int32_t form;
  const UNormalizer2 *rules;
  /// Knows the form's decompositions, and which two characters compose.
  const UNormalizer2 *pairs;
};

/// A code point on its way through a normalisation. `change` counts as Hugging Face's alignment does: 1 is a code point
/// that was added, 0 one in place of another, -n one in place of itself and the n that follow.
struct serf_icu_point {
  UChar32 point;
  int32_t class;
  int32_t change;
};

// MARK: Segments

static const UNormalizer2 *normalizer(int32_t form, UErrorCode *status) {
  switch (form) {
    case SERF_ICU_NFC: return unorm2_getNFCInstance(status);
    case SERF_ICU_NFD: return unorm2_getNFDInstance(status);
    case SERF_ICU_NFKC: return unorm2_getNFKCInstance(status);
    case SERF_ICU_NFKD: return unorm2_getNFKDInstance(status);
    case SERF_ICU_NFKC_CASEFOLD: return unorm2_getNFKCCasefoldInstance(status);
    default: *status = U_ILLEGAL_ARGUMENT_ERROR; return NULL;
  }
}

static int32_t open_normalization(int32_t form, struct normalization *normalization) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *rules = normalizer(form, &status);
  // A decomposing normaliser knows no composition pairs and both know all decompositions, so that one serves for both.
  const UNormalizer2 *pairs =
      form == SERF_ICU_NFD ? unorm2_getNFCInstance(&status)
                           : form == SERF_ICU_NFKD ? unorm2_getNFKCInstance(&status) : rules;
  *normalization = (struct normalization){form, rules, pairs};
  return serf_icu_code(status);
}

/// The end of the segment that begins at `start`: where the next character can't change with what is before it.
static int32_t segment_end(const UNormalizer2 *form, const UChar *units, int32_t start, int32_t count) {
  int32_t end = start;
  U16_FWD_1(units, end, count);
  while (end < count) {
    int32_t next = end;
    UChar32 point;
    U16_NEXT(units, next, count, point);
    if (unorm2_hasBoundaryBefore(form, point)) break;
    end = next;
  }
  return end;
}

/// Adds the segment `units[start..<end]` of a text to the result; `*offset` is where it begins in bytes, and then where
/// it ends.
typedef int32_t segment_writer(serf_icu_workspace *workspace, const struct normalization *normalization,
                               const uint8_t *text, size_t *offset, int32_t start, int32_t end);

/// Copies what is normal already, and has every other segment written.
static int32_t write_segments(serf_icu_workspace *workspace, const struct normalization *normalization,
                              const uint8_t *text, size_t length, segment_writer *write) {
  const UNormalizer2 *rules = normalization->rules;
  int32_t count = 0, position = 0;
  int32_t code = serf_icu_load(&workspace->source, text, length, &count);
  size_t offset = 0;
  while (code == SERF_ICU_OK && position < count) {
    UErrorCode status = U_ZERO_ERROR;
    const UChar *units = workspace->source.units + position;
    int32_t clean = unorm2_spanQuickCheckYes(rules, units, count - position, &status);
    if (U_FAILURE(status)) return serf_icu_code(status);
    // Mostly the whole text is, and then nothing is copied.
    if (clean == count) return SERF_ICU_OK;
    size_t bytes = serf_icu_utf8_length(units, clean);
    code = serf_icu_append_bytes(workspace, text + offset, bytes);
    offset += bytes;
    position += clean;
    if (code != SERF_ICU_OK || position >= count) break;
    int32_t end = segment_end(rules, workspace->source.units, position, count);
    code = write(workspace, normalization, text, &offset, position, end);
    position = end;
  }
  return code;
}

// MARK: As a whole, with edits

/// Puts a run of non-starters into canonical order, a stable counting sort by combining class.
///
/// ICU sorts such a run by insertion, which takes minutes on a megabyte of alternating marks; on a sorted run it is
/// linear. Reordering neighbours of different non-zero classes is canonical equivalence, so the result is the same.
static int32_t sort_marks(serf_icu_workspace *workspace, UChar *units, int32_t count) {
  int32_t starts[257] = {0};
  for (int32_t i = 0; i < count;) {
    int32_t from = i;
    UChar32 point;
    U16_NEXT(units, i, count, point);
    starts[u_getCombiningClass(point) + 1] += i - from;
  }
  for (int32_t class = 0; class < 256; class++) starts[class + 1] += starts[class];
  int32_t code = reserve_units(&workspace->scratch, (size_t)count);
  if (code != SERF_ICU_OK) return code;
  UChar *sorted = workspace->scratch.units;
  for (int32_t i = 0; i < count;) {
    int32_t from = i;
    UChar32 point;
    U16_NEXT(units, i, count, point);
    int32_t *to = &starts[u_getCombiningClass(point)];
    while (from < i) sorted[(*to)++] = units[from++];
  }
  memcpy(units, sorted, (size_t)count * sizeof(UChar));
  return SERF_ICU_OK;
}

enum { long_run = 64 };

/// Sorts each long run of non-starters inside one segment.
static int32_t sort_long_runs(serf_icu_workspace *workspace, UChar *units, int32_t count) {
  int32_t run = 0;
  for (int32_t i = 0; i <= count;) {
    int32_t from = i;
    UChar32 point = 0;
    if (i < count) {
      U16_NEXT(units, i, count, point);
    } else {
      i++;
    }
    if (from < count && u_getCombiningClass(point) != 0) continue;
    if (from - run > long_run) {
      int32_t code = sort_marks(workspace, units + run, from - run);
      if (code != SERF_ICU_OK) return code;
    }
    run = i;
  }
  return SERF_ICU_OK;
}

/// Normalises one segment, which begins and ends at boundaries, into `target`.
static int32_t normalize_segment(serf_icu_workspace *workspace, const UNormalizer2 *form, const UChar *units,
                                 int32_t count, int32_t *produced) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t capacity = (int32_t)workspace->target.capacity;
  *produced = unorm2_normalize(form, units, count, workspace->target.units, capacity, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    int32_t code = reserve_units(&workspace->target, (size_t)*produced);
    if (code != SERF_ICU_OK) return code;
    status = U_ZERO_ERROR;
    capacity = (int32_t)workspace->target.capacity;
    *produced = unorm2_normalize(form, units, count, workspace->target.units, capacity, &status);
  }
  return serf_icu_code(status);
}

/// Adds the segment `units[start..<end]` to the result, with an edit where it changed.
static int32_t convert_segment(serf_icu_workspace *workspace, const struct normalization *normalization,
                               const uint8_t *text, size_t *offset, int32_t start, int32_t end) {
  UChar *units = workspace->source.units + start;
  int32_t count = end - start, produced = 0;
  size_t bytes = serf_icu_utf8_length(units, count);
  int32_t code = SERF_ICU_OK;
  if (count > long_run) code = sort_long_runs(workspace, units, count);
  if (code == SERF_ICU_OK) code = normalize_segment(workspace, normalization->rules, units, count, &produced);
  if (code != SERF_ICU_OK) return code;
  size_t from = workspace->count;
  code = serf_icu_append_units(workspace, workspace->target.units, produced);
  if (code != SERF_ICU_OK) return code;
  size_t written = workspace->count - from;
  bool same = written == bytes && memcmp(workspace->bytes + from, text + *offset, bytes) == 0;
  if (!same) {
    serf_icu_edit edit = {*offset, *offset + bytes, from, workspace->count};
    code = serf_icu_append_edit(workspace, edit);
  }
  *offset += bytes;
  return code;
}

int32_t serf_icu_normalize(serf_icu_workspace *workspace, int32_t form, const uint8_t *text, size_t length,
                           serf_icu_result *result) {
  serf_icu_begin(workspace, result);
  struct normalization normalization;
  int32_t code = open_normalization(form, &normalization);
  if (code == SERF_ICU_OK) code = write_segments(workspace, &normalization, text, length, convert_segment);
  if (code == SERF_ICU_OK && workspace->edit_count > 0) serf_icu_finish(workspace, result);
  return code;
}

// MARK: Character by character, with origins

static int32_t class_of(UChar32 point) { return point < 0x300 ? 0 : u_getCombiningClass(point); }

static int32_t append_point(serf_icu_workspace *workspace, int32_t *count, UChar32 point, int32_t change) {
  int32_t code = reserve((void **)&workspace->points, &workspace->point_capacity, (size_t)*count + 1,
                         sizeof(struct serf_icu_point));
  if (code != SERF_ICU_OK) return code;
  workspace->points[(*count)++] = (struct serf_icu_point){point, class_of(point), change};
  return SERF_ICU_OK;
}

/// Leaves the full decomposition of a segment in `points`.
static int32_t decompose(serf_icu_workspace *workspace, const UNormalizer2 *form, const UChar *units, int32_t count,
                         int32_t *points) {
  *points = 0;
  for (int32_t i = 0; i < count;) {
    UChar32 point;
    U16_NEXT(units, i, count, point);
    UChar parts[32];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = unorm2_getDecomposition(form, point, parts, 32, &status);
    if (U_FAILURE(status)) return serf_icu_code(status);
    int32_t code = SERF_ICU_OK;
    if (length < 0) {
      code = append_point(workspace, points, point, 0);
    } else {
      for (int32_t from = 0, part = 0; part < length && code == SERF_ICU_OK; from = part) {
        UChar32 next;
        U16_NEXT(parts, part, length, next);
        code = append_point(workspace, points, next, from == 0 ? 0 : 1);
      }
    }
    if (code != SERF_ICU_OK) return code;
  }
  return SERF_ICU_OK;
}

/// Puts `points[0..<count]`, all with a class, into canonical order: a stable counting sort, linear for any run.
static int32_t sort_points(serf_icu_workspace *workspace, struct serf_icu_point *points, int32_t count) {
  if (count < 2) return SERF_ICU_OK;
  size_t needed = (size_t)count;
  int32_t code = reserve((void **)&workspace->sorted, &workspace->sorted_capacity, needed, sizeof(struct serf_icu_point));
  if (code != SERF_ICU_OK) return code;
  int32_t starts[257] = {0};
  for (int32_t i = 0; i < count; i++) starts[points[i].class + 1]++;
  for (int32_t class = 0; class < 256; class++) starts[class + 1] += starts[class];
  for (int32_t i = 0; i < count; i++) workspace->sorted[starts[points[i].class]++] = points[i];
  memcpy(points, workspace->sorted, needed * sizeof(struct serf_icu_point));
  return SERF_ICU_OK;
}

static int32_t reorder(serf_icu_workspace *workspace, int32_t count) {
  int32_t run = 0, code = SERF_ICU_OK;
  for (int32_t i = 0; i <= count && code == SERF_ICU_OK; i++) {
    if (i < count && workspace->points[i].class != 0) continue;
    code = sort_points(workspace, workspace->points + run, i - run);
    run = i + 1;
  }
  return code;
}

/// Composes `points[0..<count]` in place; returns how many are left.
static int32_t recompose(const UNormalizer2 *form, struct serf_icu_point *points, int32_t count) {
  int32_t starter = -1, written = 0, last = -1;
  for (int32_t i = 0; i < count; i++) {
    struct serf_icu_point next = points[i];
    if (starter >= 0 && last < next.class) {
      UChar32 pair = unorm2_composePair(form, points[starter].point, next.point);
      if (pair >= 0) {
        points[starter].point = pair;
        points[starter].change += next.change - 1;
        continue;
      }
    }
    if (next.class == 0) {
      starter = written;
      last = -1;
    } else {
      last = next.class;
    }
    points[written++] = next;
  }
  return written;
}

static int32_t append_origin(serf_icu_workspace *workspace, serf_icu_origin origin) {
  int32_t code = reserve((void **)&workspace->origins, &workspace->origin_capacity, workspace->origin_count + 1,
                         sizeof(serf_icu_origin));
  if (code != SERF_ICU_OK) return code;
  workspace->origins[workspace->origin_count++] = origin;
  return SERF_ICU_OK;
}

static size_t next_character(const uint8_t *text, size_t position) {
  uint8_t byte = text[position];
  return position + (byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4);
}

/// Writes the points of a segment with their origins.
static int32_t write_points(serf_icu_workspace *workspace, const uint8_t *text, size_t start, size_t end,
                            int32_t count) {
  size_t source = start;
  for (int32_t i = 0; i < count; i++) {
    struct serf_icu_point point = workspace->points[i];
    serf_icu_origin origin = {workspace->count, 0, source, end};
    if (point.change > 0) {
      origin.source = source > 0 ? source - 1 : INTPTR_MAX;
    } else {
      for (int32_t taken = point.change; taken <= 0 && source < end; taken++) source = next_character(text, source);
      if (origin.source >= end) origin.source = end - 1;
    }
    UChar units[2];
    int32_t length = 0;
    U16_APPEND_UNSAFE(units, length, point.point);
    int32_t code = serf_icu_append_units(workspace, units, length);
    if (code != SERF_ICU_OK) return code;
    origin.result_end = workspace->count;
    code = append_origin(workspace, origin);
    if (code != SERF_ICU_OK) return code;
  }
  return SERF_ICU_OK;
}

/// Adds the segment `units[start..<end]` to the result, with origins where it changed.
static int32_t align_segment(serf_icu_workspace *workspace, const struct normalization *normalization,
                             const uint8_t *text, size_t *offset, int32_t start, int32_t end) {
  int32_t form = normalization->form;
  const UNormalizer2 *rules = normalization->pairs;
  const UChar *units = workspace->source.units + start;
  size_t bytes = serf_icu_utf8_length(units, end - start);
  int32_t count = 0;
  int32_t code = decompose(workspace, rules, units, end - start, &count);
  if (code == SERF_ICU_OK) code = reorder(workspace, count);
  if (code != SERF_ICU_OK) return code;
  if (form == SERF_ICU_NFC || form == SERF_ICU_NFKC) count = recompose(rules, workspace->points, count);
  size_t from = workspace->count, origins = workspace->origin_count;
  code = write_points(workspace, text, *offset, *offset + bytes, count);
  if (code != SERF_ICU_OK) return code;
  size_t written = workspace->count - from;
  if (written == bytes && memcmp(workspace->bytes + from, text + *offset, bytes) == 0) {
    workspace->origin_count = origins;
  }
  *offset += bytes;
  return SERF_ICU_OK;
}

int32_t serf_icu_normalize_aligned(serf_icu_workspace *workspace, int32_t form, const uint8_t *text, size_t length,
                                   serf_icu_aligned *result) {
  memset(result, 0, sizeof(*result));
  workspace->count = 0;
  workspace->origin_count = 0;
  struct normalization normalization;
  int32_t code = open_normalization(form, &normalization);
  if (code == SERF_ICU_OK) code = write_segments(workspace, &normalization, text, length, align_segment);
  if (code != SERF_ICU_OK || workspace->origin_count == 0) return code;
  result->changed = true;
  result->bytes = workspace->bytes;
  result->count = workspace->count;
  result->origins = workspace->origins;
  result->origin_count = workspace->origin_count;
  return SERF_ICU_OK;
}
