/// Reads the error of one passage: from its line alone, from lines that a terminal has broken, from the record around.
struct PassageReader: Sendable {
    private let reader: ErrorReader
    private let reading: CatalogueReading

    /// What came out of a passage.
    struct Result {
        let error: ErrorText
        /// The entry of the catalogue; nil for an error of AWS or a cluster that it does not know.
        let entry: FailureEntry?
        /// Where the text ends that was read.
        let end: Int
        /// Whether the lines around were needed.
        let usedContext: Bool
    }

    init(_ reader: ErrorReader, _ reading: CatalogueReading) {
        self.reader = reader
        self.reading = reading
    }

    /// The error of a passage; nil when there is none.
    func read(_ passage: Passage, in bytes: UnsafeBufferPointer<UInt8>) -> Result? {
        let lines = PassageLines(passage, in: bytes)
        var best = candidate([lines.own], end: passage.own.upperBound)
        // What plainly goes on in the next line is read with it; a finished sentence is left alone.
        let count = lines.count(atLeast: 0)
        var end = passage.own.upperBound
        if count > 0 {
            best = self.best(lines, 0, count, best)
            // Its lines are done with, unless another error stands in them.
            let code = reader.code(in: lines.after.prefix(count).map(\.text).joined(separator: " "))
            if code == nil || code == best.error.code.map(ErrorWords.bare) { end = lines.after[count - 1].end }
        }
        if best.needsMore { best = joined(lines, best) }
        let isPart = LineKind(bytes, passage.own) == .part
        if best.entry == nil || isPart {
            let record = Self.record(passage, in: bytes)
            if !record.text.isEmpty {
                let error = reader.read(lines.own, around: PastedText.plain(record.text))
                let other = Candidate(error, reading, end: record.end, usedContext: true)
                if other.entry != nil || other.error.isFramed && !best.error.isFramed { best = other }
            }
        }
        guard best.entry != nil || best.error.isFramed && best.error.code != nil else { return nil }
        // A code that its neighbours explain was read with them.
        if best.usedContext, !best.error.hasSentence { return nil }
        end = max(end, best.end)
        return Result(
            error: best.error, entry: best.entry, end: max(end, Self.tail(passage, end, in: bytes)),
            usedContext: best.usedContext)
    }

    /// A reading of some lines, and how much it found.
    private struct Candidate {
        let error: ErrorText
        let entry: FailureEntry?
        let end: Int
        let usedContext: Bool
        private let place: Int
        private let isWhole: Bool
        private let details: RefusalDetails

        init(_ error: ErrorText, _ reading: CatalogueReading, end: Int, usedContext: Bool = false) {
            self.error = error
            self.end = end
            self.usedContext = usedContext
            let found = reading.entry(of: error)
            entry = found?.entry
            place = found?.place ?? .max
            isWhole = found.map { reading.isWhole(error.message, $0.place) } ?? false
            details = RefusalDetails(error.message)
        }

        /// How much of a sentence about a refusal is there.
        private var found: Int {
            let parts = [details.caller, details.action, details.resource, details.clusterRule?.verb]
            return (entry == nil ? 0 : 8) + parts.count { $0 != nil } + (details.failedIdentities.isEmpty ? 0 : 1)
        }

        /// Whether this is the better reading: with more of the sentence, or of a more exact entry.
        func beats(_ other: Candidate) -> Bool {
            if found != other.found { return found > other.found }
            if place != other.place { return place < other.place }
            return entry != nil && !other.isWhole && error.squeezed.count > other.error.squeezed.count
        }

        /// Whether the sentence begins before the lines that were read, or ends behind them.
        var needsMore: Bool {
            if entry == nil { return true }
            let text = error.squeezed
            if Haystack.contains(Array("authorizedtoperform".utf8), in: text) {
                let isBare = details.caller == nil && details.action == "sts:AssumeRoleWithWebIdentity"
                return !isBare && (details.caller == nil || details.action == nil || details.resource == nil)
            }
            if Haystack.contains(Array("isforbidden:user".utf8), in: text) { return details.clusterRule == nil }
            return Haystack.contains(Array("failedthecheck".utf8), in: text) && details.failedIdentities.isEmpty
        }
    }

    private func candidate(_ lines: [String], end: Int, separator: String = " ") -> Candidate {
        Candidate(reader.read(lines.joined(separator: separator)), reading, end: end)
    }

    /// The line with lines before and behind it, as long as that finds more.
    private func joined(_ lines: PassageLines, _ best: Candidate) -> Candidate {
        var best = best
        for lead in 0...lines.before.count {
            for least in [0, 1, 2, 3, 5, 8] where least <= lines.after.count && (lead > 0 || least > 0) {
                best = self.best(lines, lead, lines.count(atLeast: least), best)
                if !best.needsMore { return best }
            }
            if best.entry == nil, lead == 0, best.error.hasSentence { break }
        }
        return best
    }

    /// The better of a reading and that of the line with some lines around it, joined with and without blanks.
    private func best(_ lines: PassageLines, _ lead: Int, _ count: Int, _ other: Candidate) -> Candidate {
        let text = lines.before.prefix(lead).reversed() + [lines.own] + lines.after.prefix(count).map(\.text)
        let end = count > 0 ? lines.after[count - 1].end : other.end
        var best = other
        for separator in lines.breaksWords ? ["", " "] : [" ", ""] {
            let next = candidate(text, end: end, separator: separator)
            if next.beats(best) { best = next }
        }
        return best
    }

    /// The record that a line is part of: members, tags and brackets around it, and the line that opens it.
    private static func record(
        _ passage: Passage, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (text: [UInt8], end: Int) {
        var lines: [Range<Int>] = []
        for line in passage.before(bytes) {
            let kind = LineKind(bytes, line)
            if line.isEmpty { break }
            lines.insert(line, at: 0)
            if kind != .part { break }
        }
        var end = passage.own.upperBound
        if LineKind(bytes, passage.own) == .part || !lines.isEmpty { lines.append(passage.own) }
        for line in passage.after(bytes) {
            guard LineKind(bytes, line) == .part || isOpen(bytes, lines.last) else { break }
            lines.append(line)
            end = line.upperBound
        }
        guard lines.count > 1 else { return ([], end) }
        return (lines.reduce(into: []) { $0 += bytes[$1] + [0x0A] }, end)
    }

    /// Whether the text of a member does not end on its line.
    private static func isOpen(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>?) -> Bool {
        guard let line, let first = bytes[line].first(where: { !$0.isBlank }),
            let last = bytes[line].last(where: { !$0.isBlank })
        else { return false }
        if ",{}[]\"".utf8.contains(last) { return false }
        return LineKind(bytes, line) == .whole || first == UInt8(ascii: "\"") && !last.isDigit
    }

    /// The end of what a program prints behind an error: members of an exception, frames of its stack.
    private static func tail(_ passage: Passage, _ start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = start
        for line in passage.after(bytes) where line.lowerBound > start {
            guard LineKind(bytes, line) == .part else { break }
            end = line.upperBound
        }
        return end
    }
}
