/// How long the decoder waits for the rest of something before it acts without it.
public struct InputTiming: Hashable, Sendable {
    /// How long a bare Esc, or `Esc [`, may still be the start of a sequence, after its last byte.
    public var escape: Duration
    /// How long any other sequence, or a character of several bytes, may take from its first byte to its last.
    ///
    /// Terminals send what they have to say in one piece, so that only the network can tear it; whoever pressed Alt-]
    /// by accident gets the keyboard back before noticing that it was gone.
    public var sequence: Duration
    /// After how much silence within a paste a lone Ctrl-C is a key again.
    ///
    /// The bytes of a paste follow each other as fast as the program reads them. A person cannot press a key within
    /// that stream, and a text that holds byte 3 does not pause on both sides of it.
    public var pause: Duration
    /// After how much silence a paste has ended although its end never came.
    ///
    /// Freed too early, the rest of a paste that the network held up would run as keys; so it is long enough for a
    /// packet to be sent a second time, and short enough that a stuck keyboard comes back while one wonders.
    public var paste: Duration
    /// How long after an Esc that was taken as a key the rest of an arrow key is still known for what it is.
    public var late: Duration

    /// The terminal is on this computer.
    public static let local = InputTiming(
        escape: .milliseconds(25), sequence: .milliseconds(250), pause: .milliseconds(100), paste: .seconds(1),
        late: .milliseconds(150))

    /// The terminal is reached over a network.
    public static let remote = InputTiming(
        escape: .milliseconds(75), sequence: .milliseconds(500), pause: .milliseconds(250), paste: .seconds(3),
        late: .milliseconds(150))
}
