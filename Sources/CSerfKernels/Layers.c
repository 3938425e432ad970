#include "SerfKernelSupport.h"
#include "SerfLayerKernels.h"

#include <math.h>
#include <string.h>

#define LANES 16

/// Sum of 16 lanes by halves: one order on every processor.
SERF_INLINE float lane_sum(const float lanes[LANES]) {
  float sums[8];
  for (int l = 0; l < 8; l++) sums[l] = lanes[l] + lanes[l + 8];
  for (int l = 0; l < 4; l++) sums[l] += sums[l + 4];
  return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

/// x·y in 16 lanes.
SERF_INLINE float dot(const float *restrict x, const float *restrict y, size_t count) {
  float lanes[LANES] = {0};
  size_t whole = count - count % LANES;
  for (size_t i = 0; i < whole; i += LANES)
    for (size_t l = 0; l < LANES; l++) lanes[l] += x[i + l] * y[i + l];
  for (size_t i = whole; i < count; i++) lanes[i - whole] += x[i] * y[i];
  return lane_sum(lanes);
}

SERF_INLINE float sum(const float *x, size_t count) {
  float lanes[LANES] = {0};
  size_t whole = count - count % LANES;
  for (size_t i = 0; i < whole; i += LANES)
    for (size_t l = 0; l < LANES; l++) lanes[l] += x[i + l];
  for (size_t i = whole; i < count; i++) lanes[i - whole] += x[i];
  return lane_sum(lanes);
}

SERF_INLINE float maximum(const float *x, size_t count) {
  float lanes[LANES];
  size_t whole = count - count % LANES;
  for (size_t l = 0; l < LANES; l++) lanes[l] = x[l < count ? l : 0];
  for (size_t i = 0; i < whole; i += LANES)
    for (size_t l = 0; l < LANES; l++) lanes[l] = lanes[l] > x[i + l] ? lanes[l] : x[i + l];
  for (size_t i = whole; i < count; i++) lanes[i - whole] = lanes[i - whole] > x[i] ? lanes[i - whole] : x[i];
  float best = lanes[0];
  for (size_t l = 1; l < LANES; l++) best = best > lanes[l] ? best : lanes[l];
  return best;
}

/// 1 / (1 + e^-x). Beyond 88 it is 0 or 1 to float32; the bounds keep the argument in serf_exp_f32's domain.
SERF_INLINE float logistic(float x) {
  x = x < -88.0f ? -88.0f : x;
  x = x > 88.0f ? 88.0f : x;
  return 1.0f / (1.0f + serf_exp_f32(-x));
}

/// e^x for x <= 0, however far out: beyond -88, where serf_exp_f32 ends, it stays at 6e-39.
SERF_INLINE float decay(float x) { return serf_exp_f32(x < -88.0f ? -88.0f : x); }

// MARK: - Embedding

SERF_CLONES
void serf_embedding_f32(
    const float *restrict table, const int32_t *restrict ids, const float *restrict scale,
    const float *restrict positions, const int32_t *restrict position, float *restrict y, size_t rows, size_t width) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = table + (size_t)ids[r] * width;
    float *out = y + r * width, factor = scale ? scale[r] : 1.0f;
    for (size_t c = 0; c < width; c++) out[c] = factor * row[c];
    if (!positions) continue;
    const float *place = positions + (size_t)position[r] * width;
    for (size_t c = 0; c < width; c++) out[c] += place[c];
  }
}

SERF_CLONES
void serf_embedding_backward_f32(
    const float *restrict dy, const int32_t *restrict ids, const float *restrict scale, float *restrict gradient,
    size_t rows, size_t width) {
  for (size_t r = 0; r < rows; r++) {
    float *row = gradient + (size_t)ids[r] * width, factor = scale ? scale[r] : 1.0f;
    const float *in = dy + r * width;
    for (size_t c = 0; c < width; c++) row[c] += factor * in[c];
  }
}

// MARK: - Layer normalisation

SERF_CLONES
void serf_layer_norm_f32(
    const float *restrict x, const float *restrict gain, const float *restrict bias, float epsilon, float *restrict y,
    float *restrict normed, float *restrict inverse, size_t rows, size_t width) {
  for (size_t r = 0; r < rows; r++) {
    const float *in = x + r * width;
    // The row waits in y as x - mean, so that the variance is that of centred values: no cancellation.
    float *out = y + r * width, mean = sum(in, width) / (float)width;
    for (size_t c = 0; c < width; c++) out[c] = in[c] - mean;
    float scale = 1.0f / __builtin_elementwise_sqrt(dot(out, out, width) / (float)width + epsilon);
    if (normed) {
      float *kept = normed + r * width;
      for (size_t c = 0; c < width; c++) kept[c] = out[c] * scale;
      inverse[r] = scale;
    }
    for (size_t c = 0; c < width; c++) out[c] = out[c] * scale * gain[c] + bias[c];
  }
}

