extension IAM {
    /// Sets the policy that limits what a role may do, whatever its other policies say (PutRolePermissionsBoundary).
    ///
    /// - Parameters:
    ///   - name: The role's name.
    ///   - policyARN: The boundary, a managed policy.
    /// - Throws: ``AWSFailure``.
    public func putRolePermissionsBoundary(role name: String, policyARN: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("RoleName", name)
        input.add("PermissionsBoundary", policyARN)
        _ = try await write("PutRolePermissionsBoundary", input)
    }
}
