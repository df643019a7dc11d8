public import Calls
import Identifiers

/// Why answers are not yet a setup.
public struct IncompleteAnswers: Error, Hashable, Sendable {
    /// Required fields without a value, in the order of the answers file.
    public var missing: [FieldID]
    /// Values that do not fit together.
    public var problems: [FieldProblem]
    /// The command that shows a missing issuer, which nobody asked for; nil when no cluster was named either.
    public var unasked: CommandLine?

    /// What is missing and what does not fit.
    public init(missing: [FieldID], problems: [FieldProblem], unasked: CommandLine? = nil) {
        self.missing = missing
        self.problems = problems
        self.unasked = unasked
    }

    /// The whole as sentences, one per line.
    public var sentence: String {
        var lines: [String] = []
        if !missing.isEmpty {
            let names = missing.map {
                $0 == .eksOIDCProvider && unasked == nil ? "eks.oidcProvider or eks.cluster" : $0.rawValue
            }
            lines.append("Still needed: \(names.joined(separator: ", ")).")
            if let unasked, missing.contains(.eksOIDCProvider) {
                lines.append(
                    "EKS knows the issuer of the cluster, and was not asked. \"\(unasked.shellLine) --query "
                        + "cluster.identity.oidc.issuer\" shows it.")
            }
        }
        lines += problems.map { "\($0.field.rawValue): \($0.sentence)" }
        return lines.joined(separator: "\n")
    }
}

extension Answers {
    /// The required fields that nobody answered, in the order of the answers file.
    ///
    /// The issuer counts as answered while the cluster is, from which it can be read.
    public var missingFields: [FieldID] {
        FieldID.allCases.filter { id in
            if id == .eksOIDCProvider { return self[.eksOIDCProvider] == nil && self[.eksCluster] == nil }
            return Field[id].isRequired && self[id] == nil
        }
    }

    /// The values that are right alone and wrong together.
    public var contradictions: [FieldProblem] {
        var problems: [FieldProblem] = []
        if let identity, let sender, !identity.covers(sender) {
            let covering = SESIdentity.covering(sender)
            let domain = sender.domain.text
            problems.append(
                FieldProblem(
                    field: .sesIdentity, kind: .unusable, found: identity.text,
                    expected: covering.map(\.text).joined(separator: " or "),
                    sentence: covering.count > 2
                        ? "The identity has to be the sender's address, its domain \(domain), or a domain above that."
                        : "The identity has to be the sender's address or its domain: \(domain)."))
        }
        if let eksRegion, !eksRegion.partition.hasSES {
            problems.append(
                FieldProblem(
                    field: .eksRegion, kind: .unusable, found: eksRegion.text,
                    expected: "a region of a partition that has SES",
                    sentence: "This is not possible in \(eksRegion.text). \(eksRegion.partition.withoutSES)"))
        } else if let eksRegion, let sesRegion, eksRegion.partition != sesRegion.partition {
            problems.append(
                FieldProblem(
                    field: .sesRegion, kind: .unusable, found: sesRegion.text,
                    expected: "a region of partition \(eksRegion.partition.id)",
                    sentence:
                        "Both accounts have to be in one partition; \(eksRegion.text) is in \(eksRegion.partition.id).")
            )
        }
        if let eksAccount, let boundary = self[.permissionsBoundary].flatMap({ try? PolicyARN($0) }),
            boundary.arn.account != eksAccount.text, boundary.arn.account != "aws"
        {
            problems.append(
                FieldProblem(
                    field: .permissionsBoundary, kind: .unusable, found: boundary.text,
                    expected: "a policy of account \(eksAccount.text), or one of AWS",
                    sentence: "A role's boundary is a policy of its own account, \(eksAccount.text), or one of AWS; "
                        + "this one is of \(boundary.arn.account)."))
        }
        if let namespace, let serviceAccount {
            let length = namespace.text.count + serviceAccount.text.count
            if length > 232 {
                problems.append(
                    FieldProblem(
                        field: .serviceAccount, kind: .unusable, found: serviceAccount.text,
                        expected: "namespace and service account of 232 characters together",
                        sentence: "Namespace and service account are too long together: \(length), at most 232."))
            }
        }
        return problems
    }

    /// What works but deserves a word: an issuer in a form that EKS does not make, both accounts being the same one.
    public var warnings: [FieldProblem] {
        var warnings: [FieldProblem] = []
        func warn(_ field: FieldID, _ found: String, _ expected: String, _ sentence: String) {
            warnings.append(
                FieldProblem(field: field, kind: .unusable, found: found, expected: expected, sentence: sentence))
        }
        if let issuer = oidcProvider {
            if let note = entries[.eksOIDCProvider]?.note { warn(.eksOIDCProvider, issuer.text, issuer.text, note) }
            if let doubt = IssuerReading.doubt(issuer) {
                warn(.eksOIDCProvider, issuer.text, Field[.eksOIDCProvider].expected, doubt)
            } else if let region = issuer.region, let eksRegion, region != eksRegion {
                warn(
                    .eksOIDCProvider, issuer.text, "an issuer of \(eksRegion.text)",
                    "The issuer is of a cluster in \(region.text), the answers say that the cluster is in "
                        + "\(eksRegion.text).")
            }
        }
        if let eksAccount, eksAccount == sesAccount {
            warn(
                .sesAccount, eksAccount.text, "another account than the cluster's",
                "Both accounts are \(eksAccount.text), so this is not cross-account: door 1 alone lets the role send. "
                    + "Door 2, the sending policy, is not needed, and does no harm.")
        }
        return warnings
    }
}
