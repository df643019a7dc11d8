import Wire

/// Chooses objects by label or by field, as `labelSelector` and `fieldSelector` do.
struct Selector: Sendable {
    private let labels: [SelectorReader.Test]
    private let fields: [SelectorReader.Test]

    /// Whether every object is chosen.
    var isEmpty: Bool { labels.isEmpty && fields.isEmpty }

    /// Reads the selectors of a request.
    init(_ call: APICall, _ kind: ResourceKind) throws(APIFailure) {
        labels = try Self.tests(call.parameter("labelSelector") ?? "")
        fields = try Self.fields(call.parameter("fieldSelector") ?? "", kind)
    }

    /// Reads a label selector in its textual form.
    init(labels: String) throws(APIFailure) {
        self.labels = try Self.tests(labels)
        fields = []
    }

    /// Reads a label selector as objects hold it; an empty one chooses everything.
    init(_ selector: JSONValue?) {
        let equal = (selector?["matchLabels"]?.textMembers ?? [:]).map {
            SelectorReader.Test.isOneOf($0.key, [$0.value])
        }
        let expressions = (selector?["matchExpressions"]?.array ?? []).compactMap {
            expression -> SelectorReader.Test? in
            let key = expression["key"]?.string ?? ""
            let values = (expression["values"]?.array ?? []).compactMap(\.string)
            return switch expression["operator"]?.string {
            case "In": .isOneOf(key, values)
            case "NotIn": .isNoneOf(key, values)
            case "Exists": .exists(key)
            case "DoesNotExist": .isAbsent(key)
            default: nil
            }
        }
        labels = equal + expressions
        fields = []
    }

    /// Whether an object is chosen.
    func matches(_ object: JSONValue) -> Bool {
        let held = object.at(["metadata", "labels"])?.textMembers ?? [:]
        return labels.allSatisfy { Self.holds($0) { held[$0] } }
            && fields.allSatisfy { test in
                Self.holds(test) { object.at($0.split(separator: ".").map(String.init))?.plainText ?? "" }
            }
    }

    private static func holds(_ test: SelectorReader.Test, _ value: (String) -> String?) -> Bool {
        switch test {
        case .isOneOf(let key, let values): value(key).map(values.contains) ?? false
        case .isNoneOf(let key, let values): value(key).map { !values.contains($0) } ?? true
        case .exists(let key): value(key) != nil
        case .isAbsent(let key): value(key) == nil
        case .compares(let key, let isGreater, let number):
            value(key).flatMap { Int($0) }.map { isGreater ? $0 > number : $0 < number } ?? false
        }
    }

    private static func tests(_ text: String) throws(APIFailure) -> [SelectorReader.Test] {
        do throws(SelectorReader.Problem) { return try SelectorReader.tests(text) } catch {
            throw .badRequest(error.sentence)
        }
    }

    private static func fields(_ text: String, _ kind: ResourceKind) throws(APIFailure) -> [SelectorReader.Test] {
        var tests: [SelectorReader.Test] = []
        for term in text.split(separator: ",").map(\.trimmingBlanksAndLineEnds) where !term.isEmpty {
            guard let sign = ["!=", "==", "="].first(where: term.contains), let range = term.firstRange(of: sign) else {
                throw .badRequest("invalid selector: '\(term)'; can't understand '\(term)'")
            }
            let field = String(term[..<range.lowerBound])
            let value = String(term[range.upperBound...])
            guard kind.selectableFields.contains(field) else { throw .badRequest(kind.refusal(ofField: field)) }
            tests.append(sign == "!=" ? .isNoneOf(field, [value]) : .isOneOf(field, [value]))
        }
        return tests
    }
}

extension ResourceKind {
    /// The fields that `fieldSelector` may name.
    var selectableFields: [String] {
        ["metadata.name", "metadata.namespace"] + moreFields
    }

    private var moreFields: [String] {
        switch kind {
        case "Pod":
            [
                "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
                "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
            ]
        case "Event":
            [
                "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
                "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
                "reportingComponent", "source", "type",
            ]
        case "Namespace": ["status.phase"]
        case "Node": ["spec.unschedulable"]
        case "Secret": ["type"]
        case "Job": ["status.successful"]
        case "ReplicaSet": ["status.replicas"]
        default: []
        }
    }

    fileprivate func refusal(ofField field: String) -> String {
        switch kind {
        case "Pod", "Event", "Namespace", "Node", "Secret": "field label not supported: \(field)"
        case "Job": "field label \"\(field)\" not supported for Job"
        case "ReplicaSet": "field label \"\(field)\" not supported for appsv1.ReplicaSet"
        default: "\"\(field)\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
        }
    }
}

extension JSONValue {
    /// A plain value as text, nil for lists and objects.
    var plainText: String? {
        switch self {
        case .string(let text): text
        case .number(let text): text
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }
}
