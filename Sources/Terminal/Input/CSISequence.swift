import Canvas

/// A control sequence `CSI parameters final`, and what it means.
struct CSISequence {
    enum Meaning: Equatable {
        case key(Key)
        case focus(Bool)
        case pasteBegins
        case reply([UInt8])
        case nothing
    }

    /// Parameter and intermediate bytes between `CSI` and the final byte.
    let parameters: [UInt8]
    let final: UInt8

    /// The numbers before each `;`, sub-parameters after `:` left out.
    private var numbers: [Int] {
        parameters.split(separator: 0x3B, omittingEmptySubsequences: false).map { field in
            var number = 0
            for byte in field.drop(while: { !(0x30...0x39).contains($0) }) {
                guard (0x30...0x39).contains(byte), number < 100_000 else { break }
                number = number * 10 + Int(byte - 0x30)
            }
            return number
        }
    }

    /// The cursor or function key that a final byte alone names, in the CSI and in the SS3 form.
    var cursorKey: Key? {
        switch final {
        case 0x41: .up
        case 0x42: .down
        case 0x43: .right
        case 0x44: .left
        case 0x46: .end
        case 0x48: .home
        case 0x50...0x53: .function(Int(final) - 0x4F)
        case 0x4D: .enter
        default: nil
        }
    }

    var meaning: Meaning {
        if parameters.first == 0x3C, final == 0x4D || final == 0x6D { return mouse }
        // A private marker without a key meaning: an answer (DA1, DECRPM, kitty flags).
        if let first = parameters.first, (0x3C...0x3F).contains(first) { return .reply(parameters + [final]) }
        switch final {
        case 0x49: return .focus(true)
        case 0x4F: return .focus(false)
        case 0x5A: return .key(.backTab)
        case 0x7E: return tilde
        case 0x75: return kitty
        case 0x52, 0x63, 0x6E, 0x79, 0x74: return .reply(parameters + [final])
        default: return cursorKey.map { .key($0) } ?? .nothing
        }
    }

    private var tilde: Meaning {
        let numbers = numbers
        switch numbers.first ?? 0 {
        case 1, 7: return .key(.home)
        case 3: return .key(.delete)
        case 4, 8: return .key(.end)
        case 5: return .key(.pageUp)
        case 6: return .key(.pageDown)
        case 11...15: return .key(.function(numbers[0] - 10))
        case 17...21: return .key(.function(numbers[0] - 11))
        case 23...24: return .key(.function(numbers[0] - 12))
        case 27 where numbers.count >= 3: return typed(code: numbers[2], modifiers: numbers[1])
        case 200: return .pasteBegins
        default: return .nothing
        }
    }

    private var kitty: Meaning {
        let numbers = numbers
        return typed(code: numbers.first ?? 0, modifiers: numbers.count > 1 ? numbers[1] : 1)
    }

    /// A key given as a code point and a modifier mask plus one (xterm's modifyOtherKeys, kitty's `CSI u`).
    private func typed(code: Int, modifiers: Int) -> Meaning {
        let mask = max(modifiers - 1, 0)
        let shift = mask & 1 != 0
        let control = mask & 4 != 0
        switch code {
        case 9: return .key(shift ? .backTab : .tab)
        case 13: return .key(.enter)
        case 27: return .key(.escape)
        case 8, 127: return .key(.backspace)
        default:
            guard code >= 32, let scalar = Unicode.Scalar(UInt32(code)) else { return .nothing }
            let character = Character(scalar)
            if control { return .key(.control(Character(character.lowercased()))) }
            return .key(.character(shift ? Character(character.uppercased()) : character))
        }
    }

    private var mouse: Meaning {
        let numbers = numbers
        guard numbers.count == 3, final == 0x4D else { return .nothing }
        let position = Position(row: max(0, numbers[2] - 1), column: max(0, numbers[1] - 1))
        switch numbers[0] {
        case 0: return .key(.mouse(.press, position))
        case 64: return .key(.mouse(.wheelUp, position))
        case 65: return .key(.mouse(.wheelDown, position))
        default: return .nothing
        }
    }
}
