/// Words for spans of time, in at most seven columns.
enum Elapsed {
    /// A finished span, in tenths of seconds: `0.4 s`, `48 s`, `1 m 02`.
    static func done(_ milliseconds: Int64) -> String {
        if milliseconds < 100 { return "\(milliseconds) ms" }
        if milliseconds < 10_000 {
            let tenths = (milliseconds + 50) / 100
            return "\(tenths / 10).\(tenths % 10) s"
        }
        return running(milliseconds)
    }

    /// A span that goes on, in whole seconds.
    static func running(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        if seconds < 60 { return "\(seconds) s" }
        let rest = seconds % 60
        if seconds < 3600 { return "\(seconds / 60) m \(rest < 10 ? "0" : "")\(rest)" }
        let minutes = seconds / 60 % 60
        return "\(seconds / 3600) h \(minutes < 10 ? "0" : "")\(minutes)"
    }
}
