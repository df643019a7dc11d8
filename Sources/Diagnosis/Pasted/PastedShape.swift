import Calls
import Identifiers
import Wire

/// Whether a document is what a call is answered with.
struct PastedShape {
    private let call: Call
    private let accounts: [Side: AccountID]

    init(_ call: Call, _ accounts: [Side: AccountID]) {
        self.call = call
        self.accounts = accounts
    }

    /// What is kept of a document as the answer to the call; nil where it is none.
    func fit(_ value: JSONValue) -> (value: JSONValue, isWhole: Bool)? {
        if case .kubernetes(let verb) = call.operation.wire { return object(value, verb) }
        guard case .structure(let members) = call.operation.keeps, let object = value.object,
            let kept = call.operation.keeps.kept(value), Self.isComplete(kept, call.operation.keeps)
        else { return nil }
        let known = Set(members.map(\.name))
        let own = object.keys.filter {
            !["ResponseMetadata", "NextToken", "nextToken", "Marker", "IsTruncated"].contains($0)
        }
        let count = own.count { known.contains($0) }
        guard count > 0, count * 2 >= own.count, says(kept) else { return nil }
        let goesOn = ["NextToken", "nextToken", "Marker"].contains { object[$0]?.string?.isEmpty == false }
        return (kept, !goesOn && object["IsTruncated"]?.bool != true)
    }

    // MARK: The cluster's

    private func object(_ value: JSONValue, _ verb: ClusterVerb) -> (value: JSONValue, isWhole: Bool)? {
        let items = value["kind"]?.string?.hasSuffix("List") == true ? value["items"]?.array : nil
        switch verb {
        case .get:
            let found = (items ?? [value]).filter(isWanted)
            return found.count == 1 ? call.operation.keeps.kept(found[0]).map { ($0, true) } : nil
        case .list:
            guard let items else { return nil }
            // kubectl's list of one namespace does not say of which, unless something is in it.
            let wanted = items.filter(isWanted)
            guard !items.isEmpty, wanted.count == items.count else { return nil }
            let goesOn = value["metadata"]?["continue"]?.string?.isEmpty == false
            return call.operation.keeps.kept(["items": .array(wanted)]).map { ($0, !goesOn) }
        case .review:
            guard value["kind"]?.string == "SelfSubjectReview" else { return nil }
            return call.operation.keeps.kept(value).map { ($0, true) }
        case .apply, .compare, .takeOver, .create, .unannotate, .restart, .delete: return nil
        }
    }

    private func isWanted(_ object: JSONValue) -> Bool {
        guard let kind = call.kind, object["kind"]?.string == kind.name else { return false }
        let metadata = object["metadata"]
        return (call.objectName == nil || metadata?["name"]?.string == call.objectName)
            && (call.namespace == nil || metadata?["namespace"]?.string == call.namespace)
    }

    // MARK: AWS's

    /// Whether everything is there that the operation promises.
    private static func isComplete(_ value: JSONValue, _ shape: Shape) -> Bool {
        guard case .structure(let members) = shape else { return true }
        return members.allSatisfy { member in
            guard let inner = value[member.name] else { return !member.isRequired }
            return isComplete(inner, member.shape)
        }
    }

    /// Whether the names in the answer are those that the call asks about, as far as it says them.
    private func says(_ answer: JSONValue) -> Bool {
        for (parameter, value) in call.input.members.map({ ($0.key, $0.value.string) }) {
            guard let value else { continue }
            if let found = Self.text(named: parameter, in: answer), found != value { return false }
        }
        switch call.operation {
        case .getPolicy: return answer["Policy"]?["Arn"]?.string == call["PolicyArn"]
        case .getOpenIDConnectProvider:
            guard let url = answer["Url"]?.string, let arn = call["OpenIDConnectProviderArn"] else { return true }
            return arn.hasSuffix("oidc-provider/\(url)")
        case .getCallerIdentity:
            guard let account = accounts[call.side] else { return true }
            return answer["Account"]?.string == account.text
        default: return region(answer)
        }
    }

    /// Whether an ARN in the answer is of the call's region, where both have one.
    private func region(_ answer: JSONValue) -> Bool {
        guard let region = call.region, let text = Self.text(named: "arn", in: answer), let arn = try? ARN(text) else {
            return true
        }
        return arn.region.isEmpty || arn.region == region.text
    }

    /// The text of a name, on the first level or the one below it.
    private static func text(named name: String, in value: JSONValue) -> String? {
        for member in value.object?.members ?? [] {
            if member.key == name, let text = member.value.string { return text }
        }
        for member in value.object?.members ?? [] {
            if let text = member.value[name]?.string { return text }
        }
        return nil
    }
}
