extension IAM {
    /// Reads a managed policy, without its document (GetPolicy).
    public func getPolicy(_ arn: String) async throws(AWSFailure) -> ManagedPolicy {
        var input = QueryInput()
        input.add("PolicyArn", arn)
        return try policy(await call("GetPolicy", input).structure("Policy"))
    }

    /// Makes a managed policy (CreatePolicy).
    ///
    /// - Parameters:
    ///   - name: 1 to 128 characters.
    ///   - path: `/` or `/…/`.
    ///   - document: JSON, at most 6144 characters without white space.
    ///   - description: At most 1000 characters; cannot be changed later.
    ///   - tags: At most 50.
    /// - Returns: The policy, with its ARN.
    /// - Throws: ``AWSFailure``.
    public func createPolicy(
        _ name: String, path: String? = nil, document: String, description: String? = nil, tags: [AWSTag] = []
    ) async throws(AWSFailure) -> ManagedPolicy {
        var input = QueryInput()
        input.add("PolicyName", name)
        input.add("Path", path)
        input.add("PolicyDocument", document)
        input.add("Description", description)
        input.add("Tags", tags)
        return try policy(await write("CreatePolicy", input).structure("Policy"))
    }

    /// Reads a version of a managed policy with its document (GetPolicyVersion).
    public func getPolicyVersion(_ arn: String, version: String) async throws(AWSFailure) -> PolicyVersion {
        var input = QueryInput()
        input.add("PolicyArn", arn)
        input.add("VersionId", version)
        return try self.version(await call("GetPolicyVersion", input).structure("PolicyVersion"))
    }

    /// All versions of a managed policy, without documents, all pages (ListPolicyVersions).
    public func listPolicyVersions(_ arn: String) async throws(AWSFailure) -> [PolicyVersion] {
        var versions: [PolicyVersion] = []
        var marker: String?
        repeat {
            var input = QueryInput()
            input.add("PolicyArn", arn)
            input.add("Marker", marker)
            let result = try await call("ListPolicyVersions", input)
            for member in result.members("Versions") { versions.append(try version(member)) }
            marker = IAM.nextMarker(result, after: marker)
        } while marker != nil
        return versions
    }

    /// Adds a version to a managed policy (CreatePolicyVersion).
    ///
    /// A policy holds five versions; the sixth is refused with LimitExceeded. An attempt whose fate is unknown is not
    /// repeated, as each makes a version.
    public func createPolicyVersion(_ arn: String, document: String, setAsDefault: Bool = true)
        async throws(AWSFailure) -> PolicyVersion
    {
        var input = QueryInput()
        input.add("PolicyArn", arn)
        input.add("PolicyDocument", document)
        input.add("SetAsDefault", .bool(setAsDefault))
        return try version(
            await call("CreatePolicyVersion", input, .writeEachTime).structure("PolicyVersion"))
    }

    /// Deletes a version that is not the default (DeletePolicyVersion).
    public func deletePolicyVersion(_ arn: String, version: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("PolicyArn", arn)
        input.add("VersionId", version)
        _ = try await write("DeletePolicyVersion", input)
    }

    /// Deletes a managed policy that is attached nowhere and has one version (DeletePolicy).
    public func deletePolicy(_ arn: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("PolicyArn", arn)
        _ = try await write("DeletePolicy", input)
    }

    /// Asks IAM's own simulator what a principal may do, all pages (SimulatePrincipalPolicy).
    ///
    /// - Parameters:
    ///   - principalARN: A user or role (not an assumed-role session).
    ///   - actions: Actions such as `iam:CreateRole`.
    ///   - resources: ARNs; `*` when left out.
    ///   - context: Values of context keys.
    /// - Returns: One decision for each pair of action and resource.
    /// - Throws: ``AWSFailure``.
    public func simulatePrincipalPolicy(
        principalARN: String, actions: [String], resources: [String] = [], context: [ContextEntry] = []
    ) async throws(AWSFailure) -> [SimulatedDecision] {
        var decisions: [SimulatedDecision] = []
        var marker: String?
        repeat {
            var input = QueryInput()
            input.add("PolicySourceArn", principalARN)
            input.add("ActionNames", actions)
            input.add("ResourceArns", resources)
            if !context.isEmpty { input.add("ContextEntries", .members(context.map(IAM.entry))) }
            input.add("Marker", marker)
            let result = try await call("SimulatePrincipalPolicy", input)
            for member in result.members("EvaluationResults") { decisions.append(try decision(member)) }
            marker = IAM.nextMarker(result, after: marker)
        } while marker != nil
        return decisions
    }

    private static func entry(_ entry: ContextEntry) -> QueryValue {
        .structure([
            ("ContextKeyName", .text(entry.key)), ("ContextKeyValues", .texts(entry.values)),
            ("ContextKeyType", .text(entry.type)),
        ])
    }

    private func decision(_ fields: XMLFields) throws(AWSFailure) -> SimulatedDecision {
        let text = try fields.required("EvalDecision")
        guard let verdict = SimulatedDecision.Verdict(rawValue: text) else { throw fields.missing("EvalDecision") }
        return SimulatedDecision(
            action: try fields.required("EvalActionName"), resource: fields.optional("EvalResourceName") ?? "*",
            verdict: verdict,
            matchedPolicies: fields.members("MatchedStatements").compactMap { $0.optional("SourcePolicyId") },
            missingContext: fields.texts("MissingContextValues"),
            allowedByOrganization: fields.optionalStructure("OrganizationsDecisionDetail")?
                .bool("AllowedByOrganizations"),
            allowedByBoundary: fields.optionalStructure("PermissionsBoundaryDecisionDetail")?
                .bool("AllowedByPermissionsBoundary"))
    }

    private func policy(_ fields: XMLFields) throws(AWSFailure) -> ManagedPolicy {
        ManagedPolicy(
            arn: try fields.required("Arn"), id: try fields.required("PolicyId"),
            name: try fields.required("PolicyName"), path: fields.optional("Path") ?? "/",
            defaultVersionID: try fields.required("DefaultVersionId"),
            attachmentCount: fields.integer("AttachmentCount") ?? 0, description: fields.optional("Description"),
            tags: fields.tags())
    }

    private func version(_ fields: XMLFields) throws(AWSFailure) -> PolicyVersion {
        PolicyVersion(
            id: try fields.required("VersionId"), isDefault: fields.bool("IsDefaultVersion") ?? false,
            document: fields.optional("Document").map { IAM.document($0) }, created: fields.time("CreateDate"))
    }
}
