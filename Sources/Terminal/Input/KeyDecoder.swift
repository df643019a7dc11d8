import Canvas

/// Turns the bytes of a terminal into keys: UTF-8, CSI and SS3 sequences, bracketed paste, SGR mouse, replies.
///
/// Both forms of the arrow keys are understood, whatever mode the terminal is in, and replies that arrive late are
/// consumed instead of being taken for typed text. Sources: ECMA-48, xterm's control sequences, the kitty keyboard
/// protocol's `CSI u` form.
public struct KeyDecoder: Sendable {
    private enum State: Sendable {
        case ground
        case escape
        case csi([UInt8])
        case ss3
        /// OSC, DCS, APC, PM or SOS: everything up to ST or BEL is a reply.
        case string([UInt8], sawEscape: Bool)
        case paste([UInt8])
    }

    /// A paste larger than this is cut: no field needs more, and a stuck paste must not eat the memory.
    private static let pasteLimit = 1 << 20
    private static let replyLimit = 4096
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    private var state = State.ground
    private var partial: [UInt8] = []
    private var escapeWasTaken = false

    /// Makes a decoder that has seen nothing.
    public init() {}

    /// Whether an Esc has arrived that may be a key of its own or the start of a sequence.
    ///
    /// When nothing follows within the deadline, call ``deadlinePassed()``.
    public var isUndecided: Bool {
        switch state {
        case .escape: true
        case .csi(let bytes): bytes.isEmpty
        default: false
        }
    }

    /// Decodes what was read.
    ///
    /// - Parameter bytes: Any bytes, cut anywhere.
    /// - Returns: What they mean, in order; bytes that are the start of something longer are kept.
    public mutating func decode(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
        var events: [TerminalInput] = []
        for byte in bytes { take(byte, &events) }
        return events
    }

    /// Decides that a pending Esc was the key.
    ///
    /// What follows directly after and looks like the rest of an arrow key is then swallowed: on a slow line the
    /// sequence was only late.
    public mutating func deadlinePassed() -> [TerminalInput] {
        switch state {
        case .escape:
            state = .ground
            escapeWasTaken = true
            return [.key(.escape)]
        case .csi(let bytes) where bytes.isEmpty:
            state = .ground
            return [.key(.escape)]
        default: return []
        }
    }

    /// Forgets that an Esc was taken a moment ago; what is typed from here on is meant as typed.
    public mutating func settle() { escapeWasTaken = false }

    private mutating func take(_ byte: UInt8, _ events: inout [TerminalInput]) {
        switch state {
        case .ground: takeGround(byte, &events)
        case .escape: takeEscape(byte, &events)
        case .csi(var bytes):
            if byte == 0x1B {
                state = .escape
            } else if (0x40...0x7E).contains(byte) {
                state = .ground
                finish(CSISequence(parameters: bytes, final: byte), &events)
            } else if bytes.count < KeyDecoder.replyLimit {
                bytes.append(byte)
                state = .csi(bytes)
            } else {
                state = .ground
            }
        case .ss3:
            state = .ground
            if let key = CSISequence(parameters: [], final: byte).cursorKey { events.append(.key(key)) }
        case .string(let bytes, let sawEscape): takeString(byte, bytes, sawEscape, &events)
        case .paste(var bytes):
            bytes.append(byte)
            if bytes.suffix(KeyDecoder.pasteEnd.count).elementsEqual(KeyDecoder.pasteEnd) {
                bytes.removeLast(KeyDecoder.pasteEnd.count)
                state = .ground
                events.append(.key(.paste(PastedText.cleaned(bytes))))
            } else {
                if bytes.count > KeyDecoder.pasteLimit { bytes.removeFirst(bytes.count - 64) }
                state = .paste(bytes)
            }
        }
    }

    private mutating func takeGround(_ byte: UInt8, _ events: inout [TerminalInput]) {
        if escapeWasTaken {
            escapeWasTaken = false
            if byte == 0x5B {
                lateSequence = true
                state = .csi([])
                return
            }
            if byte == 0x4F {
                lateSequence = true
                state = .ss3
                return
            }
        }
        if !partial.isEmpty || byte >= 0x80 { return takeUTF8(byte, &events) }
        switch byte {
        case 0x1B: state = .escape
        case 0x0D, 0x0A: events.append(.key(.enter))
        case 0x09: events.append(.key(.tab))
        case 0x08, 0x7F: events.append(.key(.backspace))
        case 0x00: events.append(.key(.control(" ")))
        case 0x01...0x1A: events.append(.key(.control(Character(Unicode.Scalar(byte + 0x60)))))
        case 0x1C...0x1F: events.append(.key(.control(Character(Unicode.Scalar(byte + 0x40)))))
        default: events.append(.key(.character(Character(Unicode.Scalar(byte)))))
        }
    }

    /// Whether the sequence being read began with an Esc that was already taken as a key.
    private var lateSequence = false

    private mutating func takeEscape(_ byte: UInt8, _ events: inout [TerminalInput]) {
        switch byte {
        case 0x5B: state = .csi([])
        case 0x4F: state = .ss3
        case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string([byte], sawEscape: false)
        case 0x1B:
            // Two in a row: the first one was the key.
            events.append(.key(.escape))
        default:
            // Alt with a letter arrives as Esc and the letter; sesame gives Alt no meaning, so both are taken.
            state = .ground
            events.append(.key(.escape))
            takeGround(byte, &events)
        }
    }

    private mutating func takeString(
        _ byte: UInt8, _ bytes: [UInt8], _ sawEscape: Bool, _ events: inout [TerminalInput]
    ) {
        if byte == 0x07 || (sawEscape && byte == 0x5C) {
            state = .ground
            events.append(.reply(bytes))
        } else if byte == 0x1B {
            state = .string(bytes, sawEscape: true)
        } else if sawEscape {
            // The string was never ended; this byte belongs to a new sequence.
            state = .escape
            take(byte, &events)
        } else if bytes.count < KeyDecoder.replyLimit {
            state = .string(bytes + [byte], sawEscape: false)
        } else {
            state = .ground
        }
    }

    private mutating func takeUTF8(_ byte: UInt8, _ events: inout [TerminalInput]) {
        if byte < 0x80 {
            // A character was cut short; the byte stands for itself.
            partial = []
            return takeGround(byte, &events)
        }
        partial.append(byte)
        if let scalar = UTF8Scalar.complete(partial) {
            partial = []
            events.append(.key(.character(Character(scalar))))
        } else if !UTF8Scalar.mayContinue(partial) {
            partial = []
        }
    }

    private mutating func finish(_ sequence: CSISequence, _ events: inout [TerminalInput]) {
        if lateSequence {
            lateSequence = false
            if sequence.cursorKey != nil { return }
        }
        switch sequence.meaning {
        case .key(let key): events.append(.key(key))
        case .focus(let has): events.append(.focus(has))
        case .pasteBegins: state = .paste([])
        case .reply(let bytes): events.append(.reply(bytes))
        case .nothing: break
        }
    }
}
