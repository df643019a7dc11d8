public import Canvas

/// asciinema's format of a recorded terminal: a line with a header, then a line for each event.
///
/// Sources: https://docs.asciinema.org/manual/asciicast/v2 and https://docs.asciinema.org/manual/asciicast/v3.
public enum Asciicast {
    /// A version of the format.
    public enum Version: Int, Sendable, Hashable, CaseIterable {
        /// Times count from the beginning; what every player of the last years plays.
        case v2 = 2
        /// Times count from the event before, and the end has an event; asciinema 3.0 and its player 3.10 read it.
        case v3 = 3
    }

    /// What a recording says of itself.
    ///
    /// Nothing in it tells of the computer: the terminal is the one that the bytes are for, and no variable of the
    /// environment, shell, command, user or host is named.
    public struct Header: Sendable, Hashable {
        /// The version of the format.
        public var version: Version
        /// The size at the beginning.
        public var size: Size
        /// The title; nil for none.
        public var title: String?
        /// When it began, in seconds since 1970; nil where it is not said.
        public var timestamp: Int?
        /// How long players stand still at most, in milliseconds; nil for as long as it was.
        public var idleLimit: Int?
        /// Whether the recorded terminal has the 256 colours of the cube.
        public var hasCube: Bool

        /// A header.
        public init(
            version: Version, size: Size, title: String? = nil, timestamp: Int? = nil, idleLimit: Int? = nil,
            hasCube: Bool = true
        ) {
            self.version = version
            self.size = size
            self.title = title
            self.timestamp = timestamp
            self.idleLimit = idleLimit
            self.hasCube = hasCube
        }
    }

    /// Something that happened; what is typed is never an event.
    public enum Event: Sendable, Hashable {
        /// Text was sent to the terminal.
        case output(String)
        /// A chapter begins, or whatever else players may jump to.
        case marker(String)
        /// The terminal has this size from here on.
        case resize(Size)
        /// The program ended with this status; only version 3 has it.
        case exit(Int)
    }

    /// What is above it is no terminal: columns and rows.
    public static let largestSize = Size(columns: 500, rows: 300)
}
