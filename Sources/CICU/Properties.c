// What ICU knows of single characters, and which Unicode it knows.
#include "CICU.h"

#include <string.h>
#include <threads.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>

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

bool serf_icu_joins_previous(uint32_t point) {
  int32_t value = u_getIntPropertyValue((UChar32)point, UCHAR_GRAPHEME_CLUSTER_BREAK);
  return value == U_GCB_EXTEND || value == U_GCB_ZWJ || value == U_GCB_SPACING_MARK;
}

bool serf_icu_joins_next(uint32_t point) {
  return u_getIntPropertyValue((UChar32)point, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_PREPEND;
}

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
