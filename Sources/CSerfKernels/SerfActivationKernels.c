#include "SerfActivationKernels.h"

#include <math.h>

#include "SerfKernelSupport.h"

typedef struct {
  float value;
  float slope;
} serf_pair;

#define SERF_DEFINE_ACTIVATION(NAME)                                                              \
  void serf_##NAME##_value_f32(const float *x, float *y, size_t n) {                  \
    for (size_t i = 0; i < n; ++i) y[i] = serf_##NAME##_pair(x[i]).value;                         \
  }                                                                                               \
  void serf_##NAME##_value_slope_f32(float *restrict x_then_slope, float *restrict y, size_t n) { \
    for (size_t i = 0; i < n; ++i) {                                                              \
      const serf_pair pair = serf_##NAME##_pair(x_then_slope[i]);                                 \
      y[i] = pair.value;                                                                          \
      x_then_slope[i] = pair.slope;                                                               \
    }                                                                                             \
  }

static double sigma(double x) { return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)); }
static double softplus(double x) { return (x < 0 ? 0 : x) + log1p(exp(-fabs(x))); }
static double bounded(double x) { return x < -800 ? -800 : x > 800 ? 800 : x; }

static inline serf_pair serf_serf_pair(float x) {
  const double b = bounded(x), s = softplus(b), g = erf(s);
  return (serf_pair){x < -800 ? 0 : x * g, g + b * 1.12837916709551257 * sigma(b) * exp(-s * s)};
}
static inline serf_pair serf_mish_pair(float x) {
  const double b = bounded(x), g = tanh(softplus(b));
  return (serf_pair){x < -800 ? 0 : x * g, g + b * (1 - g) * (1 + g) * sigma(b)};
}
static inline serf_pair serf_swish_pair(float x) {
  const double b = bounded(x), g = sigma(b);
  return (serf_pair){x < -800 ? 0 : x * g, g + b * g * sigma(-b)};
}
static inline serf_pair serf_gelu_pair(float x) {
  const double b = bounded(x), g = 0.5 * erfc(-b * 0.70710678118654752);
  return (serf_pair){x < -800 ? 0 : x * g, g + b * 0.39894228040143268 * exp(-0.5 * b * b)};
}
static inline serf_pair serf_gelu_tanh_pair(float x) {
  const double b = bounded(x), k = 1.59576912160573071, u = k * (b + 0.044715 * b * b * b), g = sigma(u);
  return (serf_pair){x < -800 ? 0 : x * g, g + b * g * sigma(-u) * k * (1 + 3 * 0.044715 * b * b)};
}
static inline serf_pair serf_relu_pair(float x) {
  return (serf_pair){x <= 0 ? 0 : x, x > 0 ? 1 : x <= 0 ? 0 : x};
}
static inline serf_pair serf_leaky_relu_pair(float x) {
  return (serf_pair){x <= 0 ? 0.01f * x : x, x > 0 ? 1 : x <= 0 ? 0.01f : x};
}
static inline serf_pair serf_elu_pair(float x) {
  return (serf_pair){x <= 0 ? expm1(x) : x, x > 0 ? 1 : exp(x)};
}
static inline serf_pair serf_selu_pair(float x) {
  const double scale = 1.0507009873554804934, alpha = 1.6732632423543772848;
  return (serf_pair){x <= 0 ? scale * alpha * expm1(x) : scale * x, x > 0 ? scale : scale * alpha * exp(x)};
}
static inline serf_pair serf_softplus_pair(float x) { return (serf_pair){softplus(x), sigma(x)}; }
static inline serf_pair serf_tanh_pair(float x) {
  const double e = exp(-2 * fabs((double)x));
  return (serf_pair){tanh(x), 4 * e / ((1 + e) * (1 + e))};
}
static inline serf_pair serf_sigmoid_pair(float x) { return (serf_pair){sigma(x), sigma(x) * sigma(-(double)x)}; }
static inline serf_pair serf_hard_swish_pair(float x) {
  return (serf_pair){x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) * (1.0f / 6),
                     x <= -3 ? 0 : x >= 3 ? 1 : x * (1.0f / 3) + 0.5f};
}
static inline serf_pair serf_squared_relu_pair(float x) {
  const float h = x <= 0 ? 0 : x;
  return (serf_pair){h * h, 2 * h};
}
static inline serf_pair serf_identity_pair(float x) { return (serf_pair){x, x == x ? 1 : x}; }

SERF_DEFINE_ACTIVATION(serf)
SERF_DEFINE_ACTIVATION(mish)
SERF_DEFINE_ACTIVATION(swish)
SERF_DEFINE_ACTIVATION(gelu)
SERF_DEFINE_ACTIVATION(gelu_tanh)
SERF_DEFINE_ACTIVATION(relu)
SERF_DEFINE_ACTIVATION(leaky_relu)
SERF_DEFINE_ACTIVATION(elu)
SERF_DEFINE_ACTIVATION(selu)
SERF_DEFINE_ACTIVATION(softplus)
SERF_DEFINE_ACTIVATION(tanh)
SERF_DEFINE_ACTIVATION(sigmoid)
SERF_DEFINE_ACTIVATION(hard_swish)
SERF_DEFINE_ACTIVATION(squared_relu)
SERF_DEFINE_ACTIVATION(identity)
