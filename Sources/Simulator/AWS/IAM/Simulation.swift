import IAMPolicy

/// `iam:SimulatePrincipalPolicy`, within the limits of the real one: the principal's own policies and boundary only.
enum Simulation {
    /// Decides every action on every resource.
    static func principal(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let source = try call.required("PolicySourceArn", length: 20...2_048)
        let actions = call.form.list("ActionNames")
        guard !actions.isEmpty else { throw .missing("ActionNames") }
        for action in actions where !action.contains(":") {
            throw AWSFault("InvalidInput", "Invalid Input Action Name: \(action)")
        }
        let given = call.form.list("ResourceArns")
        let resources = given.isEmpty ? ["*"] : given
        var policies = try policies(of: source, call, state)
        policies.identity += try documents(call, "PolicyInputList", .identity)
        let boundaries = try documents(call, "PermissionsBoundaryPolicyInputList", .boundary)
        if !boundaries.isEmpty { policies.boundary = boundaries }
        let context = Self.context(call)

        var results: [[XMLNode]] = []
        for action in actions {
            for resource in resources {
                // Resource policies never take part, so that the owner of the resource does not matter either.
                let request = PolicyRequest(
                    principal: source, action: action, resource: resource, resourceAccount: call.account,
                    context: RequestContext(context))
                results.append(nodes(Evaluator.decide(request, policies), policies))
            }
        }
        let page = try call.iamPage(results)
        return .xml(page.iamNodes + [.list("EvaluationResults", page.items)])
    }

    private static func policies(
        of source: String, _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> PolicySet {
        let iam = state[iam: call.account]
        let name = source.split(separator: "/").last.map(String.init) ?? ""
        if let role = iam.roles[name], Names.roleARN(call.account, role) == source {
            return iam.policies(
                of: Caller(
                    account: call.account, kind: .role(name: name, id: role.id, sessionName: ""), accessKeyID: "",
                    arn: source, principalARN: source, isTemporary: true))
        }
        if let user = iam.users[name], Names.userARN(call.account, user) == source {
            return iam.policies(
                of: Caller(
                    account: call.account, kind: .user(name: name, id: user.id), accessKeyID: "", arn: source,
                    principalARN: source, isTemporary: false))
        }
        throw IAMFault.noSuchEntity("The entity with arn \(source) cannot be found.")
    }

    private static func documents(
        _ call: AWSCall, _ name: String, _ kind: PolicyKind
    ) throws(AWSFault) -> [NamedPolicy] {
        var policies: [NamedPolicy] = []
        for (index, text) in call.form.list(name).enumerated() {
            do { policies.append(NamedPolicy("\(name).\(index + 1)", try PolicyDocument.read(text, kind: kind))) } catch
            {
                throw AWSFault("InvalidInput", error.serviceMessage)
            }
        }
        return policies
    }

    private static func context(_ call: AWSCall) -> [(String, ContextValue)] {
        call.form.structures("ContextEntries").compactMap { prefix in
            guard let key = call.form[prefix + ".ContextKeyName"] else { return nil }
            let values = call.form.list(prefix + ".ContextKeyValues")
            let isList = call.form[prefix + ".ContextKeyType"]?.hasSuffix("List") ?? false
            return (key, isList ? .list(values) : .one(values.first ?? ""))
        }
    }

    private static func nodes(_ decision: Decision, _ policies: PolicySet) -> [XMLNode] {
        let word =
            switch decision.decision {
            case .allowed: "allowed"
            case .explicitlyDenied: "explicitDeny"
            case .implicitlyDenied: "implicitDeny"
            }
        let statements = decision.deciding.map { statement in
            [
                [
                    XMLNode("SourcePolicyId", statement.policy), XMLNode("SourcePolicyType", "IAM Policy"),
                    XMLNode("StartPosition", [XMLNode("Line", statement.line), XMLNode("Column", 1)]),
                ]
            ]
        }
        var nodes = [
            XMLNode("EvalActionName", decision.request.action), XMLNode("EvalResourceName", decision.request.resource),
            XMLNode("EvalDecision", word), .list("MatchedStatements", statements ?? []),
            XMLNode("MissingContextValues", []),
        ]
        if !policies.boundary.isEmpty {
            nodes.append(
                XMLNode(
                    "PermissionsBoundaryDecisionDetail",
                    [
                        XMLNode(
                            "AllowedByPermissionsBoundary", !decision.blame.contains(.permissionsBoundary))
                    ]))
        }
        return nodes
    }
}
