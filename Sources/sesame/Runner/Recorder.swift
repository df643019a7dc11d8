import Canvas
import Design
import Files
import Stage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Records what the full screen shows (`--record`): frames, as masks and glyphs leave them, and never a key.
///
/// Every frame is in the file before the next key is read, in whole lines, so that a recording ends well however the
/// program ends. Where the file cannot be written any more the recording stops, says so once, and nothing else stops.
///
/// It belongs to the main thread.
final class Recorder {
    private let path: String
    private let idleLimit: Int?
    private let title: String
    private let format: Asciicast.Version
    private let calls: LineFile.Calls
    private let clock = SuspendingClock()
    private var file: GrowingFile?
    private var writer: AsciicastWriter
    private var shown: Frame?
    private var begin: SuspendingClock.Instant?
    /// Time that does not count, before the screen that is recorded now.
    private var asideBefore = Duration.zero
    private var aside = Duration.zero
    /// Why the recording has ended, where nobody was told yet.
    private var unsaid: String?

    /// A recording that has not begun.
    ///
    /// - Parameters:
    ///   - path: The file, which must not be there.
    ///   - format: The version of the format.
    ///   - idleLimit: How long players stand still at most, in milliseconds.
    ///   - title: What it is called.
    ///   - calls: The calls that write; a test puts a disk that fails in their place.
    init(
        _ path: String, format: Asciicast.Version, idleLimit: Int?, title: String,
        calls: LineFile.Calls = .system
    ) {
        self.path = path
        self.format = format
        self.idleLimit = idleLimit
        self.title = title
        self.calls = calls
        writer = AsciicastWriter(format)
    }

    /// Makes the file, if it was not made yet.
    ///
    /// - Throws: `Stop` with 1 where something stands there, or nothing can be made; then nothing was.
    func open() throws(Stop) {
        asideBefore += aside
        aside = .zero
        guard file == nil, begin == nil else { return }
        switch NewFile.obstacle(path) {
        case nil: break
        case .file?: throw Self.isThere(path)
        case .other(let problem)?:
            throw Stop(code: .failed, name: "NotWritten", message: "\(problem.sentence) Nothing was recorded.")
        }
        do throws(FileProblem) {
            file = try GrowingFile(path, calls: calls)
        } catch {
            if error.reason == .system(EEXIST) { throw Self.isThere(path) }
            throw Stop(code: .failed, name: "NotWritten", message: "\(error.sentence) Nothing was recorded.")
        }
    }

    /// Takes the file away again, where there was nothing to record.
    func discard() {
        guard begin == nil else { return }
        file?.discard()
        file = nil
    }

    /// Takes the frame that is shown now.
    ///
    /// - Parameters:
    ///   - frame: The frame, with the characters that the terminal gets.
    ///   - depth: The colours that it is shown with.
    ///   - aside: How long this screen was suspended, or used by something else, until now; that does not count.
    /// - Returns: What to say where the recording ends here.
    func take(_ frame: Frame, depth: ColorDepth, aside: Duration) -> String? {
        guard file != nil else {
            defer { unsaid = nil }
            return unsaid
        }
        self.aside = aside
        let isFirst = begin == nil
        if isFirst {
            begin = clock.now
            let header = Asciicast.Header(
                version: format, size: frame.size, title: title, timestamp: Int(time(nil)), idleLimit: idleLimit,
                hasCube: depth == .cube)
            if let problem = append(writer.line(header)) { return problem }
        } else if let shown, shown.size != frame.size, let problem = add(.resize(frame.size)) {
            return problem
        }
        let text = FrameBytes.between(shown, and: frame, depth: depth)
        shown = frame
        return text.isEmpty ? nil : add(.output(text))
    }

    /// Marks a place that players can jump to: a chapter begins.
    ///
    /// - Returns: Whether it is marked; where the recording ends here, the next frame says so.
    @discardableResult func marker(_ label: String) -> Bool {
        guard begin != nil, file != nil else { return false }
        unsaid = add(.marker(label))
        return unsaid == nil
    }

    /// Ends the recording.
    ///
    /// - Parameter status: The exit code of the program.
    func end(status: Int) {
        guard begin != nil else { return discard() }
        // Where it is played the cursor is somebody's again, below what is shown.
        if let shown, !shown.cursorVisible {
            _ = add(.output(FrameBytes.end(of: shown)))
        }
        _ = add(.exit(status))
        file = nil
    }

    private func add(_ event: Asciicast.Event) -> String? {
        guard let begin else { return nil }
        let counted = clock.now - begin - asideBefore - aside
        let (seconds, attoseconds) = counted.components
        let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
        return writer.line(event, at: max(0, milliseconds)).flatMap { append($0) }
    }

    private func append(_ line: String) -> String? {
        guard let file else { return nil }
        do throws(FileProblem) {
            try file.append(Array(line.utf8))
            return nil
        } catch {
            self.file = nil
            return "\(error.sentence) The recording ends here."
        }
    }

    private static func isThere(_ path: String) -> Stop {
        Stop(
            code: .failed, name: "FilesDiffer",
            message: "\(path) is there. Nothing was recorded; --record names another file.")
    }
}
