// A hand-written scanner for the word boundaries of UAX 29, as ICU's rules tailor them.
//
// ICU's iterator restarts its automaton at each boundary and never looks back, so the two can take turns at any
// boundary: the scanner does all segments that need no dictionary, ICU the others. What class a character has comes from
// ICU's own properties, page by page as a text needs them, so both know the same Unicode.
#include "Words.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

// MARK: Classes

/// Word_Break, with what ICU's rules make of it. The first five join one another in any order.
enum {
  LETTER,
  HEBREW,
  NUMERIC,
  EXTEND_NUM_LET,
  /// A letter that is a pictograph too (Ⓜ): joins as a letter, and after a joiner as a pictograph.
  PICTOGRAPHIC_LETTER,
  OTHER,
  CARRIAGE_RETURN,
  LINE_FEED,
  NEWLINE,
  BLANK,
  EXTEND,
  JOINER,
  MID_LETTER,
  MID_NUM,
  MID_NUM_LET,
  SINGLE_QUOTE,
  DOUBLE_QUOTE,
  REGIONAL,
  PICTOGRAPH,
  HANGUL,
  /// What ICU segments with a dictionary, or might.
  DICTIONARY,
  DICTIONARY_EXTEND,
};

#define BIT(class) (1u << (class))

static const uint32_t letter_classes = BIT(LETTER) | BIT(HEBREW) | BIT(PICTOGRAPHIC_LETTER);
static const uint32_t dictionary_classes = BIT(DICTIONARY) | BIT(DICTIONARY_EXTEND);

static bool is_in(uint8_t class, uint32_t classes) { return (BIT(class) & classes) != 0; }

enum { page_size = 64, page_count = 1 << 15 };

struct serf_word_scanner {
  serf_icu_words *icu;
  size_t *ends;
  size_t count;
  size_t capacity;
  /// Behind each unit of a stretch that ICU gets: bytes from its beginning.
  uint32_t *offsets;
  size_t offset_capacity;
  /// Swedish and Finnish keep Unicode's rule for the colon, which CLDR takes from all others.
  bool colon_joins;
  bool used;
  bool failed;
  uint8_t ascii[128];
  /// Classes of 64 code points each, NULL where no text has been yet.
  uint8_t *pages[page_count];
};

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

/// Fills a page on its first use; without memory all of it counts as other, and the call fails in the end.
static const uint8_t *make_page(serf_word_scanner *scanner, uint32_t number) {
  static const uint8_t nothing[page_size] = {0};
  uint8_t *page = malloc(page_size);
  if (page == NULL) {
    scanner->failed = true;
    return nothing;
  }
  for (int32_t i = 0; i < page_size; i++) {
    page[i] = class_of((UChar32)(number * page_size) + i, scanner->colon_joins);
  }
  scanner->pages[number] = page;
  return page;
}

/// The class of a character that has more than one byte, and where the next one begins.
static inline uint8_t wide_class_at(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end,
                                    size_t *next) {
  uint8_t lead = text[position];
  uint32_t number;
  size_t length;
  if (lead < 0xE0) {
    length = 2;
    number = lead & 0x1F;
  } else if (lead < 0xF0) {
    length = 3;
    number = (uint32_t)(lead & 0x0F) << 6 | (text[position + (end - position > 1)] & 0x3F);
  } else {
    length = 4;
    if (length > end - position) {
      *next = end;
      return OTHER;
    }
    number = (uint32_t)(lead & 0x07) << 12 | (uint32_t)(text[position + 1] & 0x3F) << 6 | (text[position + 2] & 0x3F);
  }
  if (length > end - position) {
    *next = end;
    return OTHER;
  }
  *next = position + length;
  const uint8_t *page = scanner->pages[number];
  if (__builtin_expect(page == NULL, 0)) page = make_page(scanner, number);
  return page[text[position + length - 1] & 0x3F];
}

/// The class of the character at `position`, and where the next one begins.
static inline uint8_t class_at(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end,
                               size_t *next) {
  uint8_t lead = text[position];
  if (lead >= 0x80) return wide_class_at(scanner, text, position, end, next);
  *next = position + 1;
  return scanner->ascii[lead];
}

// MARK: One segment

/// What follows a run of marks.
typedef struct follower {
  /// Where the run ends and the next character begins; the end of the text where there is none.
  size_t start;
  /// Behind the next character.
  size_t next;
  /// OTHER at the end of the text.
  uint8_t class;
  /// Whether the run ended with a joiner.
  bool joined;
} follower;

