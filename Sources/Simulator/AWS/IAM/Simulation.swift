import IAMPolicy
import Wire

/// IAM's policy simulator, within the limits of the real one: identity policies and boundaries of one principal, and a
/// resource's policy only where one is handed in.
enum Simulation {
    /// `SimulatePrincipalPolicy`: the policies that a user or role has, and more that are handed in.
    static func principal(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let source = try call.required("PolicySourceArn", length: 20...2_048)
        var policies = try policies(of: source, call, state)
        policies.serviceControl = state.accounts[call.account]?.serviceControlLevels ?? []
        policies.identity += try documents(call, "PolicyInputList", .identity)
        let isRole = source.contains(":role/")
        if isRole, call.form["ResourcePolicy"] != nil {
            throw AWSFault("InvalidInput", "Simulating resource-based policies is not supported for IAM roles.")
        }
        return try answer(call, policies, as: call.form["CallerArn"] ?? source)
    }

    /// `SimulateCustomPolicy`: nothing but the policies that are handed in.
    static func custom(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policies = PolicySet(identity: try documents(call, "PolicyInputList", .identity))
        guard !policies.identity.isEmpty else { throw .missing("PolicyInputList") }
        let caller = try call.optional("CallerArn", length: 1...2_048)
        if call.form["ResourcePolicy"] != nil, caller == nil {
            throw AWSFault("InvalidInput", "CallerArn is required when ResourcePolicy is given.")
        }
        return try answer(call, policies, as: caller ?? "arn:\(call.partition):iam::\(call.account):user/simulated")
    }

    /// `GetContextKeysForCustomPolicy`: the condition keys that documents ask for.
    static func keysOfCustomPolicy(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        keys(of: try documents(call, "PolicyInputList", .identity))
    }

    /// `GetContextKeysForPrincipalPolicy`: the condition keys that the policies of a user or role ask for.
    static func keysOfPrincipalPolicy(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let own = try policies(of: call.required("PolicySourceArn", length: 20...2_048), call, state)
        return keys(of: own.identity + own.boundary + (try documents(call, "PolicyInputList", .identity)))
    }

    private static func keys(of policies: [NamedPolicy]) -> AWSAnswer {
        let keys = policies.flatMap(\.document.statements).flatMap(ContextKeys.asked(by:))
        return .xml([.list("ContextKeyNames", texts: ContextKeys.unique(keys))])
    }

