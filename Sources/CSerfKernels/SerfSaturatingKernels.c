// Functions made of e^x - 1, which e^x minus 1 would cancel near 0.
#include "SerfActivationLoops.h"

// With t = e^-2a and w = t / (1 + t), tanh a is (1 - t) / (1 + t) or 1 - 2w: the first is exact near 0, the second
// near 1. The slope 1 - tanh^2 would cancel where tanh is near 1; it is 4w - 4w^2.
SERF_INLINE serf_pair serf_tanh_pair(float x) {
  const float a = serf_bounded_magnitude(x, 44);
  const serf_exp_parts parts = serf_exp_split_f32(-2 * a);
  const float less_one = parts.scale * parts.excess + (parts.scale - 1);
  const float t = parts.scale * parts.excess + parts.scale;
  const float reciprocal = 1 / (1 + t);
  const float w = t * reciprocal;
  const float value = a < 0.55f ? less_one * reciprocal : 1 - 2 * w;
  const float four = 4 * w;
  return (serf_pair){__builtin_copysignf(value, x), four - four * w};
}

SERF_INLINE serf_pair serf_elu_pair(float x) {
  float b = x > 0 ? 0 : x;
  b = b < -88 ? -88 : b;
  const serf_exp_parts parts = serf_exp_split_f32(b);
  const float less_one = parts.scale * parts.excess + (parts.scale - 1);
  return (serf_pair){x < 0 ? less_one : x, parts.scale * parts.excess + parts.scale};
}

// The two constants of Klambauer et al. 2017: scale, and scale * alpha.
SERF_INLINE serf_pair serf_selu_pair(float x) {
  const float scale = 1.05070099f, left_scale = 1.75809934f;
  const serf_pair elu = serf_elu_pair(x);
  return (serf_pair){(x < 0 ? left_scale : scale) * elu.value, (x > 0 ? scale : left_scale) * elu.slope};
}

SERF_DEFINE_ACTIVATION(tanh)
SERF_DEFINE_ACTIVATION(elu)
SERF_DEFINE_ACTIVATION(selu)
