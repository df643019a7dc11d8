import Calls
import Design
import Diagnosis
import Identifiers
import TestAnswers
import Wire

/// A world as the tests use it: the guide's design and a world that is entirely as wanted.
enum World {
    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"
    static let roleID = "AROAEXAMPLEROLE00001"

    static func answers(identity: String? = nil) throws -> Answers {
        var answers = Answers()
        let values: [(FieldID, String)] = [
            (.eksAccount, "111122223333"), (.eksRegion, "eu-west-1"), (.eksCluster, "mail-prod"),
            (.eksOIDCProvider, issuer), (.sesAccount, "444455556666"), (.sesRegion, "eu-west-1"),
            (.sesSender, "no-reply@example.com"), (.sesReceiver, "ops@example.com"), (.namespace, "default"),
            (.serviceAccount, "ses-sender"), (.role, "ses-sender-role"), (.permissionsPolicy, "ses-sender-policy"),
            (.sendingPolicy, "ses-sender"),
        ]
        for (field, text) in values { try answers.set(text, for: field, from: .typed) }
        if let identity { try answers.set(identity, for: .sesIdentity, from: .typed) }
        return answers
    }

    static func design(identity: String? = nil) throws -> DelegateSending {
        try DelegateSending(answers(identity: identity))
    }

    /// Everything in place.
    static func ready(_ design: DelegateSending) -> Observations {
        var seen = Observations()
        seen[.provider(design.providerARN)] = .value(
            ProviderState(clientIDs: ["sts.amazonaws.com"], tags: []))
        seen[.role(design.roleName)] = .value(role(design, trust: design.trustPolicyDocument))
        seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([design.permissionsPolicyARN]))
        seen[.inlinePolicies(design.roleName)] = .value(InlinePolicyNames([]))
        seen[policy: design.permissionsPolicyARN] = .value(policy(design.permissionsPolicyDocument))
        seen[.identity(.ses, design.identity, in: design.sesRegion)] = .value(
            identity(design, design.sendingPolicyDocument))
        if !design.isDomainIdentity {
            seen.fail(
                Read.identity(.ses, .domain(design.sender.domain), in: design.sesRegion).call, CallFailure(.absent))
        }
        seen[.sendingAccount(.eks, in: design.sesRegion)] = .value(SendingAccountState(productionAccess: false))
        return seen
    }

    static func role(_ design: DelegateSending, trust: JSONValue, arn: ARN? = nil) -> RoleState {
        RoleState(
            arn: arn ?? design.roleARN, roleID: roleID, trustPolicy: trust.serialized(), boundary: nil, tags: [])
    }

    static func policy(_ document: JSONValue) -> PolicyState {
        PolicyState(defaultVersion: "v1", document: document.serialized(), tags: [])
    }

    static func identity(_ design: DelegateSending, _ document: JSONValue?, isVerified: Bool = true) -> IdentityState {
        IdentityState(
            isVerified: isVerified, status: isVerified ? "SUCCESS" : "PENDING",
            policies: document.map { [design.sendingPolicyName.text: $0.serialized()] } ?? [:])
    }

    /// A document with a piece of its text exchanged.
    static func changed(_ document: JSONValue, _ old: String, _ new: String) throws -> JSONValue {
        let text = document.serialized()
        let parts = text.split(separator: old, omittingEmptySubsequences: false)
        guard parts.count > 1 else { throw Missing(piece: old) }
        return try JSONValue.parse(parts.joined(separator: new))
    }

    struct Missing: Error {
        let piece: String
    }
}

extension CallFailure {
    /// A refused call.
    init(
        service: String, operation: String, code: String, message: String, account: String? = nil,
        region: String? = nil, requestID: String? = nil
    ) {
        self.init(
            .doubtful, code: code, message: message, requestID: requestID, account: account, region: region,
            service: service, operation: operation)
    }
}
