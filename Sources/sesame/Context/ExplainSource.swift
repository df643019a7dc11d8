import Design
import Diagnosis
import Files
import Synchronization
import Wire

/// Where the text comes from that is to be explained.
enum ExplainSource: Equatable {
    /// Standard input.
    case input
    /// Files, in their order; `-` is standard input.
    case files([String])
    /// A text on the command line.
    case text(String)

    /// How much is read at a time.
    private static let piece = 256 * 1024

    /// Tells files from words: files where each of the words is one.
    ///
    /// - Throws: `Stop` with 65 for a word that can only have been meant as a file, and is none.
    init(_ words: [String]) throws(Stop) {
        if words.isEmpty || words == ["-"] {
            self = .input
            return
        }
        let missing = words.filter { $0 != "-" && FileKind.at($0) == nil }
        if missing.isEmpty {
            self = .files(words)
            return
        }
        // Files among words are no text; neither is a single word that is written as a path.
        let meansFiles = missing.count < words.count && words.allSatisfy(Self.looksLikePath)
        if meansFiles || words.count == 1 && Self.looksLikePath(words[0]) {
            throw Stop(
                code: .badData, name: "UnreadableText",
                message: "There is no file \(missing[0]). A text to be explained stands in quotes.")
        }
        self = .text(words.joined(separator: " "))
    }

    private static func looksLikePath(_ word: String) -> Bool {
        guard !word.contains(where: \.isWhitespace), !word.hasPrefix("arn:"), !word.contains("://") else {
            return false
        }
        let endings = [".log", ".txt", ".json", ".jsonl", ".yaml", ".yml", ".out", ".err", ".gz", ".zip"]
        return word.hasPrefix("/") || word.hasPrefix("./") || word.hasPrefix("~/") || word.hasPrefix("../")
            || endings.contains { word.lowercased().hasSuffix($0) }
    }

    /// Reads everything, and says what it means.
    ///
    /// - Throws: `Stop` with 65 for what cannot be read, is empty or compressed.
    func explanation() throws(Stop) -> Explanation {
        switch self {
        case .text(let text):
            if let card = Explanation.ofCode(text) { return card }
            if let near = Explanation.codeNear(text), near != text {
                throw Stop(
                    code: .failed, name: "UnknownCode", message: "There is no code \(text). Did you mean \(near)?")
            }
            var reader = TextReader()
            reader.read(Array(text.utf8)[...])
            return reader.finish()
        case .input: return try Self.read(["-"])
        case .files(let names): return try Self.read(names)
        }
    }

    private static func read(_ names: [String]) throws(Stop) -> Explanation {
        var reader = TextReader()
        let read = Mutex(0)
        let progress = Progress()
        progress.reading { read.withLock { $0 } }
        defer { progress.ended() }
        for name in names {
            let place = name == "-" ? "Standard input" : name
            var isFirst = true
            do throws(FileProblem) {
                let waiting: @Sendable () -> Void = {
                    Console.say("sesame: Nothing has come on standard input yet; waiting for it. Ctrl-C ends.")
                }
                _ = try InputFile.stream(name, pipes: .read(waiting: waiting), piece: piece) {
                    chunk throws(FileProblem) in
                    if isFirst, chunk.starts(with: [0x1F, 0x8B]) || chunk.starts(with: "PK\u{3}\u{4}".utf8) {
                        throw FileProblem(.read, name, .compressed)
                    }
                    isFirst = false
                    reader.read(chunk)
                    read.withLock { $0 += chunk.count }
                }
            } catch {
                var problem = error
                problem.path = place
                throw Stop(code: .badData, name: "UnreadableText", message: problem.sentence)
            }
            // The last line of one file and the first of the next are two.
            if names.count > 1 { reader.endFile() }
        }
        guard reader.byteCount > 0 else {
            throw Stop(
                code: .badData, name: "UnreadableText",
                message: "\(names == ["-"] ? "Standard input is" : "What was named is") empty, and a text is expected.")
        }
        return reader.finish()
    }
}
