// serf(x) = x erf(ln(1 + e^x)): one e^z and short polynomials, instead of e^x, ln and erf one after the other.
#include "SerfActivationLoops.h"

// The gate g = erf(ln(1 + e^x)) is fitted directly, on each side in the form that keeps what is small exact:
//   x <= 0: g = e p(e) with e = e^x in (0, 1], so the tail 2/sqrt(pi) e^x has its relative accuracy;
//   x > 0:  g = 1 - e with e = erfc(ln(1 + e^x)) = e^-q(x), so what is fitted is smooth and its error shrinks with e.
// Both sides thus need one e^z, of x on the left and of -q(x) on the right. The slope g + x g' is
//   x <= 0: e p(e) + x e d(e) with g' = e d(e);
//   x > 0:  1 + e s(x) with s(x) = x q'(x) - 1.
// On the right everything is done at min(x, 4.3): there e < 1.2e-9, and 1 - e is 1 in float32 for all that follows.
// The four polynomials are minimax fits (iteratively reweighted least squares at 900 Chebyshev points), the coefficients
// rounded to float32 one by one from the lowest on, the others refitted each time.
SERF_INLINE serf_pair serf_serf_pair(float x) {
  const int left = x <= 0;
  float b = x > 4.3f ? 4.3f : x;
  b = b < -88 ? -88 : b;
  const float b2 = b * b;
  // -q on [0, 4.3]; error 2.9e-8, in units of its effect on value and slope. Odd and even terms apart: two short chains.
  float q_even = 3.73175608e-05f;
  q_even = q_even * b2 + 0.000501237519f;
  q_even = q_even * b2 + -0.00649123918f;
  q_even = q_even * b2 + -0.466551304f;
  q_even = q_even * b2 + -1.11792147f;
  float q_odd = -0.000343195163f;
  q_odd = q_odd * b2 + 0.00423534075f;
  q_odd = q_odd * b2 + -0.106421113f;
  q_odd = q_odd * b2 + -1.06726217f;
  const float q = q_odd * b + q_even;
  const float e = serf_exp_f32(left ? b : q);
  // p(t) = erf(ln(1 + t)) / t on [0, 1]; error 5.6e-9.
  float p = -0.00544561772f;
  p = p * e + 0.0358166434f;
  p = p * e + -0.112089589f;
  p = p * e + 0.22438556f;
  p = p * e + -0.314855605f;
  p = p * e + 0.280891091f;
  p = p * e + 0.000158607567f;
  p = p * e + -0.56419915f;
  p = p * e + 1.12837934f;
  const float w = b * e;
  const float value = left ? w * p : x - w;
  // d(t) = 2/sqrt(pi) exp(-ln(1 + t)^2) / (1 + t) on [0, 1]; error 4.3e-8 of t ln(t) d(t), and 1.1e-8 for t > 0.6: there
  // the slope is more than 1/2 and 2 ulp are least in proportion. d(0) is held at 2/sqrt(pi), for the tail.
  float d = -0.0454494022f;
  d = d * e + 0.272323012f;
  d = d * e + -0.761543512f;
  d = d * e + 1.32675266f;
  d = d * e + -1.5650897f;
  d = d * e + 1.12122881f;
  d = d * e + 0.000761143514f;
  d = d * e + -1.12840974f;
  d = d * e + 1.12837923f;
  // s on [0, 4.3]; error 9.2e-9 of e s.
  float s_even = -0.000939077872f;
  s_even = s_even * b2 + -0.00897962507f;
  s_even = s_even * b2 + 0.0211401265f;
  s_even = s_even * b2 + 0.932866156f;
  s_even = s_even * b2 + -1;
  float s_odd = 6.06086942e-05f;
  s_odd = s_odd * b2 + 0.00512306625f;
  s_odd = s_odd * b2 + -0.0139272613f;
  s_odd = s_odd * b2 + 0.320897877f;
  s_odd = s_odd * b2 + 1.06727171f;
  const float s = s_odd * b + s_even;
  // The larger term last: what comes before it is rounded once less in the result.
  const float along = w * d;
  const float slope = left ? e * p + along : e * s + 1;
  return (serf_pair){value, slope};
}

SERF_DEFINE_ACTIVATION(serf)