SERF_CLONES
void serf_layer_norm_backward_f32(
    const float *restrict dy, const float *restrict gain, const float *restrict normed, const float *restrict inverse,
    float *restrict dx, int accumulate, float *restrict dgain, float *restrict dbias, size_t rows, size_t width) {
  for (size_t r = 0; r < rows; r++) {
    const float *g = dy + r * width, *n = normed + r * width;
    float *out = dx + r * width, lanes[LANES] = {0}, products[LANES] = {0};
    for (size_t c = 0; c < width; c++) {
      dgain[c] += g[c] * n[c];
      dbias[c] += g[c];
    }
    size_t whole = width - width % LANES;
    for (size_t i = 0; i < whole; i += LANES)
      for (size_t l = 0; l < LANES; l++) {
        float scaled = g[i + l] * gain[i + l];
        lanes[l] += scaled;
        products[l] += scaled * n[i + l];
      }
    for (size_t i = whole; i < width; i++) {
      float scaled = g[i] * gain[i];
      lanes[i - whole] += scaled;
      products[i - whole] += scaled * n[i];
    }
    float mean = lane_sum(lanes) / (float)width, along = lane_sum(products) / (float)width;
    if (accumulate)
      for (size_t c = 0; c < width; c++) out[c] += inverse[r] * (g[c] * gain[c] - mean - n[c] * along);
    else
      for (size_t c = 0; c < width; c++) out[c] = inverse[r] * (g[c] * gain[c] - mean - n[c] * along);
  }
}

// MARK: - LSTM

SERF_CLONES
void serf_lstm_step_f32(
    float *restrict gates, const float *restrict bias, const float *restrict previous_cell, size_t previous_rows,
    float *restrict cell, float *restrict tanh_cell, float *restrict h, size_t h_stride, size_t rows, size_t hidden) {
  for (size_t r = 0; r < rows; r++) {
    float *in = gates + r * 4 * hidden, *forget = in + hidden, *candidate = forget + hidden, *out = candidate + hidden;
    float *c = cell + r * hidden, *t = tanh_cell + r * hidden, *y = h + r * h_stride;
    const float *before = previous_cell + r * hidden;
    int has_past = r < previous_rows;
#pragma clang loop vectorize(assume_safety)
    for (size_t j = 0; j < hidden; j++) {
      float i = logistic(in[j] + bias[j]), f = logistic(forget[j] + bias[hidden + j]);
      float g = 2.0f * logistic(2.0f * (candidate[j] + bias[2 * hidden + j])) - 1.0f;
      float o = logistic(out[j] + bias[3 * hidden + j]);
      float value = i * g;
      if (has_past) value += f * before[j];
      float squashed = 2.0f * logistic(2.0f * value) - 1.0f;
      in[j] = i, forget[j] = f, candidate[j] = g, out[j] = o;
      c[j] = value, t[j] = squashed, y[j] = o * squashed;
    }
  }
}

SERF_CLONES
void serf_lstm_step_backward_f32(
    float *restrict gates, const float *restrict previous_cell, size_t previous_rows, const float *restrict tanh_cell,
    const float *restrict dy, size_t dy_stride, const float *restrict dh_recurrent, size_t recurrent_rows,
    float *restrict dcell, size_t rows, size_t hidden) {
  for (size_t r = 0; r < rows; r++) {
    float *in = gates + r * 4 * hidden, *forget = in + hidden, *candidate = forget + hidden, *out = candidate + hidden;
    const float *t = tanh_cell + r * hidden, *above = dy + r * dy_stride, *later = dh_recurrent + r * hidden;
    const float *before = previous_cell + r * hidden;
    float *dc = dcell + r * hidden;
    int has_past = r < previous_rows, has_future = r < recurrent_rows;
#pragma clang loop vectorize(assume_safety)
    for (size_t j = 0; j < hidden; j++) {
      float i = in[j], f = forget[j], g = candidate[j], o = out[j], squashed = t[j];
      float dh = above[j], dvalue = 0.0f, past = 0.0f;
      if (has_future) {
        dh += later[j];
        dvalue = dc[j];
      }
      if (has_past) past = before[j];
      dvalue += dh * o * (1.0f - squashed * squashed);
      in[j] = dvalue * g * i * (1.0f - i);
      forget[j] = dvalue * past * f * (1.0f - f);
      candidate[j] = dvalue * i * (1.0f - g * g);
      out[j] = dh * squashed * o * (1.0f - o);
      dc[j] = dvalue * f;
    }
  }
}

// MARK: - Attention

