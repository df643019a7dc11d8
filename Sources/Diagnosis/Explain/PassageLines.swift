/// The lines of a passage as plain text, without what a log puts in front of each.
struct PassageLines {
    let own: String
    /// The lines behind it, up to a blank one, and where each ends.
    let after: [(text: String, end: Int)]
    /// The lines before it, the nearest first.
    let before: [String]
    /// Which of the lines behind plainly go on with the sentence of the line before them.
    private let goOn: [Bool]
    /// Whether words were broken: lines end at a usual width of terminals.
    let breaksWords: Bool

    private static let widths: Set<Int> = [80, 100, 120, 132, 160, 200]

    init(_ passage: Passage, in bytes: UnsafeBufferPointer<UInt8>) {
        let own = PastedText.plain(bytes[passage.own])
        let isPrefixed = ErrorMessage.prefix(of: own) > 0
        var after: [(text: String, end: Int)] = []
        var goOn: [Bool] = []
        var wereFull: [Bool] = []
        var last = own
        for range in passage.after(bytes, limit: 12) {
            let line = PastedText.plain(bytes[range])
            let text = Self.stripped(line, isPrefixed)
            let kind = LineKind(bytes, range)
            if text.isEmpty || isPrefixed && ErrorMessage.beginsEntry(line) { break }
            // The frames of a stack come after the words.
            if kind == .part, text.drop(while: { $0 == " " }).hasPrefix("at ") { break }
            after.append((text, range.upperBound))
            let isFull = Self.widths.contains(last.count)
            goOn.append((isFull || Self.isOpen(last) || Self.goesOn(text)) && kind == .whole)
            wereFull.append(isFull)
            last = line
        }
        self.own = own
        self.after = after
        self.goOn = goOn
        let going = zip(goOn, wereFull).prefix { $0.0 }
        breaksWords = !going.isEmpty && going.allSatisfy(\.1)
        before = passage.before(bytes, limit: 4).map { PastedText.plain(bytes[$0]) }.prefix { !$0.isEmpty }
            .map { $0.last == "\n" ? String($0.dropLast()) : $0 }
    }

    /// How many lines behind go together, when so many of them are read in any case.
    func count(atLeast least: Int) -> Int {
        var count = min(least, after.count)
        while count < goOn.count, goOn[count] { count += 1 }
        return count
    }

    /// Whether a line begins as no sentence does: with a small letter, an ARN, an address.
    private static func goesOn(_ line: String) -> Bool {
        if line.hasPrefix("at ") || line.hasPrefix("caused by") || line.hasPrefix("with ") && line.hasSuffix(",") {
            return false
        }
        guard let first = line.first, !ErrorMessage.beginsEntry(line) else { return false }
        return first.isASCII && first.isLowercase || "`(\"'".contains(first)
    }

    /// Whether a line ends as no sentence does.
    private static func isOpen(_ line: String) -> Bool {
        line.last.map { "(:;,".contains($0) } ?? false
    }

    private static func stripped(_ line: String, _ isPrefixed: Bool) -> String {
        let count =
            isPrefixed ? ErrorMessage.prefix(of: line) : line.utf8.prefix { " |>".utf8.contains($0) }.count
        return String(decoding: line.utf8.dropFirst(count), as: UTF8.self)
    }
}
