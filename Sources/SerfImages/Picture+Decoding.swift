import CImages
import SerfStorage

/// How much a picture may take. What is larger is refused before memory for it is asked for.
public struct PictureLimits: Hashable, Sendable {
  /// The longest file. Unit: bytes.
  public var fileBytes = 64 << 20
  /// The most pixels, width × height.
  public var pixels = 50_000_000
  /// The longest side. Unit: pixels.
  public var side = 65_535

  public init() {}
}

extension Picture {
  /// Reads a PNG or a JPEG: grey, palette, RGB or CMYK, of any depth, interlaced or not; transparent parts lie on white.
  /// - Throws: ``PictureError`` with the path and the reason.
  public init(contentsOf path: String, limits: PictureLimits = PictureLimits()) throws(PictureError) {
    let bytes: [UInt8]
    do { bytes = try WholeFile.contents(of: path, limit: limits.fileBytes) } catch { throw .storage(error) }
    try self.init(decoding: bytes, path: path, limits: limits)
  }

  /// Decodes a whole file.
  /// - Parameter path: what messages call it.
  public init(decoding bytes: [UInt8], path: String, limits: PictureLimits = PictureLimits()) throws(PictureError) {
    guard let format = PictureFormat(firstBytes: bytes) else {
      throw .unknownFormat(path, isEmpty: bytes.isEmpty)
    }
    var image = unsafe SerfImage()
    let (status, detail) = unsafe Self.decode(bytes, format, limits, into: &image)
    defer { unsafe serf_image_free(&image) }
    let (width, height) = unsafe (Int(image.width), Int(image.height))
    switch status {
    case SERF_IMAGE_DONE: break
    case SERF_IMAGE_TOO_LARGE: throw .tooLarge(path, width: width, height: height, limits)
    case SERF_IMAGE_UNSUPPORTED: throw .unsupported(path, format)
    case SERF_IMAGE_NO_MEMORY: throw .noMemory(path)
    default: throw .damaged(path, format, detail: detail)
    }
    guard width > 0, height > 0, let pixels = unsafe image.pixels else { throw .damaged(path, format, detail: "") }
    self.init(
      width: width, height: height,
      bytes: unsafe Array(UnsafeBufferPointer(start: pixels, count: width * height * 3)))
  }

  private static func decode(
    _ bytes: [UInt8], _ format: PictureFormat, _ limits: PictureLimits, into image: inout SerfImage
  ) -> (status: SerfImageStatus, detail: String) {
    let decode = unsafe format == .png ? serf_png_decode : serf_jpeg_decode
    var message = [CChar](repeating: 0, count: Int(SERF_IMAGE_MESSAGE))
    let most = SerfImageLimits(pixels: UInt64(clamping: limits.pixels), side: UInt32(clamping: limits.side))
    let status = unsafe decode(bytes, bytes.count, most, &image, &message)
    return (status, String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}
