import Design
import Diagnosis
import Files
import Wire

/// Writing a bundle: for its owner alone, whole or not at all, and over nothing that somebody did not agree to lose.
enum BundleFile {
    /// A bundle as its file holds it.
    static func text(_ bundle: Bundle) -> String { bundle.document.serialized(.pretty) + "\n" }

    /// Refuses a place where something stands already.
    ///
    /// - Parameters:
    ///   - path: The place.
    ///   - force: Whether a file there may be overwritten.
    ///   - consequence: What did not happen, a sentence without its period.
    /// - Throws: `Stop` with 1.
    static func check(_ path: String, force: Bool, _ consequence: String = "Nothing was written") throws(Stop) {
        switch NewFile.obstacle(path) {
        case nil: return
        case .other(let problem)?:
            throw Stop(code: .failed, name: "NotWritten", message: "\(problem.sentence) \(consequence).")
        case .file? where force: return
        case .file?:
            throw Stop(
                code: .failed, name: "FilesDiffer",
                message: "\(path) is there. \(consequence); --force overwrites it, --out names another file.")
        }
    }

    /// Writes a bundle.
    ///
    /// - Parameters:
    ///   - bundle: The bundle.
    ///   - path: The file; nil names it after the setup, in this folder.
    ///   - force: Whether a file there may be overwritten.
    /// - Returns: Where it was written.
    /// - Throws: `Stop` with 1; then nothing was written.
    static func write(_ bundle: Bundle, to path: String?, force: Bool) throws(Stop) -> String {
        let path = path ?? bundle.fileName
        try check(path, force: force)
        do throws(FileProblem) {
            try AtomicFile.write(Array(text(bundle).utf8), to: path)
        } catch {
            throw Stop(code: .failed, name: "NotWritten", message: "\(error.sentence) Nothing was written.")
        }
        return path
    }
}
