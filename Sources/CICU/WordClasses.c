#include "WordClasses.h"

#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

static uint8_t word_break_class(UChar32 point, bool colon_joins) {
  switch (u_getIntPropertyValue(point, UCHAR_WORD_BREAK)) {
    case U_WB_CR: return CARRIAGE_RETURN;
    case U_WB_LF: return LINE_FEED;
    case U_WB_NEWLINE: return NEWLINE;
    case U_WB_WSEGSPACE: return BLANK;
    case U_WB_EXTEND:
    case U_WB_FORMAT: return EXTEND;
    case U_WB_ZWJ: return JOINER;
    case U_WB_ALETTER: return LETTER;
    case U_WB_HEBREW_LETTER: return HEBREW;
    case U_WB_NUMERIC: return NUMERIC;
    case U_WB_EXTENDNUMLET: return EXTEND_NUM_LET;
    case U_WB_MIDLETTER:
      return colon_joins || (point != ':' && point != 0xFE55 && point != 0xFF1A) ? MID_LETTER : OTHER;
    case U_WB_MIDNUM: return MID_NUM;
    case U_WB_MIDNUMLET: return MID_NUM_LET;
    case U_WB_SINGLE_QUOTE: return SINGLE_QUOTE;
    case U_WB_DOUBLE_QUOTE: return DOUBLE_QUOTE;
    case U_WB_REGIONAL_INDICATOR: return REGIONAL;
    default: return OTHER;
  }
}

/// Whether ICU has a dictionary for a script, or might have one some day: no harm but time where it has none.
static bool has_dictionary(UScriptCode script) {
  switch (script) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_KHMER:
    case USCRIPT_LAO:
    case USCRIPT_MYANMAR:
    case USCRIPT_THAI: return true;
    default: return false;
  }
}

static uint8_t class_of(UChar32 point, bool colon_joins) {
  // A letter to CLDR, so that an address of mail is one word.
  if (point == '@') return LETTER;
  if (point >= 0xAC00 && point <= 0xD7A3) return HANGUL;
  uint8_t class = word_break_class(point, colon_joins);
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(point, &status);
  bool is_complex = u_getIntPropertyValue(point, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
  if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || (is_complex && has_dictionary(script)) ||
      u_getIntPropertyValue(point, UCHAR_WORD_BREAK) == U_WB_KATAKANA) {
    return class == EXTEND || class == JOINER ? DICTIONARY_EXTEND : DICTIONARY;
  }
  if (is_complex) {
    // Scripts without blanks and without a dictionary (Tai Tham): letters to ICU. What is more than that, ICU decides.
    if (class == LETTER || class == EXTEND) return class;
    return class == OTHER && u_charType(point) != U_CONTROL_CHAR ? LETTER : DICTIONARY;
  }
  if (!u_hasBinaryProperty(point, UCHAR_EXTENDED_PICTOGRAPHIC)) return class;
  return class == LETTER ? PICTOGRAPHIC_LETTER : class == OTHER ? PICTOGRAPH : class;
}

const uint8_t *serf_word_classes_make_page(word_classes *classes, uint32_t number) {
  static const uint8_t nothing[page_size] = {0};
  uint8_t *page = malloc(page_size);
  if (page == NULL) {
    classes->failed = true;
    return nothing;
  }
  for (int32_t i = 0; i < page_size; i++) {
    page[i] = class_of((UChar32)(number * page_size) + i, classes->colon_joins);
  }
  classes->pages[number] = page;
  return page;
}

void serf_word_classes_forget(word_classes *classes) {
  for (size_t i = 0; i < page_count; i++) {
    free(classes->pages[i]);
    classes->pages[i] = NULL;
  }
}

void serf_word_classes_begin(word_classes *classes, bool colon_joins) {
  serf_word_classes_forget(classes);
  classes->colon_joins = colon_joins;
  for (UChar32 point = 0; point < 128; point++) classes->ascii[point] = class_of(point, colon_joins);
}
