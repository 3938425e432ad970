#include "WordSegments.h"

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
static inline follower skip_marks(word_classes *classes, const uint8_t *text, size_t position, size_t end) {
  follower found = {position, position, OTHER, false};
  while (position < end) {
    found.class = class_at(classes, text, position, end, &found.next);
    if (!is_in(found.class, BIT(EXTEND) | BIT(JOINER))) return found;
    found.joined = found.class == JOINER;
    found.start = position = found.next;
  }
  found.class = OTHER;
  found.joined = false;
  return found;
}

static size_t word_end(word_classes *classes, const uint8_t *text, size_t position, size_t end, uint8_t class);

/// The end of a segment whose last character, no word character, ends at `position`.
static size_t plain_end(word_classes *classes, const uint8_t *text, size_t position, size_t end) {
  while (true) {
    follower mark = skip_marks(classes, text, position, end);
    if (mark.class == DICTIONARY_EXTEND) return needs_dictionary;
    if (!mark.joined) return mark.start;
    // Rule 3c: a joiner holds the pictograph behind it.
    if (is_in(mark.class, dictionary_classes)) return needs_dictionary;
    if (mark.class == PICTOGRAPHIC_LETTER) return word_end(classes, text, mark.next, end, LETTER);
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
static inline size_t skip_three_bytes(word_classes *classes, const uint8_t *text, size_t position, size_t end,
                                      uint8_t *class) {
  while (end - position >= 3 && (text[position] & 0xF0) == 0xE0) {
    const uint8_t *page = classes->pages[(uint32_t)(text[position] & 0x0F) << 6 | (text[position + 1] & 0x3F)];
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
static size_t word_end(word_classes *classes, const uint8_t *text, size_t position, size_t end, uint8_t class) {
  bool joined = false;
  while (position < end) {
    if (text[position] >= 0xE0) {
      size_t behind = skip_three_bytes(classes, text, position, end, &class);
      joined = joined && behind == position;
      position = behind;
      if (position == end) return end;
    }
    size_t next;
    uint8_t following = class_at(classes, text, position, end, &next);
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
    if (joined && following == PICTOGRAPH) return plain_end(classes, text, next, end);
    // Rules 6, 7, 7b, 7c, 11 and 12.
    uint32_t wanted = joined_across(following, class);
    if (wanted != 0) {
      follower after = skip_marks(classes, text, next, end);
      if (is_in(after.class, dictionary_classes)) return needs_dictionary;
      if (is_in(after.class, wanted)) {
        class = after.class;
        joined = false;
        position = after.next;
        continue;
      }
      // Rule 7a.
      if (class == HEBREW && following == SINGLE_QUOTE) return plain_end(classes, text, next, end);
    }
    return position;
  }
  return end;
}

/// The end of a run of one class without marks between.
static size_t run_end(word_classes *classes, const uint8_t *text, size_t position, size_t end, uint8_t class) {
  size_t next;
  while (position < end && class_at(classes, text, position, end, &next) == class) position = next;
  return position;
}

size_t serf_word_segment_end(word_classes *classes, const uint8_t *text, size_t start, size_t end) {
  size_t next;
  uint8_t class = class_at(classes, text, start, end, &next);
  switch (class) {
    case LETTER:
    case HEBREW:
    case NUMERIC:
    case EXTEND_NUM_LET:
    case PICTOGRAPHIC_LETTER: return word_end(classes, text, next, end, class);
    case CARRIAGE_RETURN: return next < end && text[next] == '\n' ? next + 1 : next;
    case LINE_FEED:
    case NEWLINE: return next;
    case BLANK:
    case HANGUL: return plain_end(classes, text, run_end(classes, text, next, end, class), end);
    case EXTEND:
    case JOINER: return plain_end(classes, text, start, end);
    case REGIONAL: {
      // Rules 15 and 16: two of them are a flag.
      follower mark = skip_marks(classes, text, next, end);
      return plain_end(classes, text, mark.class == REGIONAL ? mark.next : next, end);
    }
    case DICTIONARY:
    case DICTIONARY_EXTEND: return needs_dictionary;
    default: return plain_end(classes, text, next, end);
  }
}
