/// Turns a statement's resource into pattern pieces that respect an ARN's segments.
///
/// A variable counts in the last segment only.
enum ResourceTokens {
    private static let colon = Token(UInt8(ascii: ":"))
    /// Colons before the last part of an ARN, in which colons are characters like any other.
    private static let colons = 5

    static func pieces(of text: String, variables: Bool) -> [TextPattern.Piece] {
        guard text != "*" else { return [.tokens([.any])] }
        var pieces = PolicyVariable.cut(text, variables: variables).map { part -> TextPattern.Piece in
            switch part {
            case .text(let text): .tokens(Token.pattern(text))
            case .literal(let text): .tokens(Token.literal(text))
            case .variable(let variable): .variable(variable)
            }
        }
        var seen = 0
        for index in pieces.indices {
            if case .variable(let variable) = pieces[index], seen < colons {
                pieces[index] = .tokens(Token.literal(variable.text))
            }
            guard case .tokens(var tokens) = pieces[index] else { continue }
            let endsText = index == pieces.indices.last
            for place in tokens.indices where seen < colons {
                let next = place + 1 < tokens.count ? tokens[place + 1] : nil
                let endsSegment = next == colon || (next == nil && endsText)
                switch tokens[place] {
                case colon: seen += 1
                case .one: tokens[place] = .oneInSegment
                case .any where !endsSegment: tokens[place] = .anyInSegment
                default: break
                }
            }
            pieces[index] = .tokens(tokens)
        }
        if seen < colons, text.hasPrefix("arn:") {
            let open = Array(repeating: [colon, Token.any], count: colons - seen).flatMap(\.self)
            if !hasRun(pieces) { pieces.append(.tokens(open)) }
        }
        return pieces
    }

    /// The first variable that stands before the fifth colon, where it is plain text.
    static func deadVariable(of text: String) -> String? {
        var seen = 0
        for part in PolicyVariable.cut(text, variables: true) {
            switch part {
            case .text(let text), .literal(let text): seen += text.utf8.count { $0 == UInt8(ascii: ":") }
            case .variable(let variable): return seen < colons ? variable.text : nil
            }
        }
        return nil
    }

    /// Whether some `*` runs across colons, so that the pattern may stand for six parts as it is.
    private static func hasRun(_ pieces: [TextPattern.Piece]) -> Bool {
        pieces.contains { piece in
            guard case .tokens(let tokens) = piece else { return false }
            return tokens.contains(.any)
        }
    }
}
