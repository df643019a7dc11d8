import Wire

extension ScenarioRunner {
    /// Deletes the role and makes it again as it was, but for its unique id: what was given to the id is nobody's then.
    mutating func makeRoleAgain(_ step: ScenarioStep) throws(ScenarioRefusal) {
        let name = values["role"]
        guard let role = state[iam: values.account(of: step.side)].roles[name] else {
            throw ScenarioRefusal(why: "no role \(name)", isMissing: true)
        }
        let call = {
            (runner: inout ScenarioRunner, operation: String, parameters: JSONObject) throws(ScenarioRefusal) in
            var parameters = parameters
            parameters["RoleName"] = .string(name)
            try runner.callAWS(step, "iam", operation, .object(parameters))
        }
        for arn in role.attachedPolicies { try call(&self, "DetachRolePolicy", ["PolicyArn": .string(arn)]) }
        let inline = role.inlinePolicies.sorted { $0.key < $1.key }
        for policy in inline { try call(&self, "DeleteRolePolicy", ["PolicyName": .string(policy.key)]) }
        try call(&self, "DeleteRole", [:])
        var made: JSONObject = [
            "Path": .string(role.path), "AssumeRolePolicyDocument": .string(role.trust.text),
            "MaxSessionDuration": JSONValue(role.maxSessionDuration),
            "Tags": .array(role.tags.list.map { ["Key": .string($0.key), "Value": .string($0.value)] }),
        ]
        if !role.description.isEmpty { made["Description"] = .string(role.description) }
        if let boundary = role.boundary { made["PermissionsBoundary"] = .string(boundary) }
        try call(&self, "CreateRole", made)
        for arn in role.attachedPolicies { try call(&self, "AttachRolePolicy", ["PolicyArn": .string(arn)]) }
        for policy in inline {
            try call(
                &self, "PutRolePolicy",
                ["PolicyName": .string(policy.key), "PolicyDocument": .string(policy.value.text)])
        }
    }
}
