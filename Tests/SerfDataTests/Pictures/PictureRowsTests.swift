import Foundation
import SerfData
import SerfImages
import TestSupport
import Testing

@Suite("Rows with pictures")
struct PictureRowsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("images"), withIntermediateDirectories: true)
    for (name, colour) in [("a.png", UInt8(0)), ("b.png", 1)] {
      let indices = [UInt8](repeating: colour, count: 16)
      let png = PalettePNG(indices: indices, width: 4, height: 4, palette: [[0, 0, 0], [200, 100, 50]])
      try folder.write(Data(png.bytes), to: "images/\(name)")
    }
  }

  private func rows(_ text: String, name: String = "pairs.csv") throws -> [LabelledPair] {
    var options = ReaderOptions<LabelledPair>()
    options.pictureFolder = folder.path("images")
    return try LabelledData(path: try folder.write(text, to: name), options: options).rows
  }

  private func message(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
  }

  @Test("the layout of captioned tweets: quoted fields with line ends, addresses beside paths")
  func tweets() throws {
    let text = """
      id_1,text_1,image_1,id_2,text_2,image_2,label,image_1_path,image_2_path,label_idx
      7,"first line
      second, line",http://nowhere/1,8,another,http://nowhere/2,Implies,old/folder/a.png,b.png,1
      9,three,http://nowhere/3,10,four,http://nowhere/4,Contradictory,b.png,a.png,2

      """
    let rows = try rows(text)
    #expect(rows.map(\.premise) == ["first line\nsecond, line", "three"])
    #expect(rows.map(\.label) == ["Implies", "Contradictory"])
    // A folder that is not there does not matter: the file's own name is found.
    let (a, b) = (folder.path("images/a.png"), folder.path("images/b.png"))
    #expect(rows.map(\.pictures) == [[a, b], [b, a]])
  }

  @Test("JSON lines name pictures too, and chosen columns win")
  func json() throws {
    let line = #"{"premise":"p","hypothesis":"h","premise_image":"a.png","hypothesis_image":"b.png","label":"x"}"#
    let rows = try rows(line + "\n", name: "pairs.jsonl")
    #expect(rows.first?.pictures == [folder.path("images/a.png"), folder.path("images/b.png")])
  }

  @Test("a picture that is missing is named, with its line")
  func missing() throws {
    let header = "premise\thypothesis\tlabel\timage_1\timage_2\n"
    let path = folder.path("pairs.tsv")
    let images = folder.path("images")
    #expect(
      message { _ = try rows(header + "p\th\tx\ta.png\tb.png\nq\th\ty\tc.png\tb.png\n", name: "pairs.tsv") }
        == "\(path):3: the picture \"c.png\" is not in \(images)")
    #expect(
      message { _ = try rows(header + "p\th\tx\t\tb.png\n", name: "pairs.tsv") }
        == "\(path):2: the row has no picture; a file in \(images) is expected")
    #expect(
      message {
        _ = try rows("premise\thypothesis\tlabel\tshown\tother\n" + "p\th\tx\ta.png\tb.png\n", name: "pairs.tsv")
      }
      .contains("say --premise-image-column"))
  }

  @Test("without a folder pictures are left alone")
  func textsAlone() throws {
    let path = try folder.write("premise\thypothesis\tlabel\timage_1\timage_2\np\th\tx\tgone\tgone\n", to: "p.tsv")
    #expect(try LabelledData<LabelledPair>(path: path).rows.map(\.pictures) == [[]])
  }

  @Test("a store decodes each picture once, and gives centred numbers")
  func store() throws {
    let paths = ["a.png", "b.png", "a.png"].map { folder.path("images/\($0)") }
    let layout = PatchLayout(imageSize: 2, patchSize: 1)
    var store = try PictureStore(paths, layout: layout)
    store.standardize(over: paths)
    #expect(store.count == 2)
    // Of black bytes (0), and of those of one colour (200, 100, 50) and black in equal parts the mean and the spread.
    let (mean, deviation) = (350.0 / 6, (52_500.0 / 6 - 350.0 * 350 / 36).squareRoot())
    for (path, colour) in [(paths[0], [0.0, 0, 0]), (paths[1], [200, 100, 50])] {
      var numbers = [Float](repeating: 0, count: 12)
      var span = numbers.mutableSpan
      store.write(picture: try #require(store.number(of: path)), into: &span)
      for (place, number) in numbers.enumerated() {
        #expect(abs(Double(number) - (colour[place % 3] - mean) / deviation) < 1e-5)
      }
    }
    #expect(abs(store.layout.mean - 350.0 / 6) < 1e-9)
    let need = message { _ = try PictureStore(paths, layout: layout, memoryLimit: 23) }
    #expect(need.contains("2 pictures would take") && need.contains("--image-size"))
  }

  @Test("pictures of one colour alone stay finite, and features are left as they are")
  func noSpread() throws {
    let black = folder.path("images/a.png")
    var store = try PictureStore([black], layout: PatchLayout(imageSize: 2, patchSize: 1))
    store.standardize(over: [black])
    #expect(store.layout.mean == 0 && store.layout.deviation == 1)
    let path = try folder.write(FeatureFiles.npy("(1,)", type: "<f4", [0, 0, 0xC0, 0x3F]), to: "a.npy")
    var features = try PictureStore([path], layout: PatchLayout(count: 1, width: 1))
    features.standardize(over: [path])
    #expect(features.layout == PatchLayout(count: 1, width: 1))
  }

  @Test("what pictures show, and which row has which, tells a run's examples from others")
  func fingerprints() throws {
    let (a, b) = (folder.path("images/a.png"), folder.path("images/b.png"))
    let layout = PatchLayout(imageSize: 2, patchSize: 1)
    func fingerprint(_ files: [String], _ rows: [String?]) throws -> Fingerprint {
      var texts = EncodedTexts(textsPerExample: 2, separator: 1)
      var pictures = EncodedPictures(store: try PictureStore(files, layout: layout), picturesPerExample: 2)
      texts.append([[2], [3]], label: 0)
      pictures.append(rows)
      texts.pictures = pictures
      var fingerprint = Fingerprint()
      fingerprint.add(texts)
      return fingerprint
    }
    let original = try fingerprint([a, b], [a, b])
    #expect(try fingerprint([a, b], [a, b]) == original)
    #expect(try fingerprint([a, b], [b, a]) != original)
    #expect(try fingerprint([a, b], [a, nil]) != original)
    // The same numbers, of pictures that show something else.
    #expect(try fingerprint([b, a], [b, a]) != original)
  }

  @Test("a damaged picture is named")
  func damaged() throws {
    let path = try folder.write("\u{FFFD}PNG", to: "images/c.png")
    #expect(
      message { _ = try PictureStore([path], layout: PatchLayout(imageSize: 2, patchSize: 1)) }
        == "\(path): is no picture; PNG or JPEG is expected")
  }

  @Test("features of single and half precision, from .npy and safetensors")
  func features() throws {
    // 1.5, -2 in both precisions.
    let single = try folder.write(
      FeatureFiles.npy("(1, 2)", type: "<f4", [0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0]), to: "a.npy")
    let half = try folder.write(FeatureFiles.npy("(2,)", type: "<f2", [0, 0x3E, 0, 0xC0]), to: "b.npy")
    let json = #"{"x":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#
    let bytes = [UInt8(json.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(json.utf8) + [0, 0x3E, 0, 0xC0]
    let tensors = try folder.write(Data(bytes), to: "c.safetensors")
    let grid = try #require(PatchGrid(imageSize: 2, patchSize: 1))
    let layout = try PatchLayout(of: single, cutAs: grid)
    #expect(layout == PatchLayout(count: 1, width: 2))
    let store = try PictureStore([single, half, tensors], layout: layout)
    for picture in 0..<3 {
      var numbers: [Float] = [0, 0]
      var span = numbers.mutableSpan
      store.write(picture: picture, into: &span)
      #expect(numbers == [1.5, -2])
    }
    let wide = try folder.write(FeatureFiles.npy("(3,)", type: "<f2", [0, 0, 0, 0, 0, 0]), to: "d.npy")
    #expect(
      message { _ = try PictureStore([single, wide], layout: layout) }
        == "\(wide): has [patches, numbers] [1, 3], where the others have [1, 2]")
    let infinite = try folder.write(FeatureFiles.npy("(2,)", type: "<f2", [0, 0x7C, 0, 0]), to: "f.npy")
    #expect(
      message { _ = try PictureStore([infinite], layout: layout) }
        == "\(infinite): has a number that is not finite, or too large for single precision")
    // A number of features takes four bytes.
    #expect(
      message { _ = try PictureStore([single], layout: layout, memoryLimit: 7) }.contains(
        "1 file of features would take"))
    let short = try folder.write(FeatureFiles.npy("(9,)", type: "<f4", [0, 0]), to: "e.npy")
    #expect(message { _ = try PictureStore([short], layout: layout) }.contains("does not take its 2 bytes"))
    #expect(message { _ = try PictureStore([folder.path("images/a.png")], layout: layout) }.contains("is a picture"))
  }

  @Test("features of double precision and of brain floats are read as the nearest of single")
  func otherPrecisions() throws {
    // 1.5 and -2.
    let double: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0]
    let paths = [
      try folder.write(FeatureFiles.npy("(2,)", type: "<f8", double), to: "a.npy"),
      try folder.write(FeatureFiles.tensors([("x", "F64", [2], double)]), to: "b.safetensors"),
      try folder.write(FeatureFiles.tensors([("x", "BF16", [2], [0xC0, 0x3F, 0, 0xC0])]), to: "c.safetensors"),
    ]
    let store = try PictureStore(paths, layout: PatchLayout(count: 1, width: 2))
    for picture in 0..<3 {
      var numbers: [Float] = [0, 0]
      var span = numbers.mutableSpan
      store.write(picture: picture, into: &span)
      #expect(numbers == [1.5, -2], "\(paths[picture])")
    }
  }

  @Test("features that can't be read say what they are and the way out, and the row that names them")
  func unreadableFeatures() throws {
    let layout = PatchLayout(count: 1, width: 1)
    let zero: [UInt8] = [0, 0, 0, 0]
    let files: [(name: String, data: Data, reason: String)] = [
      (
        "two.safetensors", FeatureFiles.tensors([("x", "F32", [1], zero), ("y", "F32", [1], zero)]),
        "holds 2 tensors (\"x\", \"y\"); one is expected: save each in a file of its own"
      ),
      ("none.safetensors", FeatureFiles.tensors([]), "holds no tensor; one is expected"),
      (
        "whole.safetensors", FeatureFiles.tensors([("x", "I32", [1], zero)]),
        "tensor \"x\" has element type I32; F32, F64, F16 or BF16 is expected"
      ),
      (
        "whole.npy", FeatureFiles.npy("(1,)", type: "<i4", zero),
        "is no array that can be read: its numbers are '<i4'; '<f4', '<f2' or '<f8' is expected: save array.astype('<f4')"
      ),
      (
        "fortran.npy", FeatureFiles.npy("(1, 1)", type: "<f4", isFortran: true, zero),
        "is no array that can be read: it is in Fortran order, column by column; row by row is expected: save "
          + "numpy.ascontiguousarray(array)"
      ),
    ]
    for file in files {
      let path = try folder.write(file.data, to: file.name)
      #expect(
        message { _ = try PictureStore([path], layout: layout, places: [path: "train.tsv:7"]) }
          == "train.tsv:7: \(path): \(file.reason)")
    }
  }

  @Test("a pipe is no picture, and is not waited for")
  func pipe() throws {
    let path = folder.path("images/pipe.png")
    try #require(unsafe mkfifo(path, 0o600) == 0)
    #expect(
      message { _ = try rows("premise,hypothesis,label,image_1,image_2\np,h,x,pipe.png,a.png\n") }
        .contains("the picture \"pipe.png\" is not in"))
    #expect(
      message { _ = try PictureStore([path], layout: PatchLayout(imageSize: 2, patchSize: 1)) }
        == "\(path): is a pipe or a device; an ordinary file is expected")
  }

  @Test("the first row that names a picture is kept, for messages about the picture")
  func places() throws {
    var options = ReaderOptions<LabelledPair>()
    options.pictureFolder = folder.path("images")
    let text = "premise,hypothesis,label,image_1,image_2\np,h,x,a.png,a.png\nq,i,y,b.png,a.png\n"
    let path = try folder.write(text, to: "pairs.csv")
    let places = try LabelledData(path: path, options: options).picturePlaces
    #expect(
      places == [folder.path("images/a.png"): "\(path):2", folder.path("images/b.png"): "\(path):3"])
  }
}
