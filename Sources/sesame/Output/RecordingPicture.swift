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
            let title = recording.header.title ?? "A recorded terminal"
            guard let picture = Picture.animation(recording, title: title) else {
                throw Stop(
                    code: .badData, name: "TooLong",
                    message: "\(path) has more than \(Picture.mostFrames) frames, the most that a picture has.")
            }
            try Console.whole(picture)
            return .success
        }
    }
}
