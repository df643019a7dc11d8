import Foundation

/// What a process said and how it ended.
public struct Ran: Sendable, CustomStringConvertible {
    /// What was started, for messages of failing tests.
    public var command: String
    /// The exit code; 128 + n for a signal, as a shell says it; -1 when it had to be killed for taking too long.
    public var status: Int32
    /// Standard output.
    public var out: String
    /// Standard error.
    public var err: String
    /// Both, for expectations that do not care where something was said.
    public var everything: String { out + err }
    /// How long it took.
    public var seconds: Double

    /// Standard output as one JSON document.
    public var json: Document { Document(text: out) }

    /// All of it, for messages of failing tests.
    public var description: String { "\(command)\nexit \(status)\n--- out\n\(out)--- err\n\(err)" }
}
