import Identifiers
public import Wire

/// What texts tell of a setup: only what stands in them, checked as sesame checks what is typed.
public struct TextFacts: Hashable, Sendable {
    /// The account that the role or the provider belongs to.
    public internal(set) var eksAccount: String?
    /// The account that the sender's identity belongs to.
    public internal(set) var sesAccount: String?
    /// The region of the identity, or that SES was asked in.
    public internal(set) var sesRegion: String?
    /// The region of the cluster.
    public internal(set) var eksRegion: String?
    /// The name of the role that called or was asked for.
    public internal(set) var role: String?
    /// The role's ARN; of a session it is known but for its path.
    public internal(set) var roleARN: String?
    /// The address or domain that was sent as.
    public internal(set) var sender: String?
    /// The action that was refused.
    public internal(set) var action: String?
    /// The cluster's issuer, without `https://`.
    public internal(set) var issuer: String?
    /// The namespace of the pods.
    public internal(set) var namespace: String?
    /// Their service account.
    public internal(set) var serviceAccount: String?
    /// Addresses that SES found unverified.
    public internal(set) var unverified: [String] = []
    /// The session of the role that called.
    var session: String?

    /// The region that matters most: SES's, else the cluster's.
    public var region: String? { sesRegion ?? eksRegion }

    /// Whether the caller is a node: its session has the name of an instance.
    var isNode: Bool {
        session.map { RefusalDetails.Session(role: role ?? "", name: $0).isOfNode } ?? false
    }

    /// No facts.
    init() {}

    /// The facts of one error.
    init(_ error: ErrorText) {
        let details = RefusalDetails(error.message)
        action = details.action.flatMap { Self.isPlain($0) ? $0 : nil }
        // A refused look or change is the operator's own; whose role that is tells nothing about the pods.
        let isOfPods = action.map { $0.hasPrefix("ses:Send") || $0.hasPrefix("sts:AssumeRole") } ?? true
        for arn in Self.arns(in: error.whole) { read(arn, isOfPods: isOfPods) }
        // Something of the caller's own account tells nothing of who owns the identity.
        if let account = details.resourceAccount, account == details.callerAccount { sesAccount = nil }
        unverified = details.failedIdentities.filter { (try? SESIdentity($0)) != nil }
        sesRegion = sesRegion ?? details.region.flatMap { (try? Region($0))?.text }
        readHosts(error.whole)
        // A cluster names the service account that called, not one whose pods send.
        if error.service != "kubernetes" { readSubject(error.whole) }
    }

    /// Facts of other texts, where these have none.
    mutating func merge(_ other: TextFacts) {
        func fill<Value>(_ path: WritableKeyPath<TextFacts, Value?>) {
            self[keyPath: path] = self[keyPath: path] ?? other[keyPath: path]
        }
        for path: WritableKeyPath<TextFacts, String?> in [
            \.eksAccount, \.sesAccount, \.sesRegion, \.eksRegion, \.sender, \.action, \.issuer, \.namespace,
            \.serviceAccount,
        ] { fill(path) }
        if role == nil {
            role = other.role
            roleARN = other.roleARN
            session = other.session
        }
        unverified += other.unverified.filter { !unverified.contains($0) }
    }

    private mutating func read(_ arn: ARN, isOfPods: Bool) {
        let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch (arn.service, parts[0]) {
        case ("sts", "assumed-role") where isOfPods && parts.count > 1 && role == nil:
            guard let name = try? RoleName(parts[1]), let account = Self.account(arn) else { return }
            role = name.text
            roleARN = "arn:\(arn.partition):iam::\(account):role/\(name.text)"
            session = parts.count > 2 ? parts[2] : nil
            eksAccount = account
        case ("iam", "role") where isOfPods && parts.count > 1 && role == nil:
            guard (try? RoleARN(arn.text)) != nil, let name = parts.last else { return }
            role = name
            roleARN = arn.text
            eksAccount = eksAccount ?? Self.account(arn)
        case ("iam", "oidc-provider"):
            guard let provider = try? ProviderARN(arn.text) else { return }
            issuer = issuer ?? provider.issuer.text
            eksAccount = eksAccount ?? Self.account(arn)
        case ("ses", "identity") where sender == nil && parts.count > 1:
            guard let identity = try? SESIdentity(parts.dropFirst().joined(separator: "/")) else { return }
            sender = identity.text
            sesAccount = Self.account(arn)
            sesRegion = sesRegion ?? (try? Region(arn.region))?.text
        default: break
        }
    }

