#pragma once
#include <stddef.h>
#include <stdint.h>

/// Element-wise and row-wise loops over float32. Sums run in 16 written-out lanes, so that their order does not depend
/// on the processor's vector width. `restrict` pointers must not overlap; where in place is allowed, it says so.

/// y[i] += x[i]
void serf_add_f32(const float *restrict x, float *restrict y, size_t count);
/// y[i] += x[i], x[i] = 0: empties one buffer into another in one pass.
void serf_drain_f32(float *restrict x, float *restrict y, size_t count);
/// y[i] = a[i] + b[i]; y may be a or b.
void serf_sum_f32(const float *a, const float *b, float *y, size_t count);
/// y[i] *= x[i]
void serf_multiply_f32(const float *restrict x, float *restrict y, size_t count);
/// y[i] *= scale
void serf_scale_f32(float *y, float scale, size_t count);
/// y[i] += scale * x[i]
void serf_axpy_f32(float scale, const float *restrict x, float *restrict y, size_t count);
/// sums[c] += sum over rows of x[r, c].
void serf_column_sums_f32(const float *restrict x, float *restrict sums, size_t rows, size_t columns, size_t stride);
/// Sum of squares in double lanes.
double serf_sum_of_squares_f32(const float *x, size_t count);
/// The number of elements that are NaN or infinite.
size_t serf_count_not_finite_f32(const float *x, size_t count);
