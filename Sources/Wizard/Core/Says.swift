/// The two lines above the footer: what the focused thing is or does.
///
/// A screen reader hears the first.
public struct Says: Hashable, Sendable {
    /// The first line, which stands alone if need be.
    public var first: String
    /// The second line.
    public var second: String
    /// The mark before the first line.
    public var mark: Mark?

    /// Two lines and a mark.
    public init(_ first: String, _ second: String = "", mark: Mark? = nil) {
        self.first = first
        self.second = second
        self.mark = mark
    }

    /// What line mode prints and a screen reader hears.
    public var announcement: String {
        var text = mark.map { $0.spoken + ": " } ?? ""
        text += first
        if !second.isEmpty { text += " " + second }
        return text
    }
}
