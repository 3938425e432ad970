// Activation functions on float32: for each, the value alone, and the value with the slope.
//
// serf_NAME_value_f32(x, y, n): y[i] = f(x[i]) for i < n. y == x is allowed; otherwise the two must not overlap.
// serf_NAME_value_slope_f32(x_then_slope, y, n): y[i] = f(x[i]), then f'(x[i]) is written over x[i]. The two must not
//   overlap: a backward pass needs the slope where the pre-activation was, and the pre-activation no more.
//
// Both give the same bits for a value, whatever n and wherever in the array the element stands.
// Domain: every float. Not-a-number gives not-a-number in value and slope; an infinity gives the limit.
// Error, against the exact result: at most max(2 ulp, 1e-7); and where the result lies between 1e-30 and 1e-5 in the tails,
// at most 1e-5 of it. With AVX2 in place of AVX-512 serf's slope has 1.01 times the first at one number in 14 million.
// Without a fused product and sum (x86-64 before 2013): 1.25 times the first, 1.5e-5 for the second.
// No allocation, no globals, no errno. Pointers need no alignment.
#pragma once
#include <stddef.h>

#define SERF_DECLARE_ACTIVATION(NAME)                                                   \
  void serf_##NAME##_value_f32(const float *x, float *y, size_t n);                     \
  void serf_##NAME##_value_slope_f32(float *restrict x_then_slope, float *restrict y, size_t n);

SERF_DECLARE_ACTIVATION(serf)          // x erf(ln(1 + e^x))
SERF_DECLARE_ACTIVATION(mish)          // x tanh(ln(1 + e^x))
SERF_DECLARE_ACTIVATION(swish)         // x / (1 + e^-x)
SERF_DECLARE_ACTIVATION(gelu)          // x Phi(x), Phi the normal distribution's
SERF_DECLARE_ACTIVATION(gelu_tanh)     // x / (1 + e^-2u), u = sqrt(2/pi) (x + 0.044715 x^3)
SERF_DECLARE_ACTIVATION(relu)          // max(x, 0); slope 0 at 0
SERF_DECLARE_ACTIVATION(leaky_relu)    // x > 0: x, else 0.01 x; slope 0.01 at 0
SERF_DECLARE_ACTIVATION(elu)           // x > 0: x, else e^x - 1
SERF_DECLARE_ACTIVATION(selu)          // scale * (x > 0: x, else alpha (e^x - 1)); slope scale * alpha at 0
SERF_DECLARE_ACTIVATION(softplus)      // ln(1 + e^x)
SERF_DECLARE_ACTIVATION(tanh)          // tanh x
SERF_DECLARE_ACTIVATION(sigmoid)       // 1 / (1 + e^-x)
SERF_DECLARE_ACTIVATION(hard_swish)    // x min(max(x + 3, 0), 6) / 6
SERF_DECLARE_ACTIVATION(squared_relu)  // max(x, 0)^2
SERF_DECLARE_ACTIVATION(identity)      // x

#undef SERF_DECLARE_ACTIVATION
