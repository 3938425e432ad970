#ifndef SERF_IMAGES_H
#define SERF_IMAGES_H

// PNG and JPEG behind plain C types: both libraries report failures by longjmp, which may not cross Swift.

#include <stddef.h>
#include <stdint.h>

#define SERF_IMAGE_MESSAGE 160

/// An image as 8-bit red, green, blue, row by row from the top; transparent parts lie on white.
typedef struct {
  /// width × height × 3 bytes; free with serf_image_free.
  uint8_t *pixels;
  uint32_t width;
  uint32_t height;
} SerfImage;

/// How large an image may be.
typedef struct {
  /// The most pixels, width × height.
  uint64_t pixels;
  /// The longest side, in pixels.
  uint32_t side;
} SerfImageLimits;

typedef enum {
  SERF_IMAGE_DONE = 0,
  /// Damaged, cut short, or not of the format.
  SERF_IMAGE_DAMAGED = 1,
  /// More pixels than the limit, or a longer side; nothing was allocated for them.
  SERF_IMAGE_TOO_LARGE = 2,
  /// Sound, but of a kind that is not read.
  SERF_IMAGE_UNSUPPORTED = 3,
  SERF_IMAGE_NO_MEMORY = 4,
} SerfImageStatus;

/// Decodes a PNG of any colour type, depth and interlacing.
/// @param limits how large the image may be.
/// @param image written on success; on SERF_IMAGE_TOO_LARGE width and height alone.
/// @param message SERF_IMAGE_MESSAGE bytes for the library's reason, "" where it has none.
SerfImageStatus serf_png_decode(const uint8_t *bytes, size_t count, SerfImageLimits limits, SerfImage *image,
                                char *message);

/// As serf_png_decode, for a JPEG in grey, YCbCr, RGB, CMYK or YCCK.
SerfImageStatus serf_jpeg_decode(const uint8_t *bytes, size_t count, SerfImageLimits limits, SerfImage *image,
                                 char *message);

/// Whether an image of this size is beyond the limits.
static inline int serf_image_is_too_large(const SerfImage *image, SerfImageLimits limits) {
  return image->width > limits.side || image->height > limits.side ||
         (uint64_t)image->width * image->height > limits.pixels;
}

void serf_image_free(SerfImage *image);

/// Encodes an image of at most 16 colours as a PNG of 4 bits a pixel.
/// @param indices width × height numbers below colour_count.
/// @param palette colour_count × (red, green, blue).
/// @param size receives the length.
/// @return the file's bytes, to be freed with free(); NULL where there is no memory.
uint8_t *serf_png_encode(const uint8_t *indices, uint32_t width, uint32_t height, const uint8_t *palette,
                         uint32_t colour_count, size_t *size);

#endif
