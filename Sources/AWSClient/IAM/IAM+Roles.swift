extension IAM {
    /// Reads a role (GetRole).
    public func getRole(_ name: String) async throws(AWSFailure) -> Role {
        var input = QueryInput()
        input.add("RoleName", name)
        return try role(await call("GetRole", input).structure("Role"))
    }

    /// Makes a role (CreateRole).
    ///
    /// - Parameters:
    ///   - name: 1 to 64 characters.
    ///   - path: `/` or `/…/`.
    ///   - trustPolicy: JSON, by default at most 2048 characters without white space.
    ///   - description: At most 1000 characters.
    ///   - maxSessionSeconds: 3600 to 43200. AWS: 3600.
    ///   - permissionsBoundary: The ARN of a policy that limits the role.
    ///   - tags: At most 50.
    /// - Returns: The role.
    /// - Throws: ``AWSFailure``.
    public func createRole(
        _ name: String, path: String? = nil, trustPolicy: String, description: String? = nil,
        maxSessionSeconds: Int? = nil, permissionsBoundary: String? = nil, tags: [AWSTag] = []
    ) async throws(AWSFailure) -> Role {
        var input = QueryInput()
        input.add("Path", path)
        input.add("RoleName", name)
        input.add("AssumeRolePolicyDocument", trustPolicy)
        input.add("Description", description)
        input.add("MaxSessionDuration", maxSessionSeconds)
        input.add("PermissionsBoundary", permissionsBoundary)
        input.add("Tags", tags)
        return try role(await write("CreateRole", input).structure("Role"))
    }

    /// Replaces a role's trust policy (UpdateAssumeRolePolicy).
    public func updateAssumeRolePolicy(role name: String, trustPolicy: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("RoleName", name)
        input.add("PolicyDocument", trustPolicy)
        _ = try await write("UpdateAssumeRolePolicy", input)
    }

    /// Adds tags to a role or overwrites them (TagRole).
    public func tagRole(_ name: String, tags: [AWSTag]) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("RoleName", name)
        input.add("Tags", tags)
        _ = try await write("TagRole", input)
    }

    /// Deletes a role (DeleteRole); policies must be detached first, else DeleteConflict.
    public func deleteRole(_ name: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("RoleName", name)
        _ = try await write("DeleteRole", input)
    }

    /// The names of a role's inline policies, all pages (ListRolePolicies).
    public func listRolePolicies(role name: String) async throws(AWSFailure) -> [String] {
        var names: [String] = []
        var marker: String?
        repeat {
            var input = QueryInput()
            input.add("RoleName", name)
            input.add("Marker", marker)
            let result = try await call("ListRolePolicies", input)
            names += result.texts("PolicyNames")
            marker = IAM.nextMarker(result, after: marker)
        } while marker != nil
        return names
    }

    /// Reads an inline policy of a role as JSON (GetRolePolicy).
    public func getRolePolicy(role name: String, policy: String) async throws(AWSFailure) -> String {
        var input = QueryInput()
        input.add("RoleName", name)
        input.add("PolicyName", policy)
        return IAM.document(try await call("GetRolePolicy", input).required("PolicyDocument"))
    }

    /// The managed policies attached to a role, all pages (ListAttachedRolePolicies).
    public func listAttachedRolePolicies(role name: String) async throws(AWSFailure) -> [AttachedPolicy] {
        var policies: [AttachedPolicy] = []
        var marker: String?
        repeat {
            var input = QueryInput()
            input.add("RoleName", name)
            input.add("Marker", marker)
            let result = try await call("ListAttachedRolePolicies", input)
            policies += result.members("AttachedPolicies").map {
                AttachedPolicy(name: $0.optional("PolicyName") ?? "", arn: $0.optional("PolicyArn") ?? "")
            }
            marker = IAM.nextMarker(result, after: marker)
        } while marker != nil
        return policies
    }

    /// Attaches a managed policy to a role (AttachRolePolicy); doing it twice does no harm.
    public func attachRolePolicy(role name: String, policyARN: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("RoleName", name)
        input.add("PolicyArn", policyARN)
        _ = try await write("AttachRolePolicy", input)
    }

    /// Detaches a managed policy from a role (DetachRolePolicy).
    public func detachRolePolicy(role name: String, policyARN: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("RoleName", name)
        input.add("PolicyArn", policyARN)
        _ = try await write("DetachRolePolicy", input)
    }

    /// The marker of the next page; nil at the end, and when a server repeats itself.
    static func nextMarker(_ result: XMLFields, after marker: String?) -> String? {
        guard result.bool("IsTruncated") == true, let next = result.optional("Marker"), next != marker else {
            return nil
        }
        return next
    }

    private func role(_ fields: XMLFields) throws(AWSFailure) -> Role {
        let used = fields.optionalStructure("RoleLastUsed")
        return Role(
            arn: try fields.required("Arn"), id: try fields.required("RoleId"), name: try fields.required("RoleName"),
            path: fields.optional("Path") ?? "/",
            trustPolicy: IAM.document(fields.optional("AssumeRolePolicyDocument") ?? ""),
            maxSessionSeconds: fields.integer("MaxSessionDuration"),
            permissionsBoundary: fields.optionalStructure("PermissionsBoundary")?.optional("PermissionsBoundaryArn"),
            description: fields.optional("Description"), created: fields.time("CreateDate"),
            lastUsed: used?.time("LastUsedDate"), lastUsedRegion: used?.optional("Region"), tags: fields.tags())
    }
}