/// Rule 4: extending and format characters belong to what is before them.
static inline follower skip_marks(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end) {
  follower found = {position, position, OTHER, false};
  while (position < end) {
    found.class = class_at(scanner, text, position, end, &found.next);
    if (!is_in(found.class, BIT(EXTEND) | BIT(JOINER))) return found;
    found.joined = found.class == JOINER;
    found.start = position = found.next;
  }
  found.class = OTHER;
  found.joined = false;
  return found;
}

/// In place of an end: the segment needs ICU.
static const size_t needs_dictionary = SIZE_MAX;

static size_t word_end(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end, uint8_t class);

/// The end of a segment whose last character, no word character, ends at `position`.
static size_t plain_end(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end) {
  while (true) {
    follower mark = skip_marks(scanner, text, position, end);
    if (mark.class == DICTIONARY_EXTEND) return needs_dictionary;
    if (!mark.joined) return mark.start;
    // Rule 3c: a joiner holds the pictograph behind it.
    if (is_in(mark.class, dictionary_classes)) return needs_dictionary;
    if (mark.class == PICTOGRAPHIC_LETTER) return word_end(scanner, text, mark.next, end, LETTER);
    if (mark.class != PICTOGRAPH) return mark.start;
    position = mark.next;
  }
}

/// The classes that a word ending in `class` may have behind an apostrophe, a point or the like; 0 for none.
static uint32_t joined_across(uint8_t middle, uint8_t class) {
  bool letter = is_in(class, letter_classes);
  switch (middle) {
    case MID_LETTER: return letter ? letter_classes : 0;
    case MID_NUM: return class == NUMERIC ? BIT(NUMERIC) : 0;
    case MID_NUM_LET:
    case SINGLE_QUOTE: return letter ? letter_classes : class == NUMERIC ? BIT(NUMERIC) : 0;
    case DOUBLE_QUOTE: return class == HEBREW ? BIT(HEBREW) : 0;
    default: return 0;
  }
}

/// Goes over word characters and marks of three bytes: what `word_end` does with them, without its other cases.
static inline size_t skip_three_bytes(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end,
                                      uint8_t *class) {
  while (end - position >= 3 && (text[position] & 0xF0) == 0xE0) {
    const uint8_t *page = scanner->pages[(uint32_t)(text[position] & 0x0F) << 6 | (text[position + 1] & 0x3F)];
    if (page == NULL) break;
    uint8_t following = page[text[position + 2] & 0x3F];
    if (following > PICTOGRAPHIC_LETTER) {
      if (following != EXTEND) break;
    } else {
      *class = following;
    }
    position += 3;
  }
  return position;
}

/// The end of a segment that ends so far in a word character of `class`, at `position`.
static size_t word_end(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end, uint8_t class) {
  bool joined = false;
  while (position < end) {
    if (text[position] >= 0xE0) {
      size_t behind = skip_three_bytes(scanner, text, position, end, &class);
      joined = joined && behind == position;
      position = behind;
      if (position == end) return end;
    }
    size_t next;
    uint8_t following = class_at(scanner, text, position, end, &next);
    // Rules 5, 8 to 10, 13a and 13b.
    if (following <= PICTOGRAPHIC_LETTER) {
      class = following;
      joined = false;
      position = next;
      continue;
    }
    // Rule 4.
    if (following == EXTEND || following == JOINER) {
      joined = following == JOINER;
      position = next;
      continue;
    }
    if (is_in(following, dictionary_classes)) return needs_dictionary;
    if (joined && following == PICTOGRAPH) return plain_end(scanner, text, next, end);
    // Rules 6, 7, 7b, 7c, 11 and 12.
    uint32_t wanted = joined_across(following, class);
    if (wanted != 0) {
      follower after = skip_marks(scanner, text, next, end);
      if (is_in(after.class, dictionary_classes)) return needs_dictionary;
      if (is_in(after.class, wanted)) {
        class = after.class;
        joined = false;
        position = after.next;
        continue;
      }
      // Rule 7a.
      if (class == HEBREW && following == SINGLE_QUOTE) return plain_end(scanner, text, next, end);
    }
    return position;
  }
  return end;
}

