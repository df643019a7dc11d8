public import Calls
public import Wire

/// A provider in IAM (`iam:GetOpenIDConnectProvider`).
public struct ProviderState: Hashable, Sendable {
    /// The audiences that it accepts.
    public var clientIDs: [String]
    /// Its tags.
    public var tags: [Tag]

    /// A provider.
    public init(clientIDs: [String], tags: [Tag]) {
        self.clientIDs = clientIDs
        self.tags = tags
    }
}

extension ProviderState: AnswerView {
    /// Reads `iam:GetOpenIDConnectProvider`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        clientIDs = (answer["ClientIDList"]?.array ?? []).compactMap(\.string)
        tags = Tag.list(answer["Tags"])
    }
}
