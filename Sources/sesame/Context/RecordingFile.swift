import Design
import Files
import Stage

/// Reading a recording that a person names.
enum RecordingFile {
    private static let kind = Input.Kind(unreadable: "UnreadableRecording", bad: "BadRecording", isText: "asciicast is")

    /// Reads a recording of at most 64 MB.
    ///
    /// - Parameter path: A file or pipe in asciicast 2 or 3; `-` is standard input.
    /// - Returns: The recording.
    /// - Throws: `Stop` with 65 where it cannot be read or is none.
    static func read(_ path: String) throws(Stop) -> Recording {
        let bytes = try Input.bytes(path, kind, limit: InputFile.bundleLimit)
        do throws(RecordingProblem) {
            return try Recording.read(bytes)
        } catch {
            let name = path == "-" ? "Standard input" : path
            throw Stop(code: .badData, name: kind.bad, message: "\(name) is no recording. \(error.sentence)")
        }
    }
}
