#include "CICU.h"
#include "Words.h"

#include <stdlib.h>
#include <string.h>
#include <threads.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uregex.h>
#include <unicode/uscript.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

// MARK: Buffers

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
  struct point *points;
  size_t point_capacity;
  struct point *sorted;
  size_t sorted_capacity;
  serf_icu_origin *origins;
  size_t origin_count;
  size_t origin_capacity;
};

/// A code point on its way through a normalisation. `change` counts as Hugging Face's alignment does: 1 is a code point
/// that was added, 0 one in place of another, -n one in place of itself and the n that follow.
struct point {
  UChar32 point;
  int32_t class;
  int32_t change;
};

struct serf_icu_words {
  UBreakIterator *iterator;
  units_buffer source;
  /// Units that `serf_icu_words_load` left in `source`.
  int32_t count;
  size_t *ends;
  size_t capacity;
};

/// Makes room for `needed` elements, at least doubling, so that growth is linear in all.
static int32_t reserve(void **storage, size_t *capacity, size_t needed, size_t element) {
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

static int32_t reserve_units(units_buffer *buffer, size_t needed) {
  if (needed > INT32_MAX) return SERF_ICU_TOO_LONG;
  return reserve((void **)&buffer->units, &buffer->capacity, needed, sizeof(UChar));
}

static int32_t code_of(UErrorCode status) {
  if (U_SUCCESS(status)) return SERF_ICU_OK;
  if (status == U_MEMORY_ALLOCATION_ERROR) return SERF_ICU_NO_MEMORY;
  if (status == U_INDEX_OUTOFBOUNDS_ERROR) return SERF_ICU_TOO_LONG;
  return SERF_ICU_FAILED;
}

/// Writes `text` as UTF-16 into `buffer`; a text has never more units than bytes.
static int32_t load(units_buffer *buffer, const uint8_t *text, size_t length, int32_t *count) {
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

/// Bytes of well-formed UTF-16 as UTF-8: a surrogate stands for half of a four-byte sequence.
static size_t utf8_length(const UChar *units, int32_t count) {
  size_t bytes = 0;
  for (int32_t i = 0; i < count; i++) {
    UChar unit = units[i];
    bytes += unit < 0x80 ? 1 : unit < 0x800 || U16_IS_SURROGATE(unit) ? 2 : 3;
  }
  return bytes;
}

static int32_t append_bytes(serf_icu_workspace *workspace, const uint8_t *bytes, size_t count) {
  int32_t code = reserve((void **)&workspace->bytes, &workspace->capacity, workspace->count + count, 1);
  if (code != SERF_ICU_OK) return code;
  if (count > 0) memcpy(workspace->bytes + workspace->count, bytes, count);
  workspace->count += count;
  return SERF_ICU_OK;
}

static int32_t append_units(serf_icu_workspace *workspace, const UChar *units, int32_t count) {
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

static int32_t append_edit(serf_icu_workspace *workspace, serf_icu_edit edit) {
  int32_t code = reserve((void **)&workspace->edits, &workspace->edit_capacity, workspace->edit_count + 1,
                         sizeof(serf_icu_edit));
  if (code != SERF_ICU_OK) return code;
  workspace->edits[workspace->edit_count++] = edit;
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

static void begin(serf_icu_workspace *workspace, serf_icu_result *result) {
  memset(result, 0, sizeof(*result));
  workspace->count = 0;
  workspace->edit_count = 0;
}

static void finish(const serf_icu_workspace *workspace, serf_icu_result *result) {
  result->changed = true;
  result->bytes = workspace->bytes;
  result->count = workspace->count;
  result->edits = workspace->edits;
  result->edit_count = workspace->edit_count;
}

// MARK: Normalisation

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
  return code_of(status);
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

/// Adds the segment `units[start..<end]` to the result, with an edit where it changed.
static int32_t convert_segment(serf_icu_workspace *workspace, const UNormalizer2 *form, const uint8_t *text,
                               size_t *offset, int32_t start, int32_t end) {
  UChar *units = workspace->source.units + start;
  int32_t count = end - start, produced = 0;
  size_t bytes = utf8_length(units, count);
  int32_t code = SERF_ICU_OK;
  if (count > long_run) code = sort_long_runs(workspace, units, count);
  if (code == SERF_ICU_OK) code = normalize_segment(workspace, form, units, count, &produced);
  if (code != SERF_ICU_OK) return code;
  size_t from = workspace->count;
  code = append_units(workspace, workspace->target.units, produced);
  if (code != SERF_ICU_OK) return code;
  size_t written = workspace->count - from;
  bool same = written == bytes && memcmp(workspace->bytes + from, text + *offset, bytes) == 0;
  if (!same) {
    serf_icu_edit edit = {*offset, *offset + bytes, from, workspace->count};
    code = append_edit(workspace, edit);
  }
  *offset += bytes;
  return code;
}

int32_t serf_icu_normalize(serf_icu_workspace *workspace, int32_t form, const uint8_t *text, size_t length,
                           serf_icu_result *result) {
  begin(workspace, result);
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *rules = normalizer(form, &status);
  if (U_FAILURE(status)) return code_of(status);
  int32_t count = 0, position = 0;
  int32_t code = load(&workspace->source, text, length, &count);
  size_t offset = 0;
  while (code == SERF_ICU_OK && position < count) {
    const UChar *units = workspace->source.units + position;
    int32_t clean = unorm2_spanQuickCheckYes(rules, units, count - position, &status);
    if (U_FAILURE(status)) return code_of(status);
    if (clean == count) return SERF_ICU_OK;
    size_t bytes = utf8_length(units, clean);
    code = append_bytes(workspace, text + offset, bytes);
    offset += bytes;
    position += clean;
    if (code != SERF_ICU_OK || position >= count) break;
    int32_t end = segment_end(rules, workspace->source.units, position, count);
    code = convert_segment(workspace, rules, text, &offset, position, end);
    position = end;
  }
  if (code == SERF_ICU_OK && workspace->edit_count > 0) finish(workspace, result);
  return code;
}

// MARK: Normalisation, character by character

static int32_t class_of(UChar32 point) { return point < 0x300 ? 0 : u_getCombiningClass(point); }

static int32_t append_point(serf_icu_workspace *workspace, int32_t *count, UChar32 point, int32_t change) {
  int32_t code = reserve((void **)&workspace->points, &workspace->point_capacity, (size_t)*count + 1,
                         sizeof(struct point));
  if (code != SERF_ICU_OK) return code;
  workspace->points[(*count)++] = (struct point){point, class_of(point), change};
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
    if (U_FAILURE(status)) return code_of(status);
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
static int32_t sort_points(serf_icu_workspace *workspace, struct point *points, int32_t count) {
  if (count < 2) return SERF_ICU_OK;
  size_t needed = (size_t)count;
  int32_t code = reserve((void **)&workspace->sorted, &workspace->sorted_capacity, needed, sizeof(struct point));
  if (code != SERF_ICU_OK) return code;
  int32_t starts[257] = {0};
  for (int32_t i = 0; i < count; i++) starts[points[i].class + 1]++;
  for (int32_t class = 0; class < 256; class++) starts[class + 1] += starts[class];
  for (int32_t i = 0; i < count; i++) workspace->sorted[starts[points[i].class]++] = points[i];
  memcpy(points, workspace->sorted, needed * sizeof(struct point));
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
static int32_t recompose(const UNormalizer2 *form, struct point *points, int32_t count) {
  int32_t starter = -1, written = 0, last = -1;
  for (int32_t i = 0; i < count; i++) {
    struct point next = points[i];
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
    struct point point = workspace->points[i];
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
    int32_t code = append_units(workspace, units, length);
    if (code != SERF_ICU_OK) return code;
    origin.result_end = workspace->count;
    code = append_origin(workspace, origin);
    if (code != SERF_ICU_OK) return code;
  }
  return SERF_ICU_OK;
}

/// Adds the segment `units[start..<end]` to the result, with origins where it changed.
static int32_t align_segment(serf_icu_workspace *workspace, int32_t form, const UNormalizer2 *rules,
                             const uint8_t *text, size_t *offset, int32_t start, int32_t end) {
  const UChar *units = workspace->source.units + start;
  size_t bytes = utf8_length(units, end - start);
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
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *rules = normalizer(form, &status);
  // A decomposing normaliser knows no composition pairs and both know all decompositions, so that one serves for both.
  const UNormalizer2 *pairs =
      form == SERF_ICU_NFD ? unorm2_getNFCInstance(&status)
                           : form == SERF_ICU_NFKD ? unorm2_getNFKCInstance(&status) : rules;
  if (U_FAILURE(status)) return code_of(status);
  int32_t count = 0, position = 0;
  int32_t code = load(&workspace->source, text, length, &count);
  size_t offset = 0;
  while (code == SERF_ICU_OK && position < count) {
    const UChar *units = workspace->source.units + position;
    int32_t clean = unorm2_spanQuickCheckYes(rules, units, count - position, &status);
    if (U_FAILURE(status)) return code_of(status);
    if (clean == count) return SERF_ICU_OK;
    size_t bytes = utf8_length(units, clean);
    code = append_bytes(workspace, text + offset, bytes);
    offset += bytes;
    position += clean;
    if (code != SERF_ICU_OK || position >= count) break;
    int32_t end = segment_end(rules, workspace->source.units, position, count);
    code = align_segment(workspace, form, pairs, text, &offset, position, end);
    position = end;
  }
  if (code != SERF_ICU_OK || workspace->origin_count == 0) return code;
  result->changed = true;
  result->bytes = workspace->bytes;
  result->count = workspace->count;
  result->origins = workspace->origins;
  result->origin_count = workspace->origin_count;
  return SERF_ICU_OK;
}

// MARK: Properties

static uint8_t classes[0x110000];
static once_flag classes_made = ONCE_FLAG_INIT;

static bool has_age(UCharCategory category) {
  return (U_GC_M_MASK | U_GC_P_MASK | U_GC_CF_MASK) & U_MASK(category);
}

static UBool add_range(const void *context, UChar32 start, UChar32 limit, UCharCategory category) {
  (void)context;
  memset(classes + start, (uint8_t)category, (size_t)(limit - start));
  if (!has_age(category)) return true;
  for (UChar32 point = start; point < limit; point++) {
    UVersionInfo age;
    u_charAge(point, age);
    if (age[0] > 8) classes[point] |= SERF_ICU_AFTER_8;
    if (age[0] > 9) classes[point] |= SERF_ICU_AFTER_9;
  }
  return true;
}

static void make_classes(void) {
  u_enumCharTypes(add_range, NULL);
  for (UChar32 point = 0; point <= 0x3000; point++) {
    if (u_hasBinaryProperty(point, UCHAR_WHITE_SPACE)) classes[point] |= SERF_ICU_WHITE_SPACE;
  }
}

const uint8_t *serf_icu_classes(void) {
  call_once(&classes_made, make_classes);
  return classes;
}

/// Whether a code point is in Unicode 9.
static bool is_old(UChar32 point) {
  UVersionInfo age;
  u_charAge(point, age);
  return age[0] <= 9;
}

uint32_t serf_icu_lower(uint32_t point) { return (uint32_t)u_tolower((UChar32)point); }

bool serf_icu_is_alphabetic(uint32_t point) { return u_hasBinaryProperty((UChar32)point, UCHAR_ALPHABETIC); }

int32_t serf_icu_script(uint32_t point) {
  // What was of another script in Unicode 9.
  if (point == 0x953 || point == 0x954) return USCRIPT_DEVANAGARI;
  if (point == 0x589 || point == 0x61C) return USCRIPT_COMMON;
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript((UChar32)point, &status);
  return U_FAILURE(status) || script == USCRIPT_UNKNOWN || !is_old((UChar32)point) ? -1 : (int32_t)script;
}

void serf_icu_east_asian_scripts(int32_t *hiragana, int32_t *katakana, int32_t *han) {
  *hiragana = USCRIPT_HIRAGANA;
  *katakana = USCRIPT_KATAKANA;
  *han = USCRIPT_HAN;
}

// MARK: Regular expressions

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
  int32_t code = load(&opened->source, pattern, length, &count);
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
    return code_of(status);
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
  return status == U_REGEX_STACK_OVERFLOW || status == U_REGEX_TIME_OUT ? SERF_ICU_TOO_LONG : code_of(status);
}

int32_t serf_icu_regex_find(serf_icu_regex *regex, const uint8_t *text, size_t length, const size_t **bounds,
                            size_t *count) {
  *bounds = NULL;
  *count = 0;
  int32_t units = 0;
  int32_t code = load(&regex->source, text, length, &units);
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
    offset += utf8_length(regex->source.units + at, start - at);
    code = append_bound(regex, &found, offset);
    offset += utf8_length(regex->source.units + start, end - start);
    if (code == SERF_ICU_OK) code = append_bound(regex, &found, offset);
    if (code != SERF_ICU_OK) return code;
    at = from = last = end;
  }
  if (U_FAILURE(status)) return regex_code(status);
  *bounds = regex->bounds;
  *count = found / 2;
  return SERF_ICU_OK;
}

// MARK: Lower case

/// ICU's own name of a BCP 47 tag.
static int32_t locale_name(const char *tag, char name[ULOC_FULLNAME_CAPACITY]) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;
  uloc_forLanguageTag(tag, name, ULOC_FULLNAME_CAPACITY, &parsed, &status);
  bool whole = U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING && (size_t)parsed == strlen(tag);
  return whole ? SERF_ICU_OK : SERF_ICU_BAD_LOCALE;
}

bool serf_icu_is_locale(const char *locale) {
  char name[ULOC_FULLNAME_CAPACITY];
  return locale_name(locale, name) == SERF_ICU_OK;
}

/// Whether the locale's lower case looks at the marks that follow or precede a letter (SpecialCasing.txt).
static bool looks_at_marks(const char *locale) {
  char language[ULOC_LANG_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(locale, language, ULOC_LANG_CAPACITY, &status);
  if (U_FAILURE(status)) return false;
  return strcmp(language, "tr") == 0 || strcmp(language, "az") == 0 || strcmp(language, "lt") == 0;
}

static int32_t lower_all(serf_icu_workspace *workspace, const char *locale, int32_t count, int32_t *produced) {
  int32_t code = reserve_units(&workspace->target, (size_t)count);
  if (code != SERF_ICU_OK) return code;
  UErrorCode status = U_ZERO_ERROR;
  int32_t capacity = (int32_t)workspace->target.capacity;
  *produced = u_strToLower(workspace->target.units, capacity, workspace->source.units, count, locale, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    code = reserve_units(&workspace->target, (size_t)*produced);
    if (code != SERF_ICU_OK) return code;
    status = U_ZERO_ERROR;
    capacity = (int32_t)workspace->target.capacity;
    *produced = u_strToLower(workspace->target.units, capacity, workspace->source.units, count, locale, &status);
  }
  return code_of(status);
}

/// Units that `units[0..<count]` has in lower case.
///
/// Of the conditions in SpecialCasing.txt, all but Final_Sigma look no further than the marks around a letter, and
/// the two small sigmas have the same length: so a letter with its marks, taken alone, has the length that it has
/// inside the text.
static int32_t lower_length(const UChar *units, int32_t count, const char *locale, int32_t *length) {
  if (count == 1 && units[0] < 0x80 && (units[0] < 'A' || units[0] > 'Z')) {
    *length = 1;
    return SERF_ICU_OK;
  }
  UErrorCode status = U_ZERO_ERROR;
  *length = u_strToLower(NULL, 0, units, count, locale, &status);
  return status == U_BUFFER_OVERFLOW_ERROR ? SERF_ICU_OK : code_of(status);
}

/// Writes one edit a letter whose length in UTF-8 changed.
static int32_t lower_edits(serf_icu_workspace *workspace, const char *locale, int32_t count) {
  const UChar *source = workspace->source.units, *target = workspace->target.units;
  bool marks = looks_at_marks(locale);
  size_t from = 0, to = 0;
  int32_t written = 0;
  for (int32_t position = 0; position < count;) {
    int32_t end = position, next, length = 0;
    UChar32 point;
    do {
      U16_FWD_1(source, end, count);
      next = end;
      point = 0;
      if (marks && next < count) U16_NEXT(source, next, count, point);
    } while (u_getCombiningClass(point) != 0);
    int32_t code = lower_length(source + position, end - position, locale, &length);
    if (code != SERF_ICU_OK) return code;
    size_t before = utf8_length(source + position, end - position), after = utf8_length(target + written, length);
    if (before != after) {
      serf_icu_edit edit = {from, from + before, to, to + after};
      code = append_edit(workspace, edit);
      if (code != SERF_ICU_OK) return code;
    }
    from += before;
    to += after;
    written += length;
    position = end;
  }
  return SERF_ICU_OK;
}

int32_t serf_icu_lowercase(serf_icu_workspace *workspace, const char *locale, const uint8_t *text, size_t length,
                           serf_icu_result *result) {
  begin(workspace, result);
  char name[ULOC_FULLNAME_CAPACITY];
  int32_t code = locale_name(locale, name);
  int32_t count = 0, produced = 0;
  if (code == SERF_ICU_OK) code = load(&workspace->source, text, length, &count);
  if (code == SERF_ICU_OK) code = lower_all(workspace, name, count, &produced);
  if (code != SERF_ICU_OK) return code;
  size_t bytes = (size_t)count * sizeof(UChar);
  if (produced == count && (count == 0 || memcmp(workspace->source.units, workspace->target.units, bytes) == 0)) {
    return SERF_ICU_OK;
  }
  code = append_units(workspace, workspace->target.units, produced);
  if (code == SERF_ICU_OK) code = lower_edits(workspace, name, count);
  if (code == SERF_ICU_OK) finish(workspace, result);
  return code;
}

// MARK: Word boundaries

static int32_t open_boundaries(UBreakIteratorType kind, const char *name, serf_icu_words **words) {
  *words = NULL;
  serf_icu_words *opened = calloc(1, sizeof(serf_icu_words));
  if (opened == NULL) return SERF_ICU_NO_MEMORY;
  UErrorCode status = U_ZERO_ERROR;
  opened->iterator = ubrk_open(kind, name, NULL, 0, &status);
  if (U_FAILURE(status)) {
    serf_icu_words_close(opened);
    return code_of(status);
  }
  *words = opened;
  return SERF_ICU_OK;
}

int32_t serf_icu_words_open(const char *locale, serf_icu_words **words) {
  *words = NULL;
  char name[ULOC_FULLNAME_CAPACITY];
  int32_t code = locale_name(locale, name);
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
  return load(&words->source, text, length, &words->count);
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
  return code_of(status);
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
    offset += utf8_length(words->source.units + from, to - from);
    words->ends[boundaries++] = offset;
  }
  *ends = words->ends;
  *found = boundaries;
  return code;
}

// MARK: Versions

/// "72.1.0.0" as "72.1": two numbers are what both libraries are known by.
static void two_numbers(const UVersionInfo version, char *text) {
  UVersionInfo shortened = {version[0], version[1], 0, 0};
  u_versionToString(shortened, text);
}

void serf_icu_version(char *text) {
  UVersionInfo version;
  u_getVersion(version);
  two_numbers(version, text);
}

void serf_icu_unicode_version(char *text) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  two_numbers(version, text);
}
