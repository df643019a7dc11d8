import AWSClient
import Design
import Identifiers
import Observation
import Wire

/// Makes the one call of a step (or the two that IAM needs for a full policy).
struct StepRunner {
    /// What a step gave.
    struct Result {
        /// The role's unique ID, after a role was made.
        var roleID: String?
        /// Whether an identity that was made is verified already.
        var isVerified = false
        /// The DKIM tokens of a domain that was made.
        var dkimTokens: [String] = []
    }

    let context: SetupContext
    let design: DelegateSending

    func run(_ step: ResourceStep, side: Side, roleID: String?) async throws(StepFailure) -> Result {
        if case .apply(let object) = step {
            guard let cluster = context.cluster else { throw noCredentials(.kubernetes) }
            do throws(ClusterProblem) { _ = try await cluster.apply(object) } catch { throw .cluster(error) }
            return Result()
        }
        guard let session = context.session(side) else { throw noCredentials(side) }
        do throws(AWSFailure) {
            switch step {
            case .createIdentity, .mailAgain, .putSendingPolicy:
                return try await ses(step, SES(session.moved(to: design.sesRegion)), roleID)
            default:
                return try await iam(step, IAM(session))
            }
        } catch {
            throw .aws(error)
        }
    }

    private func iam(_ step: ResourceStep, _ iam: IAM) async throws(AWSFailure) -> Result {
        var result = Result()
        switch step {
        case .createOIDCProvider(let issuer, let clientIDs, let tags):
            _ = try await iam.createOpenIDConnectProvider(url: issuer.url, clientIDs: clientIDs, tags: aws(tags))
        case .addClientID(let provider, let clientID):
            try await iam.addClientID(clientID, toOpenIDConnectProvider: provider.text)
        case .createPolicy(let name, let document, let tags):
            _ = try await iam.createPolicy(
                name.text, document: document.serialized(.pretty), tags: aws(tags))
        case .createPolicyVersion(let policy, let document):
            try await makeRoom(for: policy.text, iam)
            _ = try await iam.createPolicyVersion(policy.text, document: document.serialized(.pretty))
        case .createRole(let name, let path, let trustPolicy, let boundary, let tags):
            let role = try await iam.createRole(
                name.text, path: path.text, trustPolicy: trustPolicy.serialized(.pretty),
                permissionsBoundary: boundary?.text, tags: aws(tags))
            result.roleID = role.id
        case .updateTrustPolicy(let role, let document):
            try await iam.updateAssumeRolePolicy(role: role.text, trustPolicy: document.serialized(.pretty))
        case .putBoundary(let role, let boundary):
            try await iam.putRolePermissionsBoundary(role: role.text, policyARN: boundary.text)
        case .attachPolicy(let role, let policy):
            try await iam.attachRolePolicy(role: role.text, policyARN: policy.text)
        case .createIdentity, .mailAgain, .putSendingPolicy, .apply:
            break
        }
        return result
    }

    private func ses(_ step: ResourceStep, _ ses: SES, _ roleID: String?) async throws(AWSFailure) -> Result {
        var result = Result()
        switch step {
        case .createIdentity(_, let identity, let tags):
            let made = try await ses.createEmailIdentity(identity.text, tags: aws(tags))
            result.isVerified = made.isVerifiedForSending
            result.dkimTokens = made.dkimTokens
        case .mailAgain(_, let address):
            try await ses.verifyEmailIdentityV1(address.text)
        case .putSendingPolicy(let identity, let name, let document):
            let marked = roleID.map { SendingPolicyMark.marked(document, roleID: $0) } ?? document
            try await ses.putIdentityPolicyV1(
                identity.text, SendingPolicyText(name: name.text, document: marked.serialized(.compact)))
        default:
            break
        }
        return result
    }

    /// A managed policy has at most five versions; the oldest that does not count makes room.
    private func makeRoom(for policy: String, _ iam: IAM) async throws(AWSFailure) {
        let versions = try await iam.listPolicyVersions(policy)
        guard versions.count >= 5 else { return }
        let number = { (version: PolicyVersion) in Int(version.id.dropFirst()) ?? 0 }
        if let oldest = versions.filter({ !$0.isDefault }).min(by: { number($0) < number($1) }) {
            do throws(AWSFailure) {
                try await iam.deletePolicyVersion(policy, version: oldest.id)
            } catch {
                // Deleted by an attempt whose answer was lost.
                guard error.isNotFound, error.mayHaveHappened else { throw error }
            }
        }
    }

    private func aws(_ tags: [Tag]) -> [AWSTag] { tags.map { AWSTag($0.key, $0.value) } }

    private func noCredentials(_ side: Side) -> StepFailure {
        let sentence = SetupError.noCredentials(side).sentence
        return .other(ApplyProblem(code: "NoCredentials", message: sentence, sentence: sentence))
    }
}
