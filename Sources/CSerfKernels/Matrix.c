#include "SerfKernelSupport.h"
#include "SerfMatrixKernels.h"

#include <math.h>

#define LANES 16

SERF_CLONES
void serf_add_f32(const float *restrict x, float *restrict y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] += x[i];
}

SERF_CLONES
void serf_drain_f32(float *restrict x, float *restrict y, size_t count) {
  for (size_t i = 0; i < count; i++) {
    y[i] += x[i];
    x[i] = 0.0f;
  }
}

SERF_CLONES
void serf_sum_f32(const float *a, const float *b, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = a[i] + b[i];
}

SERF_CLONES
void serf_multiply_f32(const float *restrict x, float *restrict y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] *= x[i];
}

SERF_CLONES
void serf_scale_f32(float *y, float scale, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] *= scale;
}

SERF_CLONES
void serf_axpy_f32(float scale, const float *restrict x, float *restrict y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] += scale * x[i];
}

SERF_CLONES
void serf_column_sums_f32(const float *restrict x, float *restrict sums, size_t rows, size_t columns, size_t stride) {
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) sums[c] += x[r * stride + c];
}

SERF_CLONES
double serf_sum_of_squares_f32(const float *x, size_t count) {
  double lanes[LANES] = {0};
  size_t whole = count - count % LANES;
  for (size_t i = 0; i < whole; i += LANES)
    for (size_t l = 0; l < LANES; l++) lanes[l] += (double)x[i + l] * (double)x[i + l];
  for (size_t i = whole; i < count; i++) lanes[i - whole] += (double)x[i] * (double)x[i];
  double sum = 0;
  for (size_t l = 0; l < LANES; l++) sum += lanes[l];
  return sum;
}

SERF_CLONES
size_t serf_count_not_finite_f32(const float *x, size_t count) {
  size_t found = 0;
  // x - x is 0 for every finite x, NaN otherwise.
  for (size_t i = 0; i < count; i++) found += !(x[i] - x[i] == 0.0f);
  return found;
}