    /// Regions in the names of hosts, and the cluster's issuer.
    private mutating func readHosts(_ text: String) {
        let haystack = Haystack(text)
        if issuer == nil, let place = haystack.find("oidc.eks.") {
            let url = haystack.string(from: place.lowerBound, until: " \n\"'`,;)}]<>:")
            if url.contains("/id/") {
                issuer = (try? IssuerURL(url.hasSuffix(".") ? String(url.dropLast()) : url))?.text
            }
        }
        if let host = issuer { eksRegion = eksRegion ?? Self.region(behind: "oidc.eks.", in: Haystack(host)) }
        sesRegion = sesRegion ?? Self.region(behind: "email.", in: haystack)
        eksRegion = eksRegion ?? Self.region(behind: "sts.", in: haystack)
    }

    private mutating func readSubject(_ text: String) {
        guard let range = text.firstRange(of: "system:serviceaccount:") else { return }
        let rest = text[range.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || ":-.".contains($0)) }
        let parts = rest.split(separator: ":").map(String.init)
        guard parts.count >= 2, let namespace = try? Namespace(parts[0]),
            let account = try? ServiceAccountName(parts[1].hasSuffix(".") ? String(parts[1].dropLast()) : parts[1])
        else { return }
        self.namespace = namespace.text
        serviceAccount = account.text
    }

    private static func region(behind word: String, in text: Haystack) -> String? {
        guard let place = text.find(word)?.upperBound else { return nil }
        return (try? Region(text.string(from: place, until: "./:\"' ")))?.text
    }

    /// The ARNs of a text, in its order.
    private static func arns(in text: String) -> [ARN] {
        let haystack = Haystack(text)
        var arns: [ARN] = []
        var start = 0
        while arns.count < 64, let place = haystack.find("arn:aws", from: start) {
            start = place.upperBound
            var word = haystack.string(from: place.lowerBound, until: " \n\"'`,;)}]<>\\")
            // Events put audience and subject behind the provider.
            if let provider = word.firstRange(of: ":oidc-provider/"),
                let colon = word[provider.upperBound...].firstIndex(of: ":")
            {
                word = String(word[..<colon])
            }
            while let last = word.last, ".:".contains(last) { word.removeLast() }
            if let arn = try? ARN(word) { arns.append(arn) }
        }
        return arns
    }

    private static func account(_ arn: ARN) -> String? { (try? AccountID(arn.account))?.text }

    private static func isPlain(_ action: String) -> Bool {
        action.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }
    }
}

extension TextFacts {
    /// What sentences of the catalogue may say of the setup.
    var stated: [Placeholder: String] {
        var stated: [Placeholder: String] = [:]
        stated[.eks] = eksAccount.map { "EKS account \($0)" }
        stated[.sending] = stated[.eks]
        stated[.eksID] = eksAccount
        stated[.ses] = sesAccount.map { "SES account \($0)" }
        stated[.sesID] = sesAccount
        stated[.eksRegion] = eksRegion
        stated[.sesRegion] = sesRegion
        stated[.issuer] = issuer
        if let issuer, let eksAccount { stated[.providerARN] = "arn:aws:iam::\(eksAccount):oidc-provider/\(issuer)" }
        if !isNode {
            stated[.role] = role
            stated[.roleARN] = roleARN
        }
        if let namespace, let serviceAccount {
            stated[.namespace] = namespace
            stated[.serviceAccount] = serviceAccount
            stated[.subject] = "system:serviceaccount:\(namespace):\(serviceAccount)"
        }
        stated[.sender] = sender
        stated[.identity] = sender
        if let sender, let sesAccount, let sesRegion {
            stated[.identityARN] = "arn:aws:ses:\(sesRegion):\(sesAccount):identity/\(sender)"
        }
        return stated
    }

    /// The facts as they stand in documents; null where no text told.
    public var json: JSONValue {
        [
            "eksAccount": JSONValue(eksAccount), "sesAccount": JSONValue(sesAccount), "region": JSONValue(region),
            "role": JSONValue(role), "sender": JSONValue(sender), "action": JSONValue(action),
        ]
    }

    /// The facts in words, each a part of a list.
    public var words: [String] {
        var words: [String] = []
        if let eksAccount { words.append("EKS account \(eksAccount)") }
        if let role { words.append(isNode ? "role \(role) of a node" : "role \(role)") }
        if let namespace, let serviceAccount { words.append("service account \(namespace)/\(serviceAccount)") }
        if let issuer { words.append("issuer \(issuer)") }
        if let sesAccount { words.append("SES account \(sesAccount)") }
        if let region { words.append(sesAccount == nil ? "region \(region)" : region) }
        if let sender { words.append("sender \(sender)") }
        return words
    }

    /// What `sesame doctor` may start from; nil where the texts name nothing that it could.
    public var subject: String? {
        if let namespace, let serviceAccount { return "\(namespace)/\(serviceAccount)" }
        if let roleARN, !isNode { return roleARN }
        if let sender, let sesAccount, let sesRegion {
            return "arn:aws:ses:\(sesRegion):\(sesAccount):identity/\(sender)"
        }
        return nil
    }
}
