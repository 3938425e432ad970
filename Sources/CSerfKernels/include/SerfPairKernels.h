#pragma once
#include <stddef.h>

/// The loops of comparing two texts. Shapes: N rows, D width.

/// y[r] = [u[r] | v[r] | abs(u[r] - v[r]) | u[r] * v[r]]. u, v [N, D], y [N, 4D].
void serf_pair_features_f32(
    const float *restrict u, const float *restrict v, float *restrict y, size_t rows, size_t width);
/// du and dv are added to; the slope of abs at 0 is 0. du and dv may not overlap.
void serf_pair_features_backward_f32(
    const float *restrict u, const float *restrict v, const float *restrict dy, float *restrict du,
    float *restrict dv, size_t rows, size_t width);
