#pragma once
#include <stddef.h>

/// Matrix products in tiles that stay in the registers of a processor with 512-bit vectors.

/// Whether this processor runs ``serf_product_f32`` at its speed.
int serf_has_product_f32(void);

/// Floats that a product packs its factors into.
size_t serf_product_workspace(void);

/// Floats of the panels of a factor b [terms, columns].
size_t serf_panel_count(size_t columns, size_t terms);

/// Packs a factor b for many products, as ``serf_product_f32`` otherwise does for each.
void serf_pack_f32(size_t columns, size_t terms, const float *b, size_t b_column, size_t b_term, float *restrict panels);

/// c [rows, columns] = base + a · b, over `terms` > 0 terms a number.
///
/// a(row, term) = a[row * a_row + term * a_term], and one of the two distances is 1; b(term, column) likewise. With panels
/// of ``serf_pack_f32`` b itself is not read, and may be null. Rows of c lie c_stride apart, rows of base base_stride: 0
/// repeats one row, as a bias; base may be c itself, and null is zeros.
/// Sums have one order for each number of terms, whatever rows and columns there are.
void serf_product_f32(
    size_t rows, size_t columns, size_t terms, const float *a, size_t a_row, size_t a_term, const float *b,
    size_t b_column, size_t b_term, const float *panels, const float *base, size_t base_stride, float *c,
    size_t c_stride, float *restrict workspace);
