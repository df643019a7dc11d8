import Canvas
import Design
import Files
import Stage
import Synchronization

/// The recording of rehearsal, which goes on where the network left off; whoever sees it sees that it is one.
struct StageRecording {
    /// When it was made, on the person's clock: `10:12`.
    let madeAt: String
    /// What it shows after so many milliseconds.
    let frameAt: (Int) -> Frame
    /// The next moment, in milliseconds, at which it shows something else; nil at its end.
    let nextChange: (Int) -> Int?

    /// What the stage shows of it.
    func frame(at milliseconds: Int, _ size: Size) -> Frame {
        var frame = Frame(size: size)
        let recorded = frameAt(milliseconds)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let cell = recorded[row, column]
                guard cell.width > 0 else { continue }
                frame.put(cell.character, width: Int(cell.width), row: row, column: column, style: cell.style)
            }
        }
        let mark = " RECORDED "
        frame.write(mark, row: 0, column: max(0, size.columns - mark.count - 1), style: Style([.bold, .reverse]))
        frame.cursor = Position(row: 0, column: 0)
        return frame
    }

    /// How long until it shows something else, in milliseconds; nil at its end.
    func wait(after milliseconds: Int) -> Int64? { nextChange(milliseconds).map { Int64(max(1, $0 - milliseconds)) } }
}

extension StageRecording {
    private static let kind = Input.Kind(unreadable: "UnreadableRecording", bad: "BadRecording", isText: "asciicast is")

    /// Reads a recording.
    ///
    /// - Parameter path: A file in asciicast 2 or 3.
    /// - Returns: The recording.
    /// - Throws: `Stop` with 65 for what is none.
    static func read(_ path: String) throws(Stop) -> StageRecording {
        let bytes = try Input.bytes(path, kind, limit: InputFile.bundleLimit)
        let recording: Recording
        do throws(RecordingProblem) { recording = try Recording.read(bytes) } catch {
            throw Stop(code: .badData, name: kind.bad, message: "\(path) is no recording. \(error.sentence)")
        }
        let player = Mutex(Player(recording))
        return StageRecording(
            madeAt: recording.header.timestamp.map { StageSocket.clock($0) } ?? "rehearsal",
            frameAt: { time in player.withLock { $0.frame(at: time) } },
            nextChange: { time in player.withLock { $0.nextChange(after: time) } })
    }
}