SERF_CLONES
void serf_softmax_rows_f32(float *x, float scale, size_t rows, size_t columns, size_t stride) {
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * stride, best = maximum(row, columns);
#pragma clang loop vectorize(enable)
    for (size_t c = 0; c < columns; c++) row[c] = decay(scale * (row[c] - best));
    float inverse = 1.0f / sum(row, columns);
    for (size_t c = 0; c < columns; c++) row[c] *= inverse;
  }
}

void serf_softmax_causal_rows_f32(float *x, float scale, size_t rows, size_t stride) {
  for (size_t r = 0; r < rows; r++) {
    serf_softmax_rows_f32(x + r * stride, scale, 1, r + 1, stride);
    memset(x + r * stride + r + 1, 0, (rows - r - 1) * sizeof(float));
  }
}

SERF_CLONES
void serf_softmax_rows_backward_f32(
    const float *restrict p, float *restrict dp, float scale, size_t rows, size_t columns, size_t stride) {
  for (size_t r = 0; r < rows; r++) {
    const float *value = p + r * stride;
    float *gradient = dp + r * stride, along = dot(value, gradient, columns);
    for (size_t c = 0; c < columns; c++) gradient[c] = scale * value[c] * (gradient[c] - along);
  }
}

SERF_CLONES
void serf_attend_steps_f32(
    const float *const *steps, size_t step_count, const int32_t *restrict ancestors, float *restrict weight,
    float *restrict y, size_t rows, size_t width, size_t heads) {
  size_t head_width = width / heads, stride = 3 * width;
  float scale = 1.0f / sqrtf((float)head_width);
  for (size_t r = 0; r < rows; r++) {
    const int32_t *ancestor = ancestors + r * step_count;
    for (size_t first = 0; first < width; first += head_width) {
      const float *query = steps[step_count - 1] + (size_t)ancestor[step_count - 1] * stride + first;
      float *out = y + r * width + first;
      for (size_t t = 0; t < step_count; t++)
        weight[t] = dot(query, steps[t] + (size_t)ancestor[t] * stride + width + first, head_width);
      float best = maximum(weight, step_count);
      for (size_t t = 0; t < step_count; t++) weight[t] = decay(scale * (weight[t] - best));
      float inverse = 1.0f / sum(weight, step_count);
      for (size_t c = 0; c < head_width; c++) out[c] = 0.0f;
      for (size_t t = 0; t < step_count; t++) {
        const float *value = steps[t] + (size_t)ancestor[t] * stride + 2 * width + first;
        float share = weight[t] * inverse;
        for (size_t c = 0; c < head_width; c++) out[c] += share * value[c];
      }
    }
  }
}

// MARK: - Pooling

SERF_CLONES
void serf_pool_max_mean_f32(
    const float *restrict x, const int32_t *restrict segment, const float *restrict inverse_length,
    float *restrict pooled, int32_t *restrict winner, size_t rows, size_t width, size_t sequences) {
  for (size_t i = 0; i < sequences * width; i++) winner[i] = -1;
  memset(pooled, 0, sequences * 2 * width * sizeof(float));
  for (size_t r = 0; r < rows; r++) {
    size_t b = (size_t)segment[r];
    float *top = pooled + b * 2 * width, *mean = top + width;
    const float *in = x + r * width;
    int32_t *who = winner + b * width;
#pragma clang loop vectorize(assume_safety)
    for (size_t c = 0; c < width; c++) {
      int better = (who[c] < 0) | (in[c] > top[c]);
      top[c] = better ? in[c] : top[c];
      who[c] = better ? (int32_t)r : who[c];
      mean[c] += in[c];
    }
  }
  for (size_t b = 0; b < sequences; b++) {
    float *mean = pooled + b * 2 * width + width;
    for (size_t c = 0; c < width; c++) mean[c] *= inverse_length[b];
  }
}

SERF_CLONES
void serf_pool_max_mean_backward_f32(
    const float *restrict dpooled, const int32_t *restrict segment, const float *restrict inverse_length,
    const int32_t *restrict winner, float *restrict dx, size_t rows, size_t width, size_t sequences) {
  (void)sequences;
  for (size_t r = 0; r < rows; r++) {
    size_t b = (size_t)segment[r];
    const float *dtop = dpooled + b * 2 * width, *dmean = dtop + width;
    const int32_t *who = winner + b * width;
    float *out = dx + r * width, share = inverse_length[b];
#pragma clang loop vectorize(enable)
    for (size_t c = 0; c < width; c++) out[c] += share * dmean[c] + (who[c] == (int32_t)r ? dtop[c] : 0.0f);
  }
}

