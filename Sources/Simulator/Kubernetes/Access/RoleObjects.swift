import Wire

/// Role-based access control as objects: the roles and bindings that a cluster's people have written.
struct RoleObjects {
    /// The API group.
    static let group = "rbac.authorization.k8s.io"

    private let objects: ObjectStore

    /// Takes a cluster's objects.
    init(_ cluster: ClusterState) {
        objects = cluster.objects
    }

    /// What the bindings give to whom; a binding to a role that does not exist gives nothing.
    var bindings: [RoleBinding] {
        [ResourceKind.roleBindings, .clusterRoleBindings].flatMap { kind in
            objects.list(kind.id).flatMap { key, binding -> [RoleBinding] in
                guard let rules = rules(of: binding["roleRef"], in: key.namespace), !rules.isEmpty else { return [] }
                let namespace = kind.namespaced ? key.namespace : nil
                return Self.subjects(of: binding, in: key.namespace).map {
                    RoleBinding($0, .rules(rules), namespace: namespace)
                }
            }
        }
    }

    private static func subjects(of binding: JSONValue, in namespace: String) -> [RoleBinding.Subject] {
        (binding["subjects"]?.array ?? []).compactMap { subject in
            let name = subject["name"]?.string ?? ""
            return switch subject["kind"]?.string {
            case "User": .user(name)
            case "Group": .group(name)
            case "ServiceAccount":
                .user("system:serviceaccount:\(subject["namespace"]?.string ?? namespace):\(name)")
            default: nil
            }
        }
    }

    /// The rules of the role that a reference names, nil where there is none.
    private func rules(of reference: JSONValue?, in namespace: String) -> [AccessRule]? {
        let name = reference?["name"]?.string ?? ""
        let kind: ResourceKind = reference?["kind"]?.string == "ClusterRole" ? .clusterRoles : .roles
        return objects[kind.key(namespace, name)].map(Self.rules)
    }

    /// The roles for people that every cluster begins with.
    ///
    /// Unlike EKS's access policies of the same names, `admin` and `edit` may ask for service accounts' tokens.
    static let builtIn: [JSONValue] = {
        let tokens = [AccessRule(["serviceaccounts/token"], verbs: ["create"])]
        let roles = [
            ("admin", ClusterRole.admin.rules + tokens), ("cluster-admin", ClusterRole.clusterAdmin.rules),
            ("edit", ClusterRole.edit.rules + tokens), ("view", ClusterRole.view.rules),
        ]
        return roles.map { name, rules in
            [
                "metadata": ["name": .string(name), "labels": ["kubernetes.io/bootstrapping": "rbac-defaults"]],
                "rules": .array(rules.map(\.json)),
            ]
        }
    }()

    private static func rules(of role: JSONValue) -> [AccessRule] {
        (role["rules"]?.array ?? []).map { rule in
            let texts = { (name: String) in (rule[name]?.array ?? []).compactMap(\.string) }
            let paths = texts("nonResourceURLs")
            return paths.isEmpty
                ? AccessRule(
                    groups: texts("apiGroups"), texts("resources"), verbs: texts("verbs"),
                    names: texts("resourceNames"))
                : AccessRule(paths: paths, verbs: texts("verbs"))
        }
    }

    // MARK: Who may grant what

    /// Refuses a role or binding that gives what its writer does not hold.
    func checkEscalation(
        _ call: APICall, _ answer: APIAnswer, _ authorizer: ClusterAuthorizer
    ) throws(APIFailure) {
        guard case .resource(let kind, let namespace, _, _) = call.target, kind.group == Self.group,
            ["create", "update", "patch"].contains(call.verb), case .object(let object, _) = answer
        else { return }
        let isBinding = kind == .roleBindings || kind == .clusterRoleBindings
        let granted =
            isBinding ? rules(of: object["roleRef"], in: namespace) ?? [] : Self.rules(of: object)
        let reference = isBinding ? object["roleRef"] : object
        let isCluster = reference?["kind"]?.string == "ClusterRole"
        let exemption = AccessAction(
            verb: isBinding ? "bind" : "escalate",
            target: .resource(
                group: Self.group, resource: isCluster ? "clusterroles" : "roles",
                name: isBinding ? reference?["name"]?.string ?? "" : object.name), namespace: namespace)
        if authorizer.allows(exemption, by: call.user) { return }
        let held = authorizer.rules(of: call.user, in: namespace)
        let missing = granted.flatMap(\.single).filter { wanted in !held.contains { $0.covers(wanted) } }
        guard !missing.isEmpty else { return }
        let groups = call.user.groups.map { "\"\($0)\"" }.joined(separator: " ")
        throw .refused(
            kind: kind, name: object.name,
            why:
                "user \"\(call.user.name)\" (groups=[\(groups)]) is attempting to grant RBAC permissions not currently "
                + "held:\n" + missing.map(\.shown).joined(separator: "\n"))
    }

    // MARK: What is valid

    /// Groups of subjects and role references that a writer may leave out.
    static func fill(_ object: inout JSONValue) {
        var reference = object["roleRef"] ?? .null
        if reference["name"] != nil, (reference["apiGroup"]?.string ?? "").isEmpty {
            reference.set(["apiGroup"], .string(group))
            object.set(["roleRef"], reference)
        }
        guard let subjects = object["subjects"]?.array else { return }
        object.set(
            ["subjects"],
            .array(
                subjects.map { subject in
                    var subject = subject
                    if subject["kind"]?.string != "ServiceAccount", (subject["apiGroup"]?.string ?? "").isEmpty {
                        subject.set(["apiGroup"], .string(group))
                    }
                    return subject
                }))
    }

