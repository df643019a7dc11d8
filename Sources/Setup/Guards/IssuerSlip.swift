import Design
import Identifiers

/// An issuer in the answers that is not the cluster's, but nearly: a slip of the pen rather than another cluster.
///
/// Other forms of the right issuer, such as the address of its discovery document, are understood where answers are
/// read (`IssuerReading`) and never come here.
struct IssuerSlip: Equatable {
    /// The kinds of slips.
    enum Kind: Equatable {
        /// Letters differ in case only.
        case letterCase
        /// The cluster's ID at another host; both regions, where both have one.
        case host(answer: String?, found: String?)
        /// The ID is cut off.
        case cut
        /// The ID differs in a few characters.
        case characters
    }

    let answer: String
    let found: String
    let kind: Kind

    /// Compares; nil when both are equal, or so different that another cluster is meant.
    init?(_ answer: IssuerURL, _ found: String) {
        guard answer.text != found, let kind = Self.kind(answer, found) else { return nil }
        self.answer = answer.text
        self.found = found
        self.kind = kind
    }

    /// The slip as what is wrong with the answer.
    var problem: FieldProblem {
        FieldProblem(
            field: .eksOIDCProvider, kind: .unusable, found: answer, expected: found,
            sentence:
                "\(answer) is not the cluster's issuer, which is \(found): \(words). Nothing was changed; correct "
                + "the answer.", repair: found)
    }

    private var words: String {
        switch kind {
        case .letterCase: "capital and small letters differ, which count"
        case .host(let answer?, let found?) where answer != found:
            "the ID is the cluster's, but the region is \(answer) instead of \(found)"
        case .host: "the ID is the cluster's, but the host before it is another"
        case .cut: "the answer is cut off"
        case .characters: "a few characters of the ID differ"
        }
    }

    private static func kind(_ answer: IssuerURL, _ found: String) -> Kind? {
        let text = answer.text
        if text.lowercased() == found.lowercased() { return .letterCase }
        let id = lastPart(found)
        guard id.count >= 8 else { return nil }
        let own = lastPart(text)
        let region = (try? IssuerURL(found))?.region
        if own.uppercased() == id.uppercased() {
            return .host(answer: answer.region?.text, found: region?.text)
        }
        guard own.count >= 8, answer.host == (try? IssuerURL(found))?.host else { return nil }
        if id.hasPrefix(own) { return .cut }
        // IDs are random: another cluster's differs in most of its digits.
        return EditDistance.nearest(to: own, among: [id]) == nil ? nil : .characters
    }

    private static func lastPart(_ text: String) -> String {
        text.split(separator: "/").last.map(String.init) ?? ""
    }
}
