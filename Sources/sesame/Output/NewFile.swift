import Design
import Files

/// Writing a file of its own: for its owner alone, whole or not at all, and never over something else.
enum NewFile {
    /// What stands where a file is to be.
    enum Obstacle {
        /// A file.
        case file
        /// Something that is no file.
        case other(FileProblem)
    }

    /// What stands at a place; nil for nothing.
    static func obstacle(_ path: String) -> Obstacle? {
        switch FileKind.at(path) {
        case nil: nil
        case .file?: .file
        case let kind?: .other(FileProblem(.write, path, .notAFile(kind)))
        }
    }

    /// The code of the problem that something is there already.
    static let isThere = "FilesDiffer"

    /// Writes a file that is not there yet, 0600.
    ///
    /// - Parameters:
    ///   - text: What it holds.
    ///   - path: Where; `~/` in front is the home folder.
    ///   - home: The home folder; nil when nobody knows it.
    /// - Returns: Where it was written, or why nothing was; then nothing is left.
    static func write(_ text: String, to path: String, home: String? = nil) -> Result<String, Problem> {
        if path.hasPrefix("~/"), let home { return write(text, to: home + path.dropFirst(1)) }
        switch obstacle(path) {
        case .file?:
            return .failure(
                Problem("\(path) is there. Nothing was written.", code: isThere, short: "not written"))
        case .other(let problem)?:
            return .failure(
                Problem("\(problem.sentence) Nothing was written.", code: isThere, short: "not written"))
        case nil: break
        }
        do throws(FileProblem) {
            try AtomicFile.write(Array(text.utf8), to: path)
            return .success(path)
        } catch {
            return .failure(Problem("\(error.sentence) Nothing was written.", code: "NotWritten", short: "not written"))
        }
    }
}
