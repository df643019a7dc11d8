import Wire

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
    /// Whether the second line warns of something.
    var isWarning = false

    /// Two lines and a mark.
    public init(_ first: String, _ second: String = "", mark: Mark? = nil) {
        self.first = first
        self.second = second
        self.mark = mark
    }

    /// Two lines of which the second one warns.
    static func warning(_ first: String, _ second: String, mark: Mark?) -> Says {
        var says = Says(first, second, mark: mark)
        says.isWarning = true
        return says
    }

    /// Why something cannot be done now.
    static func notNow(_ reason: String, mark: Mark? = nil) -> Says {
        var says = Says("Not now: \(reason.withoutFullStop).", mark: mark)
        says.isNotNow = true
        return says
    }

    /// The second line, where it warns; nil where it only adds something.
    var warning: String? {
        guard !second.isEmpty else { return nil }
        return isWarning || mark == .attention || mark == .wrong ? second : nil
    }

    /// What line mode prints and a screen reader hears.
    public var announcement: String {
        var text = mark.map { $0.spoken + ": " } ?? ""
        text += first
        if !second.isEmpty { text += " " + second }
        return text
    }
}
