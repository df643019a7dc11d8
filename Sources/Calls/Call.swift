public import Identifiers
public import Wire

/// A request to AWS or to a cluster, as a value.
///
/// The request on the wire, the command that does the same, the permission that it needs, the journal's line and what
/// may be waited for all follow from it. Two calls are equal when they ask the same of the same.
public struct Call: Sendable {
    /// What is asked for.
    public let operation: Operation
    /// Whose credentials are used, which says who answers.
    public let side: Side
    /// The region that is asked; nil is the caller's own, or the service has none.
    public let region: Region?
    /// The parameters by the names of AWS's model; policy documents are JSON.
    public let input: JSONObject
    /// The call in one line, the same for equal calls: what equality and hash go by.
    public let key: String

    /// A call.
    ///
    /// - Parameters:
    ///   - operation: What is asked for.
    ///   - side: Whose credentials are used.
    ///   - region: The region that is asked; nil is the caller's own.
    ///   - input: The parameters.
    public init(_ operation: Operation, _ side: Side, in region: Region? = nil, _ input: JSONObject = JSONObject()) {
        self.operation = operation
        self.side = side
        self.region = region
        self.input = input
        key =
            "\(side.rawValue) \(region?.text ?? "-") \(operation.words) "
            + JSONValue.object(input).sortingKeys().serialized(.compact)
    }

    /// Service and operation, for example `iam CreateRole`; for a cluster verb and kind, `kubernetes apply Namespace`.
    public var words: String {
        guard operation.service == .kubernetes, operation != .selfSubjectReview else { return operation.words }
        return "\(operation.words) \(input["object"]?["kind"]?.string ?? input["kind"]?.string ?? "object")"
    }

    /// A parameter that is text.
    public subscript(_ parameter: String) -> String? { input[parameter]?.string }

    /// The IAM actions that the call needs.
    public var actions: [String] {
        operation.actions.filter { $0.parameter.map { input[$0] != nil } ?? true }.map(\.name)
    }

    /// What the caller has to be allowed, for sentences: the first IAM action, or the right in the cluster.
    public var permission: String { right?.permission ?? operation.actions.first?.name ?? operation.words }
}

extension Call: Hashable {
    /// Whether both ask the same of the same.
    public static func == (left: Call, right: Call) -> Bool { left.key == right.key }

    /// Hashes the key.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Call: CustomStringConvertible {
    /// The key.
    public var description: String { key }
}