/// The end of a run of one class without marks between.
static size_t run_end(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end, uint8_t class) {
  size_t next;
  while (position < end && class_at(scanner, text, position, end, &next) == class) position = next;
  return position;
}

/// The end of the segment that begins at `start`.
static size_t segment_end(serf_word_scanner *scanner, const uint8_t *text, size_t start, size_t end) {
  size_t next;
  uint8_t class = class_at(scanner, text, start, end, &next);
  switch (class) {
    case LETTER:
    case HEBREW:
    case NUMERIC:
    case EXTEND_NUM_LET:
    case PICTOGRAPHIC_LETTER: return word_end(scanner, text, next, end, class);
    case CARRIAGE_RETURN: return next < end && text[next] == '\n' ? next + 1 : next;
    case LINE_FEED:
    case NEWLINE: return next;
    case BLANK:
    case HANGUL: return plain_end(scanner, text, run_end(scanner, text, next, end, class), end);
    case EXTEND:
    case JOINER: return plain_end(scanner, text, start, end);
    case REGIONAL: {
      // Rules 15 and 16: two of them are a flag.
      follower mark = skip_marks(scanner, text, next, end);
      return plain_end(scanner, text, mark.class == REGIONAL ? mark.next : next, end);
    }
    case DICTIONARY:
    case DICTIONARY_EXTEND: return needs_dictionary;
    default: return plain_end(scanner, text, next, end);
  }
}

// MARK: What ICU does

enum { longest_stretch = 1 << 16, nearness = 64 };

/// Whether a text needs a dictionary again soon behind `position`.
static bool goes_on(serf_word_scanner *scanner, const uint8_t *text, size_t position, size_t end) {
  size_t limit = end - position > nearness ? position + nearness : end;
  while (position < limit) {
    if (is_in(class_at(scanner, text, position, end, &position), dictionary_classes)) return true;
  }
  return false;
}

/// Makes room in the units and their offsets.
static uint16_t *reserve_units(serf_word_scanner *scanner, size_t needed, int32_t *code) {
  uint16_t *units = serf_icu_words_reserve(scanner->icu, needed, code);
  if (units == NULL || needed <= scanner->offset_capacity) return units;
  uint32_t *offsets = realloc(scanner->offsets, needed * sizeof(uint32_t));
  if (offsets == NULL) {
    *code = SERF_ICU_NO_MEMORY;
    return NULL;
  }
  scanner->offsets = offsets;
  scanner->offset_capacity = needed;
  return units;
}

/// Whether a stretch can end before the blank or line feed at `position`: where there is a boundary whatever came
/// before, and behind which the text goes on without a dictionary.
static bool can_stop(serf_word_scanner *scanner, const uint8_t *text, size_t start, size_t before, size_t position,
                     size_t end) {
  // First what nearly all blanks of a stretch are told by.
  if (position - start < longest_stretch && goes_on(scanner, text, position + 1, end)) return false;
  size_t next;
  if (position == start) return false;
  return text[position] == ' ' ? class_at(scanner, text, before, end, &next) != BLANK : text[before] != '\r';
}

/// Writes one character of two bytes or four as UTF-16, and returns how many units it takes.
static size_t write_character(uint16_t *units, const uint8_t *text, size_t length) {
  if (length == 2) {
    units[0] = (uint16_t)((text[0] & 0x1F) << 6 | (text[1] & 0x3F));
    return 1;
  }
  UChar32 point = (text[0] & 7) << 18 | (text[1] & 0x3F) << 12 | (text[2] & 0x3F) << 6 | (text[3] & 0x3F);
  units[0] = U16_LEAD(point);
  units[1] = U16_TRAIL(point);
  return 2;
}

/// Writes characters of three bytes, up to `limit` and the first that has not as many, with the offset behind each; returns
/// how many. (Not inlined, so that the loop has the registers to itself.)
__attribute__((noinline)) static size_t write_threes(uint16_t *restrict units, uint32_t *restrict offsets,
                                                     const uint8_t *restrict text, const uint8_t *limit, uint32_t offset) {
  size_t count = 0;
  for (; text < limit && (text[0] & 0xF0) == 0xE0; text += 3) {
    units[count] = (uint16_t)(text[0] << 12 | (text[1] & 0x3F) << 6 | (text[2] & 0x3F));
    offsets[count++] = offset += 3;
  }
  return count;
}

