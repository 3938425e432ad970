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

// e^x = scale * (1 + excess): scale a power of two (0 when e^x is below the normal numbers), |excess| < 0.42.
typedef struct {
  float scale;
  float excess;
} serf_exp_parts;

// Domain: -110 <= x <= 88.3, or not-a-number, which stays one in excess. Error of 1 + excess: 1.2e-7 of it.
SERF_INLINE serf_exp_parts serf_exp_split_f32(float x) {
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
  const float round = 12582912.0f;
  const float shifted = x * 1.44269504f + round;
  const float n = shifted - round;
  // ln 2 in two parts; the first has 9 trailing zero bits, so that n times it is exact.
  float r = x - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  // (e^r - 1 - r) / r^2: Taylor to r^6.
  float p = 1.0f / 5040;
  p = p * r + 1.0f / 720;
  p = p * r + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  // Exponents below those of normal numbers become the bits of 0.
  int32_t exponent = (int32_t)serf_bits_of_float(shifted) - 0x4B400000 + 127;
  exponent = exponent < 0 ? 0 : exponent;
  return (serf_exp_parts){serf_float_of_bits((uint32_t)exponent << 23), r * r * p + r};
}

// e^x. Domain and error as above; 0 below about -87.68.
SERF_INLINE float serf_exp_f32(float x) {
  const serf_exp_parts parts = serf_exp_split_f32(x);
  return parts.scale * parts.excess + parts.scale;
}
