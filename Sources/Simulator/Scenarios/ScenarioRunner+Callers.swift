import IAMPolicy
import Wire

extension ScenarioRunner {
    /// Changes what the people's credentials are worth.
    ///
    /// - Returns: whether the name is one of these.
    mutating func setCallers(
        _ name: String, _ step: ScenarioStep, _ parameters: JSONValue
    ) throws(ScenarioRefusal) -> Bool {
        let account = values.account(of: step.side)
        let user = values[step.side + "Profile"]
        guard let known = state[iam: account].users[user] else {
            throw ScenarioRefusal(why: "no user \(user) in \(account)")
        }
        switch name {
        case "keysEnd": state.endedKeys.formUnion(known.accessKeys.keys)
        case "keysGone": state[iam: account].users[user]?.accessKeys = [:]
        case "secretChanged":
            for id in known.accessKeys.keys {
                state[iam: account].users[user]?.accessKeys[id] = SecretKey(String(repeating: "x", count: 40))
            }
        case "keysOfAccount":
            let other = parameters["to"]?.string ?? ""
            var moved = known
            moved.id = randomness.iamID("AIDA")
            state[iam: account].users[user]?.accessKeys = [:]
            state[iam: other].users[user] = moved
        case "serviceControl", "resourceControl":
            let isService = name == "serviceControl"
            let text = parameters["to"]?.serialized(.compact) ?? ""
            let policy: StoredPolicy
            do { policy = try StoredPolicy(text, kind: isService ? .serviceControl : .resourceControl) } catch {
                throw ScenarioRefusal(why: "\(error)")
            }
            if isService {
                state.accounts[account]?.serviceControl.append(policy)
            } else {
                state.accounts[account]?.resourceControl.append(policy)
            }
        case "callerPolicies":
            let arns = (parameters["to"]?.array ?? []).compactMap(\.string)
            if let unknown = arns.first(where: { state[iam: account].managedPolicy($0) == nil }) {
                throw ScenarioRefusal(why: "no policy \(unknown)")
            }
            state[iam: account].users[user]?.attachedPolicies = arns
        default: return false
        }
        return true
    }

    /// Changes what only the owner of the cluster's control plane can.
    ///
    /// - Returns: whether the name is one of these.
    mutating func setCluster(_ name: String, _ parameters: JSONValue) -> Bool {
        let value = parameters["to"]
        switch name {
        case "clockLead": state.options.clockLead = value?.int ?? 0
        case "hypothesis":
            guard let hypothesis = Hypothesis(rawValue: value?.string ?? "") else { return false }
            state.options.hypotheses.insert(hypothesis)
        case "clusterName": state.cluster.name = value?.string ?? ""
        case "clusterVersion": state.cluster.version = value?.string ?? ""
        case "clusterTokens": state.cluster.staticTokens = []
        case "closedToPods": state.cluster.closedToPods = Set((value?.array ?? []).compactMap(\.string))
        case "podQuota": state.cluster.podQuotas[values["namespace"]] = value?.int ?? 0
        case "withheld": state.cluster.withheld = Set((value?.array ?? []).compactMap(\.string))
        case "addons": state.cluster.addons = (value?.array ?? []).compactMap(\.string)
        case "autoMode": state.cluster.isAutomatic = value?.bool ?? true
        case "roleUsed":
            state[iam: values["eksAccount"]].roles[values["role"]]?.lastUsed = (now, values["clusterRegion"])
        case "tokenRefused":
            let account = values["eksAccount"]
            var call = AWSCall(
                service: .sts, operation: "AssumeRoleWithWebIdentity", region: values["clusterRegion"],
                now: now,
                requestID: randomness.uuid(), userAgent: "Boto3/1.40.4", randomness: randomness)
            call.form = FormParameters([
                "RoleArn": values.filled("arn:aws:iam::{{eksAccount}}:role/{{role}}"),
                "RoleSessionName": "botocore-session-\(now.secondsSinceEpoch)", "DurationSeconds": "3600",
            ])
            let fault = AWSFault(
                parameters["code"]?.string ?? "AccessDenied",
                parameters["message"]?.string ?? WebIdentityFault.notAuthorized.message, status: 403)
            let identity = AssumeRoleWithWebIdentity.identity(
                issuer: state.cluster.issuer, audience: parameters["audience"]?.string ?? "sts.amazonaws.com",
                subject: values.filled("system:serviceaccount:{{namespace}}:{{serviceAccount}}"), account: account,
                in: state.partition)
            Trail.append(call, fault: fault, account: account, identity: identity, resources: [], &state)
        default: return false
        }
        return true
    }
}
