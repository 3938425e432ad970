// What the kernels share: how a loop is built for several instruction sets, and eˣ that a loop can vectorise.
// Internal to this target.
#pragma once
#include <stddef.h>
#include <stdint.h>

// a * b + c in one expression becomes one fused instruction where the processor has it, and nothing else is fused: the
// result does not depend on what surrounds it, so two loops over one formula agree to the bit.
#pragma STDC FP_CONTRACT ON

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SERF_THREAD_SANITIZER 1
#endif
#endif

// Builds a function three times and picks one when the program is loaded. The thread sanitizer is not up yet when the
// picking code runs, and crashes there.
#if defined(__x86_64__) && defined(__linux__) && !defined(SERF_THREAD_SANITIZER)
#define SERF_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define SERF_CLONES
#endif

#define SERF_INLINE static inline __attribute__((always_inline))

SERF_INLINE float serf_float_of_bits(uint32_t bits) {
  union {
    uint32_t bits;
    float value;
  } both = {bits};
  return both.value;
}

SERF_INLINE uint32_t serf_bits_of_float(float value) {
  union {
    float value;
    uint32_t bits;
  } both = {value};
  return both.bits;
}

// e^x = scale * (1 + excess): scale a power of two, or 0 when e^x is below the normal numbers; -0.30 < excess < 0.42.
// The two apart also give e^x - 1 = scale * excess + (scale - 1) without cancellation.
typedef struct {
  float scale;
  float excess;
} serf_exp_parts;

// Domain: -88 <= x <= 88, or not-a-number, which stays one in excess. scale is 0 below about -87.68.
// Error against e^x: 1.3e-7 of it down to x = -20, 4e-7 at -87 (5e-6 where the processor has no fused product and sum).
SERF_INLINE serf_exp_parts serf_exp_split_f32(float x) {
  // Adding 1.5 * 2^23 rounds to an integer n = round(x / ln 2). The 127 beside it leaves the exponent field of 2^n in the
  // low bits, ready to be shifted into place.
  const float round = 12582912.0f + 127.0f;
  const float shifted = x * 1.44269504f + round;
  const float n = shifted - round;
  // float32 happens to miss ln 2 by 1.9e-9 only, so its second part can go: n times that is 2.4e-7 at the far end.
  const float r = x - n * 0.693147182f;
  // e^r = 1 + r + r^2 p(r) on |r| <= ln 2 / 2: minimax fit of the relative error, 3.1e-9.
  float p = 0.00138213753f;
  p = p * r + 0.00836866256f;
  p = p * r + 0.0416682549f;
  p = p * r + 0.166665211f;
  p = p * r + 0.49999994f;
  const float excess = r * r * p + r;
  return (serf_exp_parts){serf_float_of_bits(serf_bits_of_float(shifted) << 23), excess};
}

// e^x. Domain and error as above.
SERF_INLINE float serf_exp_f32(float x) {
  const serf_exp_parts parts = serf_exp_split_f32(x);
  return parts.scale * parts.excess + parts.scale;
}

// e^(x + rest), where x is a rounded result and rest, far below 1, what the rounding lost: at x = -70 that alone is 4e-6 of
// e^x. A product's rest is a * b - x with x = a * b: one fused operation; without those it is 0 and mends nothing.
SERF_INLINE float serf_exp_of_rounded_f32(float x, float rest) {
  const float e = serf_exp_f32(x);
  return e * rest + e;
}
