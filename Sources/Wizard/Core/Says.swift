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
    /// Whether it says why something cannot be done now, which may end by itself.
    var isNotNow = false

    /// Two lines and a mark.
    public init(_ first: String, _ second: String = "", mark: Mark? = nil) {
        self.first = first
        self.second = second
        self.mark = mark
    }

    /// Why something cannot be done now.
    static func notNow(_ reason: String, mark: Mark? = nil) -> Says {
        var says = Says("Not now: \(reason).", mark: mark)
        says.isNotNow = true
        return says
    }

    /// What line mode prints and a screen reader hears.
    public var announcement: String {
        var text = mark.map { $0.spoken + ": " } ?? ""
        text += first
        if !second.isEmpty { text += " " + second }
        return text
    }
}
