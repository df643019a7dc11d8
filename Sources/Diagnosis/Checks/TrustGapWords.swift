import Calls
import Design
import Identifiers
import Wire

/// What is said of one thing that stands between the token and the role.
struct TrustGapWords {
    private let context: CheckContext
    private let view: TrustView
    private let token: PodToken
    private let role: RoleName
    private let miss: TrustView.Miss

    init(_ context: CheckContext, _ view: TrustView, _ token: PodToken, _ role: RoleName, _ miss: TrustView.Miss) {
        self.context = context
        self.view = view
        self.token = token
        self.role = role
        self.miss = miss
    }

    /// The finding.
    var finding: Finding {
        context.finding(miss.gap.code) { finding in
            finding.expected = expected
            finding.found = found
            finding.place = place
            finding.brief = brief.brief
            if let title { finding.title = title }
            if let why { finding.why = why }
            finding.evidence = evidence
            repair(&finding)
        }
    }

    // MARK: What is expected and what is there

    private var expected: String {
        switch miss.gap {
        case .keyWithScheme(let key): bare(key)
        case .keyOfOtherIssuer(let key): "\(token.issuer.text):\(claim(of: key))"
        case .unknownKey, .halves, .other: "an Allow for \(token.subject) with sts:AssumeRoleWithWebIdentity"
        case .providerOfOtherAccount, .otherProvider: token.providerARN.text
        case .subject: token.subject
        case .audience: token.audience
        case .wildcard(_, let name):
            isSubject ? "\(name) \(token.subject), or StringLike" : "\(name) \(token.audience), or StringLike"
        case .excluded: "nothing that rules out \(isSubject ? token.subject : token.audience)"
        case .action: "sts:AssumeRoleWithWebIdentity"
        case .deny: "no Deny that holds for \(token.subject)"
        }
    }

    /// All that the document has of this kind: two keys with the same slip are one finding.
    private var found: String {
        let alike = view.misses.filter { $0.gap.code == miss.gap.code && $0.statement == miss.statement }
        return alike.map { $0.gap.words.quotingHiddenBlanks }.joined(separator: ", ")
    }

    private var place: String {
        let statement = miss.statement.map { ", statement \($0 + 1)" } ?? ""
        let part =
            switch miss.gap {
            case .subject, .audience, .wildcard, .excluded: ", \(claim(of: miss.field))"
            case .providerOfOtherAccount, .otherProvider: ", Principal"
            case .action: ", Action"
            case .keyWithScheme, .keyOfOtherIssuer, .unknownKey: ", Condition"
            case .deny, .halves, .other: ""
            }
        return "role \(role.text), trust policy\(statement)\(part)"
    }

    private var evidence: [Finding.Evidence] {
        let call = Read.role(role).call
        let field = miss.statement.map { "AssumeRolePolicyDocument.Statement[\($0)]" } ?? "AssumeRolePolicyDocument"
        let part = miss.field.isEmpty ? field : "\(field).\(miss.field)"
        return [context.evidence(call, part, miss.gap.words)]
    }

    // MARK: Words

    /// A title that says more than the catalogue's; nil keeps that.
    private var title: String? {
        switch miss.gap {
        case .halves: "No statement of the trust policy fits as a whole, each one only in part."
        case .subject(let wanted) where slip(wanted, token.subject) == .blank:
            "The trust policy has a blank beside the name of the service account."
        case .subject(let wanted) where slip(wanted, token.subject) == .letters:
            "The trust policy writes the service account in other letters."
        case .audience(let wanted) where slip(wanted, token.audience) == .blank:
            "The trust policy has a blank beside the audience."
        case .audience(let wanted) where slip(wanted, token.audience) == .letters:
            "The trust policy writes the audience in other letters."
        default: nil
        }
    }

    private var why: String? {
        let halves =
            view.statements > 1 && miss.gap.code != "TRUST-STATEMENT"
            ? " One statement has to hold all of it; of \(view.statements) this one comes nearest." : ""
        let base: String? =
            switch miss.gap {
            case .subject(let wanted) where slip(wanted, token.subject) != nil:
                "Every letter counts, blanks, capitals and the part in front included."
            case .audience(let wanted) where slip(wanted, token.audience) != nil:
                "Every letter counts, blanks and capitals included."
            case .halves: "One statement has to hold all of it: what another one allows does not count for it."
            case .otherProvider: miss.difference.map { "\($0.capitalizedFirst)." }
            default: nil
            }
        guard let text = base ?? (halves.isEmpty ? nil : context.finding(miss.gap.code).why) else { return nil }
        return text + halves
    }

