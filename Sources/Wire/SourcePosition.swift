/// A place in a text file, as editors count: line and column from 1, the column in characters (Unicode scalars).
public struct SourcePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The line, from 1.
    public var line: Int

    /// The column, from 1, in Unicode scalars.
    public var column: Int

    /// Makes a position; the first character of a file is line 1, column 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Line 1, column 1: where a document begins, or something that has no text of its own.
    public static let start = SourcePosition(line: 1, column: 1)

    /// `12:5`, the form that editors and terminals link.
    public var description: String { "\(line):\(column)" }

    /// Sorts by line, then column.
    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// The position of a byte in UTF-8 text; counts from the start, so for errors, not for every node.
    init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self.init(line: 1, column: 1)
        for byte in bytes.prefix(offset) { advance(over: byte) }
    }

    /// Moves behind one byte of UTF-8 text.
    mutating func advance(over byte: UInt8) {
        if byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }
}
