public import Calls
public import Wire

extension PermissionSet {
    /// The IAM policy for the caller in an account; nil where nothing is needed.
    ///
    /// What only looks is one statement over everything, as nobody knows before what will be looked at; what writes is
    /// narrowed to the things of the setup.
    public func policy(_ side: Side) -> JSONValue? {
        let grants = grants(side)
        guard !grants.isEmpty else { return nil }
        var statements: [JSONValue] = []
        var names: Set<String> = []
        for group in Self.grouped(grants, isOne: purpose == .doctor) {
            var name = group.name(purpose)
            if names.contains(name) { name = (group.isReading ? "Read" : "Change") + name }
            while !names.insert(name).inserted { name += "2" }
            statements.append(group.statement(name))
        }
        return ["Version": "2012-10-17", "Statement": .array(statements)]
    }

    /// Actions that are allowed on the same things under the same limits.
    private struct Group {
        var actions: [String]
        var resources: [String]
        var limits: [String: String]

        var isReading: Bool {
            actions.allSatisfy { action in
                let name = action.split(separator: ":").last ?? ""
                return ["Get", "List", "Describe", "Lookup"].contains { name.hasPrefix($0) }
            }
        }

        /// What they are about, a word.
        func name(_ purpose: PermissionPurpose) -> String {
            if resources == ["*"] {
                if purpose == .doctor { return "SesameDoctor" }
                return actions.allSatisfy { $0.hasPrefix("iam:") } ? "PoliciesOfOthers" : "NoResourceLevel"
            }
            if limits["iam:PolicyARN"] != nil { return "AttachOnlyThisPolicy" }
            let path = resources.first?.split(separator: ":", maxSplits: 5).last.map(String.init) ?? ""
            return switch path.prefix(while: { $0 != "/" }) {
            case "cluster": "Cluster"
            case "oidc-provider": "Provider"
            case "role": "Role"
            case "policy": "Policy"
            case "identity": "Identity"
            case "configuration-set": "ConfigurationSet"
            default: "More"
            }
        }

        func statement(_ name: String) -> JSONValue {
            var statement: JSONObject = [
                "Sid": .string(name), "Effect": "Allow", "Action": .array(actions.map { .string($0) }),
                "Resource": resources.count == 1 ? .string(resources[0]) : .array(resources.map { .string($0) }),
            ]
            if !limits.isEmpty {
                let keys = limits.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
                statement["Condition"] = ["ArnEquals": .object(JSONObject(keys))]
            }
            return .object(statement)
        }
    }

    /// The groups; of what is allowed on everything IAM's is one of its own, unless all of it is one thing.
    private static func grouped(_ grants: [ActionGrant], isOne: Bool) -> [Group] {
        var groups: [Group] = []
        for action in grants.map(\.action).uniqued {
            let own = grants.filter { $0.action == action }
            // What is allowed on everything needs no further line.
            let resources = own.contains { $0.resource == "*" } ? ["*"] : own.map(\.resource).uniqued
            let limits = own.first?.limits ?? [:]
            let isShared = { (group: Group) in
                group.resources == resources && group.limits == limits
                    && (isOne || resources != ["*"] || group.actions[0].isOfIAM == action.isOfIAM)
            }
            if let index = groups.firstIndex(where: isShared) {
                groups[index].actions.append(action)
            } else {
                groups.append(Group(actions: [action], resources: resources, limits: limits))
            }
        }
        return groups
    }
}

extension String {
    fileprivate var isOfIAM: Bool { hasPrefix("iam:") }
}

extension [String] {
    /// Each once, in the order of their first.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
