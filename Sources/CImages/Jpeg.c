#include "CImages.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf escape;
  char *message;
  // A row as libjpeg gives it.
  uint8_t *row;
} Context;

// A progressive file of many scans costs a pass over the picture each: more are an attack, not a photograph.
enum { most_scans = 200 };

static void fail(j_common_ptr jpeg) {
  Context *context = (Context *)jpeg->err;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  strncpy(context->message, text, SERF_IMAGE_MESSAGE - 1);
  context->message[SERF_IMAGE_MESSAGE - 1] = 0;
  longjmp(context->escape, 1);
}

// libjpeg goes on with grey where data end or are damaged; a picture that is half guessed is refused instead.
static void heed(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  int code = jpeg->err->msg_code;
  if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE) fail(jpeg);
}

static void say_nothing(j_common_ptr jpeg) { (void)jpeg; }

static void count_scans(j_common_ptr jpeg) {
  if (!jpeg->is_decompressor) return;
  if (((j_decompress_ptr)jpeg)->input_scan_number > most_scans) ERREXIT(jpeg, JERR_BAD_PROGRESSION);
}

static void rgb_of_cmyk(const uint8_t *cmyk, uint8_t *rgb, uint32_t pixels, int is_inverted) {
  for (uint32_t i = 0; i < pixels; i++) {
    unsigned white = is_inverted ? cmyk[4 * i + 3] : 255 - cmyk[4 * i + 3];
    for (int c = 0; c < 3; c++) {
      unsigned light = is_inverted ? cmyk[4 * i + c] : 255 - cmyk[4 * i + c];
      rgb[3 * i + c] = (uint8_t)((light * white + 127) / 255);
    }
  }
}

static SerfImageStatus decode(struct jpeg_decompress_struct *jpeg, Context *context, const uint8_t *bytes, size_t count,
                              SerfImageLimits limits, SerfImage *image) {
  if (setjmp(context->escape)) return SERF_IMAGE_DAMAGED;
  jpeg_create_decompress(jpeg);
  struct jpeg_progress_mgr *progress =
      jpeg->mem->alloc_small((j_common_ptr)jpeg, JPOOL_PERMANENT, sizeof(struct jpeg_progress_mgr));
  memset(progress, 0, sizeof *progress);
  progress->progress_monitor = count_scans;
  jpeg->progress = progress;
  jpeg_mem_src(jpeg, bytes, count);
  jpeg_read_header(jpeg, TRUE);
  image->width = jpeg->image_width;
  image->height = jpeg->image_height;
  if (serf_image_is_too_large(image, limits)) return SERF_IMAGE_TOO_LARGE;
  int is_cmyk = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
  if (!is_cmyk && jpeg->jpeg_color_space == JCS_UNKNOWN) return SERF_IMAGE_UNSUPPORTED;
  jpeg->out_color_space = is_cmyk ? JCS_CMYK : JCS_RGB;
  // The exact integer transform: the same pixels on every processor.
  jpeg->dct_method = JDCT_ISLOW;
  jpeg_start_decompress(jpeg);
  context->row = malloc((size_t)image->width * 4);
  image->pixels = malloc((size_t)image->width * image->height * 3);
  if (!context->row || !image->pixels) return SERF_IMAGE_NO_MEMORY;
  while (jpeg->output_scanline < jpeg->output_height) {
    uint8_t *target = image->pixels + (size_t)jpeg->output_scanline * image->width * 3;
    JSAMPROW row = is_cmyk ? context->row : target;
    jpeg_read_scanlines(jpeg, &row, 1);
    // Adobe's programs write the inks inverted, and say so by their marker.
    if (is_cmyk) rgb_of_cmyk(context->row, target, image->width, jpeg->saw_Adobe_marker);
  }
  jpeg_finish_decompress(jpeg);
  return SERF_IMAGE_DONE;
}

SerfImageStatus serf_jpeg_decode(const uint8_t *bytes, size_t count, SerfImageLimits limits, SerfImage *image,
                                 char *message) {
  Context context = {.message = message};
  struct jpeg_decompress_struct jpeg;
  memset(&jpeg, 0, sizeof jpeg);
  memset(image, 0, sizeof *image);
  message[0] = 0;
  jpeg.err = jpeg_std_error(&context.manager);
  context.manager.error_exit = fail;
  context.manager.emit_message = heed;
  context.manager.output_message = say_nothing;
  SerfImageStatus status = decode(&jpeg, &context, bytes, count, limits, image);
  jpeg_destroy_decompress(&jpeg);
  free(context.row);
  if (status != SERF_IMAGE_DONE) serf_image_free(image);
  return status;
}
