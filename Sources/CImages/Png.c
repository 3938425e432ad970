#include "CImages.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// What both directions share. It lives in the caller's frame and is reached through pointers alone, so that what
// changes between setjmp and longjmp is never kept in a register.
typedef struct {
  jmp_buf escape;
  char *message;
  const uint8_t *next;
  size_t left;
  uint8_t *output;
  size_t output_count, output_capacity;
  uint8_t *rgba;
  png_bytep *rows;
} Context;

static void fail(png_structp png, png_const_charp text) {
  Context *context = png_get_error_ptr(png);
  if (context->message) {
    strncpy(context->message, text, SERF_IMAGE_MESSAGE - 1);
    context->message[SERF_IMAGE_MESSAGE - 1] = 0;
  }
  longjmp(context->escape, 1);
}

static void ignore(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

static void read_bytes(png_structp png, png_bytep target, size_t count) {
  Context *context = png_get_io_ptr(png);
  if (count > context->left) png_error(png, "it is cut short");
  memcpy(target, context->next, count);
  context->next += count;
  context->left -= count;
}

// MARK: Decoding

static void to_rgba(png_structp png, png_infop info) {
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
}

static void put_on_white(const uint8_t *rgba, uint8_t *rgb, size_t pixels) {
  for (size_t i = 0; i < pixels; i++) {
    unsigned alpha = rgba[4 * i + 3];
    for (int c = 0; c < 3; c++) rgb[3 * i + c] = (uint8_t)((rgba[4 * i + c] * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}

static SerfImageStatus decode(png_structp png, png_infop info, Context *context, SerfImageLimits limits,
                              SerfImage *image) {
  if (setjmp(context->escape)) return SERF_IMAGE_DAMAGED;
  png_set_read_fn(png, context, read_bytes);
  // The side alone is left to us: libpng would call a picture that is too large damaged.
  png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
  png_set_chunk_malloc_max(png, 8 << 20);
  png_set_chunk_cache_max(png, 128);
  // Nothing but size, palette, transparency and pixels is of use: texts and profiles, which may be compressed, are passed
  // over without being unpacked.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_read_info(png, info);
  image->width = png_get_image_width(png, info);
  image->height = png_get_image_height(png, info);
  if (serf_image_is_too_large(image, limits)) return SERF_IMAGE_TOO_LARGE;
  to_rgba(png, info);
  size_t pixels = (size_t)image->width * image->height;
  if (png_get_rowbytes(png, info) != (size_t)image->width * 4) return SERF_IMAGE_UNSUPPORTED;
  context->rgba = malloc(pixels * 4);
  context->rows = malloc(image->height * sizeof(png_bytep));
  image->pixels = malloc(pixels * 3);
  if (!context->rgba || !context->rows || !image->pixels) return SERF_IMAGE_NO_MEMORY;
  for (uint32_t y = 0; y < image->height; y++) context->rows[y] = context->rgba + (size_t)y * image->width * 4;
  png_read_image(png, context->rows);
  png_read_end(png, NULL);
  put_on_white(context->rgba, image->pixels, pixels);
  return SERF_IMAGE_DONE;
}

SerfImageStatus serf_png_decode(const uint8_t *bytes, size_t count, SerfImageLimits limits, SerfImage *image,
                                char *message) {
  Context context = {.message = message, .next = bytes, .left = count};
  memset(image, 0, sizeof *image);
  message[0] = 0;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &context, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  SerfImageStatus status = info ? decode(png, info, &context, limits, image) : SERF_IMAGE_NO_MEMORY;
  png_destroy_read_struct(&png, &info, NULL);
  free(context.rgba);
  free(context.rows);
  if (status != SERF_IMAGE_DONE) serf_image_free(image);
  return status;
}

void serf_image_free(SerfImage *image) {
  free(image->pixels);
  image->pixels = NULL;
}

// MARK: Encoding

static void write_bytes(png_structp png, png_bytep source, size_t count) {
  Context *context = png_get_io_ptr(png);
  if (context->output_capacity - context->output_count < count) {
    size_t capacity = 2 * context->output_capacity + count;
    uint8_t *larger = realloc(context->output, capacity);
    if (!larger) png_error(png, "no memory");
    context->output = larger;
    context->output_capacity = capacity;
  }
  memcpy(context->output + context->output_count, source, count);
  context->output_count += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static int encode(png_structp png, png_infop info, Context *context, const uint8_t *indices, uint32_t width,
                  uint32_t height, const uint8_t *palette, uint32_t colour_count) {
  if (setjmp(context->escape)) return 0;
  png_color colours[16];
  for (uint32_t i = 0; i < colour_count; i++)
    colours[i] = (png_color){palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]};
  png_set_write_fn(png, context, write_bytes, flush_nothing);
  png_set_compression_level(png, 9);
  png_set_filter(png, 0, PNG_FILTER_NONE);
  png_set_IHDR(png, info, width, height, 4, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_PLTE(png, info, colours, (int)colour_count);
  png_write_info(png, info);
  png_set_packing(png);
  for (uint32_t y = 0; y < height; y++) png_write_row(png, indices + (size_t)y * width);
  png_write_end(png, info);
  return 1;
}

uint8_t *serf_png_encode(const uint8_t *indices, uint32_t width, uint32_t height, const uint8_t *palette,
                         uint32_t colour_count, size_t *size) {
  Context context = {0};
  if (colour_count == 0 || colour_count > 16) return NULL;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &context, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  int done = info && encode(png, info, &context, indices, width, height, palette, colour_count);
  png_destroy_write_struct(&png, &info);
  if (!done) {
    free(context.output);
    return NULL;
  }
  *size = context.output_count;
  return context.output;
}