/// Writes the text from `start` on as UTF-16, with the offset behind each unit, up to where the scanner takes over.
static int32_t load_stretch(serf_word_scanner *scanner, const uint8_t *text, size_t start, size_t end, size_t *stop,
                            int32_t *count) {
  size_t position = start, before = start, written = 0, room = 0;
  uint16_t *units = NULL;
  uint32_t *offsets = NULL;
  while (position < end) {
    if (written + 2 > room) {
      int32_t code;
      room = room * 2 + 4096;
      units = reserve_units(scanner, room, &code);
      if (units == NULL) return code;
      offsets = scanner->offsets;
    }
    // Nearly all characters of a stretch are such; the last two bytes are the start of none.
    size_t limit = position + 3 * (room - written), whole = end < 2 ? 0 : end - 2;
    size_t threes = write_threes(units + written, offsets + written, text + position,
                                 text + (limit < whole ? limit : whole), (uint32_t)(position - start));
    if (threes > 0) before = position + 3 * threes - 3;
    position += 3 * threes;
    written += threes;
    if (position == end || written + 2 > room) continue;
    uint8_t lead = text[position];
    size_t length = 1, taken = 1;
    if (lead < 0x80) {
      if ((lead == ' ' || lead == '\n') && can_stop(scanner, text, start, before, position, end)) break;
      units[written] = lead;
    } else {
      length = lead < 0xE0 ? 2 : 4;
      if (length > end - position) return SERF_ICU_BAD_TEXT;
      taken = write_character(units + written, text + position, length);
    }
    before = position;
    position += length;
    offsets[written] = offsets[written + taken - 1] = (uint32_t)(position - start);
    written += taken;
  }
  *stop = position;
  *count = (int32_t)written;
  return SERF_ICU_OK;
}

static int32_t reserve_ends(serf_word_scanner *scanner, size_t needed) {
  if (needed <= scanner->capacity) return SERF_ICU_OK;
  size_t grown = scanner->capacity * 2 > needed ? scanner->capacity * 2 : needed;
  if (grown > SIZE_MAX / sizeof(size_t)) return SERF_ICU_NO_MEMORY;
  size_t *moved = realloc(scanner->ends, grown * sizeof(size_t));
  if (moved == NULL) return SERF_ICU_NO_MEMORY;
  scanner->ends = moved;
  scanner->capacity = grown;
  return SERF_ICU_OK;
}

/// Lets ICU find the boundaries of a stretch that begins at `start`.
static int32_t find_stretch(serf_word_scanner *scanner, const uint8_t *text, size_t start, size_t end, size_t *stop) {
  int32_t count;
  int32_t code = load_stretch(scanner, text, start, end, stop, &count);
  if (code == SERF_ICU_OK) code = reserve_ends(scanner, scanner->count + (size_t)count + 1);
  if (code == SERF_ICU_OK) code = serf_icu_words_begin(scanner->icu, count);
  if (code != SERF_ICU_OK) return code;
  for (int32_t to = serf_icu_words_next(scanner->icu); to > 0; to = serf_icu_words_next(scanner->icu)) {
    scanner->ends[scanner->count++] = start + scanner->offsets[to - 1];
  }
  return SERF_ICU_OK;
}

/// Lets ICU find all boundaries.
static int32_t find_all(serf_word_scanner *scanner, const uint8_t *text, size_t start, size_t end) {
  const size_t *ends;
  size_t count;
  int32_t code = serf_icu_words_find(scanner->icu, text + start, end - start, &ends, &count);
  if (code == SERF_ICU_OK) code = reserve_ends(scanner, scanner->count + count + 1);
  for (size_t i = 0; code == SERF_ICU_OK && i < count; i++) scanner->ends[scanner->count++] = start + ends[i];
  return code;
}

// MARK: A text

enum { batch = 4096 };

int32_t serf_word_scanner_find(serf_word_scanner *scanner, const uint8_t *text, size_t length, size_t from,
                               const size_t **ends, size_t *count) {
  scanner->count = 0;
  *ends = scanner->ends;
  *count = 0;
  if (from >= length) return SERF_ICU_OK;
  int32_t code = SERF_ICU_OK;
  size_t position = from;
  if (!scanner->used) code = find_all(scanner, text, position, length);
  while (code == SERF_ICU_OK && scanner->used && position < length && scanner->count < batch) {
    size_t end = segment_end(scanner, text, position, length);
    if (end != needs_dictionary) {
      scanner->ends[scanner->count++] = end;
    } else {
      code = find_stretch(scanner, text, position, length, &end);
    }
    position = end;
  }
  if (code == SERF_ICU_OK && scanner->failed) code = SERF_ICU_NO_MEMORY;
  scanner->failed = false;
  *ends = scanner->ends;
  *count = scanner->count;
  return code;
}

