import Design
import Stage

/// Printing a recording as a picture: `sesame demo --svg FILE`.
enum RecordingPicture {
    /// Prints the picture and ends the process.
    ///
    /// - Parameter path: A file or pipe in asciicast 2 or 3; `-` is standard input.
    static func print(_ path: String) -> Never {
        Exit.run(.text) { () throws(Stop) in
            let recording = try RecordingFile.read(path)
            try Console.whole(Picture.animation(recording, title: recording.header.title ?? "A recorded terminal"))
            return .success
        }
    }
}
