import Canvas
import Wire

/// Writes the lines of a recording, each whole and without its end.
public struct AsciicastWriter: Sendable {
    private let version: Asciicast.Version
    /// The time of the last event, in milliseconds since the beginning.
    private var last = 0

    /// A writer of a version.
    public init(_ version: Asciicast.Version) { self.version = version }

    /// The first line.
    public func line(_ header: Asciicast.Header) -> String {
        let terminal = header.hasCube ? "xterm-256color" : "xterm"
        var object = JSONObject()
        object["version"] = JSONValue(version.rawValue)
        switch version {
        case .v2:
            object["width"] = JSONValue(header.size.columns)
            object["height"] = JSONValue(header.size.rows)
        case .v3:
            object["term"] = [
                "cols": JSONValue(header.size.columns), "rows": JSONValue(header.size.rows),
                "type": .string(terminal), "theme": theme,
            ]
        }
        if let timestamp = header.timestamp { object["timestamp"] = JSONValue(timestamp) }
        if let limit = header.idleLimit { object["idle_time_limit"] = .number(seconds(limit)) }
        if let title = header.title { object["title"] = .string(title) }
        if version == .v2 {
            object["env"] = ["TERM": .string(terminal)]
            object["theme"] = theme
        }
        return JSONValue.object(object).serialized()
    }

    /// The line of an event.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - milliseconds: When, since the beginning; a time before the last one's counts as the same.
    /// - Returns: The line; nil for what this version has no event for.
    public mutating func line(_ event: Asciicast.Event, at milliseconds: Int) -> String? {
        let (code, data): (String, String)
        switch event {
        case .output(let text): (code, data) = ("o", text)
        case .marker(let label): (code, data) = ("m", label)
        case .resize(let size): (code, data) = ("r", "\(size.columns)x\(size.rows)")
        case .exit(let status):
            if version == .v2 { return nil }
            (code, data) = ("x", String(status))
        }
        let time = max(milliseconds, last)
        // Intervals of whole milliseconds between whole milliseconds: no rounding that could add up.
        let shown = version == .v2 ? time : time - last
        last = time
        return JSONValue.array([.number(seconds(shown)), .string(code), .string(data)]).serialized()
    }

    private var theme: JSONValue {
        let theme = PictureTheme.dark
        return [
            "fg": .string(theme.foreground), "bg": .string(theme.background),
            "palette": .string(PictureTheme.palette.joined(separator: ":")),
        ]
    }

    private func seconds(_ milliseconds: Int) -> String {
        // Three digits behind the point.
        "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())"
    }
}
