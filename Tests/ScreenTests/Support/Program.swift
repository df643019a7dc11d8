import Programs

/// The program under test, on terminals.
enum Program {
    /// Starts it on a terminal of its own, in a home of its own.
    static func start(
        _ arguments: [String], in home: Home, rows: Int = 24, columns: Int = 80, more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            Place.program, arguments, environment: home.environment.merging(more) { $1 }, folder: home.folder,
            rows: rows,
            columns: columns, company: home)
    }

    /// Starts the demo, in a home of its own.
    static func demo(
        _ arguments: [String] = [], rows: Int = 24, columns: Int = 80, more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        try start(["demo"] + arguments, in: Home(), rows: rows, columns: columns, more: more)
    }
}
