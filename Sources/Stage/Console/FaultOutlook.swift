/// What comes of a fault on the stage as it is now, as it was rehearsed on a copy of the world.
public enum FaultOutlook: Sendable, Hashable {
    /// How it is mended by keys of the stage.
    public enum Mending: Sendable, Hashable {
        /// So many keys after Diagnose has named it, the look that finds it right included.
        case keys(Int)
        /// The same, and somebody follows the link of a mail.
        case keysAndClick(Int)
        /// Diagnose offers no key that does it; it may be put right elsewhere.
        case none
    }

    /// What is met.
    ///
    /// - `refusal`: what a message by the chain is refused with, as screen 7 shows it; nil where it is sent.
    /// - `isNamed`: whether Diagnose names the fault's code as a root cause.
    /// - `causes`: how many root causes it names in all.
    /// - `mending`: how it is mended; nil where that was not tried, or did not come by these keys.
    case met(refusal: String?, isNamed: Bool, causes: Int, mending: Mending?)
    /// It cannot be broken now; why, as a sentence.
    case impossible(String)
    /// Nobody can tell.
    case unknown

    /// Why it cannot be broken now; nil where it can, and where nobody knows.
    var obstacle: String? { if case .impossible(let why) = self { why } else { nil } }

    /// It in one sentence, the longest that fits.
    ///
    /// - Parameter room: Columns.
    /// - Returns: The sentence; nil where nothing can be told.
    func words(_ room: Int) -> String? {
        switch self {
        case .unknown: return nil
        case .impossible(let why): return why
        case .met(let refusal, let isNamed, let causes, let mending):
            let count = "\(causes) root cause\(causes == 1 ? "" : "s")"
            let number = isNamed && causes > 1 ? "1 of \(count)" : count
            let others = causes == 0 ? "nothing" : "others alone"
            let named = isNamed ? number : others
            let choices: [[String]] = [
                [
                    refusal.map { "Shows on 7 as \"\($0)\"" } ?? "On 7 the message is sent all the same",
                    isNamed ? "in Diagnose as \(number)" : "Diagnose names \(others)",
                    Self.words(mending, by: "mended by "),
                ],
                [
                    refusal.map { "On 7 \"\($0)\"" } ?? "On 7 it is sent all the same",
                    isNamed ? "in Diagnose \(number)" : "Diagnose names \(others)",
                    Self.words(mending, by: "mended by "),
                ],
                [
                    refusal.map { "On 7 \"\($0)\"" } ?? "On 7 it is sent", "in Diagnose \(named)",
                    Self.words(mending, by: ""),
                ],
                [refusal ?? "sent", named, Self.words(mending, by: "")],
            ]
            let sentences = choices.map { $0.filter { !$0.isEmpty }.joined(separator: ", ") + "." }
            return sentences.first { $0.count <= room } ?? sentences[sentences.count - 1]
        }
    }

    /// How it is mended; what Diagnose offers no key for may still be put right elsewhere.
    private static func words(_ mending: Mending?, by: String) -> String {
        switch mending {
        case nil: ""
        case .keys(let count)?: "\(by)\(count) key\(count == 1 ? "" : "s")"
        case .keysAndClick(let count)?: "\(by)\(count) keys and a click"
        case Mending.none?: "no key there mends it"
        }
    }
}
