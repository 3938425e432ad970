private import CArchive

/// The bytes of a file or of standard input, decompressed.
///
/// Gzip, xz, Zstandard and bzip2 are told by their first bytes, never by the name; anything else passes as it is.
/// libarchive decompresses; only these four of its filters are on, because others (uuencode for one) would take some
/// plain texts for archives, or start outside programs.
/// - Invariant: `archive` and `source` live as long as the stream; libarchive refers to `source` without owning it.
@safe public final class ByteStream {
  /// The path as messages name it.
  public let path: String
  private let source: CompressedSource
  /// Nil for bytes that pass as they are.
  private var archive: OpaquePointer?
  private var isAtEnd = false
  private var gzipCheck: GzipCheck?

  /// - Parameter path: a file, or `-` for standard input.
  /// - Throws: ``StorageError``: no such file, a folder, no permission, or a damaged archive.
  public init(path: String) throws(StorageError) {
    source = try CompressedSource(path: path)
    self.path = source.path
    if try source.looksCompressed() {
      unsafe archive = archive_read_new()
      try openArchive()
    }
  }

  deinit {
    if unsafe archive != nil { unsafe archive_read_free(archive) }
  }

  private func openArchive() throws(StorageError) {
    guard unsafe archive != nil else { throw failure() }
    unsafe archive_read_support_filter_gzip(archive)
    unsafe archive_read_support_filter_bzip2(archive)
    unsafe archive_read_support_filter_xz(archive)
    unsafe archive_read_support_filter_zstd(archive)
    unsafe archive_read_support_format_raw(archive)
    unsafe archive_read_support_format_empty(archive)
    let client = unsafe Unmanaged.passUnretained(source).toOpaque()
    let opened = unsafe archive_read_open(archive, client, nil, { unsafe CompressedSource.read($1, $2) }, nil)
    guard opened >= ARCHIVE_WARN else { throw failure() }
    var entry: OpaquePointer?
    let status = unsafe archive_read_next_header(archive, &entry)
    isAtEnd = status == ARCHIVE_EOF
    guard status >= ARCHIVE_WARN else { throw failure() }
    let isGzipAlone =
      unsafe archive_filter_count(archive) == 2 && archive_filter_code(archive, 0) == ARCHIVE_FILTER_GZIP
    if isGzipAlone { gzipCheck = GzipCheck() }
  }

  private func failure() -> StorageError {
    if let error = source.failure { return error }
    let detail = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
    return .damagedArchive(path, detail: detail ?? "no further detail")
  }
}

// MARK: - Reading
extension ByteStream {
  /// Hands the next chunk to `body`; nil at the end. A chunk is never empty.
  /// - Throws: ``StorageError`` when reading fails or the archive proves damaged or cut short.
  public func withNextChunk<Result>(_ body: (Span<UInt8>) -> Result) throws(StorageError) -> Result? {
    let bytes = unsafe archive == nil ? try source.nextPlainBytes() : try nextUnpackedBytes()
    guard let bytes = unsafe bytes else { return nil }
    return unsafe body(Span(_unsafeElements: bytes.bindMemory(to: UInt8.self)))
  }

  private func nextUnpackedBytes() throws(StorageError) -> UnsafeRawBufferPointer? {
    while !isAtEnd {
      var block: UnsafeRawPointer?
      var size = 0
      var offset: la_int64_t = 0
      let status = unsafe archive_read_data_block(archive, &block, &size, &offset)
      if status == ARCHIVE_EOF {
        isAtEnd = true
        try checkGzip()
        return nil
      }
      guard status >= ARCHIVE_WARN else {
        isAtEnd = true
        throw failure()
      }
      guard size > 0, let start = unsafe block else { continue }
      let bytes = unsafe UnsafeRawBufferPointer(start: start, count: size)
      unsafe gzipCheck?.append(bytes)
      return unsafe bytes
    }
    return nil
  }

  /// libarchive before 3.8 does not compare gzip's checksum, so damage that still inflates would pass.
  private func checkGzip() throws(StorageError) {
    guard let gzipCheck else { return }
    source.drain()
    if let error = source.failure { throw error }
    guard gzipCheck.agrees(with: source.gzipTrailer) else {
      throw .damagedArchive(path, detail: "its checksum differs")
    }
  }
}

// MARK: - Whole files
extension ByteStream {
  /// All bytes of a file, decompressed. For files that are small by nature, such as a configuration.
  public static func contents(of path: String) throws(StorageError) -> [UInt8] {
    let stream = try ByteStream(path: path)
    var bytes: [UInt8] = []
    while try stream.withNextChunk({ chunk in
      unsafe chunk.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }) != nil {}
    return bytes
  }
}

// MARK: - Reading twice
extension ByteStream {
  /// True when a path can be opened a second time and give the same bytes: a file, not a pipe or standard input.
  package static func canBeReadAgain(_ path: String) -> Bool {
    path != "-" && FileStatus(path: path)?.kind == .ordinary
  }
}
