import ArgumentParser

/// `-o`: for people or for programs.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// Sentences and tables.
    case text
    /// One JSON document on standard output and nothing else there.
    case json
}
