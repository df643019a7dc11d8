import Calls

/// Finds the entry of the catalogue that a text fits, without a setup to compare with.
///
/// A refused call brings service, operation and code along; a text may lack each. What is missing contradicts nothing
/// and proves nothing, so that an entry needs enough of what is there: a sentence of AWS, or a code with something
/// beside it. Words such as "expired" prove nothing alone.
struct CatalogueReading: Sendable {
    private let entries: [Known]
    /// Words one of which every text that can be recognised holds.
    let anchors: [String]

    /// An entry with what it is recognised by.
    private struct Known: Sendable {
        let entry: FailureEntry
        let match: FailureMatch
        let fragments: [Fragment]
        let texts: [Sentence]
    }

    private struct Fragment: Sendable {
        let bytes: [UInt8]
        let weight: Int
    }

    init(_ catalogue: FailureCatalogue) {
        entries = catalogue.entries.compactMap { entry in
            guard let match = entry.match else { return nil }
            return Known(
                entry: entry, match: match, fragments: match.fragments.map { Self.fragment($0, match) },
                texts: entry.texts.map(Sentence.init))
        }
        var anchors: [String] = []
        for known in entries {
            anchors += known.match.codes.filter { !ErrorWords.generic.contains($0) }
            anchors += known.entry.texts.flatMap(Sentence.anchors)
            if known.match.codes.isEmpty {
                anchors +=
                    known.match.operations.isEmpty
                    ? known.match.fragments.flatMap(Sentence.anchors) : known.match.operations
            } else {
                anchors += zip(known.match.fragments, known.fragments).filter { $1.weight > 1 }.flatMap {
                    Sentence.anchors($0.0)
                }
            }
        }
        self.anchors = anchors
    }

    /// How many entries a text can be recognised as.
    var count: Int { entries.count }

    /// The first entry that fits, and its place among them: the exact ones stand before the general ones.
    func entry(of error: ErrorText) -> (place: Int, entry: FailureEntry)? {
        let failure = CallFailure(
            .doubtful, code: error.code, message: error.message, service: error.service, operation: error.operation)
        let refusal = Refusal(failure, FailureContext())
        return entries.firstIndex { fits($0, error, refusal) }.map { ($0, entries[$0].entry) }
    }

    /// Whether a message ends with one of the sentences that an entry is recognised by, so that nothing is missing.
    func isWhole(_ message: String, _ place: Int) -> Bool {
        if let last = message.last, ".'`".contains(last) { return true }
        let known = entries[place]
        let squeezed = Haystack.squeezed(message)
        return (known.fragments.map(\.bytes) + known.texts.compactMap(\.last)).contains { ending in
            squeezed.count >= ending.count && squeezed.suffix(ending.count).elementsEqual(ending)
        }
    }

    private func fits(_ known: Known, _ error: ErrorText, _ refusal: Refusal) -> Bool {
        let match = known.match
        if let service = error.service, !match.services.isEmpty, !match.services.contains(service) { return false }
        guard match.facts.fit(refusal) else { return false }
        if known.texts.contains(where: { $0.stands(in: error.squeezed) }) { return true }
        // Who may not do something says nothing of where.
        if error.service == nil, !match.services.isEmpty, match.codes.contains("AccessDenied") { return false }
        var evidence = 0
        if let operation = error.operation, !match.operations.isEmpty {
            guard match.operations.contains(operation) else { return false }
            evidence += 1
        }
        if error.service != nil, !match.services.isEmpty { evidence += 1 }
        if let code = error.code.map(ErrorWords.bare), !match.codes.isEmpty {
            guard match.codes.contains(code) else { return false }
            evidence += ErrorWords.generic.contains(code) ? 1 : 2
        }
        if match.fragments.isEmpty {
            if error.code == nil { return false }
            // A code alone stands for its operation only where the operation is known too.
            if !match.operations.isEmpty, error.operation == nil { return false }
        } else {
            let weights = known.fragments.filter { Haystack.contains($0.bytes, in: error.squeezed) }.map(\.weight)
            guard let weight = weights.max() else { return false }
            evidence += weight
            if match.codes.isEmpty, !match.operations.isEmpty, error.operation == nil { return false }
        }
        return evidence >= 2
    }

    /// A fragment proves an entry by itself when it is a sentence, or a word that only AWS writes.
    private static func fragment(_ text: String, _ match: FailureMatch) -> Fragment {
        let bytes = Haystack.squeezed(text)
        if !match.codes.isEmpty { return Fragment(bytes: bytes, weight: bytes.count >= 20 ? 2 : 1) }
        let isSentence = text.contains(" ") && bytes.count >= 15
        let isMarked = bytes.count >= 8 && bytes.contains { "./:\"".utf8.contains($0) }
        let isWord = !text.contains(" ") && bytes.count >= 12 && match.services.isEmpty
        return Fragment(bytes: bytes, weight: isSentence || isMarked || isWord ? 2 : 1)
    }
}

/// A sentence that tells a failure by itself; `…` in it stands for anything.
private struct Sentence: Sendable {
    private let parts: [[UInt8]]

    init(_ text: String) {
        parts = text.split(separator: "…").map { Haystack.squeezed(String($0)) }
    }

    /// What it ends with.
    var last: [UInt8]? { parts.last }

    /// Whether its parts stand in a text in their order.
    func stands(in text: [UInt8]) -> Bool {
        var start = 0
        for part in parts {
            guard let place = Haystack.find(part, in: text, from: start, to: text.count) else { return false }
            start = place.upperBound
        }
        return true
    }

    /// Words that a text with this sentence is found by, also where a line break parts it.
    ///
    /// Quotes are left out, as they have many writings.
    static func anchors(_ text: String) -> [String] {
        let parts = text.split { "\"'`\\<>&…".contains($0) }.map { $0.drop { $0 == " " } }
        guard let part = parts.max(by: { $0.count < $1.count }) else { return [] }
        let words = part.split(separator: " ")
        let middle = (words.count + 1) / 2
        let halves = [words.prefix(middle), words.dropFirst(middle)].map { $0.joined(separator: " ") }
        return [words.joined(separator: " ")] + halves.filter { $0.utf8.count >= 14 }
    }
}
