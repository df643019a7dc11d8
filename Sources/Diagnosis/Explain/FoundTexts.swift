/// The errors that were found so far, each once.
struct FoundTexts: Sendable {
    /// An error, the line it was seen on first, and how often it was seen.
    struct Text: Sendable {
        let error: ErrorText
        let entry: FailureEntry?
        let line: Int
        var count: Int
    }

    /// A line whose text is known, and the lines behind it that belong to the same.
    struct Known: Sendable {
        let number: Int
        /// How many lines, and what they look like.
        let lines: Int
        let shape: UInt64
    }

    /// In the order of their first lines.
    private(set) var texts: [Text] = []
    /// Lines that look like others that were read, and were only counted.
    private(set) var alike = 0
    /// Which text a line of this shape begins.
    private var known: [UInt64: Known] = [:]
    /// How many lines of a rough shape were read, and whether one of them held something.
    private var roughly: [UInt64: (reads: Int, hasText: Bool)] = [:]
    private var keys: [UInt64: Int] = [:]
    private var reads = 0

    /// The most texts that are kept; more than these nobody reads.
    static let textLimit = 64
    /// The most lines of one rough shape that are read; they differ in numbers and addresses only.
    private static let readsPerShape = 64
    /// The most lines that are read at all, so that a log made of nothing but errors takes no longer than another.
    private static let readLimit = 16_384
    private static let shapeLimit = 8192

    /// The text that a line of this shape begins, where it was read before.
    func known(_ shape: LineShape) -> Known? { known[shape.exact] }

    /// Counts a text once more.
    mutating func count(_ known: Known) { texts[known.number].count += 1 }

    /// Counts a line that need not be read, because enough of its kind were.
    ///
    /// - Returns: False for one that has to be read.
    mutating func passOver(_ shape: LineShape) -> Bool {
        let rough = roughly[shape.rough]
        guard reads >= Self.readLimit || (rough?.reads ?? 0) >= Self.readsPerShape else { return false }
        if rough?.hasText ?? false { alike += 1 }
        return true
    }

    /// Keeps what was read of a line.
    ///
    /// - Parameters:
    ///   - result: What it holds; nil for nothing.
    ///   - shape: Its shape.
    ///   - line: Its number.
    ///   - behind: How many lines behind it belong to it, and what they look like.
    mutating func note(
        _ result: PassageReader.Result?, shape: LineShape, line: Int, behind: (lines: Int, shape: UInt64)
    ) {
        reads += 1
        if roughly.count < Self.shapeLimit || roughly[shape.rough] != nil {
            let rough = roughly[shape.rough] ?? (0, false)
            roughly[shape.rough] = (rough.reads + 1, rough.hasText || result != nil)
        }
        guard let result else { return }
        // Errors that nobody knows are kept apart from known ones of the same words.
        let key = LineShape(result.error.message).exact ^ (result.entry == nil ? 1 : 0)
        let number: Int
        if let old = keys[key] {
            number = old
            texts[old].count += 1
        } else if texts.count < Self.textLimit {
            number = texts.count
            keys[key] = number
            texts.append(Text(error: result.error, entry: result.entry, line: line, count: 1))
        } else {
            alike += 1
            return
        }
        // What was told by its neighbours is another text beside other neighbours.
        if !result.usedContext, known.count < Self.shapeLimit {
            known[shape.exact] = Known(number: number, lines: behind.lines, shape: behind.shape)
        }
    }
}
