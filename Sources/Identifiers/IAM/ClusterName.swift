/// An EKS cluster's name.
public struct ClusterName: Identifier {
    /// The name.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "cluster name" }

    /// What a cluster's name looks like.
    public static var expectation: String { "1 to 100 letters, digits, - and _, beginning with a letter or digit" }

    /// Accepts 1 to 100 letters, digits, `-` and `_`; the first is a letter or digit.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        try Self.check(text, only: "letters, digits, - and _") {
            Characters.isAlphanumeric($0) || $0 == "-" || $0 == "_"
        }
        if text.hasPrefix("-") || text.hasPrefix("_") {
            throw Self.error(text, .rule("A cluster name begins with a letter or digit"))
        }
        try Self.check(text, atMost: 100)
        self.text = text
    }

    /// Takes the name out of a cluster's ARN.
    public static func repair(_ text: String) -> String? {
        repair(text) { trimmed in
            guard let arn = try? ARN(trimmed), arn.service == "eks", arn.resourceType == "cluster" else {
                return trimmed
            }
            return arn.resourceName
        }
    }
}
