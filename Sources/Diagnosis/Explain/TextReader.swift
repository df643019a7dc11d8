/// Reads a text or a log of any length for errors that it knows, and keeps nothing else.
///
/// Bytes come in pieces of any size. What is kept at any time is the last piece, a few thousand fingerprints of lines,
/// and the errors themselves; the same error a thousand times is one.
public struct TextReader: Sendable {
    private let explainer: Explainer
    private var utf16: UTF16Reader?
    private var hasBegun = false
    /// The first bytes of a file, until they tell its encoding.
    private var pending: [UInt8] = []
    /// Bytes from a little before the place that was searched last.
    private var buffer: [UInt8] = []
    private var searched = 0
    /// Up to where errors were read.
    private var done = 0
    /// Up to where lines were counted, and how many ended before.
    private var counted = 0
    private var ended = 0
    private var total = 0
    private var lastByte: UInt8 = 0x0A
    /// The beginning, to say what was given where nothing is known.
    private var head: [UInt8] = []
    private var found = FoundTexts()

    /// How much is kept before the place that is searched, and waited for behind it.
    private static let margin = Passage.reach + Passage.lead
    /// How much of the beginning is kept.
    private static let headLimit = 2048

    /// A reader that has read nothing.
    public init() { explainer = .builtIn }

    /// How many bytes were read.
    public var byteCount: Int { total }

    /// How many bytes of the text are kept.
    var keptBytes: Int { buffer.count }

    /// Reads the next bytes.
    public mutating func read(_ bytes: ArraySlice<UInt8>) {
        total += bytes.count
        if hasBegun {
            append(bytes)
        } else {
            // Half a byte order mark says nothing.
            pending += bytes
            guard pending.count > 1 else { return }
            begin()
        }
        search(isLast: false)
    }

    /// Ends a file: what comes next begins another line, and perhaps in another encoding.
    public mutating func endFile() {
        if !hasBegun { begin() }
        utf16 = nil
        hasBegun = false
        if lastByte != 0x0A { append([0x0A]) }
    }

    /// Reads what is left, and says what all of it means.
    public mutating func finish() -> Explanation {
        if !hasBegun { begin() }
        search(isLast: true)
        countLines(to: buffer.count)
        let lines = total == 0 ? 0 : ended + (lastByte == 0x0A ? 0 : 1)
        return explainer.explanation(of: found, lines: lines, head: head)
    }

    private mutating func begin() {
        hasBegun = true
        utf16 = UTF16Reader(pending)
        append(utf16 == nil ? pending[...] : pending.dropFirst(2))
        pending = []
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        if utf16 == nil {
            buffer += bytes
        } else if let text = utf16?.read(bytes) {
            buffer += text
        }
        if head.count < Self.headLimit { head = Array(buffer.prefix(Self.headLimit)) }
        lastByte = buffer.last ?? lastByte
    }

    private mutating func search(isLast: Bool) {
        let limit = isLast ? buffer.count : buffer.count - Self.margin
        while searched < limit {
            let next = buffer.withUnsafeBufferPointer { bytes in
                explainer.search.first(
                    in: bytes, from: searched, to: min(bytes.count, limit + explainer.search.longest))
            }
            guard let next, next.lowerBound < limit else {
                searched = limit
                break
            }
            done = max(next.upperBound, look(at: next))
            searched = done
        }
        // What lies far enough behind is let go.
        let gone = searched - Self.margin
        guard gone > Self.margin * 4, !isLast else { return }
        countLines(to: gone)
        buffer.removeFirst(gone)
        searched -= gone
        counted -= gone
        done = max(0, done - gone)
    }

    /// Looks at the passage around a word.
    ///
    /// - Returns: Where the search goes on.
    private mutating func look(at hit: Range<Int>) -> Int {
        let passage = buffer.withUnsafeBufferPointer { Passage($0, around: hit, after: done) }
        countLines(to: passage.own.lowerBound)
        let line = ended + 1
        return buffer.withUnsafeBufferPointer { bytes in
            let own = passage.own
            let shape = LineShape(bytes, own)
            if let known = found.known(shape) {
                let end = passage.after(bytes, limit: known.lines).last?.upperBound ?? own.upperBound
                if LineShape(bytes, own.upperBound..<end).exact == known.shape {
                    found.count(known)
                    return end
                }
            }
            if found.passOver(shape) { return own.upperBound }
            let result = explainer.passages.read(passage, in: bytes)
            let end = result?.end ?? own.upperBound
            let behind = end == own.upperBound ? 0 : passage.after(bytes).prefix { $0.upperBound <= end }.count
            found.note(
                result, shape: shape, line: line, behind: (behind, LineShape(bytes, own.upperBound..<end).exact))
            return end
        }
    }

    /// Counts line feeds up to a place, eight bytes at a time.
    private mutating func countLines(to end: Int) {
        guard end > counted else { return }
        ended += buffer.withUnsafeBytes { bytes in
            var index = counted
            var count = 0
            while index + 8 <= end {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
                let low = (word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
                count += (~(low | word | 0x7F7F_7F7F_7F7F_7F7F)).nonzeroBitCount
                index += 8
            }
            while index < end {
                if bytes[index] == 0x0A { count += 1 }
                index += 1
            }
            return count
        }
        counted = end
    }
}
