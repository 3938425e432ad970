// Functions made of straight lines and parabolas. A comparison with not-a-number is false, so the last branch of a select
// is the one that hands it on.
#include "SerfActivationLoops.h"

SERF_INLINE serf_pair serf_relu_pair(float x) {
  return (serf_pair){serf_positive_part(x), x > 0 ? 1 : x <= 0 ? 0 : x};
}

SERF_INLINE serf_pair serf_leaky_relu_pair(float x) {
  return (serf_pair){x < 0 ? 0.01f * x : x, x > 0 ? 1 : x <= 0 ? 0.01f : x};
}

SERF_INLINE serf_pair serf_hard_swish_pair(float x) {
  const float sixth = 1.0f / 6, third = 1.0f / 3;
  // The first keeps its accuracy where x + 3 is nearly 0, the second rounds once less.
  const float gate = x < 0 ? (x + 3) * sixth : x * sixth + 0.5f;
  return (serf_pair){x <= -3 ? 0 : x >= 3 ? x : x * gate, x <= -3 ? 0 : x >= 3 ? 1 : x * third + 0.5f};
}

SERF_INLINE serf_pair serf_squared_relu_pair(float x) {
  const float positive = serf_positive_part(x);
  return (serf_pair){positive * positive, 2 * positive};
}

SERF_INLINE serf_pair serf_identity_pair(float x) { return (serf_pair){x, x == x ? 1 : x}; }

SERF_DEFINE_ACTIVATION(relu)
SERF_DEFINE_ACTIVATION(leaky_relu)
SERF_DEFINE_ACTIVATION(hard_swish)
SERF_DEFINE_ACTIVATION(squared_relu)
SERF_DEFINE_ACTIVATION(identity)
