/// A text of a policy that may hold wildcards and policy variables, compiled as far as it goes without a request.
struct TextPattern: Hashable, Sendable {
    /// What wildcards mean in the text.
    enum Style: Hashable, Sendable {
        /// `*` and `?` are plain characters.
        case plain
        /// `*` and `?` are wildcards.
        case wild
    }

    enum Piece: Hashable, Sendable {
        case tokens([Token])
        case variable(PolicyVariable)
    }

    private enum Compiled: Hashable, Sendable {
        case fixed(Wildcard)
        case open([Piece])
    }

    private let compiled: Compiled
    /// Whether the text holds a wildcard outside variables.
    let isWild: Bool

    /// Compiles a text.
    ///
    /// `variables` says whether `${…}` is a policy variable.
    init(_ text: some StringProtocol, style: Style, variables: Bool) {
        let pieces = PolicyVariable.cut(text, variables: variables).map { part -> Piece in
            switch part {
            case .text(let text): .tokens(style == .wild ? Token.pattern(text) : Token.literal(text))
            case .literal(let text): .tokens(Token.literal(text))
            case .variable(let variable): .variable(variable)
            }
        }
        self.init(pieces)
    }

    /// Compiles the resource of a statement, whose wildcards know the segments of an ARN.
    init(resource text: String, variables: Bool) {
        self.init(ResourceTokens.pieces(of: text, variables: variables))
    }

    private init(_ pieces: [Piece]) {
        var tokens: [Token] = []
        var isOpen = false
        for piece in pieces {
            switch piece {
            case .tokens(let more): tokens += more
            case .variable: isOpen = true
            }
        }
        isWild = tokens.contains { !$0.isByte }
        compiled = isOpen ? .open(pieces) : .fixed(Wildcard(tokens: tokens))
    }

    /// The variables that count in the text.
    var variables: [PolicyVariable] {
        guard case .open(let pieces) = compiled else { return [] }
        return pieces.compactMap { piece in
            guard case .variable(let variable) = piece else { return nil }
            return variable
        }
    }

    /// Whether a text fits; a variable that the request does not fill fits nothing, an unknown one may fit anything.
    func matches(_ text: [UInt8], in context: RequestContext) -> Truth {
        switch compiled {
        case .fixed(let wildcard): return Truth(wildcard.matches(text))
        case .open(let pieces):
            var tokens: [Token] = []
            var isKnown = true
            for piece in pieces {
                switch piece {
                case .tokens(let more): tokens += more
                case .variable(let variable) where context.isUnknown(lowered: variable.key):
                    tokens.append(.any)
                    isKnown = false
                case .variable(let variable):
                    guard let value = variable.value(in: context) else { return .no }
                    tokens += Token.literal(value)
                }
            }
            guard Wildcard(tokens: tokens).matches(text) else { return .no }
            return isKnown ? .yes : .depends
        }
    }
}
