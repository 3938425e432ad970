// The other functions of the form x * gate(x), and the gate of swish itself.
//
// They share one form: with a = |x| and w the gate's distance from its limit (0 on the left, 1 on the right), the
// value is max(x, 0) - a w. Rounding then costs little where w is small, e^-a never overflows, and with a bounded there
// is no infinity times 0.
#include "SerfActivationLoops.h"

// Beyond this e^-a is 0 in serf_exp_f32.
#define SERF_FAR 88

// Puts the slope together: `excess` is what the slope has above 1 on the right; on the left the slope is its opposite.
SERF_INLINE float serf_mirrored_slope(float x, float excess) { return x < 0 ? -excess : 1 + excess; }

SERF_INLINE serf_pair serf_swish_pair(float x) {
  const float a = serf_bounded_magnitude(x, SERF_FAR);
  const float t = serf_exp_f32(-a);
  const float w = t / (1 + t);
  return (serf_pair){serf_positive_part(x) - a * w, serf_mirrored_slope(x, w * (a * (1 - w) - 1))};
}

// With u = sqrt(2/pi) (x + 0.044715 x^3), the gate is the logistic function of 2u.
SERF_INLINE serf_pair serf_gelu_tanh_pair(float x) {
  // 2u is 87.77 here, so w is 0 from here on.
  const float a = serf_bounded_magnitude(x, 10.02f);
  const float square = a * a;
  // 2 sqrt(2/pi), and 0.044715 times that.
  const float factor = square * -0.0713548163f - 1.59576912f;
  const float z = a * factor;
  const float t = serf_exp_of_rounded_f32(z, a * factor - z);
  const float w = t / (1 + t);
  const float bend = a * (square * 0.214064449f + 1.59576912f);
  return (serf_pair){serf_positive_part(x) - a * w, serf_mirrored_slope(x, w * (bend * (1 - w) - 1))};
}

// tanh(ln(1 + e^x)) is n / (n + 2) with n = e^x (e^x + 2). On the right both are divided by e^2x, and w is the rest.
SERF_INLINE serf_pair serf_mish_pair(float x) {
  const int left = x < 0;
  const float a = serf_bounded_magnitude(x, SERF_FAR);
  const float t = serf_exp_f32(-a);
  const float n = (left ? t * t : 1) + 2 * t;
  const float rest = left ? 2 : 2 * t * t;
  const float whole = n + rest;
  const float w = (left ? n : rest) / whole;
  // The gate's slope is 4 e^x (e^x + 1) / (n + 2)^2. A second quotient, not a product with a common reciprocal: that
  // would round once more than 2 ulp allow.
  const float root = (left ? 2 : 2 * t) / whole;
  const float bend = root * root * ((left ? t : 1) * (t + 1));
  return (serf_pair){serf_positive_part(x) - a * w, serf_mirrored_slope(x, a * bend - w)};
}

// w(a) = erfc(a/sqrt(2))/2 = e^(-a^2/2) m(a), and m is smooth and falls slowly.
SERF_INLINE serf_pair serf_gelu_pair(float x) {
  // a^2/2 is 87.8 here, so w is 0 from here on.
  const float a = serf_bounded_magnitude(x, 13.25f);
  const float square = a * a;
  const float e = serf_exp_of_rounded_f32(square * -0.5f, (a * a - square) * -0.5f);
  // (1/2 - m) / a on [0, 13.25] as a rational function: minimax fit; error 7.3e-9 of max(a, 0.3) w, 8e-7 of m in the
  // tail. m at 0 is then 1/2 exactly.
  float above = 0.0160124507f;
  above = above * a + 0.112656958f;
  above = above * a + 0.328679651f;
  above = above * a + 0.398941606f;
  float below = 0.0320256911f;
  below = below * a + 0.250832289f;
  below = below * a + 0.858125091f;
  below = below * a + 1.45051312f;
  below = below * a + 1;
  const float m = 0.5f - a * (above / below);
  const float w = e * m;
  // The density of the normal distribution is e / sqrt(2 pi).
  return (serf_pair){serf_positive_part(x) - a * w, serf_mirrored_slope(x, a * (e * 0.398942292f) - w)};
}

SERF_INLINE serf_pair serf_sigmoid_pair(float x) {
  const float t = serf_exp_f32(-serf_bounded_magnitude(x, SERF_FAR));
  const float reciprocal = 1 / (1 + t);
  const float w = t * reciprocal;
  return (serf_pair){x < 0 ? w : reciprocal, w * reciprocal};
}

// ln(1 + e^x) = max(x, 0) + ln(1 + t).
SERF_INLINE serf_pair serf_softplus_pair(float x) {
  const float t = serf_exp_f32(-serf_bounded_magnitude(x, SERF_FAR));
  // ln(1 + t) / t on [0, 1]: minimax fit of the error times t; 7.2e-9.
  float p = 0.0040757875f;
  p = p * t + -0.0245583169f;
  p = p * t + 0.0695137903f;
  p = p * t + -0.128492877f;
  p = p * t + 0.186734974f;
  p = p * t + -0.247131899f;
  p = p * t + 0.332987189f;
  p = p * t + -0.499981225f;
  p = p * t + 0.999999762f;
  const float reciprocal = 1 / (1 + t);
  return (serf_pair){t * p + serf_positive_part(x), x < 0 ? t * reciprocal : reciprocal};
}

SERF_DEFINE_ACTIVATION(swish)
SERF_DEFINE_ACTIVATION(gelu_tanh)
SERF_DEFINE_ACTIVATION(mish)
SERF_DEFINE_ACTIVATION(gelu)
SERF_DEFINE_ACTIVATION(sigmoid)
SERF_DEFINE_ACTIVATION(softplus)
