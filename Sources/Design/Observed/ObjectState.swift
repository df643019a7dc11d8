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
    /// The field managers that have written to it, each once.
    var managers: [String] {
        (object["metadata"]?["managedFields"]?.array ?? []).compactMap { $0["manager"]?.string }
    }
    /// The object as people look at it: without who manages it.
    var shown: JSONValue {
        guard var members = object.object, var metadata = members["metadata"]?.object else { return object }
        metadata["managedFields"] = nil
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
