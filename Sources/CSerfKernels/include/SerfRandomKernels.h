#pragma once
#include <stddef.h>
#include <stdint.h>

/// Counter-based random numbers: Philox4x32 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011). No state: the same key and counter give the same words on every machine, in any order, on any thread.

/// One block: four words for `counter` under `key`, with `rounds` rounds (10 as published; 7 is the least that passes BigCrush).
void serf_philox4x32(const uint32_t counter[4], const uint32_t key[2], int rounds, uint32_t words[4]);

/// `count` words of the stream `key`, from element 0. Element 64 c + 16 w + l is word w of the block with counter
/// 16 c + l: the order that vectorises. Seven rounds.
void serf_random_words(uint64_t key, uint32_t *restrict words, size_t count);

/// Inverted dropout: y[i] = x[i] * (1/(1-p)) where word i of stream `key` is at or above p * 2^32, else 0.
/// In place (y == x) is allowed. 0 <= p < 1. The same key gives the same mask, so backward is the same call.
void serf_dropout_f32(const float *x, float *y, size_t count, float p, uint64_t key);

/// y[i] = base[i] + dropout(x)[i] with the mask of `serf_dropout_f32`; y may be base.
void serf_dropout_sum_f32(
    const float *restrict x, const float *base, float *y, size_t count, float p, uint64_t key);

/// Dropout of two buffers with one mask, in place: that of `serf_dropout_f32` from its element `first` on, a multiple of 64.
void serf_dropout_pair_f32(float *restrict a, float *restrict b, size_t count, size_t first, float p, uint64_t key);