    /// The row of the link.
    private var brief: String {
        switch miss.gap {
        case .keyWithScheme: "has https:// in a condition key"
        case .keyOfOtherIssuer: "has another cluster's issuer in a key"
        case .unknownKey: "asks for a key that no token has"
        case .providerOfOtherAccount(let arn):
            "names the provider of account \((try? ProviderARN(arn))?.account.text ?? "another")"
        case .otherProvider: "names another provider"
        case .subject(let wanted): subjectBrief(wanted)
        case .audience(let wanted):
            switch slip(wanted, token.audience) {
            case .blank: "has a blank beside the audience"
            case .letters: "has the audience in other letters"
            case .prefix, nil: "wants \(wanted), not \(token.audience)"
            }
        case .wildcard(_, let name): "\(name) takes * as a plain character"
        case .excluded: "rules this service account out"
        case .action: "allows another action"
        case .deny: "has a Deny that hits these pods"
        case .halves: "has no statement that fits as a whole"
        case .other: "has no statement for these pods"
        }
    }

    private func subjectBrief(_ wanted: String) -> String {
        switch slip(wanted, token.subject) {
        case .blank: return "has a blank in the service account's name"
        case .letters: return "has the name in other letters"
        case .prefix: return "lacks system:serviceaccount: in front"
        case nil: break
        }
        let parts = wanted.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard !wanted.contains(","), parts.count == 4 else {
            return "does not name \(token.namespace.text)/\(token.serviceAccount.text)"
        }
        let own = (token.namespace.text, token.serviceAccount.text)
        if parts[3] == own.1 { return "names \"\(parts[2])\", the token says \"\(own.0)\"" }
        if parts[2] == own.0 { return "names \"\(parts[3])\", the token says \"\(own.1)\"" }
        return "names \(parts[2])/\(parts[3]), not \(own.0)/\(own.1)"
    }

    private enum Slip { case blank, letters, prefix }

    /// What kind of slip one of the values is; nil for another value altogether.
    private func slip(_ wanted: String, _ right: String) -> Slip? {
        let values = wanted.split(separator: ",").map(String.init)
        if values.contains(where: { $0 != right && $0.trimmingWhitespace == right }) { return .blank }
        if values.contains(where: { $0.lowercased() == right.lowercased() }) { return .letters }
        let bare = "\(token.namespace.text):\(token.serviceAccount.text)"
        return values.contains { $0.trimmingWhitespace == bare } ? .prefix : nil
    }

    // MARK: The repair

    private func repair(_ finding: inout Finding) {
        if case .deny = miss.gap {
            finding.repair(commands: [context.command(Read.role(role).call)])
            return
        }
        guard let document = token.trustPolicy(addedTo: view.role) else {
            finding.repair(commands: [context.command(Read.role(role).call)], address: context.repair(.role))
            return
        }
        let call = Call(
            .updateAssumeRolePolicy, .eks, ["RoleName": .string(role.text), "PolicyDocument": document])
        finding.repair(
            "\(finding.fix?.text.withoutFullStop ?? ""). The command adds a statement and leaves the others as they are.",
            commands: [context.command(call)], address: context.repair(.role))
    }

    // MARK: Parts of keys

    private var isSubject: Bool { claim(of: miss.field) == "sub" }

    private func claim(of key: String) -> String { key.split(separator: ":").last.map { $0.lowercased() } ?? key }

    private func bare(_ key: String) -> String {
        key.firstRange(of: "://").map { String(key[$0.upperBound...]) } ?? key
    }
}

extension TrustView.Gap {
    /// The code of the finding.
    var code: String {
        switch self {
        case .keyWithScheme: "TRUST-KEY-SCHEME"
        case .keyOfOtherIssuer: "TRUST-KEY-ISSUER"
        case .unknownKey: "TRUST-KEY"
        case .providerOfOtherAccount: "TRUST-PROVIDER-ACCOUNT"
        case .otherProvider: "TRUST-PROVIDER"
        case .subject: "TRUST-SUBJECT"
        case .audience: "TRUST-AUDIENCE"
        case .wildcard: "TRUST-WILDCARD"
        case .excluded: "TRUST-EXCLUDES"
        case .action: "TRUST-ACTION"
        case .deny: "TRUST-DENY"
        case .halves, .other: "TRUST-STATEMENT"
        }
    }
}
