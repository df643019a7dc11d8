/// What a shell reads: pipelines, joined by what decides whether the next one runs.
struct ShellLine: Sendable, Hashable {
    /// When a pipeline runs.
    enum Condition: Sendable, Hashable {
        case always
        case afterSuccess
        case afterFailure
    }

    /// Where output goes instead.
    enum Redirection: Sendable, Hashable {
        /// `>/dev/null`
        case outputNowhere
        /// `2>/dev/null`
        case errorsNowhere
        /// `2>&1`
        case errorsToOutput
        /// `>&2`
        case outputToErrors
    }

    /// A part of a word.
    enum Piece: Sendable, Hashable {
        case text(String)
        /// A variable; unquoted, an empty one leaves no word behind.
        case variable(String, quoted: Bool)
    }

    /// One command of a pipeline.
    struct Command: Sendable, Hashable {
        var words: [[Piece]] = []
        var redirections: [Redirection] = []
    }

    /// Commands whose output feeds the next one.
    struct Pipeline: Sendable, Hashable {
        var condition: Condition
        var commands: [Command]
    }

    /// The pipelines in their order.
    var pipelines: [Pipeline] = []
}

/// Why text is no line for the shell.
enum ShellProblem: Error, Sendable, Hashable {
    /// More has to follow: an open quote, a backslash at the end, an operator without its right side.
    case incomplete
    /// This does not belong here.
    case unexpected(String)
    /// Bigger shells know this.
    case unknown(String)
    /// A word, the words of a command, or all variables would be longer than the system has room for.
    case tooLong

    /// The complaint after `sh: `.
    var sentence: String {
        switch self {
        case .incomplete: "syntax error: unexpected end of file"
        case .unexpected(let token): "syntax error near unexpected token `\(token)'"
        case .unknown(let what): "\(what): not supported in a simulated container"
        case .tooLong: ArgumentLimits.sentence
        }
    }
}
