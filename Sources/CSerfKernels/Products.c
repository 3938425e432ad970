// Matrix products where vectors have 512 bits (the layers of Goto, van de Geijn 2008, "Anatomy of high-performance matrix
// multiplication").
//
// A tile of 12 x 32 numbers of the result is summed in 24 vector registers: for each term two vectors of b, and twelve
// numbers of a, each spread over a vector. So that both are read in order, the factors are first packed into panels: b 32
// columns wide, a block of it as large as the core's second cache; a 12 rows high, a few panels at a time.
#include "SerfProductKernels.h"

#include <string.h>

#include "SerfKernelSupport.h"

enum {
  LANES = 16,
  TILE_ROWS = 12,
  TILE_COLUMNS = 2 * LANES,
  /// Rows of a that are packed at a time: a row of its transpose then gives three whole cache lines.
  BLOCK_ROWS = 4 * TILE_ROWS,
  /// Terms that are summed before the tile goes to memory.
  BLOCK_TERMS = 640,
  /// Floats of b that are packed at a time: 1 MiB.
  BLOCK_FLOATS = 1 << 18,
  /// Floats of a cache line.
  LINE = 16,
  /// How far ahead factors are fetched while they are packed: they mostly lie outside of the core's own caches.
  LINES_AHEAD = 3,
  TERMS_AHEAD = 12,
};

typedef float vector __attribute__((vector_size(4 * LANES), aligned(4)));
typedef float quad __attribute__((vector_size(16), aligned(4)));

int serf_has_product_f32(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("x86-64-v4") != 0;
#else
  return 0;
#endif
}

size_t serf_product_workspace(void) { return BLOCK_FLOATS + BLOCK_ROWS * BLOCK_TERMS; }

#if defined(__x86_64__)
// Without the second attribute a vector of 16 numbers becomes two of 8.
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#endif

/// Numbers of one factor: line l (a row of a, a column of b) and term t lie at base[l * line + t * term].
typedef struct {
  const float *base;
  size_t line, term;
} factor;

SERF_INLINE size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

SERF_INLINE size_t parts_of(size_t whole, size_t part) { return (whole + part - 1) / part; }

/// The size of a part when a whole is cut into as few as `limit` allows, all of a size but the last.
SERF_INLINE size_t even_part(size_t whole, size_t limit) {
  return parts_of(whole, parts_of(whole, limit));
}

/// Writes four numbers of four lines as four numbers of four terms.
SERF_INLINE void transpose_quads(const float *const lines[4], size_t start, float *restrict packed, size_t width) {
  quad a = *(const quad *)(lines[0] + start), b = *(const quad *)(lines[1] + start);
  quad c = *(const quad *)(lines[2] + start), d = *(const quad *)(lines[3] + start);
  quad ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  quad cd = __builtin_shufflevector(c, d, 0, 4, 1, 5), cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(quad *)packed = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  *(quad *)(packed + width) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
  *(quad *)(packed + 2 * width) = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  *(quad *)(packed + 3 * width) = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
}

/// One panel [terms][width] of lines whose terms lie side by side, a cache line of each at a time. Where lines are fewer
/// than the panel is wide, the last is repeated: what comes of it is not used.
SERF_INLINE void pack_transposed(factor x, size_t lines, size_t terms, size_t width, float *restrict packed) {
  size_t whole = terms - terms % LINE;
  for (size_t start = 0; start < whole; start += LINE)
    for (size_t l = 0; l < width; l += 4) {
      const float *four[4];
      for (size_t i = 0; i < 4; i++) {
        four[i] = x.base + smaller(l + i, lines - 1) * x.line;
        __builtin_prefetch(four[i] + start + LINES_AHEAD * LINE);
      }
      for (size_t t = start; t < start + LINE; t += 4) transpose_quads(four, t, packed + t * width + l, width);
    }
  for (size_t t = whole; t < terms; t++)
    for (size_t l = 0; l < width; l++) packed[t * width + l] = x.base[smaller(l, lines - 1) * x.line + t];
}