SERF_CLONES
void serf_pool_attention_f32(
    const float *restrict x, const int32_t *restrict segment, float *restrict weight, float *restrict pooled,
    size_t rows, size_t width, size_t sequences) {
  memset(pooled, 0, sequences * width * sizeof(float));
  // Until the weights are known, the first column of a pooled row holds the maximum, then the sum, of its sequence.
  for (size_t b = 0; b < sequences; b++) pooled[b * width] = -INFINITY;
  for (size_t r = 0; r < rows; r++) {
    float *best = pooled + (size_t)segment[r] * width;
    if (weight[r] > *best) *best = weight[r];
  }
  for (size_t r = 0; r < rows; r++) weight[r] = decay(weight[r] - pooled[(size_t)segment[r] * width]);
  for (size_t b = 0; b < sequences; b++) pooled[b * width] = 0.0f;
  for (size_t r = 0; r < rows; r++) pooled[(size_t)segment[r] * width] += weight[r];
  for (size_t r = 0; r < rows; r++) weight[r] /= pooled[(size_t)segment[r] * width];
  for (size_t b = 0; b < sequences; b++) pooled[b * width] = 0.0f;
  for (size_t r = 0; r < rows; r++) {
    float *out = pooled + (size_t)segment[r] * width, share = weight[r];
    const float *in = x + r * width;
    for (size_t c = 0; c < width; c++) out[c] += share * in[c];
  }
}

SERF_CLONES
void serf_pool_attention_backward_f32(
    const float *restrict x, const int32_t *restrict segment, const float *restrict weight,
    const float *restrict dpooled, float *restrict dx, float *restrict dscore, float *restrict along, size_t rows,
    size_t width, size_t sequences) {
  memset(along, 0, sequences * sizeof(float));
  for (size_t r = 0; r < rows; r++) {
    size_t b = (size_t)segment[r];
    const float *in = x + r * width, *g = dpooled + b * width;
    float *out = dx + r * width, share = weight[r];
    for (size_t c = 0; c < width; c++) out[c] += share * g[c];
    dscore[r] = dot(in, g, width);
    along[b] += share * dscore[r];
  }
  for (size_t r = 0; r < rows; r++) dscore[r] = weight[r] * (dscore[r] - along[(size_t)segment[r]]);
}

// MARK: - Loss

SERF_CLONES
double serf_cross_entropy_f32(
    float *restrict logits, const int32_t *restrict labels, const float *restrict class_weight, float smoothing,
    size_t rows, size_t classes, double *restrict weight) {
  double loss = 0, weights = 0;
  float spread = smoothing / (float)classes;
  for (size_t r = 0; r < rows; r++) {
    float *row = logits + r * classes, best = maximum(row, classes), factor = class_weight ? class_weight[labels[r]] : 1.0f;
    float label_logit = row[labels[r]] - best, mean_logit = sum(row, classes) / (float)classes - best;
#pragma clang loop vectorize(enable)
    for (size_t c = 0; c < classes; c++) row[c] = decay(row[c] - best);
    float total = sum(row, classes), inverse = factor / total;
    // -sum of target * log softmax = log(total) - (1 - smoothing) * label - smoothing * mean.
    loss += (double)factor * (log((double)total) - (1.0 - (double)smoothing) * label_logit - (double)smoothing * mean_logit);
    weights += factor;
    for (size_t c = 0; c < classes; c++) row[c] = row[c] * inverse - factor * spread;
    row[labels[r]] -= factor * (1.0f - smoothing);
  }
  *weight = weights;
  return loss;
}

// MARK: - Choosing outputs

SERF_CLONES
float serf_log_sum_f32(const float *x, size_t count) {
  float best = maximum(x, count), lanes[LANES] = {0}, total = 0.0f;
  size_t whole = count - count % LANES;
  for (size_t i = 0; i < whole; i += LANES)
    for (size_t l = 0; l < LANES; l++) lanes[l] += decay(x[i + l] - best);
  for (size_t i = whole; i < count; i++) total += decay(x[i] - best);
  return best + logf(lane_sum(lanes) + total);
}

SERF_CLONES
size_t serf_top_f32(
    const float *restrict x, size_t count, float *restrict top, int32_t *restrict place, size_t wanted) {
  // A block is looked into only where its largest number is among the best so far: hardly ever, after the first.
  enum { BLOCK = 256 };
  size_t found = 0;
  for (size_t start = 0; start < count; start += BLOCK) {
    size_t length = count - start < BLOCK ? count - start : BLOCK;
    if (found == wanted && !(maximum(x + start, length) > top[wanted - 1])) continue;
    for (size_t i = start; i < start + length; i++) {
      if (!(x[i] > -INFINITY) || (found == wanted && !(x[i] > top[wanted - 1]))) continue;
      size_t at = found < wanted ? found++ : wanted - 1;
      for (; at > 0 && top[at - 1] < x[i]; at--) top[at] = top[at - 1], place[at] = place[at - 1];
      top[at] = x[i], place[at] = (int32_t)i;
    }
  }
  return found;
}
