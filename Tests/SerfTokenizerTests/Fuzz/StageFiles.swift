import FoundationEssentials

/// Small good files with the stages that the trainers don't use, for damaging.
enum StageFiles {
  static let codes = """
    #version: 0.2
    t h
    th e</w>
    s e
    se a</w>
    o l
    ol d</w>
    é e
    """

  /// A byte-level model with everything that it can have around it.
  static let byteLevel = #"""
    {"version":"1.0",
    "truncation":{"direction":"Right","max_length":8,"strategy":"LongestFirst","stride":2},
    "padding":{"strategy":{"Fixed":12},"direction":"Left","pad_to_multiple_of":4,"pad_id":0,"pad_type_id":1,
    "pad_token":"<pad>"},
    "added_tokens":[{"id":0,"content":"<pad>","special":true,"lstrip":true,"rstrip":true,"single_word":true},
    {"id":9,"content":"sea","special":false,"normalized":true,"lstrip":true},
    {"id":10,"content":"é","special":false,"normalized":false,"rstrip":true}],
    "normalizer":{"type":"Sequence","normalizers":[{"type":"NFKD"},{"type":"StripAccents"},
    {"type":"Lowercase"},{"type":"LocaleLowercase","locale":"tr"},{"type":"Strip","strip_left":true},
    {"type":"Prepend","prepend":"a"},{"type":"Replace","pattern":{"Regex":"a+|b?"},"content":"ab"},
    {"type":"Replace","pattern":{"String":"e"},"content":""},{"type":"Nmt"},
    {"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":true,"lowercase":true}]},
    "pre_tokenizer":{"type":"Sequence","pretokenizers":[
    {"type":"Split","pattern":{"Regex":"\\p{L}+|(?=b)"},"behavior":"MergedWithNext","invert":true},
    {"type":"Digits","individual_digits":true},{"type":"Punctuation","behavior":"Contiguous"},
    {"type":"UnicodeScripts"},{"type":"FixedLength","length":3},{"type":"CharDelimiterSplit","delimiter":"x"},
    {"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true},
    {"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}]},
    "post_processor":{"type":"Sequence","processors":[{"type":"ByteLevel","trim_offsets":true},
    {"type":"TemplateProcessing",
    "single":[{"SpecialToken":{"id":"<pad>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
    "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
    "special_tokens":{"<pad>":{"id":"<pad>","ids":[0,3],"tokens":["<pad>","b"]}}}]},
    "decoder":{"type":"Sequence","decoders":[{"type":"ByteLevel"},{"type":"ByteFallback"},{"type":"Fuse"},
    {"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"Strip","content":" ","start":1,"stop":2},
    {"type":"WordPiece","prefix":"##","cleanup":true},{"type":"BPEDecoder","suffix":"</w>"},
    {"type":"CTC","pad_token":"<pad>","word_delimiter_token":"|","cleanup":true},
    {"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}]},
    "model":{"type":"BPE","dropout":0.1,"unk_token":"u","continuing_subword_prefix":"##","end_of_word_suffix":"</w>",
    "fuse_unk":true,"byte_fallback":false,"ignore_merges":true,"taken_apart":[4,7],
    "vocab":{"<pad>":0,"a":1,"##b":2,"b":3,"ab":4,"u":5,"##b</w>":6,"ab</w>":7,"▁":8},
    "merges":[["a","##b"],["a","##b</w>"]]}}
    """#

  /// A Unigram model with SentencePiece's map of one character.
  static let unigram = """
    {"version":"1.0","added_tokens":[{"id":0,"content":"<unk>","special":true}],
    "normalizer":{"type":"Sequence","normalizers":[
    {"type":"Precompiled","precompiled_charsmap":"\(charsmap)"},
    {"type":"SentencePiece","add_dummy_prefix":true,"remove_extra_whitespaces":true,"escape_whitespaces":true,
    "user_defined_symbols":["sea"],"precompiled_charsmap":"\(charsmap)"}]},
    "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
    "post_processor":{"type":"RobertaProcessing","sep":["▁",1],"cls":["<unk>",0],"trim_offsets":true,
    "add_prefix_space":true},
    "decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"},
    "model":{"type":"Unigram","unk_id":0,"byte_fallback":false,"reserved_ids":[0],
    "vocab":[["<unk>",0.0],["▁",-2.5],["the",-3.25],["s",-4],["sea",-4.5],["é",-1e1],["old",-5]]}}
    """

  /// What a SentencePiece model of the same kind comes to.
  static let sentencePiece = """
    {"version":"1.0","added_tokens":[{"id":0,"content":"<unk>","special":true},{"id":1,"content":"<s>","special":true}],
    "normalizer":{"type":"SentencePiece","add_dummy_prefix":true,"remove_extra_whitespaces":true,
    "escape_whitespaces":true,"precompiled_charsmap":"\(charsmap)"},"decoder":{"type":"Fuse"},
    "model":{"type":"Unigram","unk_id":0,"reserved_ids":[0,1],
    "vocab":[["<unk>",0],["<s>",0],["▁",-2.5],["▁the",-3.25],["s",-4],["sea",-4.5],["é",-10],["▁old",-5]]}}
    """

  static let words = #"""
    {"version":"1.0","added_tokens":[{"id":1,"content":"[UNK]","special":true}],
    "normalizer":{"type":"ByteLevel"},"pre_tokenizer":{"type":"Whitespace"},
    "post_processor":{"type":"BertProcessing","sep":["[UNK]",1],"cls":["the",0]},"decoder":null,
    "model":{"type":"WordLevel","vocab":{"the":0,"[UNK]":1,"sea":2,"old":3},"unk_token":"[UNK]"}}
    """#

  /// A double-array trie in which "é" becomes "e" and "," becomes "。", in base64.
  private static let charsmap: String = {
    let (hasLeaf, root, leaf) = (UInt32(1) << 8, 256, UInt32(1) << 31)
    var units = [UInt32](repeating: 0, count: 512)
    func link(_ parent: Int, _ byte: UInt8, offset: Int, isEnd: Bool) -> Int {
      let child = parent ^ Int(byte)
      units[child] = UInt32(byte) | (isEnd ? hasLeaf : 0) | UInt32(child ^ offset) << 10
      return offset
    }
    units[0] = UInt32(root) << 10
    let second = link(root, 0xC3, offset: 64, isEnd: false)
    units[link(second, 0xA9, offset: 3, isEnd: true)] = leaf
    units[link(root, 0x2C, offset: 5, isEnd: true)] = leaf | 2
    let bytes = ([UInt32(units.count * 4)] + units).flatMap { unit in
      (0..<4).map { UInt8(truncatingIfNeeded: unit >> UInt32(8 * $0)) }
    }
    return Data(bytes + Array("e\0。\0".utf8)).base64EncodedString()
  }()
}
