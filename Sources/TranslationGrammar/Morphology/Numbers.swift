/// English numbers below a hundred in words.
enum EnglishNumber {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

  static func words(_ number: Int) -> String {
    if number < 20 { return small[number] }
    return number % 10 == 0 ? tens[number / 10] : "\(tens[number / 10])-\(small[number % 10])"
  }
}

/// German numbers below a hundred in words: the ones come before the tens.
enum GermanNumber {
  private static let small = [
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
  ]
  private static let tens = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
  ]

  static func words(_ number: Int) -> String {
    if number < 20 { return small[number] }
    let ones = number % 10 == 1 ? "ein" : small[number % 10]
    return number % 10 == 0 ? tens[number / 10] : "\(ones)und\(tens[number / 10])"
  }
}
