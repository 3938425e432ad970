#pragma once
#include <stddef.h>

/// Optimiser steps over one contiguous range. The gradient is read once, scaled (clipping), and set to 0 for the next
/// update.

/// Adam and AdamW as in PyTorch 2: with `decoupled` 0 the decay is added to the gradient (Kingma, Ba 2015), with 1 the
/// weights shrink by rate * decay first (Loshchilov, Hutter 2019). correction1 = 1 - beta1^t, correction2 = 1 - beta2^t.
void serf_adam_f32(
    float *restrict weights, float *restrict gradient, float *restrict first, float *restrict second, size_t count,
    float scale, float rate, float beta1, float beta2, float epsilon, float decay, int decoupled, float correction1,
    float correction2);

/// SGD as in PyTorch 2: velocity = momentum * velocity + g (g itself at the first update), step = nesterov ?
/// g + momentum * velocity : velocity. momentum 0 leaves velocity untouched.
void serf_sgd_f32(
    float *restrict weights, float *restrict gradient, float *restrict velocity, size_t count, float scale, float rate,
    float momentum, int nesterov, float decay, int first_update);

/// average = average + (weights - average) * share: a running mean of weights.
void serf_average_f32(float *restrict average, const float *restrict weights, float share, size_t count);
