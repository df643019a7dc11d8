import Wire

/// Lines of JSON between a stage and its consoles.
public enum StageLine {
    /// The longest line that a console takes, in bytes; a screen of the largest size fits many times.
    public static let reportLimit = 4 << 20
    /// The longest line that a stage takes, in bytes.
    public static let commandLimit = 4 << 10
    /// The largest number that is believed: eleven days in milliseconds.
    static let longest = 1_000_000_000

    /// The document of a line, if it has this schema.
    static func document(_ line: [UInt8], schema: String) throws(StageLineProblem) -> JSONValue {
        guard let json = try? JSONValue.parse(line), let found = json["schema"]?.string else { throw .notUnderstood }
        guard found == schema else { throw .otherVersion(TerminalText.sanitized(found)) }
        return json
    }

    /// Bytes as they come, cut into lines.
    public struct Reader: Sendable {
        private let limit: Int
        private var rest: [UInt8] = []

        /// A reader of lines.
        ///
        /// - Parameter limit: The longest line that is taken, in bytes.
        public init(limit: Int) { self.limit = limit }

        /// Takes bytes.
        ///
        /// - Returns: The lines that are complete now, without their ends; nil when a line is over the limit, after which
        ///   nothing more can be understood.
        public mutating func take(_ bytes: some Sequence<UInt8>) -> [[UInt8]]? {
            var lines: [[UInt8]] = []
            for byte in bytes {
                if byte == UInt8(ascii: "\n") {
                    lines.append(rest)
                    rest = []
                } else {
                    guard rest.count < limit else { return nil }
                    rest.append(byte)
                }
            }
            return lines
        }
    }
}
