import Design
import Files

/// Reading the texts that a person names on the command line: files, pipes, `-` for standard input.
enum Input {
    /// What is read, for the words and codes of its problems.
    struct Kind {
        /// The code when it cannot be read.
        var unreadable: String
        /// The code when it is no text.
        var bad: String
        /// `answers files are`, `JSON is`: what UTF-8 is said of.
        var isText: String

        /// An answers file.
        static let answers = Kind(unreadable: "UnreadableAnswers", bad: "BadAnswers", isText: "answers files are")
        /// A bundle.
        static let bundle = Kind(unreadable: "UnreadableBundle", bad: "BadBundle", isText: "bundles are")
        /// A stage file.
        static let stage = Kind(unreadable: "UnreadableStageFile", bad: "BadStageFile", isText: "stage files are")
        /// A file of policy cases.
        static let cases = Kind(unreadable: "UnreadableFile", bad: "BadCases", isText: "JSON is")
    }

    /// The text of a file or pipe, at most 4 MB; what is not there after 3 s is said to be waited for.
    ///
    /// - Throws: `Stop` with 65 when it cannot be read, or is too long, or is not UTF-8.
    static func text(_ path: String, _ kind: Kind) throws(Stop) -> String {
        let name = path == "-" ? "Standard input" : path
        guard let text = String(validating: try bytes(path, kind, limit: InputFile.textLimit), as: UTF8.self) else {
            throw Stop(code: .badData, name: kind.bad, message: "\(name) is not UTF-8 text, which \(kind.isText).")
        }
        return text
    }

    /// The bytes of a file or pipe; what is not there after 3 s is said to be waited for.
    ///
    /// - Throws: `Stop` with 65 when it cannot be read, or is too long.
    static func bytes(_ path: String, _ kind: Kind, limit: Int) throws(Stop) -> [UInt8] {
        do throws(FileProblem) {
            let waiting: @Sendable () -> Void = {
                let place = path == "-" ? "on standard input" : "through \(path)"
                Console.say("sesame: Nothing has come \(place) yet; waiting for it. Ctrl-C ends.")
            }
            let read = try InputFile.read(path, limit: limit, pipes: .read(waiting: waiting))
            guard let read else { throw FileProblem(.read, path, .missing) }
            return read
        } catch {
            var problem = error
            if path == "-" { problem.path = "Standard input" }
            throw Stop(code: .badData, name: kind.unreadable, message: problem.sentence)
        }
    }
}