/// Panels [terms][width] of lines that lie side by side, a term of all panels at a time. What is missing in the last is 0.
SERF_INLINE void pack_straight(factor x, size_t lines, size_t terms, size_t width, float *restrict packed) {
  for (size_t t = 0; t < terms; t++)
    for (size_t l = 0; l < lines; l += width) {
      const float *from = x.base + t * x.term + l;
      float *to = packed + l * terms + t * width;
      for (size_t i = 0; i < width; i += LINE) __builtin_prefetch(from + TERMS_AHEAD * x.term + i);
      if (lines - l >= width) {
        memcpy(to, from, width * sizeof(float));
      } else {
        for (size_t i = 0; i < width; i++) to[i] = i < lines - l ? from[i] : 0.0f;
      }
    }
}

/// All panels of some lines, one behind the other.
SERF_INLINE void pack(factor x, size_t lines, size_t terms, size_t width, float *restrict packed) {
  if (x.line == 1) return pack_straight(x, lines, terms, width, packed);
  for (size_t l = 0; l < lines; l += width) {
    factor panel = {x.base + l * x.line, x.line, x.term};
    pack_transposed(panel, lines - l, terms, width, packed + l * terms);
  }
}

/// Asks for one of `parts` equal parts of some lines: while a block of them is multiplied, the next is on its way.
SERF_INLINE void fetch(factor x, size_t lines, size_t terms, size_t part, size_t parts) {
  int by_line = x.term == 1;
  size_t stretches = by_line ? lines : terms, length = by_line ? terms : lines, distance = by_line ? x.line : x.term;
  for (size_t s = stretches * part / parts; s < stretches * (part + 1) / parts; s++)
    // To the second cache: the first is full of what is multiplied.
    for (size_t i = 0; i < length; i += LINE) __builtin_prefetch(x.base + s * distance + i, 0, 2);
}

/// Where numbers go, and what they are added to: null is zeros. Rows lie a stride apart.
typedef struct {
  const float *base;
  size_t base_stride;
  float *c;
  size_t stride;
} place;

SERF_INLINE place moved(place to, size_t row, size_t column) {
  const float *base = to.base ? to.base + row * to.base_stride + column : NULL;
  return (place){base, to.base_stride, to.c + row * to.stride + column, to.stride};
}

