import Canvas

/// Turns the bytes of a terminal into keys: UTF-8, CSI and SS3 sequences, bracketed paste, SGR mouse, replies.
///
/// Both forms of the arrow keys are understood, whatever mode the terminal is in, and replies that arrive late are
/// consumed instead of being taken for typed text. Sources: ECMA-48, xterm's control sequences, the kitty keyboard
/// protocol's `CSI u` form.
///
/// Whatever was begun and not finished, the keyboard comes back: every state has a ``deadline``, and a control character
/// (Ctrl-C among them) ends a sequence and acts, as in a terminal. Within a paste control characters are text, until it
/// has been silent for ``InputTiming/pause``. There is no clock in here: times come in with the bytes.
public struct KeyDecoder: Sendable {
    /// The time that bytes are given with.
    public typealias Instant = ContinuousClock.Instant

    private enum State: Sendable {
        case ground
        case escape
        /// `isLate`: it began with an Esc that was already taken as a key.
        case csi(isLate: Bool)
        case ss3(isLate: Bool)
        /// OSC, DCS, APC, PM or SOS: everything up to ST or BEL is a reply.
        case string(sawEscape: Bool)
        /// A character of several bytes.
        case character
        /// `isQuiet`: nothing has come for a while.
        case paste(isQuiet: Bool)
    }

    /// Longer replies are cut: they answer nothing that was asked.
    private static let replyLimit = 4096

    /// How long to wait for what.
    public var timing: InputTiming

    private var state = State.ground
    /// What the state has seen: parameters, the string, the bytes of a character.
    private var collected: [UInt8] = []
    private var pasted = PasteBuffer()
    /// The time of the bytes being read, and of those before.
    private var now: Instant?
    /// When the state left the ground.
    private var began: Instant?
    /// Until when the rest of an arrow key may follow an Esc that was taken as a key.
    private var lateUntil: Instant?

    /// Makes a decoder that has seen nothing.
    public init(timing: InputTiming = .local) { self.timing = timing }

    /// When something that was begun has taken too long; nil while nothing is open.
    ///
    /// When nothing has come by then, call ``deadlinePassed(at:)``.
    public var deadline: Instant? {
        guard let now, let began else { return nil }
        switch state {
        case .ground: return nil
        case .escape: return now.advanced(by: timing.escape)
        case .csi where collected.isEmpty: return now.advanced(by: timing.escape)
        case .string(sawEscape: true):
            return max(began.advanced(by: timing.sequence), now.advanced(by: timing.escape))
        case .csi, .ss3, .string, .character: return began.advanced(by: timing.sequence)
        case .paste(isQuiet: false): return now.advanced(by: timing.pause)
        case .paste(isQuiet: true): return now.advanced(by: timing.paste)
        }
    }

    /// Whether a paste has begun and not ended.
    public var isPasting: Bool { if case .paste = state { true } else { false } }

    /// Decodes what was read.
    ///
    /// - Parameters:
    ///   - bytes: What one read gave, cut anywhere.
    ///   - now: When it was read; never earlier than the time before.
    /// - Returns: What it means, in order; bytes that are the start of something longer are kept.
    public mutating func decode(_ bytes: some Sequence<UInt8>, at now: Instant) -> [TerminalInput] {
        self.now = now
        if let until = lateUntil, now >= until { lateUntil = nil }
        var events: [TerminalInput] = []
        var rest = Array(bytes)[...]
        if case .paste(let isQuiet) = state {
            if isQuiet, rest.elementsEqual([0x03]) {
                abandon()
                return [.key(.control("c"))]
            }
            state = .paste(isQuiet: false)
        }
        while let byte = rest.first {
            if isPasting {
                guard let end = pasted.take(rest) else { break }
                rest = rest[end...]
                finishPaste(&events)
            } else {
                rest = rest.dropFirst()
                take(byte, &events)
            }
        }
        return events
    }

    /// Decides what something unfinished was, when its deadline has passed without another byte.
    ///
    /// A lone Esc was the key. What then follows and looks like the rest of an arrow key is swallowed: on a slow line
    /// the sequence was only late. `Esc ]` and its like were Alt with a key, of which the Esc is taken. Anything longer
    /// was torn, and is dropped. A paste is over.
    ///
    /// - Parameter now: The time; before the ``deadline`` nothing happens.
    /// - Returns: What it was, if that means anything.
    public mutating func deadlinePassed(at now: Instant) -> [TerminalInput] {
        guard let deadline, now >= deadline else { return [] }
        let isBare = collected.count <= 1
        switch state {
        case .ground: return []
        case .escape:
            abandon()
            lateUntil = now.advanced(by: timing.late)
            return [.key(.escape)]
        case .csi(let isLate):
            let isEmpty = collected.isEmpty
            abandon()
            return isEmpty ? [.key(isLate ? .character("[") : .escape)] : []
        case .ss3(let isLate):
            abandon()
            return [.key(isLate ? .character("O") : .escape)]
        case .string(let sawEscape):
            abandon()
            return isBare || sawEscape ? [.key(.escape)] : []
        case .character:
            abandon()
            return []
        case .paste(isQuiet: false):
            state = .paste(isQuiet: true)
            return []
        case .paste(isQuiet: true):
            var events: [TerminalInput] = []
            finishPaste(&events)
            return events
        }
    }

