import Calls
import Design
import IAMPolicy
import Identifiers
import Wire

// What the documents tell of a subject: the trust policy who may use the role, door 1 as whom it sends, a sending
// policy which role is let in.

extension SubjectTrail {
    /// The role tells its service accounts and their cluster, and what it sends as.
    mutating func followRole() {
        guard let role, answers.eksAccount != nil else { return }
        let needsPods = answers.serviceAccount == nil || answers.oidcProvider == nil
        let needsSender = answers.sesAccount == nil || answers.sender == nil
        guard needsPods || needsSender || !hasPath else { return }
        let state = ask(.role(role))?.value
        if let state, let arn = try? RoleARN(state.arn) {
            if arn.path != .root { find(.rolePath, arn.path.text, "the role") }
            partition = partition ?? arn.partition
        }
        if needsPods, let state { followTrust(state) }
        if needsSender { followFirstDoor(role) }
    }

    // MARK: Trust policy

    /// A claim that a trust policy wants: who signs, and whose token.
    private struct Claim: Hashable {
        var issuer: String
        var subjects: [String]
    }

    private mutating func followTrust(_ role: RoleState) {
        let claims = Self.claims(role.trustPolicy)
        guard let pods = podsOfRole(role, claims) else { return }
        if pods.isEmpty, answers.serviceAccount == nil {
            // Nobody in particular: the role is judged as far as that goes.
            followIssuer(claims)
            return
        }
        if answers.serviceAccount == nil {
            guard pods.count == 1, let only = pods.first else {
                choices.append(
                    SubjectChoice(
                        label: "Service account", source: pods[0].source,
                        options: pods.map { .serviceAccount($0.namespace, $0.name) }))
                return
            }
            find(.namespace, only.namespace, only.source)
            find(.serviceAccount, only.name, only.source)
        }
        followIssuer(claims)
    }

    private struct Pods: Hashable {
        var namespace: String
        var name: String
        var source: String
    }

    /// Who asks for the role, by annotation; where nobody does or nobody may look, whom its trust policy names.
    ///
    /// Nil while the cluster has not answered.
    private mutating func podsOfRole(_ role: RoleState, _ claims: [Claim]) -> [Pods]? {
        guard answers.serviceAccount == nil else { return [] }
        guard let accounts = ask(Read<ObjectList>(.list(.serviceAccount))) else { return nil }
        let asking = (accounts.value?.objects ?? []).filter {
            $0.annotations[DelegateSending.roleAnnotation]?.trimmingWhitespace == role.arn.text
        }
        if !asking.isEmpty {
            return asking.map {
                Pods(
                    namespace: $0.object["metadata"]?["namespace"]?.string ?? "default", name: $0.name,
                    source: "annotation of the service account")
            }
        }
        var pods: [Pods] = []
        for subject in claims.flatMap(\.subjects) {
            guard let subject = try? ServiceAccountSubject(subject) else { continue }
            let named = Pods(
                namespace: subject.namespace.text, name: subject.serviceAccount.text, source: "trust policy, sub")
            if !pods.contains(named) { pods.append(named) }
        }
        return pods
    }

    /// The one issuer that the trust policy names, or names for this service account.
    private mutating func followIssuer(_ claims: [Claim]) {
        guard answers.oidcProvider == nil, answers.eksCluster == nil else { return }
        var own = claims
        if let namespace = answers.namespace, let account = answers.serviceAccount {
            let subject = "system:serviceaccount:\(namespace.text):\(account.text)"
            let naming = claims.filter { $0.subjects.contains(subject) }
            if !naming.isEmpty { own = naming }
        }
        let issuers = own.map(\.issuer).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard issuers.count == 1, let issuer = issuers.first else { return }
        find(.eksOIDCProvider, issuer, "trust policy, its provider")
    }

    /// The providers of a trust policy with the subjects that stand beside each.
    private static func claims(_ text: String) -> [Claim] {
        guard let document = try? JSONValue.parse(text) else { return [] }
        var claims: [Claim] = []
        for statement in list(document["Statement"]) where statement["Effect"]?.string == "Allow" {
            var subjects: [String] = []
            for test in statement["Condition"]?.object?.members ?? [] {
                for key in test.value.object?.members ?? [] where key.key.lowercased().hasSuffix(":sub") {
                    subjects += list(key.value).compactMap(\.string)
                }
            }
            for provider in list(statement["Principal"]?["Federated"]).compactMap(\.string) {
                guard let arn = try? ProviderARN(provider) else { continue }
                claims.append(Claim(issuer: arn.issuer.text, subjects: subjects))
            }
        }
        return claims
    }

    // MARK: Door 1

