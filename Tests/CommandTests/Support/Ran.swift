import Foundation

/// What a process said and how it ended.
struct Ran: Sendable, CustomStringConvertible {
    /// What was started, for messages of failing tests.
    var command: String
    /// The exit code; 128 + n for a signal, as a shell says it; -1 when it had to be killed for taking too long.
    var status: Int32
    /// Standard output and standard error.
    var out: String
    var err: String
    /// How long it took.
    var seconds: Double

    /// Standard output as one JSON document.
    var json: Document { Document(text: out) }

    var description: String { "\(command)\nexit \(status)\n--- out\n\(out)--- err\n\(err)" }
}
