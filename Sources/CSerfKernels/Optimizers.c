#include "SerfKernelSupport.h"
#include "SerfOptimizerKernels.h"


SERF_CLONES
void serf_adam_f32(
    float *restrict weights, float *restrict gradient, float *restrict first, float *restrict second, size_t count,
    float scale, float rate, float beta1, float beta2, float epsilon, float decay, int decoupled, float correction1,
    float correction2) {
  float shrink = decoupled ? 1.0f - rate * decay : 1.0f, added = decoupled ? 0.0f : decay;
  float step = rate / correction1, root = 1.0f / __builtin_elementwise_sqrt(correction2);
#pragma clang loop vectorize(enable)
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * scale + added * weights[i];
    float m = first[i] + (1.0f - beta1) * (g - first[i]);
    float v = beta2 * second[i] + (1.0f - beta2) * g * g;
    first[i] = m;
    second[i] = v;
    weights[i] = weights[i] * shrink - step * m / (__builtin_elementwise_sqrt(v) * root + epsilon);
    gradient[i] = 0.0f;
  }
}

SERF_CLONES
void serf_sgd_f32(
    float *restrict weights, float *restrict gradient, float *restrict velocity, size_t count, float scale, float rate,
    float momentum, int nesterov, float decay, int first_update) {
  float kept = first_update ? 0.0f : momentum;
  if (momentum == 0.0f) {
    for (size_t i = 0; i < count; i++) {
      weights[i] -= rate * (gradient[i] * scale + decay * weights[i]);
      gradient[i] = 0.0f;
    }
    return;
  }
#pragma clang loop vectorize(enable)
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * scale + decay * weights[i], v = kept * velocity[i] + g;
    velocity[i] = v;
    weights[i] -= rate * (nesterov ? g + momentum * v : v);
    gradient[i] = 0.0f;
  }
}

SERF_CLONES
void serf_nadam_f32(
    float *restrict weights, float *restrict gradient, float *restrict first, float *restrict second, size_t count,
    float scale, float gradient_rate, float moment_rate, float beta1, float beta2, float epsilon, float decay,
    float correction2) {
  float root = 1.0f / __builtin_elementwise_sqrt(correction2);
#pragma clang loop vectorize(enable)
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * scale + decay * weights[i];
    float m = first[i] + (1.0f - beta1) * (g - first[i]);
    float v = beta2 * second[i] + (1.0f - beta2) * g * g;
    first[i] = m;
    second[i] = v;
    weights[i] -= (gradient_rate * g + moment_rate * m) / (__builtin_elementwise_sqrt(v) * root + epsilon);
    gradient[i] = 0.0f;
  }
}

SERF_CLONES
void serf_rmsprop_f32(
    float *restrict weights, float *restrict gradient, float *restrict square, float *restrict velocity, size_t count,
    float scale, float rate, float beta2, float epsilon, float momentum, float decay) {
  if (momentum == 0.0f) {
#pragma clang loop vectorize(enable)
    for (size_t i = 0; i < count; i++) {
      float g = gradient[i] * scale + decay * weights[i], v = beta2 * square[i] + (1.0f - beta2) * g * g;
      square[i] = v;
      weights[i] -= rate * g / (__builtin_elementwise_sqrt(v) + epsilon);
      gradient[i] = 0.0f;
    }
    return;
  }
#pragma clang loop vectorize(enable)
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * scale + decay * weights[i], v = beta2 * square[i] + (1.0f - beta2) * g * g;
    float u = momentum * velocity[i] + g / (__builtin_elementwise_sqrt(v) + epsilon);
    square[i] = v;
    velocity[i] = u;
    weights[i] -= rate * u;
    gradient[i] = 0.0f;
  }
}

SERF_CLONES
void serf_adagrad_f32(
    float *restrict weights, float *restrict gradient, float *restrict sum, size_t count, float scale, float rate,
    float epsilon, float decay) {
#pragma clang loop vectorize(enable)
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * scale + decay * weights[i], v = sum[i] + g * g;
    sum[i] = v;
    weights[i] -= rate * g / (__builtin_elementwise_sqrt(v) + epsilon);
    gradient[i] = 0.0f;
  }
}

SERF_CLONES
void serf_adadelta_f32(
    float *restrict weights, float *restrict gradient, float *restrict square, float *restrict change, size_t count,
    float scale, float rate, float beta2, float epsilon, float decay) {
#pragma clang loop vectorize(enable)
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * scale + decay * weights[i], v = beta2 * square[i] + (1.0f - beta2) * g * g;
    float step = __builtin_elementwise_sqrt(change[i] + epsilon) / __builtin_elementwise_sqrt(v + epsilon) * g;
    square[i] = v;
    change[i] = beta2 * change[i] + (1.0f - beta2) * step * step;
    weights[i] -= rate * step;
    gradient[i] = 0.0f;
  }
}

SERF_CLONES
void serf_average_f32(float *restrict average, const float *restrict weights, float share, size_t count) {
  for (size_t i = 0; i < count; i++) average[i] += share * (weights[i] - average[i]);
}
