/// Finds the control sequences in what is sent to a terminal (ECMA-48, section 5; strings end as xterm lets them).
struct ControlReader: Sendable {
    /// What was found.
    enum Found {
        /// A character to draw.
        case character(Unicode.Scalar)
        /// A control character.
        case control(UInt8)
        /// ESC and one more.
        case escape(UInt8)
        /// The set of characters changes: to lines, or to the usual.
        case charset(isLines: Bool)
        /// A control sequence.
        case sequence(Sequence)
    }

    /// `CSI`, parameters, and the character that says what they are for.
    struct Sequence {
        /// `?`, `<`, `=` or `>` before the parameters.
        var marker: UInt8?
        /// The parameters; nil where one is left out.
        var numbers: [Int?] = []
        /// What they are for.
        var final: UInt8

        /// A parameter, if it is there.
        func number(_ index: Int) -> Int? { numbers.indices.contains(index) ? numbers[index] : nil }
    }

    private enum State {
        case text
        case escape
        case intermediate(UInt8)
        case sequence
        case string
        case stringEscape
    }

    private var state = State.text
    private var parameters: [UInt8] = []
    /// More than any sequence that draws has.
    private static let mostParameters = 128

    /// Takes a scalar.
    mutating func take(_ scalar: Unicode.Scalar) -> Found? {
        let value = scalar.value
        switch state {
        case .text:
            if value >= 0xA0 || (0x20..<0x7F).contains(value) { return .character(scalar) }
            if value < 0x20 || value == 0x9B || value == 0x90 || value == 0x9D { return control(value) }
            return nil
        case .escape: return afterEscape(value)
        case .intermediate(let byte):
            state = .text
            guard value < 0x80 else { return nil }
            return byte == UInt8(ascii: "(") ? .charset(isLines: value == 0x30) : nil
        case .sequence: return inSequence(value)
        case .string:
            if value == 0x07 || value == 0x9C || value == 0x18 || value == 0x1A { state = .text }
            if value == 0x1B { state = .stringEscape }
            return nil
        case .stringEscape:
            if value == 0x5C {
                state = .text
                return nil
            }
            return afterEscape(value)
        }
    }

    private mutating func control(_ value: UInt32) -> Found? {
        switch value {
        case 0x1B: state = .escape
        case 0x9B: begin()
        case 0x90, 0x9D: state = .string
        default: return .control(UInt8(value))
        }
        return nil
    }

    private mutating func begin() {
        state = .sequence
        parameters = []
    }

    private mutating func afterEscape(_ value: UInt32) -> Found? {
        state = .text
        switch value {
        case 0x1B: state = .escape
        case 0x5B: begin()
        case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string
        case 0x20...0x2F: state = .intermediate(UInt8(value))
        case 0x30...0x7E: return .escape(UInt8(value))
        case ..<0x20: return .control(UInt8(value))
        default: break
        }
        return nil
    }

    private mutating func inSequence(_ value: UInt32) -> Found? {
        switch value {
        case 0x1B: state = .escape
        case 0x18, 0x1A: state = .text
        case ..<0x20: return .control(UInt8(value))
        case 0x20...0x3F: if parameters.count < Self.mostParameters { parameters.append(UInt8(value)) }
        case 0x40...0x7E:
            state = .text
            return finished(UInt8(value)).map { .sequence($0) }
        case 0x7F: break
        default: state = .text
        }
        return nil
    }

    private func finished(_ final: UInt8) -> Sequence? {
        var sequence = Sequence(final: final)
        var bytes = parameters[...]
        if let first = bytes.first, (0x3C...0x3F).contains(first) { sequence.marker = bytes.removeFirst() }
        // An intermediate byte makes another function of it, and none of those draws.
        guard bytes.allSatisfy({ (0x30...0x3B).contains($0) }) else { return nil }
        if bytes.isEmpty { return sequence }
        sequence.numbers = bytes.split(omittingEmptySubsequences: false) { $0 == 0x3A || $0 == 0x3B }.map {
            $0.isEmpty ? nil : $0.reduce(0) { min($0 * 10 + Int($1 - 0x30), 99_999) }
        }
        return sequence
    }
}
