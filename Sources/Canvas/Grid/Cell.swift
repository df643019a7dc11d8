/// One cell of the screen.
public struct Cell: Hashable, Sendable {
    /// What stands in the cell; a blank in the second half of a wide character.
    public var character: Character
    /// Columns that the character takes: 1 or 2; 0 for the second half of a wide character, which is not written.
    public var width: UInt8
    /// How it looks.
    public var style: Style

    /// Makes a cell.
    public init(_ character: Character, width: UInt8 = 1, style: Style = .plain) {
        self.character = character
        self.width = width
        self.style = style
    }

    /// An empty cell.
    public static let blank = Cell(" ")
}
