import Calls
import Identifiers
import Wire

/// What Kubernetes objects have in common: they are wanted in part, and what the server adds does not count.
enum ObjectComparison {
    /// Wanted against observed of an object in the setup's namespace.
    static func planned(
        _ resource: any WantedResource.Type, _ design: DelegateSending, _ observed: Observed<ObjectState>?,
        in namespace: Observed<ObjectState>?, _ conflicts: (JSONValue) -> Observed<FieldConflicts>?,
        _ options: PlanOptions, name: String, gain: String, reason: String,
        file: ArtifactName, undo: [Call] = [], object: (Bool) -> JSONValue
    ) -> PlannedResource {
        var row: PlannedResource
        // The label of sesame's own objects stands in no file.
        var wanted = object(false)
        switch observed {
        case _ where namespace?.value?.isBeingDeleted == true:
            // Nothing can be made in it, and what is in it goes with it.
            row = leaving(resource, design, name: name, what: "namespace \(design.namespace.text)")
        case .value(let state) where state.isBeingDeleted:
            row = leaving(resource, design, name: name, what: "\(resource.word) \(name)")
        case .absent:
            row = resource.row(design, name: name, .create, gain: gain, reason: reason)
            row.steps = [Step(.apply(object(true)), file: file, undo: undo)]
        case .value(let state):
            let isOwn = Ownership.isOwn(state)
            let differences = differences(object(isOwn), state.object)
            if differences.isEmpty {
                row = resource.row(
                    design, name: name, isOwn ? .unchanged : .adopt, gain: "already right",
                    reason: isOwn ? reason : "\(reason) Others made it, as wanted.")
            } else {
                let isTakenOver = !isOwn && options.takeOver.contains(resource.address)
                let writes = isOwn || isTakenOver
                row = resource.row(
                    design, name: name, writes ? .change : .conflict, gain: writes ? gain : "made by others",
                    reason: writes
                        ? "\(sentence(differences))"
                        : "Others made it, and it differs. \(sentence(differences))")
                row.differences = differences
                row.isTakenOver = isTakenOver
                row.canTakeOver = !writes
                if writes {
                    row.steps = [Step(.apply(object(isOwn)), file: file, undo: undo)]
                    look(at: conflicts(object(isOwn)), &row, options)
                }
            }
            row.currentDocument = YAMLWriter.text(of: state.shown)
            wanted = object(isOwn)
        case .denied, .unreachable, .doubtful, nil:
            row = resource.unknown(design, name: name, observed)
        }
        row.wantedDocument = YAMLWriter.text(of: wanted)
        return row
    }

    /// What a dry run says of fields that others manage: a conflict until somebody agrees to taking them.
    ///
    /// Nothing, where none was made.
    private static func look(
        at conflicts: Observed<FieldConflicts>?, _ row: inout PlannedResource, _ options: PlanOptions
    ) {
        if let why = conflicts?.cannotTell {
            row.reason += " Whether others manage these fields was not checked: \(why.withoutFullStop)."
            return
        }
        guard let found = conflicts?.value, !found.fields.isEmpty else { return }
        row.fieldsOfOthers = found.fields
        guard options.takeOver.contains(row.address) else {
            row.action = .conflict
            row.gain = "others manage its fields"
            row.reason = "\(found.sentence) \(row.reason)"
            row.canTakeOver = true
            row.steps = []
            return
        }
        row.isTakenOver = true
        row.reason = "\(found.words): taken over. \(row.reason)"
        row.steps = row.steps.map { step in
            guard let object = step.call.input["object"] else { return step }
            return Step(.takeOver(object, found.fields.map(\.document)), file: step.file, undo: step.undo)
        }
    }

    /// The row of what is being deleted, or hangs on something that is.
    static func leaving(
        _ resource: any WantedResource.Type, _ design: DelegateSending, name: String, what: String
    ) -> PlannedResource {
        let task = PersonTask.waitForDeletion(what)
        var row = resource.row(
            design, name: name, .waiting, gain: what.hasSuffix(" \(name)") ? task.row : "the \(what) is being deleted",
            reason: "The \(what) is being deleted. \(task.sentence)")
        row.task = task
        return row
    }

    /// Where the live object does not have what is wanted; what it has besides does not count.
    ///
    /// Lists of named things (containers, volumes, variables) are compared by name.
    static func differences(_ wanted: JSONValue, _ live: JSONValue?, path: String = "") -> [PlanDifference] {
        if let members = wanted.object {
            guard live?.object != nil || members.keys.isEmpty || live == nil else {
                return [PlanDifference(path: path, from: text(live), to: text(wanted))]
            }
            if live == nil, members.keys.isEmpty { return [PlanDifference(path: path, from: nil, to: "{}")] }
            return members.keys.flatMap { key -> [PlanDifference] in
                guard let value = members[key] else { return [] }
                return differences(value, live?[key], path: path.isEmpty ? key : "\(path).\(key)")
            }
        }
        if let items = wanted.array {
            guard let others = live?.array, others.count >= items.count else {
                return [PlanDifference(path: path, from: text(live), to: text(wanted))]
            }
            return items.enumerated().flatMap { index, item -> [PlanDifference] in
                let name = item["name"]?.string
                let other = name == nil ? others[index] : others.first { $0["name"]?.string == name }
                return differences(item, other, path: "\(path)[\(name ?? String(index))]")
            }
        }
        // The API server drops what is empty: an empty text and one that is not there are the same to it.
        if live == nil, wanted.string?.isEmpty == true { return [] }
        return wanted == live ? [] : [PlanDifference(path: path, from: text(live), to: text(wanted))]
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard let value else { return nil }
        return value.string ?? value.serialized(.compact)
    }

    private static func sentence(_ differences: [PlanDifference]) -> String {
        let parts = differences.map { difference in
            let from = difference.from.map { "is \($0)" } ?? "is not there"
            return "\(difference.path) \(from), wanted is \(difference.to ?? "nothing")."
        }
        return parts.prefix(3).joined(separator: " ") + (parts.count > 3 ? " And \(parts.count - 3) more." : "")
    }
}
