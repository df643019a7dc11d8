public import Calls
import Design
import Wire

extension Checks {
    /// Whether a root cause is not named as long as another one is there: it follows from it then, the check names the
    /// other one first, or nobody can look.
    ///
    /// - Parameters:
    ///   - code: The code of the root cause.
    ///   - other: The code of the other one.
    ///   - side: Whose sign-in the other one is about, where it is about one.
    ///   - subject: What is diagnosed; nil while nobody knows, and then a sign-in hides nothing.
    /// - Returns: Whether that hides it; a code that no check gives neither hides nor is hidden.
    public static func hides(
        _ code: String, behind other: String, of side: Side? = nil, in subject: Subject? = nil
    ) -> Bool {
        guard code != other, let check = all.first(where: { $0.codes.contains(code) }) else { return false }
        if Check.callers.codes.contains(other) {
            guard check.name != Check.callers.name, let side, let subject else { return false }
            let context = CheckContext(subject, Observations(), at: Timestamp(secondsSinceEpoch: 0))
            return check.reads(context).contains { context.signsIn($0.side) == side }
        }
        if let order = order.first(where: { $0.contains(code) && $0.contains(other) }),
            let place = order.firstIndex(of: code), let before = order.firstIndex(of: other)
        {
            return before < place
        }
        return follows[code]?.contains(other) == true || hangs(check, on: other)
    }

    /// Whether a check's faults follow from a fault, over whatever stands between them.
    private static func hangs(_ check: Check, on code: String) -> Bool {
        check.after.contains { name in
            guard let before = cause(name) else { return false }
            // A check by its name is there with all its faults; by a code with that one alone.
            if name == before.name ? before.codes.contains(code) : name == code { return true }
            return hangs(before, on: code)
        }
    }

    /// The order in which a door names the one thing that keeps it shut.
    private static let order = [
        [
            "IAM-DENY", "IAM-POLICY-DETACHED", "IAM-POLICY-NONE", "SES-RAW", "IAM-ACTION", "IAM-RESOURCE",
            "IAM-CONDITION", "IAM-DOOR-1", "IAM-BOUNDARY", "SES-RECEIVER-GRANT",
        ],
        [
            "SES-DENY", "SES-DOOR-2", "SES-RAW", "SES-ACTION", "SES-PRINCIPAL-DEAD", "SES-PRINCIPAL", "SES-RESOURCE",
            "SES-CONDITION", "SES-PRINCIPAL-EARLIER",
        ],
    ]

    /// What follows from single faults, as the second door says for itself.
    private static let follows: [String: Set<String>] = [
        "SES-DOOR-2": ["SES-SENDER-UNVERIFIED", "SES-SENDER-MISSING", "SES-SENDER-REGION", "SES-ADDRESS-OF-DOMAIN"],
        "SES-PRINCIPAL-DEAD": ["STS-ROLE-MISSING"],
        "SES-PRINCIPAL-EARLIER": ["STS-ROLE-MISSING"],
        "SES-PRINCIPAL": ["STS-ROLE-PATH"],
    ]
}
