#include "SerfKernelSupport.h"
#include "SerfRandomKernels.h"

#include <string.h>

// Multipliers and Weyl constants of Philox4x32 (Salmon et al. 2011, table 2).
#define PHILOX_M0 0xD2511F53u
#define PHILOX_M1 0xCD9E8D57u
#define PHILOX_W0 0x9E3779B9u
#define PHILOX_W1 0xBB67AE85u

/// Rounds of the bulk streams: the fewest that pass BigCrush in the paper.
#define STREAM_ROUNDS 7
/// Blocks computed side by side, one a lane; 4 words a block make a chunk of 64 elements.
#define LANES 16
#define CHUNK (4 * LANES)

typedef struct {
  uint32_t w0, w1, w2, w3;
} philox_counter;

typedef struct {
  uint32_t w0, w1;
} philox_key;

/// One round, and the key of the next.
SERF_INLINE void philox_round(philox_counter *c, philox_key *k) {
  uint64_t p0 = (uint64_t)PHILOX_M0 * c->w0, p1 = (uint64_t)PHILOX_M1 * c->w2;
  *c = (philox_counter){
      (uint32_t)(p1 >> 32) ^ c->w1 ^ k->w0, (uint32_t)p1, (uint32_t)(p0 >> 32) ^ c->w3 ^ k->w1, (uint32_t)p0};
  k->w0 += PHILOX_W0;
  k->w1 += PHILOX_W1;
}

void serf_philox4x32(const uint32_t counter[4], const uint32_t key[2], int rounds, uint32_t words[4]) {
  philox_counter c = {counter[0], counter[1], counter[2], counter[3]};
  philox_key k = {key[0], key[1]};
  for (int round = 0; round < rounds; round++) {
    philox_round(&c, &k);
  }
  words[0] = c.w0, words[1] = c.w1, words[2] = c.w2, words[3] = c.w3;
}

/// The chunk's 64 words, one block a lane.
SERF_INLINE void philox_chunk(uint64_t chunk, uint64_t key, uint32_t words[CHUNK]) {
#pragma clang loop vectorize(enable)
  for (int lane = 0; lane < LANES; lane++) {
    uint64_t block = chunk * LANES + (uint64_t)lane;
    philox_counter c = {(uint32_t)block, (uint32_t)(block >> 32), 0, 0};
    philox_key k = {(uint32_t)key, (uint32_t)(key >> 32)};
#pragma clang loop unroll(full)
    for (int round = 0; round < STREAM_ROUNDS; round++) {
      philox_round(&c, &k);
    }
    words[lane] = c.w0;
    words[LANES + lane] = c.w1;
    words[2 * LANES + lane] = c.w2;
    words[3 * LANES + lane] = c.w3;
  }
}

SERF_CLONES
void serf_random_words(uint64_t key, uint32_t *restrict words, size_t count) {
  uint32_t chunk[CHUNK];
  for (size_t start = 0; start < count; start += CHUNK) {
    philox_chunk(start / CHUNK, key, chunk);
    size_t length = count - start < CHUNK ? count - start : CHUNK;
    memcpy(words + start, chunk, length * sizeof(uint32_t));
  }
}

/// Words below this are dropped.
SERF_INLINE uint32_t dropout_threshold(float p) { return (uint32_t)((double)p * 4294967296.0); }

SERF_CLONES
void serf_dropout_f32(const float *x, float *y, size_t count, float p, uint64_t key) {
  uint32_t threshold = dropout_threshold(p), chunk[CHUNK];
  float scale = 1.0f / (1.0f - p);
  for (size_t start = 0; start < count; start += CHUNK) {
    philox_chunk(start / CHUNK, key, chunk);
    size_t length = count - start < CHUNK ? count - start : CHUNK;
    for (size_t i = 0; i < length; i++) y[start + i] = chunk[i] >= threshold ? x[start + i] * scale : 0.0f;
  }
}

SERF_CLONES
void serf_dropout_sum_f32(
    const float *restrict x, const float *base, float *y, size_t count, float p, uint64_t key) {
  uint32_t threshold = dropout_threshold(p), chunk[CHUNK];
  float scale = 1.0f / (1.0f - p);
  for (size_t start = 0; start < count; start += CHUNK) {
    philox_chunk(start / CHUNK, key, chunk);
    size_t length = count - start < CHUNK ? count - start : CHUNK;
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < length; i++)
      y[start + i] = base[start + i] + (chunk[i] >= threshold ? x[start + i] * scale : 0.0f);
  }
}

SERF_CLONES
void serf_dropout_pair_f32(float *restrict a, float *restrict b, size_t count, size_t first, float p, uint64_t key) {
  uint32_t threshold = dropout_threshold(p), chunk[CHUNK];
  float scale = 1.0f / (1.0f - p);
  for (size_t start = 0; start < count; start += CHUNK) {
    philox_chunk((first + start) / CHUNK, key, chunk);
    size_t length = count - start < CHUNK ? count - start : CHUNK;
    for (size_t i = 0; i < length; i++) {
      a[start + i] = chunk[i] >= threshold ? a[start + i] * scale : 0.0f;
      b[start + i] = chunk[i] >= threshold ? b[start + i] * scale : 0.0f;
    }
  }
}
