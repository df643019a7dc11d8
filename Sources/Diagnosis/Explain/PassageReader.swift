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
        let own = PastedText.plain(bytes[passage.own])
        var best = Candidate(reader.read(own), reading, end: passage.own.upperBound)
        if best.needsMore, passage.own.count >= 30 { best = joined(passage, own, best, in: bytes) }
        if best.entry == nil {
            let record = Self.record(passage, in: bytes)
            if !record.text.isEmpty {
                let error = reader.read(own, around: PastedText.plain(record.text))
                let candidate = Candidate(error, reading, end: record.end, usedContext: true)
                if candidate.entry != nil || candidate.error.isFramed && !best.error.isFramed { best = candidate }
            }
        }
        guard best.entry != nil || best.error.isFramed && best.error.code != nil else { return nil }
        return Result(
            error: best.error, entry: best.entry, end: max(best.end, Self.tail(passage, best.end, in: bytes)),
            usedContext: best.usedContext)
    }

    /// A reading of some lines, and how much it found.
    private struct Candidate {
        let error: ErrorText
        let entry: FailureEntry?
        let end: Int
        var usedContext = false
        private let details: RefusalDetails

        init(_ error: ErrorText, _ reading: CatalogueReading, end: Int, usedContext: Bool = false) {
            self.error = error
            self.end = end
            self.usedContext = usedContext
            entry = reading.entry(of: error)
            details = RefusalDetails(error.message)
        }

        /// How much of a sentence about a refusal is there.
        var found: Int {
            let parts = [details.caller, details.action, details.resource]
            return (entry == nil ? 0 : 8) + parts.count { $0 != nil } + (details.failedIdentities.isEmpty ? 0 : 1)
        }

        /// Whether the sentence begins before the lines that were read, or ends behind them.
        var needsMore: Bool {
            if entry == nil { return true }
            let text = error.squeezed
            if Haystack.contains(Array("authorizedtoperform".utf8), in: text) {
                let isBare = details.caller == nil && details.action == "sts:AssumeRoleWithWebIdentity"
                return !isBare && (details.caller == nil || details.action == nil || details.resource == nil)
            }
            return Haystack.contains(Array("failedthecheck".utf8), in: text) && details.failedIdentities.isEmpty
        }
    }

    /// The line with lines before and behind it, as long as that finds more.
    private func joined(
        _ passage: Passage, _ own: String, _ best: Candidate, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Candidate {
        let isPrefixed = ErrorMessage.prefix(of: own) > 0
        func line(_ range: Range<Int>) -> String {
            let text = PastedText.plain(bytes[range])
            let prefix = isPrefixed ? ErrorMessage.prefix(of: text) : text.utf8.prefix { " |>".utf8.contains($0) }.count
            return String(decoding: text.utf8.dropFirst(prefix), as: UTF8.self)
        }
        let after = passage.after.prefix(8).map { (line($0), $0.upperBound) }.prefix { !$0.0.isEmpty }
        let before = passage.before.prefix(2).map { PastedText.plain(bytes[$0]) }.prefix { !$0.isEmpty }
        var best = best
        for lead in 0...before.count {
            for count in [0, 1, 2, 3, 5, 8] where count <= after.count && (lead > 0 || count > 0) {
                let lines = before.prefix(lead).reversed() + [own] + after.prefix(count).map(\.0)
                let end = count > 0 ? after[count - 1].1 : passage.own.upperBound
                // A terminal breaks words, a program breaks between them.
                for separator in [" ", ""] {
                    let candidate = Candidate(reader.read(lines.joined(separator: separator)), reading, end: end)
                    if candidate.found > best.found { best = candidate }
                }
                if !best.needsMore { return best }
            }
            if best.entry == nil, lead == 0, best.error.code != nil { break }
        }
        return best
    }

    /// The record that a line is part of: members, tags and brackets around it, and the line that opens it.
    private static func record(
        _ passage: Passage, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (text: [UInt8], end: Int) {
        var lines: [Range<Int>] = []
        for line in passage.before {
            let kind = LineKind(bytes, line)
            if line.isEmpty { break }
            lines.insert(line, at: 0)
            if kind != .part { break }
        }
        var end = passage.own.upperBound
        if LineKind(bytes, passage.own) == .part || !lines.isEmpty { lines.append(passage.own) }
        for line in passage.after {
            guard LineKind(bytes, line) == .part else { break }
            lines.append(line)
            end = line.upperBound
        }
        guard lines.count > 1 else { return ([], end) }
        return (lines.reduce(into: []) { $0 += bytes[$1] + [0x0A] }, end)
    }

    /// The end of what a program prints behind an error: members of an exception, frames of its stack.
    private static func tail(_ passage: Passage, _ start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = start
        for line in passage.after where line.lowerBound > start {
            guard LineKind(bytes, line) == .part else { break }
            end = line.upperBound
        }
        return end
    }
}
