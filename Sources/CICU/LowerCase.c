// Locales by their tags, and lower case by the rules of one.
#include "Buffers.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

int32_t serf_icu_locale_name(const char *tag, char *name) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;
  uloc_forLanguageTag(tag, name, ULOC_FULLNAME_CAPACITY, &parsed, &status);
  bool whole = U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING && (size_t)parsed == strlen(tag);
  return whole ? SERF_ICU_OK : SERF_ICU_BAD_LOCALE;
}

bool serf_icu_is_locale(const char *locale) {
  char name[ULOC_FULLNAME_CAPACITY];
  return serf_icu_locale_name(locale, name) == SERF_ICU_OK;
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
  return serf_icu_code(status);
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
  return status == U_BUFFER_OVERFLOW_ERROR ? SERF_ICU_OK : serf_icu_code(status);
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
    size_t before = serf_icu_utf8_length(source + position, end - position), after = serf_icu_utf8_length(target + written, length);
    if (before != after) {
      serf_icu_edit edit = {from, from + before, to, to + after};
      code = serf_icu_append_edit(workspace, edit);
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
  serf_icu_begin(workspace, result);
  char name[ULOC_FULLNAME_CAPACITY];
  int32_t code = serf_icu_locale_name(locale, name);
  int32_t count = 0, produced = 0;
  if (code == SERF_ICU_OK) code = serf_icu_load(&workspace->source, text, length, &count);
  if (code == SERF_ICU_OK) code = lower_all(workspace, name, count, &produced);
  if (code != SERF_ICU_OK) return code;
  size_t bytes = (size_t)count * sizeof(UChar);
  if (produced == count && (count == 0 || memcmp(workspace->source.units, workspace->target.units, bytes) == 0)) {
    return SERF_ICU_OK;
  }
  code = serf_icu_append_units(workspace, workspace->target.units, produced);
  if (code == SERF_ICU_OK) code = lower_edits(workspace, name, count);
  if (code == SERF_ICU_OK) serf_icu_finish(workspace, result);
  return code;
}
