import AWSClient
import Design
import Identifiers
import Wire

/// The calls behind the questions, and their answers as the states that plans compare.
enum AWSAsking {
    static func account(_ question: Question, _ session: AWSSession) async throws -> Observations.Finding {
        switch question {
        case .caller:
            let caller = try await STS(session).getCallerIdentity()
            return .caller(
                CallerState(
                    account: try AccountID(caller.account), arn: try ARN(caller.arn), userID: caller.userID))
        case .clusters:
            return .names(try await EKS(session).listClusters())
        case .cluster(let name):
            return .cluster(try state(try await EKS(session).describeCluster(name.text), session, name))
        case .provider(let arn):
            let provider = try await IAM(session).getOpenIDConnectProvider(arn.text)
            return .provider(ProviderState(clientIDs: provider.clientIDs, tags: tags(provider.tags)))
        case .role(let name):
            let role = try await IAM(session).getRole(name.text)
            return .role(
                RoleState(
                    arn: try ARN(role.arn), roleID: role.id, trustPolicy: role.trustPolicy,
                    boundary: try role.permissionsBoundary.map { try ARN($0) }, tags: tags(role.tags)))
        case .attachedPolicies(let name):
            let policies = try await IAM(session).listAttachedRolePolicies(role: name.text)
            return .attached(try policies.map { try ARN($0.arn) })
        default:
            return .names([])
        }
    }

    static func ses(_ question: Question, _ ses: SES) async throws -> Observations.Finding {
        switch question {
        case .sendingAccount:
            let account = try await ses.getAccount()
            return .sendingAccount(
                SendingAccountState(
                    productionAccess: account.isInProduction, sendingEnabled: account.isSendingEnabled,
                    enforcement: account.enforcementStatus ?? "HEALTHY", dailyQuota: account.max24HourSend ?? 0,
                    sentToday: account.sentLast24Hours ?? 0, ratePerSecond: account.maxSendRate ?? 0))
        case .identity(_, let name):
            let identity = try await ses.getEmailIdentity(name.text)
            var policies: [String: String] = [:]
            for policy in identity.policies { policies[policy.name] = policy.document }
            return .identity(
                IdentityState(
                    isVerified: identity.isVerifiedForSending, status: identity.verification?.rawValue ?? "",
                    policies: policies, configurationSet: identity.defaultConfigurationSet,
                    dkimTokens: identity.dkimTokens, tags: tags(identity.tags)))
        default:
            let identities = try await ses.listAllEmailIdentities()
            return .identities(
                identities.map { ListedIdentity(name: $0.name, isVerified: $0.verification == .success) })
        }
    }

    static func tags(_ tags: [AWSTag]) -> [Tag] { tags.map { Tag(key: $0.key, value: $0.value) } }

    private static func state(
        _ cluster: Cluster, _ session: AWSSession, _ name: ClusterName
    ) throws -> ClusterState {
        let authority = cluster.certificateAuthority.flatMap(Base64.decode).map { String(decoding: $0, as: UTF8.self) }
        let fallback = "arn:\(session.region.partition.id):eks:\(session.region.text)::cluster/\(name.text)"
        return ClusterState(
            arn: try ARN(cluster.arn ?? fallback), status: cluster.status, version: cluster.version ?? "",
            endpoint: cluster.endpoint ?? "", certificateAuthority: authority ?? "",
            issuer: try cluster.issuer.map { try IssuerURL($0) })
    }
}
