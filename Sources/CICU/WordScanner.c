// A hand-written scanner for the word boundaries of UAX 29, as ICU's rules tailor them.
//
// ICU's iterator restarts its automaton at each boundary and never looks back, so the two can take turns at any
// boundary: the scanner does all segments that need no dictionary, ICU the others.
#include "WordSegments.h"
#include "Words.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/utf16.h>

struct serf_word_scanner {
  serf_icu_words *icu;
  size_t *ends;
  size_t count;
  size_t capacity;
  /// Behind each unit of a stretch that ICU gets: bytes from its beginning.
  uint32_t *offsets;
  size_t offset_capacity;
  /// Whether ICU's rules are those that the scanner knows.
  bool used;
  word_classes classes;
};

// MARK: What ICU does

enum { longest_stretch = 1 << 16, nearness = 64 };

/// Whether a text needs a dictionary again soon behind `position`.
static bool goes_on(word_classes *classes, const uint8_t *text, size_t position, size_t end) {
  size_t limit = end - position > nearness ? position + nearness : end;
  while (position < limit) {
    if (is_in(class_at(classes, text, position, end, &position), dictionary_classes)) return true;
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
static bool can_stop(word_classes *classes, const uint8_t *text, size_t start, size_t before, size_t position,
                     size_t end) {
  // First what nearly all blanks of a stretch are told by.
  if (position - start < longest_stretch && goes_on(classes, text, position + 1, end)) return false;
  size_t next;
  if (position == start) return false;
  return text[position] == ' ' ? class_at(classes, text, before, end, &next) != BLANK : text[before] != '\r';
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
      if ((lead == ' ' || lead == '\n') && can_stop(&scanner->classes, text, start, before, position, end)) break;
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
    size_t end = serf_word_segment_end(&scanner->classes, text, position, length);
    if (end != needs_dictionary) {
      scanner->ends[scanner->count++] = end;
    } else {
      code = find_stretch(scanner, text, position, length, &end);
    }
    position = end;
  }
  if (code == SERF_ICU_OK && scanner->classes.failed) code = SERF_ICU_NO_MEMORY;
  scanner->classes.failed = false;
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

/// Whether the scanner finds in `text` what ICU does.
static bool agrees(serf_word_scanner *scanner, const uint8_t *text, size_t length, bool colon_joins) {
  scanner->used = true;
  serf_word_classes_begin(&scanner->classes, colon_joins);
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
  serf_word_classes_forget(&scanner->classes);
  serf_icu_words_close(scanner->icu);
  free(scanner->ends);
  free(scanner->offsets);
  free(scanner);
}

bool serf_word_scanner_is_used(const serf_word_scanner *scanner) { return scanner->used; }
