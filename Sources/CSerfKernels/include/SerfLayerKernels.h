#pragma once
#include <stddef.h>
#include <stdint.h>

/// The loops of layers. Shapes: N tokens (rows), B sequences, D width, H hidden width, C classes.

// MARK: Embedding

/// y[r] = scale[r] * table[ids[r]] (+ positions[position[r]] where positions is not NULL). scale NULL means 1.
void serf_embedding_f32(
    const float *restrict table, const int32_t *restrict ids, const float *restrict scale,
    const float *restrict positions, const int32_t *restrict position, float *restrict y, size_t rows, size_t width);
/// gradient[ids[r]] += scale[r] * dy[r], in row order.
void serf_embedding_backward_f32(
    const float *restrict dy, const int32_t *restrict ids, const float *restrict scale, float *restrict gradient,
    size_t rows, size_t width);

// MARK: Layer normalisation (Ba, Kiros, Hinton 2016)

/// y = gain * (x - mean) / sqrt(variance + epsilon) + bias, row by row; keeps (x - mean)/sqrt(...) in `normed` and
/// 1/sqrt(variance + epsilon) in `inverse`. `normed` and `inverse` may be NULL in evaluation.
void serf_layer_norm_f32(
    const float *restrict x, const float *restrict gain, const float *restrict bias, float epsilon, float *restrict y,
    float *restrict normed, float *restrict inverse, size_t rows, size_t width);
/// dx (+)= gradient through the norm; dgain and dbias are added to. `accumulate` 0 writes dx, 1 adds to it.
void serf_layer_norm_backward_f32(
    const float *restrict dy, const float *restrict gain, const float *restrict normed, const float *restrict inverse,
    float *restrict dx, int accumulate, float *restrict dgain, float *restrict dbias, size_t rows, size_t width);

// MARK: LSTM (Hochreiter, Schmidhuber 1997; gates in the order input, forget, cell, output)

/// One step of `rows` sequences. gates [rows, 4H] holds pre-activations without bias and is replaced by the gates'
/// values; cell [rows, H] and tanh_cell are written; h rows lie `h_stride` floats apart. previous_cell has
/// `previous_rows` <= rows rows, the rest start from 0.
void serf_lstm_step_f32(
    float *restrict gates, const float *restrict bias, const float *restrict previous_cell, size_t previous_rows,
    float *restrict cell, float *restrict tanh_cell, float *restrict h, size_t h_stride, size_t rows, size_t hidden);
/// Gradient of one step: gates [rows, 4H] (values) is replaced by the gradient of the pre-activations; dcell [rows, H]
/// holds the gradient of `cell` from the later step and is replaced by that of `previous_cell`. dh = dy + dh_recurrent,
/// of which the latter has `recurrent_rows` rows.
void serf_lstm_step_backward_f32(
    float *restrict gates, const float *restrict previous_cell, size_t previous_rows, const float *restrict tanh_cell,
    const float *restrict dy, size_t dy_stride, const float *restrict dh_recurrent, size_t recurrent_rows,
    float *restrict dcell, size_t rows, size_t hidden);

// MARK: Attention

/// Softmax of `scale * x`, row by row, in place. x [rows, columns], rows `stride` floats apart.
void serf_softmax_rows_f32(float *x, float scale, size_t rows, size_t columns, size_t stride);
/// As serf_softmax_rows_f32 for the square of a causal attention: row r over its first r + 1 columns; the others become 0.
void serf_softmax_causal_rows_f32(float *x, float scale, size_t rows, size_t stride);
/// Attention of one row a sequence to the rows of `step_count` steps that it descends from, the last of them itself.
/// steps[t] holds rows of [query | key | value], each `width` floats; ancestors [rows, step_count] says which row of
/// each step is meant; y [rows, width]; `weight` is scratch for `step_count` floats.
void serf_attend_steps_f32(
    const float *const *steps, size_t step_count, const int32_t *restrict ancestors, float *restrict weight,
    float *restrict y, size_t rows, size_t width, size_t heads);
/// dp (gradient of the softmax's output p) becomes the gradient of its input: scale * p * (dp - sum(dp * p)).
void serf_softmax_rows_backward_f32(
    const float *restrict p, float *restrict dp, float scale, size_t rows, size_t columns, size_t stride);

// MARK: Pooling over the rows of each sequence (segment[r] in 0 ..< B)

/// pooled[b] = [max over rows | mean over rows] of x; winner[b, d] is the row of the maximum. pooled [B, 2D].
void serf_pool_max_mean_f32(
    const float *restrict x, const int32_t *restrict segment, const float *restrict inverse_length,
    float *restrict pooled, int32_t *restrict winner, size_t rows, size_t width, size_t sequences);
/// dx is added to.
void serf_pool_max_mean_backward_f32(
    const float *restrict dpooled, const int32_t *restrict segment, const float *restrict inverse_length,
    const int32_t *restrict winner, float *restrict dx, size_t rows, size_t width, size_t sequences);
/// weight becomes the softmax of the scores within each sequence, in place; pooled[b] = sum of weight[r] * x[r].
void serf_pool_attention_f32(
    const float *restrict x, const int32_t *restrict segment, float *restrict weight, float *restrict pooled,
    size_t rows, size_t width, size_t sequences);
/// dx is added to; dscore [rows] is written. `dot` is scratch of B floats.
void serf_pool_attention_backward_f32(
    const float *restrict x, const int32_t *restrict segment, const float *restrict weight,
    const float *restrict dpooled, float *restrict dx, float *restrict dscore, float *restrict dot, size_t rows,
    size_t width, size_t sequences);

// MARK: Loss

/// Softmax cross-entropy with label smoothing (Szegedy et al. 2016) and class weights, over logits [rows, classes].
/// target distribution: (1 - smoothing) on the label plus smoothing / classes on every class; each row counts with
/// class_weight[label] (NULL: 1). logits become the gradient of the summed loss. Returns the sum; *weight gets the sum
/// of the rows' weights.
double serf_cross_entropy_f32(
    float *restrict logits, const int32_t *restrict labels, const float *restrict class_weight, float smoothing,
    size_t rows, size_t classes, double *restrict weight);

// MARK: Choosing outputs

/// ln sum e^x.
float serf_log_sum_f32(const float *x, size_t count);
/// The `wanted` largest of x and where they stand, largest first, of equal ones the first first; minus infinity never.
/// Returns how many there are.
size_t serf_top_f32(
    const float *restrict x, size_t count, float *restrict top, int32_t *restrict place, size_t wanted);