// MARK: Opening

/// One character of each class.
static const char *const samples[] = {
    "a", "\u05D0", "1", "_", "@", "\u24C2", "\uAC00", "\U0001F1E6", "!", "\r", "\n", "\u2028", " ", "\u263A",
    "\u0300", "\u00AD", "\u200D", "\u00B7", ":", ",", ".", "'", "\"",
};

enum {
  sample_count = sizeof samples / sizeof *samples,
  /// The first samples are what others may join, the last what may join them.
  outer_count = 8,
  middle_start = 14,
  sample_bytes = 1 << 15,
};

static size_t append_sample(uint8_t *text, size_t length, const char *sample) {
  size_t bytes = strlen(sample);
  memcpy(text + length, sample, bytes);
  return length + bytes;
}

/// A line for each pair of classes, and for each three with a joining one in the middle: under 12 kilobytes.
static size_t write_samples(uint8_t *text) {
  size_t length = 0;
  for (int left = 0; left < sample_count; left++) {
    for (int right = 0; right < sample_count; right++) {
      length = append_sample(text, append_sample(text, length, samples[left]), samples[right]);
      text[length++] = '\n';
      for (int middle = middle_start; left < outer_count && right < outer_count && middle < sample_count; middle++) {
        length = append_sample(text, append_sample(text, length, samples[left]), samples[middle]);
        length = append_sample(text, length, samples[right]);
        text[length++] = '\n';
      }
    }
  }
  return length;
}

static void forget_pages(serf_word_scanner *scanner) {
  for (size_t i = 0; i < page_count; i++) {
    free(scanner->pages[i]);
    scanner->pages[i] = NULL;
  }
}

/// Whether the scanner finds in `text` what ICU does.
static bool agrees(serf_word_scanner *scanner, const uint8_t *text, size_t length, bool colon_joins) {
  scanner->colon_joins = colon_joins;
  scanner->used = true;
  forget_pages(scanner);
  for (UChar32 point = 0; point < 128; point++) scanner->ascii[point] = class_of(point, colon_joins);
  const size_t *expected, *found;
  size_t expected_count, count, position = 0;
  if (serf_icu_words_find(scanner->icu, text, length, &expected, &expected_count) != SERF_ICU_OK) return false;
  for (size_t i = 0; i < expected_count; i += count) {
    if (serf_word_scanner_find(scanner, text, length, position, &found, &count) != SERF_ICU_OK || count == 0 ||
        count > expected_count - i || memcmp(found, expected + i, count * sizeof(size_t)) != 0) {
      return false;
    }
    position = found[count - 1];
  }
  return position == length;
}

int32_t serf_word_scanner_open(const char *locale, serf_word_scanner **scanner) {
  *scanner = NULL;
  serf_word_scanner *opened = calloc(1, sizeof(serf_word_scanner));
  if (opened == NULL) return SERF_ICU_NO_MEMORY;
  int32_t code = serf_icu_words_open(locale, &opened->icu);
  if (code == SERF_ICU_OK) code = reserve_ends(opened, batch + 1);
  uint8_t *text = code == SERF_ICU_OK ? malloc(sample_bytes) : NULL;
  if (code == SERF_ICU_OK && text == NULL) code = SERF_ICU_NO_MEMORY;
  if (code == SERF_ICU_OK) {
    size_t length = write_samples(text);
    opened->used = agrees(opened, text, length, false) || agrees(opened, text, length, true);
  }
  free(text);
  if (code != SERF_ICU_OK) {
    serf_word_scanner_close(opened);
    return code;
  }
  *scanner = opened;
  return SERF_ICU_OK;
}

void serf_word_scanner_close(serf_word_scanner *scanner) {
  if (scanner == NULL) return;
  forget_pages(scanner);
  serf_icu_words_close(scanner->icu);
  free(scanner->ends);
  free(scanner->offsets);
  free(scanner);
}

bool serf_word_scanner_is_used(const serf_word_scanner *scanner) { return scanner->used; }
