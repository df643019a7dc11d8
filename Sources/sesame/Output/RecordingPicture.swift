import Design
import Files
import Stage

/// Printing a recording as a picture: `sesame demo --svg FILE`.
enum RecordingPicture {
    private static let kind = Input.Kind(unreadable: "UnreadableRecording", bad: "BadRecording", isText: "asciicast is")

    /// Prints the picture and ends the process.
    ///
    /// - Parameter path: A file or pipe in asciicast 2 or 3; `-` is standard input.
    static func print(_ path: String) -> Never {
        Exit.run(.text) { () throws(Stop) in
            let bytes = try Input.bytes(path, kind, limit: InputFile.bundleLimit)
            let recording: Recording
            do throws(RecordingProblem) {
                recording = try Recording.read(bytes)
            } catch {
                let name = path == "-" ? "Standard input" : path
                throw Stop(code: .badData, name: kind.bad, message: "\(name) is no recording. \(error.sentence)")
            }
            try Console.whole(Picture.animation(recording, title: recording.header.title ?? "A recorded terminal"))
            return .success
        }
    }
}