SERF_INLINE void sum_tile(int rows, const float *restrict a, const float *restrict b, size_t terms, const place *to) {
  vector sums[TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    sums[r][0] = sums[r][1] = (vector){0};
    // Where the sums will go is on its way while they are made.
    __builtin_prefetch(to->c + (size_t)r * to->stride, 1);
    __builtin_prefetch(to->c + (size_t)r * to->stride + LANES, 1);
  }
  for (size_t t = 0; t < terms; t++, a += TILE_ROWS, b += TILE_COLUMNS) {
    vector left = *(const vector *)b, right = *(const vector *)(b + LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      sums[r][0] += a[r] * left;
      sums[r][1] += a[r] * right;
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    place row = moved(*to, (size_t)r, 0);
    *(vector *)row.c = row.base ? *(const vector *)row.base + sums[r][0] : sums[r][0];
    *(vector *)(row.c + LANES) = row.base ? *(const vector *)(row.base + LANES) + sums[r][1] : sums[r][1];
  }
}

/// A tile of any height up to 12, each a loop of its own: no term is summed in vain.
static void tile(size_t rows, const float *restrict a, const float *restrict b, size_t terms, const place *to) {
#define HEIGHT(ROWS) \
  case ROWS: return sum_tile(ROWS, a, b, terms, to);
  switch (rows) {
    HEIGHT(1)
    HEIGHT(2)
    HEIGHT(3)
    HEIGHT(4)
    HEIGHT(5)
    HEIGHT(6)
    HEIGHT(7)
    HEIGHT(8)
    HEIGHT(9)
    HEIGHT(10)
    HEIGHT(11)
    HEIGHT(12)
  }
#undef HEIGHT
}

/// A tile whose columns end early: it is summed beside, and what there is of it copied.
static void narrow_tile(
    size_t rows, size_t columns, const float *restrict a, const float *restrict b, size_t terms, place to) {
  float sums[TILE_ROWS * TILE_COLUMNS];
  tile(rows, a, b, terms, &(place){NULL, 0, sums, TILE_COLUMNS});
  for (size_t r = 0; r < rows; r++)
    for (size_t j = 0; j < columns; j++) {
      place number = moved(to, r, j);
      *number.c = (number.base ? *number.base : 0.0f) + sums[r * TILE_COLUMNS + j];
    }
}

/// Some rows and columns of the result over some terms, both factors packed. Meanwhile `next` is fetched.
SERF_INLINE void multiply_packed(
    size_t rows, size_t columns, size_t terms, const float *restrict packed_a, const float *restrict packed_b, place to,
    factor next, size_t next_rows) {
  size_t tiles = parts_of(rows, TILE_ROWS) * parts_of(columns, TILE_COLUMNS), done = 0;
  for (size_t r = 0; r < rows; r += TILE_ROWS)
    for (size_t j = 0; j < columns; j += TILE_COLUMNS, done++) {
      const float *panel_a = packed_a + r * terms, *panel_b = packed_b + j * terms;
      size_t height = smaller(rows - r, TILE_ROWS);
      place corner = moved(to, r, j);
      fetch(next, next_rows, terms, done, tiles);
      if (columns - j >= TILE_COLUMNS) tile(height, panel_a, panel_b, terms, &corner);
      else narrow_tile(height, columns - j, panel_a, panel_b, terms, corner);
    }
}

/// Some columns of the result over some terms, b packed already.
static void multiply_block(
    size_t rows, size_t columns, size_t terms, factor a, const float *restrict packed_b, place to,
    float *restrict packed_a) {
  for (size_t start = 0; start < rows; start += BLOCK_ROWS) {
    size_t height = smaller(rows - start, BLOCK_ROWS), end = start + height;
    pack((factor){a.base + start * a.line, a.line, a.term}, height, terms, TILE_ROWS, packed_a);
    factor next = {a.base + end * a.line, a.line, a.term};
    multiply_packed(
        height, columns, terms, packed_a, packed_b, moved(to, start, 0), next, smaller(rows - end, BLOCK_ROWS));
  }
}

/// How a factor b is cut: terms of a block, and columns that a packed block of so many terms has room for.
typedef struct {
  size_t terms, columns;
} blocks;

SERF_INLINE blocks blocks_of(size_t terms) {
  size_t depth = even_part(terms, BLOCK_TERMS);
  return (blocks){depth, BLOCK_FLOATS / depth / TILE_COLUMNS * TILE_COLUMNS};
}

SERF_INLINE size_t padded(size_t columns) { return parts_of(columns, TILE_COLUMNS) * TILE_COLUMNS; }

/// Where the panels of column j, the first of a block, lie from term t on.
SERF_INLINE size_t panels_at(size_t t, size_t j, size_t depth, size_t columns) { return t * padded(columns) + j * depth; }

size_t serf_panel_count(size_t columns, size_t terms) { return padded(columns) * terms; }

void serf_pack_f32(size_t columns, size_t terms, const float *b, size_t b_column, size_t b_term, float *restrict panels) {
  blocks block = blocks_of(terms);
  for (size_t t = 0; t < terms; t += block.terms) {
    size_t depth = smaller(terms - t, block.terms);
    for (size_t j = 0; j < columns; j += block.columns)
      pack(
          (factor){b + j * b_column + t * b_term, b_column, b_term}, smaller(columns - j, block.columns), depth,
          TILE_COLUMNS, panels + panels_at(t, j, depth, columns));
  }
}

void serf_product_f32(
    size_t rows, size_t columns, size_t terms, const float *a, size_t a_row, size_t a_term, const float *b,
    size_t b_column, size_t b_term, const float *panels, const float *base, size_t base_stride, float *c,
    size_t c_stride, float *restrict workspace) {
  blocks block = blocks_of(terms);
  for (size_t t = 0; t < terms; t += block.terms) {
    size_t depth = smaller(terms - t, block.terms);
    for (size_t j = 0; j < columns; j += block.columns) {
      size_t width = smaller(columns - j, block.columns);
      const float *packed = panels ? panels + panels_at(t, j, depth, columns) : workspace;
      if (!panels)
        pack((factor){b + j * b_column + t * b_term, b_column, b_term}, width, depth, TILE_COLUMNS, workspace);
      // Later terms are added to the sum of the first ones.
      place to = moved(t == 0 ? (place){base, base_stride, c, c_stride} : (place){c, c_stride, c, c_stride}, 0, j);
      multiply_block(rows, width, depth, (factor){a + t * a_term, a_row, a_term}, packed, to, workspace + BLOCK_FLOATS);
    }
  }
}

#if defined(__x86_64__)
#pragma clang attribute pop
#endif
