import Canvas
import Wire

/// A recording that was read: asciicast, version 2 or 3, of this program's or of asciinema's making.
///
/// It is hostile input: sizes and times have limits, what is typed and events of other kinds are left out, and nothing
/// in it is done, only drawn.
public struct Recording: Sendable, Hashable {
    /// An event and its time.
    public struct Moment: Sendable, Hashable {
        /// Milliseconds since the beginning, pauses as long as the recording's limit lets them be.
        public var milliseconds: Int
        /// What happened.
        public var event: Asciicast.Event

        /// An event and its time, in milliseconds since the beginning.
        public init(milliseconds: Int, event: Asciicast.Event) {
            self.milliseconds = milliseconds
            self.event = event
        }
    }

    /// What it says of itself.
    public var header: Asciicast.Header
    /// Its events in order; times never go back.
    public var moments: [Moment]

    /// A recording.
    public init(header: Asciicast.Header, moments: [Moment]) {
        self.header = header
        self.moments = moments
    }

    /// The titles of its markers, in order, with their times in milliseconds.
    public var markers: [(milliseconds: Int, label: String)] {
        moments.compactMap {
            guard case .marker(let label) = $0.event else { return nil }
            return ($0.milliseconds, label)
        }
    }

    /// Reads a recording.
    ///
    /// A last line without its end is what a writer left that was killed, or that writes still: it is left out.
    ///
    /// - Parameter bytes: The whole file.
    /// - Returns: The recording.
    /// - Throws: `RecordingProblem`: the first line that is not as expected.
    public static func read(_ bytes: [UInt8]) throws(RecordingProblem) -> Recording {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let torn = lines.removeLast()
        if lines.isEmpty { lines = [torn] }
        let header = try RecordingLine(number: 1, bytes: lines[0]).header()
        var moments: [Moment] = []
        var clock = RecordingClock(header)
        for (index, line) in lines.enumerated().dropFirst() {
            let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
            if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
            let (time, event) = try RecordingLine(number: index + 1, bytes: text).event()
            // What is left out takes its time all the same.
            let milliseconds = clock.advance(to: time)
            if let event { moments.append(Moment(milliseconds: milliseconds, event: event)) }
        }
        return Recording(header: header, moments: moments)
    }
}

/// Why a file is no recording.
public struct RecordingProblem: Error, Sendable, Hashable {
    /// The line, counted from 1.
    public var line: Int
    /// What was found, and what is expected, as sentences.
    public var sentence: String
}

/// The times of a recording, as they are played.
private struct RecordingClock {
    private let isRelative: Bool
    private let limit: Int?
    private var read = 0
    private var played = 0
    /// A week; what says to be longer is no talk.
    private static let longest = 7 * 24 * 3_600_000

    init(_ header: Asciicast.Header) {
        isRelative = header.version == .v3
        limit = header.idleLimit
    }

    mutating func advance(to seconds: Double) -> Int {
        let milliseconds = Int(min(max(seconds, 0) * 1000, Double(Self.longest)).rounded())
        let interval = max(0, isRelative ? milliseconds : milliseconds - read)
        read = min(read + interval, Self.longest)
        played = min(played + min(interval, limit ?? interval), Self.longest)
        return played
    }
}

/// One line of a recording.
private struct RecordingLine {
    let number: Int
    let bytes: ArraySlice<UInt8>

    func header() throws(RecordingProblem) -> Asciicast.Header {
        guard let object = try value().object else { throw expected("a header, {\"version\": 2, …} or 3") }
        guard let version = object["version"]?.int.flatMap(Asciicast.Version.init(rawValue:)) else {
            throw expected("version 2 or 3 of asciicast")
        }
        let terminal = object["term"]?.object
        let columns = version == .v2 ? object["width"] : terminal?["cols"]
        let rows = version == .v2 ? object["height"] : terminal?["rows"]
        guard let columns = columns?.int, let rows = rows?.int, let size = size(columns, rows) else {
            throw expected(sizes)
        }
        let limit = object["idle_time_limit"]?.double
        return Asciicast.Header(
            version: version, size: size, title: object["title"]?.string, timestamp: object["timestamp"]?.int,
            idleLimit: limit.flatMap { $0 >= 0 && $0 < 1_000_000 ? Int(($0 * 1000).rounded()) : nil })
    }

    /// When, and what; nothing for what is not played.
    func event() throws(RecordingProblem) -> (Double, Asciicast.Event?) {
        guard let parts = try value().array, parts.count >= 3, let time = parts[0].double, let code = parts[1].string
        else { throw expected("an event, [time, \"code\", \"data\"]") }
        switch (code, parts[2].string) {
        case ("o", let text?): return (time, .output(text))
        case ("m", let label): return (time, .marker(label ?? ""))
        case ("x", let status): return (time, status.flatMap { Int($0) }.map { .exit($0) })
        case ("r", let text):
            let numbers = (text ?? "").split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
            guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1], let size = size(columns, rows)
            else { throw expected(sizes) }
            return (time, .resize(size))
        default: return (time, nil)
        }
    }

    private func value() throws(RecordingProblem) -> JSONValue {
        do {
            return try JSONValue.parse(bytes)
        } catch {
            throw expected(number == 1 ? "asciicast, which begins with a line of JSON" : "a line of JSON")
        }
    }

    private func size(_ columns: Int, _ rows: Int) -> Size? {
        let largest = Asciicast.largestSize
        guard (1...largest.columns).contains(columns), (1...largest.rows).contains(rows) else { return nil }
        return Size(columns: columns, rows: rows)
    }

    private var sizes: String {
        "a size from 1x1 to \(Asciicast.largestSize.columns)x\(Asciicast.largestSize.rows)"
    }

    private func expected(_ what: String) -> RecordingProblem {
        let start = String(decoding: bytes.prefix(60), as: UTF8.self)
        let found = String(start.prefix(40).map { TextWidth.isDrawable($0) ? $0 : "?" })
        return RecordingProblem(
            line: number, sentence: "Line \(number) is \(found.isEmpty ? "empty" : "\"\(found)\""). Expected \(what).")
    }
}