    /// Names may hold what a path's part may hold, a colon for example.
    static func nameProblems(_ name: String) -> [FieldProblem] {
        let wrong: String? =
            switch name {
            case ".", "..": "may not be '\(name)'"
            case _ where name.contains("/"): "may not contain '/'"
            case _ where name.contains("%"): "may not contain '%'"
            default: nil
            }
        return wrong.map {
            [FieldProblem(field: "metadata.name", kind: .invalid(shown: "\"\(name)\""), detail: $0)]
        } ?? []
    }

    /// What is wrong with a role or binding.
    static func problems(_ object: JSONValue, _ kind: ResourceKind, before: JSONValue?) -> [FieldProblem] {
        guard kind == .roleBindings || kind == .clusterRoleBindings else {
            return (object["rules"]?.array ?? []).enumerated().flatMap { index, rule -> [FieldProblem] in
                let isEmpty = { (name: String) in (rule[name]?.array ?? []).isEmpty }
                let place = "rules[\(index)]"
                if isEmpty("verbs") {
                    return [
                        FieldProblem(
                            field: place + ".verbs", kind: .required, detail: "verbs must contain at least one value")
                    ]
                }
                guard isEmpty("nonResourceURLs"), isEmpty("resources") || isEmpty("apiGroups") else { return [] }
                let missing = isEmpty("apiGroups") ? "apiGroups" : "resources"
                return [
                    FieldProblem(
                        field: "\(place).\(missing)", kind: .required,
                        detail: "resource rules must supply at least one "
                            + (missing == "apiGroups" ? "api group" : "resource"))
                ]
            }
        }
        var problems: [FieldProblem] = []
        let known = kind == .roleBindings ? ["Role", "ClusterRole"] : ["ClusterRole"]
        let reference = object["roleRef"]
        if !known.contains(reference?["kind"]?.string ?? "") {
            problems.append(
                FieldProblem(
                    field: "roleRef.kind", kind: .unsupported(shown: "\"\(reference?["kind"]?.string ?? "")\""),
                    detail: "supported values: " + known.map { "\"\($0)\"" }.joined(separator: ", ")))
        }
        if (reference?["name"]?.string ?? "").isEmpty {
            problems.append(FieldProblem(field: "roleRef.name", kind: .required, detail: ""))
        }
        if let before, before["roleRef"]?.sortingKeys() != reference?.sortingKeys() {
            problems.append(
                FieldProblem(
                    field: "roleRef", kind: .invalid(shown: reference?.serialized(.compact) ?? "null"),
                    detail: "cannot change roleRef"))
        }
        return problems
    }
}

extension AccessRule {
    /// The rule as it stands in a role.
    fileprivate var json: JSONValue {
        let list = { (texts: [String]) in JSONValue.array(texts.map(JSONValue.string)) }
        if !paths.isEmpty { return ["nonResourceURLs": list(paths), "verbs": list(verbs)] }
        var rule: JSONValue = ["apiGroups": list(groups), "resources": list(resources), "verbs": list(verbs)]
        if !names.isEmpty { rule.set(["resourceNames"], list(names)) }
        return rule
    }

    /// The rule as many that allow one verb on one resource, or path, each.
    fileprivate var single: [AccessRule] {
        if !paths.isEmpty {
            return paths.flatMap { path in verbs.map { AccessRule(paths: [path], verbs: [$0]) } }
        }
        return groups.flatMap { group in
            resources.flatMap { resource in
                verbs.flatMap { verb in
                    names.isEmpty
                        ? [AccessRule(groups: [group], [resource], verbs: [verb])]
                        : names.map { AccessRule(groups: [group], [resource], verbs: [verb], names: [$0]) }
                }
            }
        }
    }

    /// Whether all that another rule allows is allowed by this one.
    fileprivate func covers(_ other: AccessRule) -> Bool {
        let holds = { (mine: [String], theirs: [String]) in mine.contains("*") || theirs.allSatisfy(mine.contains) }
        guard holds(verbs, other.verbs) else { return false }
        if !other.paths.isEmpty {
            return other.paths.allSatisfy { path in
                paths.contains { $0 == path || $0.hasSuffix("*") && path.hasPrefix($0.dropLast()) }
            }
        }
        let coversNames = names.isEmpty || !other.names.isEmpty && other.names.allSatisfy(names.contains)
        return holds(groups, other.groups) && holds(resources, other.resources) && coversNames
    }

    /// The rule as the API server's refusals write it.
    fileprivate var shown: String {
        let list = { (texts: [String]) in "[" + texts.map { "\"\($0)\"" }.joined(separator: " ") + "]" }
        if !paths.isEmpty { return "{NonResourceURLs:\(list(paths)), Verbs:\(list(verbs))}" }
        let limited = names.isEmpty ? "" : ", ResourceNames:\(list(names))"
        return "{APIGroups:\(list(groups)), Resources:\(list(resources))\(limited), Verbs:\(list(verbs))}"
    }
}
