#include "CICU.h"
#include "Words.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
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

int32_t serf_icu_words_open(const char *locale, serf_icu_words **words) {
  *words = NULL;
  char name[ULOC_FULLNAME_CAPACITY];
  int32_t code = locale_name(locale, name);
  if (code != SERF_ICU_OK) return code;
  serf_icu_words *opened = calloc(1, sizeof(serf_icu_words));
  if (opened == NULL) return SERF_ICU_NO_MEMORY;
  UErrorCode status = U_ZERO_ERROR;
  opened->iterator = ubrk_open(UBRK_WORD, name, NULL, 0, &status);
  if (U_FAILURE(status)) {
    serf_icu_words_close(opened);
    return code_of(status);
  }
  *words = opened;
  return SERF_ICU_OK;
}

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
