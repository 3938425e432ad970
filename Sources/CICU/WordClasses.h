/// What each character is to the word scanner.
///
/// It comes from ICU's own properties, page by page as a text needs them, so that both know the same Unicode.
#ifndef SERF_CICU_WORD_CLASSES_H
#define SERF_CICU_WORD_CLASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

static inline bool is_in(uint8_t class, uint32_t classes) { return (BIT(class) & classes) != 0; }

enum { page_size = 64, page_count = 1 << 15 };

typedef struct word_classes {
  /// Swedish and Finnish keep Unicode's rule for the colon, which CLDR takes from all others.
  bool colon_joins;
  /// Whether memory ran out for a page, whose characters then counted as other.
  bool failed;
  uint8_t ascii[128];
  /// Classes of 64 code points each, NULL where no text has been yet.
  uint8_t *pages[page_count];
} word_classes;

/// Forgets all classes, and begins anew.
void serf_word_classes_begin(word_classes *classes, bool colon_joins);

/// Gives back the pages.
void serf_word_classes_forget(word_classes *classes);

/// Fills a page on its first use.
const uint8_t *serf_word_classes_make_page(word_classes *classes, uint32_t number);

/// The class of a character that has more than one byte, and where the next one begins.
static inline uint8_t wide_class_at(word_classes *classes, const uint8_t *text, size_t position, size_t end,
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
  const uint8_t *page = classes->pages[number];
  if (__builtin_expect(page == NULL, 0)) page = serf_word_classes_make_page(classes, number);
  return page[text[position + length - 1] & 0x3F];
}

/// The class of the character at `position`, and where the next one begins.
static inline uint8_t class_at(word_classes *classes, const uint8_t *text, size_t position, size_t end,
                               size_t *next) {
  uint8_t lead = text[position];
  if (lead >= 0x80) return wide_class_at(classes, text, position, end, next);
  *next = position + 1;
  return classes->ascii[lead];
}

#endif
