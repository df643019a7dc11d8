/// What the text of a refusal tells beyond its code: who, what, on what, which addresses, which region.
struct RefusalDetails: Hashable, Sendable {
    /// The caller's ARN: `arn:aws:sts::111122223333:assumed-role/ses-sender-role/session`.
    let caller: String?
    /// The user that a cluster's refusal names; nil when it could not stand in a command as it is.
    let clusterUser: String?
    /// What a cluster's refusal says is missing; nil when it says nothing of the kind.
    let clusterRule: ClusterRule?
    /// The action that was refused: `ses:SendEmail`.
    let action: String?
    /// The ARN of the resource it was refused on.
    let resource: String?
    /// The addresses or domains that SES found unverified.
    let failedIdentities: [String]
    /// The region, in small letters, that SES named in capitals.
    let region: String?

    init(_ message: String) {
        // IAM writes "User: X is not authorized to perform: Y on resource: Z", SES "User `X' … perform `Y' on resource `Z'".
        caller = Self.word(after: "User", in: message)
        clusterUser = Self.clusterUser(in: message)
        clusterRule = ClusterRule(message)
        action = Self.word(after: "to perform", in: message)
        resource = Self.word(after: "on resource", in: message)
        guard let list = message.firstRange(of: "failed the check in region ")?.upperBound else {
            failedIdentities = []
            region = nil
            return
        }
        let parts = message[list...].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        region = parts[0].lowercased()
        failedIdentities = parts.count < 2 ? [] : Self.names(parts[1])
    }

    /// The role and the session of a caller.
    struct Session: Hashable, Sendable {
        let role: String
        let name: String

        /// Whether it has the name of an instance: the role is a node's.
        var isOfNode: Bool { name.hasPrefix("i-") && name.count > 9 && name.dropFirst(2).allSatisfy(\.isHexDigit) }
    }

    /// The part of the caller's ARN that names role and session; nil for other callers.
    var session: Session? {
        guard let caller, let start = caller.firstRange(of: ":assumed-role/")?.upperBound else { return nil }
        let parts = caller[start...].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return Session(role: String(parts[0]), name: parts.count > 1 ? String(parts[1]) : "")
    }

    /// What follows `identity/` in the resource; nil for other resources.
    var resourceIdentity: String? {
        guard let resource, let start = resource.firstRange(of: ":identity/")?.upperBound else { return nil }
        return String(resource[start...])
    }

    /// The account in the resource's ARN.
    var resourceAccount: String? { Self.account(resource) }

    /// The account in the caller's ARN.
    var callerAccount: String? { Self.account(caller) }

    private static func account(_ arn: String?) -> String? {
        guard let arn else { return nil }
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 5 && !parts[4].isEmpty ? String(parts[4]) : nil
    }

    /// Kubernetes writes `User "jane" cannot …`; names that a shell would read otherwise are left out.
    private static func clusterUser(in message: String) -> String? {
        guard let start = message.firstRange(of: "User \"")?.upperBound else { return nil }
        let name = message[start...].prefix { $0 != "\"" }
        let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ":/@._-+=,".contains($0)) }
        return isPlain && !name.isEmpty && !name.hasPrefix("-") ? String(name) : nil
    }

    /// The word behind a phrase, without colons and quotes around it.
    private static func word(after phrase: String, in message: String) -> String? {
        guard let start = message.firstRange(of: phrase)?.upperBound else { return nil }
        let marks: Set<Character> = ["`", "'", "\"", ",", ";"]
        let rest = message[start...].drop { $0 == ":" || $0 == " " || marks.contains($0) }
        let word = rest.prefix { $0 != " " && $0 != "\n" && !marks.contains($0) }
        let bare = word.hasSuffix(".") ? word.dropLast() : word
        return bare.contains(":") ? String(bare) : nil
    }

    private static func names(_ list: Substring) -> [String] {
        list.split { $0 == "," || $0 == " " || $0 == "\n" }.map { String($0.hasSuffix(".") ? $0.dropLast() : $0) }
            .filter { !$0.isEmpty }
    }
}

extension Finding {
    /// AWS's words without the action and the resource: the same for whatever a caller was refused for the same reason.
    public var refusalKind: String {
        let details = RefusalDetails(awsSays)
        return [details.resource, details.action, "*"].compactMap(\.self).reduce(awsSays) { $0.replacing($1, with: "") }
    }
}

/// The right that a cluster's refusal names, in words that may stand in a command.
///
/// Kubernetes writes `cannot patch resource "deployments" in API group "apps" in the namespace "mail"`, or
/// `… at the cluster scope`.
struct ClusterRule: Hashable, Sendable {
    /// `get`, `patch`.
    let verb: String
    /// The plural as kubectl takes it, with API group and subresource: `deployments.apps`, `pods/exec`.
    let resource: String
    /// The namespace; nil for the whole cluster.
    let namespace: String?

    init?(_ message: String) {
        guard let start = message.firstRange(of: "\" cannot ")?.upperBound else { return nil }
        let rest = message[start...]
        guard let verb = Self.plain(rest.prefix { $0 != " " }),
            let resource = Self.quoted(after: " resource ", in: rest),
            let group = Self.quoted(after: " in API group ", in: rest, mayBeEmpty: true)
        else { return nil }
        let namespace = Self.quoted(after: " in the namespace ", in: rest)
        guard namespace != nil || rest.contains(" at the cluster scope") else { return nil }
        self.verb = verb
        self.namespace = namespace
        let parts = resource.split(separator: "/", maxSplits: 1)
        let plural = group.isEmpty ? String(parts[0]) : "\(parts[0]).\(group)"
        self.resource = parts.count > 1 ? "\(plural)/\(parts[1])" : plural
    }

    private static func quoted(
        after phrase: String, in text: Substring, mayBeEmpty: Bool = false
    ) -> String? {
        guard let start = text.firstRange(of: phrase + "\"")?.upperBound else { return nil }
        let word = text[start...].prefix { $0 != "\"" }
        return word.isEmpty && mayBeEmpty ? "" : plain(word)
    }

    /// A name for a role that gives this right and no other, so that a second one can be made beside it.
    var roleName: String {
        let plain = resource.map { $0 == "/" || $0 == "." ? "-" : String($0) }.joined()
        return "sesame-\(verb)-\(plain)"
    }

    /// A word of small letters, digits and the marks of Kubernetes names; nil for anything else.
    private static func plain(_ word: Substring) -> String? {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || "./-".contains($0)) }
        return isPlain && !word.isEmpty && !word.hasPrefix("-") && !word.hasPrefix("/") ? String(word) : nil
    }
}
