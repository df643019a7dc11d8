import Wire

/// What stateful sets and daemon sets must be besides what their fields alone decide.
enum SetRules {
    /// What of a stateful set may be changed later; the API server names all of it.
    private static let changeable = [
        "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
        "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
    ]

    /// What is wrong with a change of a stateful set.
    static func change(_ object: JSONValue, _ before: JSONValue) -> [FieldProblem] {
        func fixed(_ object: JSONValue) -> JSONValue {
            var spec = object["spec"] ?? .null
            for field in changeable { spec.set([field], nil) }
            return spec.sortingKeys()
        }
        guard fixed(object) != fixed(before) else { return [] }
        let names = changeable.map { "'\($0)'" }
        return [
            FieldProblem(
                field: "spec", kind: .forbidden,
                detail: "updates to statefulset spec for fields other than "
                    + names.dropLast().joined(separator: ", ") + " and \(names.last ?? "") are forbidden")
        ]
    }

    /// What is wrong with a field of a set's spec, once it is read.
    static func after(_ field: String, in object: JSONValue, of shape: String, at path: String) -> [FieldProblem] {
        let isStateful = shape == "StatefulSetSpec"
        switch field {
        case "selector": return selector(object["selector"], isStateful, at: path)
        case "template":
            var problems = SelectorRules.restart(object, at: path, allowed: ["Always"])
            if object.at(["template", "spec", "activeDeadlineSeconds"]) != nil {
                problems.append(
                    FieldProblem(
                        field: path + ".spec.activeDeadlineSeconds", kind: .forbidden,
                        detail: "activeDeadlineSeconds in \(isStateful ? "StatefulSet" : "DaemonSet") is not Supported"
                    ))
            }
            return problems
        case "updateStrategy":
            let strategy = object["updateStrategy"] ?? .null
            return isStateful ? stateful(strategy, at: path) : daemons(strategy, at: path)
        case "podManagementPolicy":
            let policy = object["podManagementPolicy"]?.string ?? ""
            guard !["OrderedReady", "Parallel"].contains(policy) else { return [] }
            return [
                FieldProblem(
                    field: path, kind: .invalid(shown: "\"\(policy)\""),
                    detail: "must be 'OrderedReady' or 'Parallel'")
            ]
        default: return []
        }
    }

    private static func selector(_ selector: JSONValue?, _ isStateful: Bool, at path: String) -> [FieldProblem] {
        guard let selector, selector != .null else {
            return isStateful ? [FieldProblem(field: path, kind: .required, detail: "")] : []
        }
        guard selector.members.isEmpty else { return [] }
        return [
            FieldProblem(
                field: path, kind: .invalid(shown: SelectorRules.shown(selector)),
                detail: "empty selector is invalid for \(isStateful ? "statefulset" : "daemonset")")
        ]
    }

    private static func stateful(_ strategy: JSONValue, at path: String) -> [FieldProblem] {
        let details = "RollingUpdateStatefulSetStrategy"
        switch strategy["type"]?.string ?? "" {
        case "RollingUpdate": return []
        case "OnDelete":
            guard let rolling = strategy["rollingUpdate"] else { return [] }
            return [
                FieldProblem(
                    field: path + ".rollingUpdate",
                    kind: .invalid(shown: "apps.\(details){Partition:\(rolling["partition"]?.int ?? 0)}"),
                    detail: "only allowed for updateStrategy 'RollingUpdate'")
            ]
        default:
            return [
                FieldProblem(
                    field: path, kind: .invalid(shown: shown(strategy, "StatefulSetUpdateStrategy", details)),
                    detail: "must be 'RollingUpdate' or 'OnDelete'")
            ]
        }
    }

    private static func daemons(_ strategy: JSONValue, at path: String) -> [FieldProblem] {
        switch strategy["type"]?.string ?? "" {
        case "OnDelete": return []
        case "RollingUpdate":
            let place = path + ".rollingUpdate"
            let (missing, surplus) = (
                isSome(strategy.at(["rollingUpdate", "maxUnavailable"])),
                isSome(strategy.at(["rollingUpdate", "maxSurge"]))
            )
            if missing, surplus {
                let value = strategy.at(["rollingUpdate", "maxSurge"])
                return [
                    FieldProblem(
                        field: place + ".maxSurge", kind: .invalid(shown: value?.string ?? "\(value?.int ?? 0)"),
                        detail: "may not be set when maxUnavailable is non-zero")
                ]
            }
            return missing || surplus
                ? []
                : [
                    FieldProblem(
                        field: place + ".maxUnavailable", kind: .required, detail: "cannot be 0 when maxSurge is 0")
                ]
        default:
            return [
                FieldProblem(
                    field: path,
                    kind: .unsupported(shown: shown(strategy, "DaemonSetUpdateStrategy", "RollingUpdateDaemonSet")),
                    detail: #"supported values: "RollingUpdate", "OnDelete""#)
            ]
        }
    }

    /// Whether a number or a share is more than none.
    private static func isSome(_ value: JSONValue?) -> Bool {
        guard let text = value?.string else { return value?.int ?? 0 != 0 }
        return (Int(text.prefix { $0 != "%" }) ?? 0) != 0
    }

    /// A strategy as Go prints it, which is how the API server shows one.
    private static func shown(_ strategy: JSONValue, _ type: String, _ details: String) -> String {
        "apps.\(type){Type:\"\(strategy["type"]?.string ?? "")\", RollingUpdate:(*apps.\(details))(nil)}"
    }
}