    /// The identities of others that the role may send as.
    private mutating func followFirstDoor(_ role: RoleName) {
        calls += RolePolicies.reads(role, seen)
        let policies = RolePolicies(role, seen)
        var identities: [IdentityARN] = []
        var senders: [EmailAddress] = []
        for entry in policies.entries {
            for statement in Self.list(entry.policy.document.json["Statement"])
            where statement["Effect"]?.string == "Allow" && Self.sends(statement) {
                for resource in Self.list(statement["Resource"]).compactMap(\.string) {
                    guard let arn = try? IdentityARN(resource), !identities.contains(arn) else { continue }
                    identities.append(arn)
                }
                senders += Self.fixedSenders(statement)
            }
        }
        // In the sandbox a policy lists the receivers of both accounts too: what is listed for the role's own account
        // as well is one.
        let own = identities.filter { $0.account == answers.eksAccount }.map(\.identity)
        let foreign = identities.filter { $0.account != answers.eksAccount && !own.contains($0.identity) }
        let candidates = foreign.isEmpty ? identities.filter { $0.account == answers.eksAccount } : foreign
        let matching = candidates.filter { candidate in
            (answers.sender.map { candidate.identity.covers($0) } ?? true)
                && (answers.identity.map { candidate.identity == $0 } ?? true)
                && (answers.sesAccount.map { candidate.account == $0 } ?? true)
        }
        if matching.count == 1, let only = matching.first {
            find(only, senders)
        } else if matching.count > 1, policies.unread == nil, answers.serviceAccount != nil {
            choices.append(
                SubjectChoice(
                    label: "Sender", source: "door 1, Resource",
                    options: matching.map { arn in
                        SubjectChoice.Option(
                            words: "\(arn.identity.text) of \(arn.account.text)",
                            values: [Paste.Value(field: .sesIdentity, text: arn.identity.text)], word: arn.text)
                    }))
        }
    }

    private mutating func find(_ arn: IdentityARN, _ senders: [EmailAddress]) {
        let source = "door 1, Resource"
        find(.sesAccount, arn.account.text, source)
        if arn.region != "*" { find(.sesRegion, arn.region, source) }
        switch arn.identity {
        case .address(let address): find(.sesSender, address.text, source)
        case .domain:
            find(.sesIdentity, arn.identity.text, source)
            let covered = Set(senders.filter { arn.identity.covers($0) })
            if covered.count == 1, let only = covered.first {
                find(.sesSender, only.text, "door 1, ses:FromAddress")
            }
        }
    }

    private static func sends(_ statement: JSONValue) -> Bool {
        list(statement["Action"]).compactMap(\.string).contains { action in
            let action = action.lowercased()
            return action == "*" || action == "ses:*" || action.hasPrefix("ses:send")
        }
    }

    /// The addresses that a statement fixes as senders, without wildcards.
    private static func fixedSenders(_ statement: JSONValue) -> [EmailAddress] {
        (statement["Condition"]?.object?.members ?? []).flatMap { test -> [EmailAddress] in
            (test.value.object?.members ?? []).filter { $0.key.lowercased() == "ses:fromaddress" }
                .flatMap { Self.list($0.value).compactMap(\.string) }.compactMap { try? EmailAddress($0) }
        }
    }

    // MARK: Door 2

    /// The identity tells which role its sending policies let in.
    mutating func followIdentity() {
        guard role == nil, answers.serviceAccount == nil, answers.sender != nil || answers.identity != nil else {
            return
        }
        if answers.sesAccount == nil, let account = ask(.caller(.ses))?.value?.account {
            find(.sesAccount, account.text, "the caller")
        }
        if let region = hints?.sesRegion { find(.sesRegion, region.text, "the profile") }
        guard let region = answers.sesRegion, answers.sesAccount != nil else { return }
        if answers.identity == nil, let sender = answers.sender {
            calls += seen.coverReads(of: sender, .ses, in: region)
            if case .verified(let identity) = seen.cover(of: sender, .ses, in: region) {
                find(.sesIdentity, identity.text, "verified in SES")
            }
        }
        guard let identity = answers.identity, let state = ask(.identity(.ses, identity, in: region))?.value
        else { return }
        let roles = state.policies.values.sorted().flatMap(Self.roles)
            .reduce(into: [RoleARN]()) { if !$0.contains($1) { $0.append($1) } }
        if roles.count == 1, let only = roles.first {
            find(only, "sending policy, Principal")
        } else if roles.count > 1 {
            choices.append(
                SubjectChoice(
                    label: "Role", source: "sending policy, Principal",
                    options: roles.map { role in
                        SubjectChoice.Option(
                            words: "\(role.name.text) of \(role.account.text)",
                            values: [
                                Paste.Value(field: .eksAccount, text: role.account.text),
                                Paste.Value(field: .role, text: role.name.text),
                                Paste.Value(field: .rolePath, text: role.path.text),
                            ], word: role.text)
                    }))
        }
    }

    /// The roles that a sending policy allows by their ARN.
    private static func roles(_ text: String) -> [RoleARN] {
        guard let document = try? JSONValue.parse(text) else { return [] }
        return list(document["Statement"]).filter { $0["Effect"]?.string == "Allow" }
            .flatMap { list($0["Principal"]?["AWS"]) }.compactMap(\.string).compactMap { try? RoleARN($0) }
    }

    /// One or many, as policies write it.
    private static func list(_ value: JSONValue?) -> [JSONValue] {
        guard let value else { return [] }
        return value.array ?? [value]
    }
}
