import Wire

/// Many roles and policies by one call, where the account lets the caller see them all.
extension Operation {
    /// Roles with all their policies, and managed policies with their documents.
    ///
    /// It tells what the reads of each single role and policy would tell, but for descriptions, the length of sessions
    /// and the tags of policies.
    public static let getAccountAuthorizationDetails = Operation(
        .iam, "GetAccountAuthorizationDetails",
        input: [.may("Filter", .list(.text)), .may("MaxItems", .integer, option: "page-size")],
        keeps: .structure([
            .may("RoleDetailList", .list(.structure(roleDetail))), .may("Policies", .list(.structure(policyDetail))),
        ]), pages: .marker(list: "RoleDetailList", others: ["Policies"]), implies: AuthorizationDetails.reads)

    private static let roleDetail =
        roleMembers.filter { !["Description", "MaxSessionDuration"].contains($0.name) } + [
            .may(
                "RolePolicyList",
                .list(.structure([.must("PolicyName"), .must("PolicyDocument", .document(.pretty))]))),
            .may(
                "AttachedManagedPolicies",
                .list(.structure([.may("PolicyName"), .may("PolicyArn")]))),
        ]

    private static let policyDetail =
        policyMembers.filter { $0.name != "Tags" } + [.may("PolicyVersionList", .list(version))]
}

/// What one answer about many roles and policies tells of the reads of each.
enum AuthorizationDetails {
    /// The single reads with the answers that they would get.
    static func reads(_ call: Call, _ answer: JSONValue) -> [(Call, JSONValue)] {
        let roles = (answer["RoleDetailList"]?.array ?? []).flatMap { role($0, call.side) }
        return roles + (answer["Policies"]?.array ?? []).flatMap { policy($0, call.side) }
    }

    private static func role(_ detail: JSONValue, _ side: Side) -> [(Call, JSONValue)] {
        guard let name = detail["RoleName"]?.string, var role = detail.object else { return [] }
        let inline = detail["RolePolicyList"]?.array ?? []
        let attached = detail["AttachedManagedPolicies"] ?? []
        role["RolePolicyList"] = nil
        role["AttachedManagedPolicies"] = nil
        let documents = inline.compactMap { policy -> (Call, JSONValue)? in
            guard let policyName = policy["PolicyName"]?.string, var document = policy.object else { return nil }
            document["RoleName"] = .string(name)
            return (.getRolePolicy(name, policyName, side), .object(document))
        }
        return [
            (.getRole(name, side), ["Role": .object(role)]),
            (.listRolePolicies(name, side), ["PolicyNames": .array(inline.compactMap { $0["PolicyName"] })]),
            (.listAttachedRolePolicies(name, side), ["AttachedPolicies": attached]),
        ] + documents
    }

    private static func policy(_ detail: JSONValue, _ side: Side) -> [(Call, JSONValue)] {
        guard let arn = detail["Arn"], var policy = detail.object else { return [] }
        let versions = detail["PolicyVersionList"]?.array ?? []
        policy["PolicyVersionList"] = nil
        let documents = versions.compactMap { version -> (Call, JSONValue)? in
            guard let id = version["VersionId"], version["Document"] != nil else { return nil }
            return (Call(.getPolicyVersion, side, ["PolicyArn": arn, "VersionId": id]), ["PolicyVersion": version])
        }
        let read = Call(.getPolicy, side, ["PolicyArn": arn])
        let shown: JSONValue = ["Policy": .object(policy)]
        return [(read, shown)] + documents
    }
}
