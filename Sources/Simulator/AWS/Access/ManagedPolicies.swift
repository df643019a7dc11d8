import IAMPolicy
import Wire

/// The managed policies of AWS itself that a world knows; they are the same in every account.
enum AWSManagedPolicies {
    /// A managed policy by ARN, nil where a world does not know it.
    static func policy(_ arn: String) -> ManagedPolicy? {
        guard arn.hasPrefix("arn:aws:iam::aws:policy/") else { return nil }
        return all.first { $0.arn == arn }
    }

    /// All of them, by name.
    static let all: [ManagedPolicy] = [
        make("AdministratorAccess", "ANPAIWMBCKSKIEE64ZLYK", #"{"Effect":"Allow","Action":"*","Resource":"*"}"#),
        make("AmazonSESFullAccess", "ANPAJ2P4NXCHAT7NDPNR4", #"{"Effect":"Allow","Action":"ses:*","Resource":"*"}"#),
        make(
            "AmazonSESReadOnlyAccess", "ANPAINV2XPFRMWJJNSCGI",
            #"{"Effect":"Allow","Action":["ses:Get*","ses:List*"],"Resource":"*"}"#),
        make("IAMFullAccess", "ANPAI7XKCFMBPM3QQRRVQ", #"{"Effect":"Allow","Action":"iam:*","Resource":"*"}"#),
        make(
            "IAMReadOnlyAccess", "ANPAJKSO7NDY4T57MWDSQ",
            #"{"Effect":"Allow","Action":["iam:Get*","iam:List*","iam:Simulate*"],"Resource":"*"}"#),
    ].compactMap(\.self)

    private static func make(_ name: String, _ id: String, _ statement: String) -> ManagedPolicy? {
        let text = #"{"Version":"2012-10-17","Statement":[\#(statement)]}"#
        guard let policy = try? StoredPolicy(text, kind: .identity),
            let made = Timestamp(iso8601: "2015-02-06T18:39:46Z")
        else { return nil }
        return ManagedPolicy(
            name: name, id: id, arn: "arn:aws:iam::aws:policy/" + name, created: made, updated: made,
            versions: [ManagedPolicy.Version(id: "v1", policy: policy, created: made)], defaultVersionID: "v1")
    }
}

extension IAMState {
    /// A managed policy of the account or of AWS.
    func managedPolicy(_ arn: String) -> ManagedPolicy? {
        policies[arn] ?? AWSManagedPolicies.policy(arn)
    }

    /// The documents of managed policies that count, under their names.
    private func documents(attached arns: [String]) -> [NamedPolicy] {
        arns.compactMap { arn in
            guard let policy = managedPolicy(arn), let version = policy.defaultVersion else { return nil }
            return NamedPolicy(policy.name, version.policy.document)
        }
    }

    /// The caller's own policies and its boundary.
    func policies(of caller: Caller) -> PolicySet {
        let (inline, attached, boundary): ([String: StoredPolicy], [String], String?)
        switch caller.kind {
        case .user(let name, _):
            guard let user = users[name] else { return PolicySet() }
            (inline, attached, boundary) = (user.inlinePolicies, user.attachedPolicies, user.boundary)
        case .role(let name, let id, _):
            guard let role = roles[name], role.id == id else { return PolicySet() }
            (inline, attached, boundary) = (role.inlinePolicies, role.attachedPolicies, role.boundary)
        }
        let own = inline.sorted { $0.key < $1.key }.map { NamedPolicy($0.key, $0.value.document) }
        return PolicySet(
            identity: documents(attached: attached) + own, boundary: documents(attached: boundary.map { [$0] } ?? []))
    }
}