    private mutating func begin(_ state: State, with byte: UInt8? = nil) {
        self.state = state
        collected.removeAll(keepingCapacity: true)
        if let byte { collected.append(byte) }
        began = now
    }

    /// Back to the ground, without what was collected.
    private mutating func abandon() {
        state = .ground
        collected.removeAll(keepingCapacity: true)
        pasted = PasteBuffer()
        began = nil
    }

    private mutating func collect(_ byte: UInt8) {
        // What is too long is still read to its end, or it would be taken for typed text.
        if collected.count < KeyDecoder.replyLimit { collected.append(byte) }
    }

    private mutating func take(_ byte: UInt8, _ events: inout [TerminalInput]) {
        switch state {
        case .ground, .paste: takeGround(byte, &events)
        case .escape: takeEscape(byte, &events)
        case .csi(let isLate):
            switch byte {
            case 0x1B: begin(.escape)
            case 0x20...0x3F: collect(byte)
            case 0x40...0x7E:
                let sequence = CSISequence(parameters: collected, final: byte)
                abandon()
                finish(sequence, isLate, &events)
            default: restart(byte, &events)
            }
        case .ss3(let isLate):
            switch byte {
            case 0x1B: begin(.escape)
            case 0x20...0x7E:
                abandon()
                let key = CSISequence(parameters: [], final: byte).cursorKey
                if let key, !isLate { events.append(.key(key)) }
            default: restart(byte, &events)
            }
        case .string(let sawEscape): takeString(byte, sawEscape, &events)
        case .character: takeCharacter(byte, &events)
        }
    }

    /// What was begun will not be finished; the byte stands for itself.
    private mutating func restart(_ byte: UInt8, _ events: inout [TerminalInput]) {
        abandon()
        takeGround(byte, &events)
    }

    private mutating func takeGround(_ byte: UInt8, _ events: inout [TerminalInput]) {
        if lateUntil != nil {
            lateUntil = nil
            if byte == 0x5B { return begin(.csi(isLate: true)) }
            if byte == 0x4F { return begin(.ss3(isLate: true)) }
        }
        switch byte {
        case 0x1B: begin(.escape)
        case 0x0D, 0x0A: events.append(.key(.enter))
        case 0x09: events.append(.key(.tab))
        case 0x08, 0x7F: events.append(.key(.backspace))
        case 0x00: events.append(.key(.control(" ")))
        case 0x01...0x1A: events.append(.key(.control(Character(Unicode.Scalar(byte + 0x60)))))
        case 0x1C...0x1F: events.append(.key(.control(Character(Unicode.Scalar(byte + 0x40)))))
        case 0x80...: if UTF8Scalar.mayContinue([byte]) { begin(.character, with: byte) }
        default: events.append(.key(.character(Character(Unicode.Scalar(byte)))))
        }
    }

    private mutating func takeEscape(_ byte: UInt8, _ events: inout [TerminalInput]) {
        switch byte {
        case 0x5B: state = .csi(isLate: false)
        case 0x4F: state = .ss3(isLate: false)
        case 0x5D, 0x50, 0x58, 0x5E, 0x5F:
            state = .string(sawEscape: false)
            collect(byte)
        case 0x1B:
            // Two in a row: the first one was the key.
            events.append(.key(.escape))
            begin(.escape)
        default:
            // Alt with a letter arrives as Esc and the letter; sesame gives Alt no meaning, so both are taken.
            events.append(.key(.escape))
            restart(byte, &events)
        }
    }

    private mutating func takeString(_ byte: UInt8, _ sawEscape: Bool, _ events: inout [TerminalInput]) {
        switch byte {
        case 0x07,
            0x5C where sawEscape:
            events.append(.reply(collected))
            abandon()
        case 0x1B: state = .string(sawEscape: true)
        case _ where sawEscape:
            // The string was never ended; this byte belongs to a new sequence.
            begin(.escape)
            takeEscape(byte, &events)
        case 0x00...0x1F: restart(byte, &events)
        default: collect(byte)
        }
    }

    private mutating func takeCharacter(_ byte: UInt8, _ events: inout [TerminalInput]) {
        guard byte & 0xC0 == 0x80 else { return restart(byte, &events) }
        collected.append(byte)
        if let scalar = UTF8Scalar.complete(collected) {
            abandon()
            events.append(.key(.character(Character(scalar))))
        } else if !UTF8Scalar.mayContinue(collected) {
            abandon()
        }
    }

    private mutating func finish(_ sequence: CSISequence, _ isLate: Bool, _ events: inout [TerminalInput]) {
        if isLate, sequence.cursorKey != nil { return }
        switch sequence.meaning {
        case .key(let key): events.append(.key(key))
        case .focus(let has): events.append(.focus(has))
        case .pasteBegins: begin(.paste(isQuiet: false))
        case .reply(let bytes): events.append(.reply(bytes))
        case .nothing: break
        }
    }

    private mutating func finishPaste(_ events: inout [TerminalInput]) {
        if let event = pasted.finished() { events.append(event) }
        abandon()
    }
}
