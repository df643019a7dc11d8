public import Calls
public import Wire

/// An object of the cluster, as the API server returned it.
public struct ObjectState: Hashable, Sendable {
    /// The whole object.
    public var object: JSONValue

    /// An object.
    public init(object: JSONValue) {
        self.object = object
    }

    /// The labels.
    public var labels: [String: String] { strings(object["metadata"]?["labels"]) }
    /// The annotations.
    public var annotations: [String: String] { strings(object["metadata"]?["annotations"]) }
    /// Whether it is on its way out: it is still there, and nothing can be built on it.
    public var isBeingDeleted: Bool {
        object["metadata"]?["deletionTimestamp"]?.string != nil || object["status"]?["phase"]?.string == "Terminating"
    }
    /// Whether its controller has not looked at the last change yet, so that its status is still of what was before; false
    /// where the answer does not say.
    var isAwaited: Bool {
        guard let last = object["metadata"]?["generation"]?.int, let seen = object["status"]?["observedGeneration"]?.int
        else { return false }
        return seen < last
    }
    /// The field managers that have written to it, each once.
    var managers: [String] {
        var names: [String] = []
        for name in writers.map(\.name) where !names.contains(name) { names.append(name) }
        return names
    }
    /// Who wrote to it, in the server's order.
    public var writers: [ObjectWriter] { (object["metadata"]?["managedFields"]?.array ?? []).map(ObjectWriter.init) }
    /// When it was made; nil where the answer does not say.
    public var created: Timestamp? {
        object["metadata"]?["creationTimestamp"]?.string.flatMap { Timestamp(iso8601: $0) }
    }
    /// The object that owns it and makes it anew; nil for none.
    public var owner: ObjectOwner? {
        let owners = object["metadata"]?["ownerReferences"]?.array ?? []
        guard let owner = owners.first(where: { $0["controller"]?.bool == true }) ?? owners.first else { return nil }
        return ObjectOwner(kind: owner["kind"]?.string ?? "", name: owner["name"]?.string ?? "")
    }
    /// The identity that no namesake has; empty where the answer does not say.
    public var uid: String { object["metadata"]?["uid"]?.string ?? "" }
    /// The namespace; empty for what belongs to the whole cluster.
    public var namespace: String { object["metadata"]?["namespace"]?.string ?? "" }
    /// The object as people look at it: without who manages it, and what only the server sets.
    var shown: JSONValue {
        guard var members = object.object, var metadata = members["metadata"]?.object else { return object }
        for key in ["managedFields", "uid", "creationTimestamp", "generation"] { metadata[key] = nil }
        members["metadata"] = .object(metadata)
        return .object(members)
    }
    /// The object's name.
    public var name: String { object["metadata"]?["name"]?.string ?? "" }

    private func strings(_ value: JSONValue?) -> [String: String] {
        guard let members = value?.object else { return [:] }
        var result: [String: String] = [:]
        for key in members.keys { result[key] = members[key]?.string }
        return result
    }
}

/// One entry of an object's managed fields: who wrote, when, and whether EKS's annotations are theirs.
public struct ObjectWriter: Hashable, Sendable {
    /// The field manager, for example `helm` or `kubectl-annotate`.
    public let name: String
    /// When they wrote last, whatever it was: the time of one annotation is not known for certain.
    public let time: Timestamp?
    /// The annotations of EKS that they own: `eks.amazonaws.com/role-arn`.
    public let annotations: [String]

    init(_ entry: JSONValue) {
        name = entry["manager"]?.string ?? ""
        time = entry["time"]?.string.flatMap { Timestamp(iso8601: $0) }
        let fields = entry["fieldsV1"]?["f:metadata"]?["f:annotations"]?.object?.keys ?? []
        annotations = fields.map { String($0.dropFirst(2)) }
    }
}

/// The object that another belongs to.
public struct ObjectOwner: Hashable, Sendable {
    /// Its kind, for example `ReplicaSet`.
    public let kind: String
    /// Its name.
    public let name: String
}

extension ObjectState: AnswerView {
    /// Reads an object as the API server shows it.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        guard answer.object != nil else { throw ViewProblem("it is no object") }
        object = answer
    }
}

/// Objects of one kind.
public struct ObjectList: AnswerView, Hashable {
    /// The objects in the server's order.
    public let objects: [ObjectState]

    /// Reads a list as the API server shows it.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        guard let items = answer["items"]?.array else { throw ViewProblem("it is no list") }
        objects = items.map { ObjectState(object: $0) }
    }
}
