/// A piece of a pattern between two stars: bytes and `?`.
struct PatternPiece: Hashable, Sendable {
    private let tokens: [Token]
    private let hasOne: Bool
    /// From this much work on, looking at every place costs more than preparing a better search.
    private static let plainWork = 4_096

    init(_ tokens: [Token]) {
        self.tokens = tokens
        hasOne = tokens.contains(.one)
    }

    /// Where the earliest occurrence from a place on ends; nil when there is none.
    func firstEnd(in text: [UInt8], from start: Int) -> Int? {
        let room = text.count - start
        guard tokens.count <= room else { return nil }
        if tokens.count * room <= Self.plainWork { return plainEnd(in: text, from: start) }
        return hasOne ? shiftedEnd(in: text, from: start) : bordersEnd(in: text, from: start)
    }

    /// Tries every place; for short pieces and texts.
    private func plainEnd(in text: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + tokens.count <= text.count {
            if let end = Self.end(of: tokens, in: text, from: place) { return end }
            place += 1
            while place < text.count, text[place].isContinuation { place += 1 }
        }
        return nil
    }

    /// Knuth, Morris and Pratt: never steps back in the text; for pieces without `?`.
    private func bordersEnd(in text: [UInt8], from start: Int) -> Int? {
        var borders = [Int](repeating: 0, count: tokens.count)
        var border = 0
        for place in tokens.indices.dropFirst() {
            while border > 0, tokens[place] != tokens[border] { border = borders[border - 1] }
            if tokens[place] == tokens[border] { border += 1 }
            borders[place] = border
        }
        var met = 0
        for place in start..<text.count {
            while met > 0, Token(text[place]) != tokens[met] { met = borders[met - 1] }
            if Token(text[place]) == tokens[met] { met += 1 }
            if met == tokens.count { return place + 1 }
        }
        return nil
    }

    /// One bit per token, all places at once (Shift-And); for long pieces with `?`.
    private func shiftedEnd(in text: [UInt8], from start: Int) -> Int? {
        let words = (tokens.count + 63) / 64
        var masks: [UInt32: [UInt64]] = [:]
        var wild = [UInt64](repeating: 0, count: words)
        let scalars = tokens.scalars
        for (place, token) in scalars.enumerated() {
            let bit = UInt64(1) << UInt64(place % 64)
            if token == UInt32.max {
                wild[place / 64] |= bit
            } else {
                masks[token, default: [UInt64](repeating: 0, count: words)][place / 64] |= bit
            }
        }
        let final = (word: (scalars.count - 1) / 64, bit: UInt64(1) << UInt64((scalars.count - 1) % 64))
        let nothing = [UInt64](repeating: 0, count: words)
        var state = nothing
        var place = start
        while place < text.count {
            let (scalar, next) = text.scalar(at: place)
            let mask = masks[scalar] ?? nothing
            var carry: UInt64 = 1
            for word in 0..<words {
                let moved = state[word] << 1 | carry
                carry = state[word] >> 63
                state[word] = moved & (mask[word] | wild[word])
            }
            if state[final.word] & final.bit != 0 { return next }
            place = next
        }
        return nil
    }

    /// Where the tokens end when they are met from a place on; nil when they are not.
    static func end(of tokens: [Token], in text: [UInt8], from start: Int) -> Int? {
        var place = start
        for token in tokens {
            guard place < text.count else { return nil }
            if token == .one {
                place = text.scalar(at: place).next
            } else {
                guard Token(text[place]) == token else { return nil }
                place += 1
            }
        }
        return place
    }

    /// Where the tokens begin when they are met so that they end at a place; nil when they are not.
    static func start(of tokens: [Token], endingAt end: Int, in text: [UInt8]) -> Int? {
        var place = end
        for token in tokens.reversed() {
            guard place > 0 else { return nil }
            place -= 1
            if token == .one {
                while place > 0, text[place].isContinuation { place -= 1 }
            } else if Token(text[place]) != token {
                return nil
            }
        }
        return place
    }
}

extension [Token] {
    /// The tokens as Unicode scalars, `?` as `UInt32.max`.
    fileprivate var scalars: [UInt32] {
        var result: [UInt32] = []
        var bytes: [UInt8] = []
        func flush(into result: inout [UInt32]) {
            var place = 0
            while place < bytes.count {
                let (scalar, next) = bytes.scalar(at: place)
                result.append(scalar)
                place = next
            }
            bytes.removeAll(keepingCapacity: true)
        }
        for token in self {
            if token.isByte {
                bytes.append(UInt8(truncatingIfNeeded: token))
            } else {
                flush(into: &result)
                result.append(.max)
            }
        }
        flush(into: &result)
        return result
    }
}
