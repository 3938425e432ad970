/// ICU behind plain C types.
///
/// A public header that includes `unicode/*.h` clashes with the ICU inside the toolchain's own Foundation, so ICU's
/// headers are seen by the target's own files alone. Text crosses as UTF-8; every offset is in bytes of the UTF-8 given.
/// Nothing here aborts: each function that can fail returns one of the `SERF_ICU_*` codes.
#ifndef SERF_CICU_H
#define SERF_CICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

enum {
  SERF_ICU_OK = 0,
  SERF_ICU_NO_MEMORY = 1,
  /// The text is not well-formed UTF-8.
  SERF_ICU_BAD_TEXT = 2,
  /// The locale is not a well-formed BCP 47 language tag.
  SERF_ICU_BAD_LOCALE = 3,
  /// ICU counts in 32 bits; the text, or what became of it, has 2^31 UTF-16 units or more.
  SERF_ICU_TOO_LONG = 4,
  /// ICU refused for another reason (its data files are missing, say).
  SERF_ICU_FAILED = 5,
};

/// The forms of `serf_icu_normalize`.
enum {
  SERF_ICU_NFC = 0,
  SERF_ICU_NFD = 1,
  SERF_ICU_NFKC = 2,
  SERF_ICU_NFKD = 3,
  SERF_ICU_NFKC_CASEFOLD = 4,
};

/// A stretch of the source that became another stretch of the result. Text between edits keeps its length, and each
/// of its bytes comes from one byte of the source.
typedef struct serf_icu_edit {
  size_t source_start;
  size_t source_end;
  size_t result_start;
  size_t result_end;
} serf_icu_edit;

/// What a conversion left in its workspace: valid until the workspace is used again or destroyed.
typedef struct serf_icu_result {
  /// False: the result is the source, and the other fields are empty.
  bool changed;
  const uint8_t *_Nullable bytes;
  size_t count;
  /// In ascending order, never overlapping.
  const serf_icu_edit *_Nullable edits;
  size_t edit_count;
} serf_icu_result;

/// Buffers of one conversion at a time; never shared by two threads at once.
typedef struct serf_icu_workspace serf_icu_workspace;

/// NULL when there is no memory.
serf_icu_workspace *_Nullable serf_icu_workspace_create(void);
void serf_icu_workspace_destroy(serf_icu_workspace *_Nullable workspace);

/// Normalises `text`. Linear in `length` for every input, runs of combining marks included.
int32_t serf_icu_normalize(serf_icu_workspace *workspace, int32_t form, const uint8_t *_Nullable text, size_t length,
                           serf_icu_result *result);

/// Lower-cases `text` by the rules of a locale ("" is the root locale). A code point that becomes another of the same
/// length in UTF-8 leaves no edit, since offsets do not change.
int32_t serf_icu_lowercase(serf_icu_workspace *workspace, const char *locale, const uint8_t *_Nullable text,
                           size_t length, serf_icu_result *result);

/// Where one character of a normalised text came from.
typedef struct serf_icu_origin {
  size_t result_start;
  size_t result_end;
  /// The byte of the source whose character it stands for; INTPTR_MAX for none.
  size_t source;
  /// Where the source goes on behind the changed segment.
  size_t source_next;
} serf_icu_origin;

/// What an aligned normalisation left in its workspace: valid until the workspace is used again or destroyed.
typedef struct serf_icu_aligned {
  /// False: the result is the source, and the other fields are empty.
  bool changed;
  const uint8_t *_Nullable bytes;
  size_t count;
  /// One a character of each changed segment, ascending; what is between them is the source's own.
  const serf_icu_origin *_Nullable origins;
  size_t origin_count;
} serf_icu_aligned;

/// Normalises `text` (any form but the folded one) and says for each changed character which character of the source
/// it stands for: a composed character for its first, what a decomposition adds for the character before it.
int32_t serf_icu_normalize_aligned(serf_icu_workspace *workspace, int32_t form, const uint8_t *_Nullable text,
                                   size_t length, serf_icu_aligned *result);

/// The bits of a code point's class.
enum {
  /// The general category, by ICU's numbers.
  SERF_ICU_CATEGORY = 31,
  SERF_ICU_WHITE_SPACE = 32,
  /// A mark, a punctuation or a format character that came after Unicode 8, and after Unicode 9.
  SERF_ICU_AFTER_8 = 64,
  SERF_ICU_AFTER_9 = 128,
};

/// The classes of all 0x110000 code points, one byte each; made on first use, valid for ever.
const uint8_t *serf_icu_classes(void);

