import Calls
public import Design
import Identifiers
import Wire

/// What a text is that somebody pasted or typed to have it diagnosed, and what it says by itself.
///
/// One recogniser stands behind the Diagnose screen and `sesame doctor WHAT`. It looks at the text alone: no file, no
/// cluster and no account is asked.
public struct SubjectClue: Hashable, Sendable {
    /// The kinds of texts that are known.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The ARN of a role, or of a session of one.
        case role = "a role"
        /// A service account with its namespace, as a token's subject names it.
        case serviceAccount = "a service account"
        /// A pod, said to be one.
        case pod = "a pod"
        /// A service account or a pod: only the cluster can tell.
        case name = "a service account or a pod"
        /// An identity of SES with its account.
        case identity = "an identity"
        /// An address or a domain without an account.
        case sender = "a sender"
        /// A cluster of EKS, or its issuer.
        case cluster = "a cluster"
        /// What `aws …` or `kubectl … -o json` answered.
        case answer = "an answer"
        /// A bundle.
        case bundle = "a bundle"
        /// The code of a finding.
        case code = "a finding's code"
        /// An ARN of something that nobody can diagnose.
        case otherARN = "an ARN"
        /// An error text or a log.
        case text = "an error text or a log"
    }

    /// What it is.
    public let kind: Kind
    /// The text without blanks around it.
    public let text: String
    /// What it says by itself, field by field.
    public let values: [Paste.Value]
    /// The name of a pod, or of what may be one.
    public let object: String?
    /// The partition that an ARN names.
    public let partition: String?

    /// Longer texts are no answers of a command that anybody pastes.
    private static let answerLimit = 4_000_000

    /// Recognises a text; nil for an empty one only, as what nothing else fits is an error text.
    ///
    /// - Parameter text: What was typed or pasted, whole.
    public init?(_ text: String) {
        let text = text.trimmingWhitespace
        guard !text.isEmpty else { return nil }
        let hasBlank = text.contains(where: \.isWhitespace)
        if text.first == "{" || text.first == "[", let clue = Self.json(text) {
            self = clue
        } else if !hasBlank, let clue = Self.arn(text) ?? Self.word(text) {
            self = clue
        } else {
            self.init(.text, text)
        }
    }

    private init(
        _ kind: Kind, _ text: String, _ pairs: [(FieldID, String)] = [], object: String? = nil,
        partition: String? = nil
    ) {
        self.kind = kind
        self.text = text
        values = pairs.compactMap { field, text in
            (try? Field[field].check(text)).map { Paste.Value(field: field, text: $0) }
        }
        self.object = object
        self.partition = partition
    }

    /// What it is and which, as a sentence begins: `A role: ses-sender-role in 111122223333`.
    public var words: String {
        func value(_ field: FieldID) -> String? { values.first { $0.field == field }?.text }
        let name: String?
        switch kind {
        case .role: name = value(.role).map { role in value(.eksAccount).map { "\(role) in \($0)" } ?? role }
        case .serviceAccount: name = value(.serviceAccount).map { "\(value(.namespace) ?? "")/\($0)" }
        case .pod, .name: name = object.map { object in value(.namespace).map { "\($0)/\(object)" } ?? object }
        case .identity:
            name = value(.sesIdentity).map { identity in value(.sesAccount).map { "\(identity) of \($0)" } ?? identity }
        case .sender, .code, .otherARN: name = TerminalText.sanitized(text)
        case .cluster: name = value(.eksCluster) ?? value(.eksOIDCProvider)
        case .answer, .bundle, .text: name = nil
        }
        return kind.rawValue.capitalizedFirst + (name.map { ": \($0)" } ?? "")
    }

    // MARK: Kinds

    private static func json(_ text: String) -> SubjectClue? {
        // A bundle may be long; its first member says what it is.
        if text.prefix(400).contains("sesame/bundle/") { return SubjectClue(.bundle, text) }
        guard text.utf8.count <= answerLimit, let value = try? JSONValue.parse(text) else { return nil }
        if let paste = Paste(text, into: .eksAccount) {
            return SubjectClue(.answer, text, paste.values.map { ($0.field, $0.text) })
        }
        guard isAnswer(value) else { return nil }
        return SubjectClue(.answer, text)
    }

    /// Whether it has the form of an answer to one of the calls that only look; a line of a log has not.
    private static func isAnswer(_ value: JSONValue) -> Bool {
        if value["apiVersion"]?.string != nil, value["kind"]?.string != nil { return true }
        guard let names = value.object?.keys, !names.isEmpty else { return false }
        let kept = Operation.all.filter { !$0.effect.writes }.map { Set($0.keeps.members.map(\.name)) }
        return kept.contains { !$0.isEmpty && $0.isSuperset(of: names) }
    }

    private static func arn(_ text: String) -> SubjectClue? {
        guard text.hasPrefix("arn:"), let arn = try? ARN(text) else { return nil }
        func clue(_ kind: Kind, _ pairs: [(FieldID, String)]) -> SubjectClue {
            SubjectClue(kind, text, pairs, partition: arn.partition)
        }
        if let role = try? RoleARN(arn) {
            return clue(
                .role, [(.eksAccount, role.account.text), (.role, role.name.text), (.rolePath, role.path.text)])
        }
        if arn.service == "sts", arn.resourceType == "assumed-role" {
            // The ARN of a session has no path: the role's own answer has it.
            let name = arn.resourceName.prefix { $0 != "/" }
            return clue(.role, [(.eksAccount, arn.account), (.role, String(name))])
        }
        if let identity = try? IdentityARN(arn) {
            var pairs: [(FieldID, String)] = [
                (.sesAccount, identity.account.text), (.sesRegion, identity.region),
                (.sesIdentity, identity.identity.text),
            ]
            if case .address(let address) = identity.identity { pairs.append((.sesSender, address.text)) }
            return clue(.identity, pairs)
        }
        if arn.service == "eks", arn.resourceType == "cluster" {
            return clue(
                .cluster, [(.eksAccount, arn.account), (.eksRegion, arn.region), (.eksCluster, arn.resourceName)])
        }
        if let provider = try? ProviderARN(arn) {
            return clue(.cluster, [(.eksAccount, provider.account.text)] + issuer(provider.issuer))
        }
        return clue(.otherARN, [])
    }

    private static func word(_ text: String) -> SubjectClue? {
        if isCode(text) { return SubjectClue(.code, text) }
        if let subject = try? ServiceAccountSubject(text) {
            return SubjectClue(
                .serviceAccount, text,
                [(.namespace, subject.namespace.text), (.serviceAccount, subject.serviceAccount.text)])
        }
        if ["https://", "oidc.eks.", "oidc-eks."].contains(where: { text.hasPrefix($0) }),
            let reading = try? IssuerReading(text)
        {
            return SubjectClue(.cluster, text, issuer(reading.issuer))
        }
        if text.contains("@") {
            guard let address = try? EmailAddress(text) else { return nil }
            return SubjectClue(.sender, text, [(.sesSender, address.text)])
        }
        return named(text)
    }

    /// `namespace/name`, `pod/name`, `name`, and domains, which have a dot.
    private static func named(_ text: String) -> SubjectClue? {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 3, let last = parts.popLast(), (try? ServiceAccountName(last)) != nil else { return nil }
        let pods = ["pod", "pods", "po"]
        let accounts = ["serviceaccount", "serviceaccounts", "sa"]
        var kind: Kind?
        // The kind may stand before the name as kubectl writes it, with the namespace before it.
        if let word = parts.last, pods.contains(word) || accounts.contains(word) {
            kind = pods.contains(word) ? .pod : .serviceAccount
            parts.removeLast()
        }
        guard parts.count <= 1 else { return nil }
        let namespace = parts.first
        if let namespace, (try? Namespace(namespace)) == nil { return nil }
        if kind == nil, namespace == nil, last.contains("."), let domain = try? DomainName(last) {
            return SubjectClue(.sender, text, [(.sesIdentity, domain.text)])
        }
        let pairs: [(FieldID, String)] = namespace.map { [(.namespace, $0)] } ?? []
        switch kind {
        case .serviceAccount? where namespace != nil:
            return SubjectClue(.serviceAccount, text, pairs + [(.serviceAccount, last)])
        case .pod?: return SubjectClue(.pod, text, pairs, object: last)
        default: return SubjectClue(.name, text, pairs, object: last)
        }
    }

    /// `TRUST-SUBJECT`, `L24`: capitals, digits and dashes.
    private static func isCode(_ text: String) -> Bool {
        let isRisk = text.first == "L" && text.count > 1 && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isFinding =
            parts.count > 1
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
            } && text.first?.isLetter == true
        return isRisk || isFinding
    }

    private static func issuer(_ issuer: IssuerURL) -> [(FieldID, String)] {
        [(.eksOIDCProvider, issuer.text)] + (issuer.region.map { [(.eksRegion, $0.text)] } ?? [])
    }
}
