/// Bytes of HTTP that came over a raw connection, as far as one can tell where they end.
public struct HTTPAnswer: Sendable {
    /// All of them.
    public var bytes: [UInt8]

    /// Bytes.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// The bytes as text; what is not UTF-8 becomes U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Where the body begins; nil as long as the head is not whole.
    public var endOfHead: Int? {
        guard bytes.count >= 4 else { return nil }
        // By hand: a load generator looks at every answer.
        for index in 3..<bytes.count
        where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
            return index + 1
        }
        return nil
    }

    /// The head, once it is whole.
    public var head: Head? {
        guard let endOfHead else { return nil }
        return Head(bytes[..<endOfHead])
    }

    /// Whether head and body are there.
    ///
    /// - Parameter lengthless: What an answer without a length is once its head is there: whole, or without an end of
    ///   its own.
    /// - Returns: Whether nothing is missing.
    public func isWhole(lengthless: Bool = false) -> Bool { head.map { isWhole($0, lengthless: lengthless) } ?? false }

    /// The same where the head is known.
    public func isWhole(_ head: Head, lengthless: Bool) -> Bool {
        head.length.map { bytes.count >= head.size + $0 } ?? lengthless
    }

    /// The part of an answer before its body.
    public struct Head: Sendable {
        /// Its lines in small letters, without their ends; the status line is the first.
        public let lines: [Substring]
        /// How many bytes it has, the empty line included.
        public let size: Int
        /// The body's length, where it is named.
        public let length: Int?

        init(_ bytes: ArraySlice<UInt8>) {
            lines = String(decoding: bytes, as: UTF8.self).lowercased().split(separator: "\r\n")
            size = bytes.count
            let name = "content-length:"
            length = lines.first { $0.hasPrefix(name) }.flatMap { Int($0.dropFirst(name.count).filter { $0 != " " }) }
        }
    }
}
