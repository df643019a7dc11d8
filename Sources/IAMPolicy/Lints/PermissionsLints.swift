/// The checks L11, L12, L13 and L16.
struct PermissionsLints {
    let document: PolicyDocument
    let facts: PermissionsFacts

    private var allows: [Statement] { document.statements.filter { $0.effect == .allow } }

    var all: [Lint] {
        allows.flatMap { actions($0) + everyResource($0) + receiver($0) }
    }

    private func lint(
        _ code: LintCode, _ sentence: String, evidence: String?, fix: String, in statement: Statement
    ) -> Lint {
        Lint(
            code, sentence, evidence: evidence, fix: fix, statement: statement.index, position: statement.position)
    }

    private func covers(_ statement: Statement) -> Bool { SESResource.sends.contains { statement.action.covers($0) } }

    private func actions(_ statement: Statement) -> [Lint] {
        if statement.action.excludes {
            return [
                lint(
                    .allActions, "NotAction with Allow permits everything but what it lists.", evidence: nil,
                    fix: "List the two send actions under Action.", in: statement)
            ]
        }
        return statement.action.patterns.compactMap { pattern in
            let text = pattern.text.lowercased()
            if text == "*" || text == "*:*" || text == "ses:*" {
                return lint(
                    .allActions, "The policy allows \(pattern.text), far more than sending.", evidence: pattern.text,
                    fix: "List ses:SendEmail and ses:SendRawEmail.", in: statement)
            }
            guard !text.hasPrefix("ses:") else { return nil }
            return lint(
                .otherServices, "The policy also allows \(pattern.text).", evidence: pattern.text,
                fix: "Move it to a role that needs it.", in: statement)
        }
    }

    private func everyResource(_ statement: Statement) -> [Lint] {
        guard covers(statement), let resource = statement.resource else { return [] }
        if resource.excludes {
            return [
                lint(
                    .allResources, "NotResource permits sending from every identity but those listed.", evidence: nil,
                    fix: "List the sender's identity under Resource.", in: statement)
            ]
        }
        return resource.patterns.filter { $0.matches("arn:aws:ses:xx-probe-1:000000000000:identity/probe.invalid") }.map
        {
            lint(
                .allResources, "The policy permits sending from every identity.", evidence: $0.text,
                fix: "List the ARN of the sender's identity.", in: statement)
        }
    }

    private func receiver(_ statement: Statement) -> [Lint] {
        guard facts.hasProductionAccess == true, let receiver = facts.receiver else { return [] }
        let patterns = statement.resource?.patterns.filter { SESResource.identity($0.text) == receiver } ?? []
        return patterns.map {
            lint(
                .receiverInProduction,
                "The receiver's identity is still listed although the account has production access.",
                evidence: $0.text, fix: "Remove it: only the sender's identity is needed.", in: statement)
        }
    }
}

/// What a check of a permissions policy knows beyond the document.
public struct PermissionsFacts: Hashable, Sendable {
    /// Whether the EKS account has production access in the SES region; nil when unknown.
    public var hasProductionAccess: Bool?
    /// The receiver's address, whose identity is needed in the sandbox only; nil when unknown.
    public var receiver: String?

    /// Gathers facts.
    public init(hasProductionAccess: Bool? = nil, receiver: String? = nil) {
        self.hasProductionAccess = hasProductionAccess
        self.receiver = receiver
    }
}
