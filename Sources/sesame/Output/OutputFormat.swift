import ArgumentParser

/// The forms of output that a command has, for `-o`.
protocol FormatOption: ExpressibleByArgument, CaseIterable, Sendable {
    /// The form without `-o`.
    static var standard: Self { get }
    /// What `--help` says of them.
    static var help: String { get }
}

/// `-o`: for people or for programs.
enum OutputFormat: String, FormatOption {
    /// Sentences and tables.
    case text
    /// One JSON document on standard output and nothing else there.
    case json

    static let standard = OutputFormat.text
    static let help = "text, or json: one document on standard output."
}

/// `-o` of the doctor.
enum DoctorFormat: String, FormatOption {
    /// Cause, evidence, fix.
    case text
    /// Six lines for a chat.
    case short
    /// For a ticket.
    case markdown
    /// For a build server.
    case junit
    /// One JSON document on standard output and nothing else there.
    case json
    /// With `--all`, a line for each service account.
    case csv

    static let standard = DoctorFormat.text
    static let help = """
        text; short, for a chat; markdown, for a ticket; junit, for a build server; json: one document on standard \
        output; csv, with --all, for a spreadsheet.
        """

    /// How a failure without a report is told.
    var forFailures: OutputFormat { self == .json ? .json : .text }
}