/// The lower case of one code point by itself.
uint32_t serf_icu_lower(uint32_t point);
/// Whether a code point has the property Alphabetic.
bool serf_icu_is_alphabetic(uint32_t point);
/// Whether a code point is one cluster (UAX 29) with whatever stands before it, but for a control character.
bool serf_icu_joins_previous(uint32_t point);
/// Whether a code point is one cluster with whatever stands behind it, but for a control character.
bool serf_icu_joins_next(uint32_t point);
/// The number of a code point's script; equal numbers are equal scripts, Common being one. -1 for
/// none, and for what came after Unicode 9.
int32_t serf_icu_script(uint32_t point);
/// The scripts that `serf_icu_script` gives for the two Japanese syllabaries and for Han.
void serf_icu_east_asian_scripts(int32_t *hiragana, int32_t *katakana, int32_t *han);

/// A regular expression with its buffers; never shared by two threads at once.
typedef struct serf_icu_regex serf_icu_regex;

/// Compiles a pattern in ICU's syntax. `*offset` is where a pattern that is refused (SERF_ICU_FAILED) is wrong, in
/// UTF-16 units, or -1.
int32_t serf_icu_regex_open(const uint8_t *_Nullable pattern, size_t length, serf_icu_regex *_Nullable *_Nonnull regex,
                            int32_t *offset);
void serf_icu_regex_close(serf_icu_regex *_Nullable regex);

/// Finds all matches: `*bounds` points to `*count` pairs of offsets. An empty match directly behind a match doesn't
/// count. They are valid until `regex` is used again or closed. SERF_ICU_TOO_LONG also when the search takes more steps
/// or memory than a pattern of ordinary cost needs.
int32_t serf_icu_regex_find(serf_icu_regex *regex, const uint8_t *_Nullable text, size_t length,
                            const size_t *_Nullable *_Nonnull bounds, size_t *count);

/// A word-boundary iterator with its buffers; never shared by two threads at once.
typedef struct serf_icu_words serf_icu_words;

/// Opens the word boundaries of UAX 29 with a locale's tailoring and dictionaries ("" is the root locale).
int32_t serf_icu_words_open(const char *locale, serf_icu_words *_Nullable *_Nonnull words);
void serf_icu_words_close(serf_icu_words *_Nullable words);

/// Opens the boundaries of grapheme clusters.
int32_t serf_icu_graphemes_open(serf_icu_words *_Nullable *_Nonnull words);

/// Finds the boundaries of `text`: `*ends` points to `*count` ascending offsets, the last of them `length`; none for
/// an empty text. They are valid until `words` is used again or closed.
int32_t serf_icu_words_find(serf_icu_words *words, const uint8_t *_Nullable text, size_t length,
                            const size_t *_Nullable *_Nonnull ends, size_t *count);

/// Turns `text` into UTF-16, for `serf_icu_words_count`; good until `words` is used otherwise.
int32_t serf_icu_words_load(serf_icu_words *words, const uint8_t *_Nullable text, size_t length);
/// Counts the boundaries of the loaded text: ICU's own iterator and nothing else, to be measured beside the scanner.
int32_t serf_icu_words_count(serf_icu_words *words, size_t *count);

/// Word boundaries by our own scanner of UTF-8, and by ICU where its dictionaries are needed; never shared by two
/// threads at once.
typedef struct serf_word_scanner serf_word_scanner;

/// Opens a scanner that finds what `serf_icu_words_find` finds with the same locale.
int32_t serf_word_scanner_open(const char *locale, serf_word_scanner *_Nullable *_Nonnull scanner);
void serf_word_scanner_close(serf_word_scanner *_Nullable scanner);

/// False when the linked ICU has other rules in this locale than the scanner's; it then leaves all to ICU.
bool serf_word_scanner_is_used(const serf_word_scanner *scanner);

/// Finds boundaries behind `from`, itself a boundary found before, or 0: `*ends` points to `*count` ascending offsets,
/// some thousands at a time, at least one while `from < length`. They are valid until the scanner is used again.
/// The text has to be well-formed UTF-8; of any other some offsets come out, or SERF_ICU_BAD_TEXT.
int32_t serf_word_scanner_find(serf_word_scanner *scanner, const uint8_t *_Nullable text, size_t length, size_t from,
                               const size_t *_Nullable *_Nonnull ends, size_t *count);

/// True for a well-formed BCP 47 language tag and for "".
bool serf_icu_is_locale(const char *locale);

/// The version of the ICU that is linked, as in "72.1". `text` has room for at least 20 bytes.
void serf_icu_version(char *text);
/// The version of Unicode that it implements, as in "15.0". `text` has room for at least 20 bytes.
void serf_icu_unicode_version(char *text);

#pragma clang assume_nonnull end

#endif
