import Design
import Identifiers

extension CheckContext {
    /// What was read and cannot be judged.
    func untold(_ code: String, _ link: Link, _ reason: String, place: String) -> Finding {
        Finding(
            code: code, link: link, status: .unknown, title: "Cannot tell.", found: "cannot tell: \(reason)",
            place: place)
    }
}

extension Finding {
    /// A verdict that hangs on what only the pod's own request shows.
    static func depends(
        _ code: String, _ link: Link, _ title: String, _ on: [String], place: String, account: AccountID, call: String
    ) -> Finding {
        Finding(
            code: code, link: link, status: .unknown, title: title,
            expected: "open for the pods, whatever network or session they come with",
            found: "open only where \(on.joined(separator: "; "))", place: place,
            why: "Only the pod's own request shows that; from here it cannot be told.",
            evidence: on.map { Evidence(account: account.text, call: call, field: "Condition", value: $0) },
            fix: Fix(text: "Send from a pod: what its request shows settles it."))
    }
}
