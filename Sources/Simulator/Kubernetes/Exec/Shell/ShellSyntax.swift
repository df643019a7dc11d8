/// What a shell reads: pipelines, joined by what decides whether the next one runs.
struct ShellLine: Sendable, Hashable {
    /// When a pipeline runs.
    enum Condition: Sendable, Hashable {
        case always
        case afterSuccess
        case afterFailure
    }

    /// A word in its parts.
    typealias Word = [Piece]

    /// Where a command reads from or writes to instead.
    enum Redirection: Sendable, Hashable {
        /// `<FILE`
        case read(Word)
        /// `>FILE`, `2>FILE`, and with two signs behind what is there already.
        case write(descriptor: Int, Word, appends: Bool)
        /// `2>&1`, `>&2`
        case duplicate(descriptor: Int, of: Int)
        /// The text of a here-document.
        case text(Word)
    }

    /// A part of a word.
    indirect enum Piece: Sendable, Hashable {
        /// Text as it was written; quoted, it is a word even where it is empty.
        case text(String, quoted: Bool)
        /// A variable; unquoted, its value falls into words at its blanks.
        case variable(String, Fallback?, quoted: Bool)
        /// `${NAME%pattern}` and its like: a value without its beginning or end.
        case trimmed(String, Trim, quoted: Bool)
        /// `${#NAME}`: how many characters a value has.
        case length(String, quoted: Bool)
        /// `$(…)` and back-quotes: what the commands print.
        case output(ShellLine, quoted: Bool)
        /// `$((…))`: the value of an expression, after what stands in it was filled in.
        case arithmetic(Word, quoted: Bool)
    }

    /// What `#`, `##`, `%` and `%%` take away from a value.
    struct Trim: Sendable, Hashable {
        var isAtEnd: Bool
        var isLongest: Bool
        var pattern: Word
    }

    /// What stands for a variable that is not set, or is set instead of one that is: `${NAME:-word}`.
    struct Fallback: Sendable, Hashable {
        /// What the operator does.
        enum Kind: Character, Sendable, Hashable {
            /// The word stands for it.
            case use = "-"
            /// The word is given to it.
            case assign = "="
            /// The word is the complaint.
            case complain = "?"
            /// The word stands instead of what is there.
            case replace = "+"
        }

        var kind: Kind
        /// Whether an empty value counts as none: the operator had a colon.
        var countsEmpty: Bool
        var word: Word
    }

    /// One command of a pipeline.
    struct Command: Sendable, Hashable {
        var assignments: [Assignment] = []
        var words: [Word] = []
        /// Other commands, which this one decides about; it has no words then.
        var compound: Compound?
        var redirections: [Redirection] = []

        /// Whether nothing stands in it yet.
        var isEmpty: Bool { assignments.isEmpty && words.isEmpty && redirections.isEmpty }
    }

    /// Commands that stand inside of another one.
    indirect enum Compound: Sendable, Hashable {
        /// `{ …; }`
        case group(ShellLine)
        /// `( … )`
        case subshell(ShellLine)
        /// `if`, every `elif`, and what stands after `else`.
        case branch([Branch], otherwise: ShellLine?)
        /// `for NAME in WORDS`; without `in` it goes through the parameters.
        case each(String, [Word]?, ShellLine)
        /// `while`, and `until`, which ends when its test succeeds.
        case loop(Branch, isUntil: Bool)
        /// `case WORD in …`
        case choice(Word, [Choice])
        /// `NAME() …`
        case function(String, Command)
    }

    /// Commands that decide, and those that run then.
    struct Branch: Sendable, Hashable {
        var test: ShellLine
        var body: ShellLine
    }

    /// Patterns of a `case`, and the commands that run where one of them fits.
    struct Choice: Sendable, Hashable {
        var patterns: [Word]
        var body: ShellLine
    }

    /// `NAME=value` in front of a command.
    struct Assignment: Sendable, Hashable {
        var name: String
        var value: Word
    }

    /// Commands whose output feeds the next one.
    struct Pipeline: Sendable, Hashable {
        var condition: Condition
        /// Whether `!` turns its result around.
        var isNegated = false
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
    /// A variable is not set, and was to be: `set -u`, `${NAME:?word}`; or an expression cannot be computed, and why.
    case unset(String, String)

    /// The complaint after `sh: `.
    var sentence: String {
        switch self {
        case .incomplete: "syntax error: unexpected end of file"
        case .unexpected(let token): "syntax error near unexpected token `\(token)'"
        case .unknown(let what): "\(what): not supported in a simulated container"
        case .tooLong: ArgumentLimits.sentence
        case .unset(let name, let words): "\(name): \(words)"
        }
    }
}
