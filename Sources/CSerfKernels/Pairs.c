#include "SerfKernelSupport.h"
#include "SerfPairKernels.h"

SERF_CLONES
void serf_pair_features_f32(
    const float *restrict u, const float *restrict v, float *restrict y, size_t rows, size_t width) {
  for (size_t r = 0; r < rows; r++) {
    const float *a = u + r * width, *b = v + r * width;
    float *out = y + r * 4 * width, *second = out + width, *difference = second + width, *product = difference + width;
#pragma clang loop vectorize(assume_safety)
    for (size_t c = 0; c < width; c++) {
      float d = a[c] - b[c];
      out[c] = a[c];
      second[c] = b[c];
      difference[c] = d < 0.0f ? -d : d;
      product[c] = a[c] * b[c];
    }
  }
}

SERF_CLONES
void serf_pair_features_backward_f32(
    const float *restrict u, const float *restrict v, const float *restrict dy, float *restrict du,
    float *restrict dv, size_t rows, size_t width) {
  for (size_t r = 0; r < rows; r++) {
    const float *a = u + r * width, *b = v + r * width, *dfirst = dy + r * 4 * width;
    const float *dsecond = dfirst + width, *ddifference = dsecond + width, *dproduct = ddifference + width;
    float *first = du + r * width, *second = dv + r * width;
#pragma clang loop vectorize(assume_safety)
    for (size_t c = 0; c < width; c++) {
      float sign = (float)(a[c] > b[c]) - (float)(a[c] < b[c]), along = sign * ddifference[c];
      first[c] += dfirst[c] + along + b[c] * dproduct[c];
      second[c] += dsecond[c] - along + a[c] * dproduct[c];
    }
  }
}
