import Wire

extension ScenarioRunner {
    /// Brings about what no call can: what people, time and AWS's staff do.
    mutating func set(_ name: String, _ step: ScenarioStep, _ parameters: JSONValue) throws(ScenarioRefusal) {
        let account = values.account(of: step.side)
        let region = step.region.isEmpty ? values["region"] : step.region
        let value = parameters["to"]
        switch name {
        case "identityStatus":
            let identity = parameters["identity"]?.string ?? ""
            guard state[ses: account, region].identities[identity] != nil,
                let status = EmailIdentity.Status(rawValue: value?.string ?? "")
            else { throw ScenarioRefusal(why: "no identity \(identity) in \(account), \(region)", isMissing: true) }
            state[ses: account, region].identities[identity]?.status = status
            if status == .pending { state[ses: account, region].identities[identity]?.requested = now }
            // A link that was followed is no longer pending.
            if status == .success { state.closeLinks(of: identity, account, region) }
        case "productionAccess": state[ses: account, region].productionAccess = value?.bool ?? true
        case "review":
            state[ses: account, region].details = AccountDetails(
                mailType: "TRANSACTIONAL", websiteURL: "https://example.com", contactLanguage: "EN",
                useCase: "Receipts for orders.", contacts: [], reviewStatus: value?.string ?? "PENDING",
                caseID: "170000000000001")
        case "enforcementStatus": state[ses: account, region].enforcementStatus = value?.string ?? "SHUTDOWN"
        case "mailFromStatus":
            let identity = values.filled(parameters["identity"]?.string ?? "")
            guard state[ses: account, region].identities[identity]?.mailFromDomain != nil else {
                throw ScenarioRefusal(
                    why: "identity \(identity) has no MAIL FROM domain in \(account), \(region)",
                    isMissing: true)
            }
            state[ses: account, region].identities[identity]?.mailFromStatus = value?.string ?? "FAILED"
        case "sendingEnabled": state[ses: account, region].sendingEnabled = value?.bool ?? false
        case "sentToday": state[ses: account, region].sent.add(value?.int ?? 0, at: now)
        case "enforcesRates": state.options.enforcesRates = value?.bool ?? true
        case "iamPropagationDelay": state.options.iamPropagationDelay = value?.int ?? 0
        case "fault":
            let error = FaultRule.Kind.error(
                status: parameters["status"]?.int ?? 500, code: parameters["code"]?.string ?? "",
                message: parameters["message"]?.string ?? "")
            state.options.faults.append(
                FaultRule(
                    parameters["kind"]?.string == "close" ? .close : error, service: parameters["service"]?.string,
                    operation: parameters["operation"]?.string))
        case "unpullableImage":
            state.cluster.unpullableImages[parameters["image"]?.string ?? ""] = value?.string ?? ""
        case "podIdentityAssociation":
            state.cluster.podIdentityAssociations.append(
                PodIdentityAssociation(
                    id: "a-" + randomness.text(17, of: "abcdefghijklmnopqrstuvwxyz0123456789"),
                    namespace: values["namespace"], serviceAccount: values["serviceAccount"],
                    roleARN: value?.string ?? "", createdAt: now))
        case "organization": state.accounts[account]?.organization = value?.string
        case "roleAgain": try makeRoleAgain(step)
        case "privateEndpoint": state.cluster.publicEndpoint = false
        case "accessPolicy":
            for index in state.cluster.accessEntries.indices {
                state.cluster.accessEntries[index].policies = [value?.string ?? ""]
            }
            for index in state.cluster.staticTokens.indices { state.cluster.staticTokens[index].groups = [] }
            guard let role = ClusterRole(accessPolicy: value?.string ?? "") else { return }
            state.cluster.bindings = state.cluster.staticTokens.map { RoleBinding(.user($0.username), role) }
        case "accessEntryPrincipalID":
            for index in state.cluster.accessEntries.indices {
                state.cluster.accessEntries[index].principalID = value?.string ?? ""
            }
        default:
            guard try setCallers(name, step, parameters) || setCluster(name, parameters) else {
                throw ScenarioRefusal(why: "nothing is called \(name)")
            }
        }
    }
}
