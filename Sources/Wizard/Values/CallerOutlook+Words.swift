import Canvas
public import Design

extension CallerOutlook {
    /// The words behind "Enter", ending with the question of who that is.
    ///
    /// - Parameter room: The columns that they may take; a command that does not fit loses its end.
    /// - Returns: The words, without a full stop.
    public func words(_ room: Int) -> String { words(room, then: "asks STS who that is") }

    /// The words of the steps, and what follows them where they lead to somebody.
    ///
    /// - Parameters:
    ///   - room: The columns that both may take.
    ///   - end: What follows; empty for nothing.
    /// - Returns: The words, without a full stop.
    public func words(_ room: Int, then end: String) -> String {
        if let problem { return "asks nobody: \(problem)" }
        if steps.isEmpty { return "finds no credentials there and asks nobody" }
        let tail = end.isEmpty ? "" : ", then " + end
        let bare = TextWidth.columns(phrase { _ in "" } + tail)
        return phrase { Self.short($0, max(12, room - bare)) } + tail
    }

    private func phrase(_ command: (String) -> String) -> String {
        steps.map { step in
            switch step {
            case .runs(let line, let profile): "runs \"\(command(line))\" of \(profile)"
            case .other(let words): words
            }
        }.joined(separator: ", ")
    }

    /// A command line that fits: the program's folder goes first, then the end.
    private static func short(_ command: String, _ room: Int) -> String {
        guard TextWidth.columns(command) > room else { return command }
        let program = command.prefix { $0 != " " }
        guard program.hasPrefix("/"), let slash = program.lastIndex(of: "/") else { return TextCut.end(command, room) }
        return TextCut.end(String(command[command.index(after: slash)...]), room)
    }
}
