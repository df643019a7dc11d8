import Wire

/// How likely something is the cause of a text, among all that give the same one.
public enum Likelihood: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The first to look at.
    case likely
    /// Seen now and then.
    case possible
    /// To look at when the others were not it.
    case rare

    /// Sorts the likely first.
    public static func < (left: Likelihood, right: Likelihood) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// One of several causes that give the same text.
struct Alternative: Hashable, Sendable {
    /// The code of its entry in the catalogue.
    let code: String
    let likelihood: Likelihood
    /// What the text must show for it.
    let conditions: [TextCondition]
    /// What the text must not show.
    let exclusions: [TextCondition]

    /// Reads an alternative; nil when something is missing or no known word.
    init?(_ value: JSONValue) {
        func known(_ key: String) -> [TextCondition]? {
            let words = (value[key]?.array ?? []).compactMap(\.string)
            let known = words.compactMap(TextCondition.init)
            return known.count == words.count ? known : nil
        }
        guard let code = value["code"]?.string,
            let likelihood = value["likelihood"]?.string.flatMap(Likelihood.init),
            let conditions = known("if"), let exclusions = known("unless")
        else { return nil }
        self.code = code
        self.likelihood = likelihood
        self.conditions = conditions
        self.exclusions = exclusions
    }

    /// Whether a text with these facts may have this cause.
    func fits(_ facts: TextFacts) -> Bool {
        conditions.allSatisfy { $0.holds(facts) } && !exclusions.contains { $0.holds(facts) }
    }
}

/// What a text can show by itself that makes one cause likelier than another.
enum TextCondition: String, CaseIterable, Sendable {
    /// The send was refused on something of the caller's own account.
    case resourceInCallersAccount
    /// The refused action is the one for raw messages.
    case actionIsRaw
    /// The identity is an address, which may have its domain as a verified identity beside it.
    case identityIsAddress
    /// The session has the form that EKS Pod Identity gives: `eks-<cluster>-<pod>-…`.
    case sessionOfPodIdentity
    /// Another text told the sender, and SES names it as unverified.
    case unverifiedIsSender
    /// Another text told the sender, and SES names somebody else.
    case unverifiedIsOther
    /// SES names several addresses.
    case severalUnverified
    /// The unverified address is named like a sender: `no-reply@…`.
    case unverifiedLooksLikeSender

    /// Whether the facts show it.
    func holds(_ facts: TextFacts) -> Bool {
        switch self {
        case .resourceInCallersAccount:
            facts.resourceAccount != nil && facts.resourceAccount == facts.callerAccount
        case .actionIsRaw: facts.action?.lowercased() == "ses:sendrawemail"
        case .identityIsAddress: facts.sender?.contains("@") ?? false
        case .sessionOfPodIdentity: facts.session?.hasPrefix("eks-") ?? false
        case .unverifiedIsSender: facts.sender.map { facts.unverified.contains($0) } ?? false
        case .unverifiedIsOther:
            facts.sender.map { !facts.unverified.isEmpty && !facts.unverified.contains($0) } ?? false
        case .severalUnverified: facts.unverified.count > 1
        case .unverifiedLooksLikeSender:
            facts.unverified.contains { address in
                let name = address.prefix { $0 != "@" }.lowercased().filter { $0.isLetter }
                return ["noreply", "donotreply", "notifications", "notification", "mailer"].contains(name)
            }
        }
    }
}
