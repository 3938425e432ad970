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

/// NAdam as in PyTorch 2 (Dozat 2016), decay in the gradient: a step of (gradient_rate * g + moment_rate * first) over the
/// root of the corrected second moment. With mu_t = beta1 * (1 - 0.96^(t * momentum decay) / 2) and M the product of
/// mu_1 ... mu_t: gradient_rate = rate * (1 - mu_t) / (1 - M), moment_rate = rate * mu_(t+1) / (1 - M * mu_(t+1)).
void serf_nadam_f32(
    float *restrict weights, float *restrict gradient, float *restrict first, float *restrict second, size_t count,
    float scale, float gradient_rate, float moment_rate, float beta1, float beta2, float epsilon, float decay,
    float correction2);

/// RMSprop as in PyTorch 2 (Hinton's lecture 6e, 2012): epsilon outside of the root, momentum over the steps. momentum 0
/// leaves velocity untouched.
void serf_rmsprop_f32(
    float *restrict weights, float *restrict gradient, float *restrict square, float *restrict velocity, size_t count,
    float scale, float rate, float beta2, float epsilon, float momentum, float decay);

/// Adagrad as in PyTorch 2 (Duchi, Hazan, Singer 2011): sum of all squares since the first update.
void serf_adagrad_f32(
    float *restrict weights, float *restrict gradient, float *restrict sum, size_t count, float scale, float rate,
    float epsilon, float decay);

/// Adadelta as in PyTorch 2 (Zeiler 2012): change is the decaying mean of squared steps; epsilon inside of both roots.
void serf_adadelta_f32(
    float *restrict weights, float *restrict gradient, float *restrict square, float *restrict change, size_t count,
    float scale, float rate, float beta2, float epsilon, float decay);

/// average = average + (weights - average) * share: a running mean of weights.
void serf_average_f32(float *restrict average, const float *restrict weights, float share, size_t count);
