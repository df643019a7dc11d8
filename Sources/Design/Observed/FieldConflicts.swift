public import Calls
public import Wire

/// The fields of an object that others manage, and that an apply would have to take from them.
public struct FieldConflicts: AnswerView, Hashable {
    /// One field.
    public struct Field: Hashable, Sendable {
        /// Who manages it: `kubectl-annotate`.
        public let manager: String
        /// Where it is: `.metadata.annotations.eks.amazonaws.com/role-arn`.
        public let path: String

        /// The field as a call names it.
        var document: JSONValue { ["manager": .string(manager), "field": .string(path)] }
    }

    /// The fields in the server's order.
    public let fields: [Field]

    /// Fields of others.
    public init(fields: [Field]) {
        self.fields = fields
    }

    /// Reads what the dry run said.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        guard let conflicts = answer["conflicts"]?.array else { throw ViewProblem("it has no conflicts") }
        fields = conflicts.map {
            Field(manager: $0["manager"]?.string ?? "", path: $0["field"]?.string ?? "")
        }
    }

    /// Who manages what, and what comes of it, while nobody has agreed to taking it over.
    public var sentence: String { "\(words), so it stays as it is until you agree to taking that over." }

    /// Who manages what, as it follows the object: `kubectl-annotate manages .metadata.labels.app`.
    public var words: String {
        var managers: [String] = []
        for field in fields where !managers.contains(field.manager) { managers.append(field.manager) }
        return managers.map { manager in
            let paths = fields.filter { $0.manager == manager }.map(\.path)
            let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
            return "\(manager) manages \(paths.prefix(3).joined(separator: ", "))\(more)"
        }.joined(separator: "; ")
    }
}

extension Read where View == FieldConflicts {
    /// Which fields of an object others manage.
    public static func conflicts(_ object: JSONValue) -> Read { Read(.compare(object)) }
}

extension Plan {
    /// The dry runs that tell whether others manage what this plan would change in the cluster.
    ///
    /// Nobody manages what does not exist. They write nothing, and are for who plans to write: a look needs none.
    public var comparisons: [Call] {
        resources.filter { $0.action == .change && $0.side == .kubernetes }.flatMap(\.steps)
            .filter { $0.call.operation == .applyObject }
            .compactMap { $0.call.input["object"].map { Call.compare($0) } }
    }
}