    /// Decides every action on every resource.
    private static func answer(
        _ call: AWSCall, _ given: PolicySet, as principal: String
    ) throws(AWSFault) -> AWSAnswer {
        let actions = call.form.list("ActionNames")
        guard !actions.isEmpty else { throw .missing("ActionNames") }
        for action in actions where !action.contains(":") {
            throw AWSFault("InvalidInput", "Invalid Input Action Name: \(action)")
        }
        var policies = given
        let boundaries = try documents(call, "PermissionsBoundaryPolicyInputList", .boundary)
        if !boundaries.isEmpty { policies.boundary = boundaries }
        if let text = call.form["ResourcePolicy"] {
            policies.resource = [NamedPolicy("ResourcePolicy", try document(text, .resource))]
        }
        let named = call.form.list("ResourceArns")
        let context = RequestContext(try context(call))
        // Without a resource's policy its owner does not matter.
        let owner = policies.resource.isEmpty ? call.account : call.form["ResourceOwner"]
        var results: [[XMLNode]] = []
        for action in actions {
            for resource in named.isEmpty ? ["*"] : named {
                let request = PolicyRequest(
                    principal: principal, action: action, resource: resource, resourceAccount: owner,
                    context: context)
                results.append(nodes(Evaluator.decide(request, policies), policies, isNamed: !named.isEmpty))
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
        if let role = iam.roles[name], Names.roleARN(call.partition, call.account, role) == source {
            return iam.policies(
                of: Caller(
                    account: call.account, kind: .role(name: name, id: role.id, sessionName: ""), accessKeyID: "",
                    arn: source, principalARN: source, isTemporary: true))
        }
        if let user = iam.users[name], Names.userARN(call.partition, call.account, user) == source {
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
            policies.append(NamedPolicy("\(name).\(index + 1)", try document(text, kind)))
        }
        return policies
    }

    private static func document(_ text: String, _ kind: PolicyKind) throws(AWSFault) -> PolicyDocument {
        do { return try PolicyDocument.read(text, kind: kind) } catch {
            throw AWSFault("InvalidInput", error.serviceMessage)
        }
    }

    private static let types: Set<String> = [
        "string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary",
        "binaryList", "date", "dateList",
    ]

    private static func context(_ call: AWSCall) throws(AWSFault) -> [(String, ContextValue)] {
        var entries: [(String, ContextValue)] = []
        for prefix in call.form.structures("ContextEntries") {
            let key = try call.required(prefix + ".ContextKeyName", length: 5...256)
            let values = call.form.list(prefix + ".ContextKeyValues")
            let type = call.form[prefix + ".ContextKeyType"] ?? "string"
            guard types.contains(type) else {
                throw .invalid(
                    "contextEntries.contextKeyType", type,
                    "Member must satisfy enum value set: [\(types.sorted().joined(separator: ", "))]")
            }
            entries.append((key, type.hasSuffix("List") ? .list(values) : .one(values.first ?? "")))
        }
        return entries
    }

    private static func nodes(_ decision: Decision, _ policies: PolicySet, isNamed: Bool) -> [XMLNode] {
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
        let matched = XMLNode.list("MatchedStatements", statements ?? [])
        let missing = XMLNode.list("MissingContextValues", texts: ContextKeys.missing(in: decision))
        let boundary =
            policies.boundary.isEmpty
            ? []
            : [
                XMLNode(
                    "PermissionsBoundaryDecisionDetail",
                    [
                        XMLNode(
                            "AllowedByPermissionsBoundary", !decision.blame.contains(.permissionsBoundary))
                    ])
            ]
        var nodes = [
            XMLNode("EvalActionName", decision.request.action), XMLNode("EvalResourceName", decision.request.resource),
            XMLNode("EvalDecision", word), matched, missing,
        ]
        if isNamed {
            // The documentation has what is missing here, where resources were named; answers were seen with both.
            nodes.append(
                .list(
                    "ResourceSpecificResults",
                    [
                        [
                            XMLNode("EvalResourceName", decision.request.resource),
                            XMLNode("EvalResourceDecision", word), matched, missing,
                        ] + boundary
                    ]))
        }
        let organization =
            policies.serviceControl.isEmpty
            ? []
            : [
                XMLNode(
                    "OrganizationsDecisionDetail",
                    [XMLNode("AllowedByOrganizations", !decision.blame.contains(.serviceControlPolicy))])
            ]
        return nodes + organization + boundary
    }
}

/// The condition keys that policies ask for.
enum ContextKeys {
    /// The keys that would have a say in a decision and that nobody handed in.
    static func missing(in decision: Decision) -> [String] {
        let request = decision.request
        let policies = decision.policies.identity + decision.policies.boundary + decision.policies.resource
        let keys = policies.flatMap(\.document.statements)
            .filter { $0.action.covers(request.action) && mayCover(request, $0) }
            .flatMap(asked(by:))
        return unique(keys).filter { request.context[$0] == nil }
    }

    /// Whether a statement is about a resource, or would be if its variables were known.
    private static func mayCover(_ request: PolicyRequest, _ statement: Statement) -> Bool {
        guard let resource = statement.resource else { return true }
        return resource.covers(request.resource, in: request.context)
            || resource.patterns.contains { !variables(in: $0.text).isEmpty }
    }

    /// The keys that a statement's conditions and variables name, as they are written.
    static func asked(by statement: Statement) -> [String] {
        let conditions = statement.conditions.conditions
        let texts = (statement.resource?.patterns.map(\.text) ?? []) + conditions.flatMap(\.values)
        return conditions.map(\.key) + texts.flatMap(variables(in:))
    }

    /// Keys in their order, each once; keys are the same in any case of letters.
    static func unique(_ keys: [String]) -> [String] {
        var seen: Set<String> = []
        return keys.filter { seen.insert($0.lowercased()).inserted }
    }

    /// The keys of the policy variables in a text: `${aws:username}`, with a default or without.
    private static func variables(in text: String) -> [String] {
        text.split(separator: "${").dropFirst(text.hasPrefix("${") ? 0 : 1).compactMap { part in
            let name = part.prefix { $0 != "}" && $0 != "," && $0 != " " }
            return name.contains(":") ? String(name) : nil
        }
    }
}
