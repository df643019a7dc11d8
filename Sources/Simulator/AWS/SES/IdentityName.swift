/// The name of an SES identity as it is kept: an address with its local part as typed, or a domain in lower case.
enum IdentityName {
    /// Reads an address or a domain.
    static func read(_ text: String, _ call: AWSCall) throws(AWSFault) -> String {
        if text.contains("@") { return try address(text, call) }
        let domain = text.lowercased()
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        let allowed: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D }
        let fits = labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && label.utf8.allSatisfy(allowed) && !label.hasPrefix("-")
                && !label.hasSuffix("-")
        }
        guard labels.count > 1, fits, domain.utf8.count <= 255 else {
            throw SESFault.parameter(call, "Invalid domain name \(text.prefix(320)).")
        }
        return domain
    }

    /// Reads an address.
    static func address(_ text: String, _ call: AWSCall) throws(AWSFault) -> String {
        guard let address = try? MailAddress(text), address.displayName.isEmpty, !text.hasSuffix(">") else {
            throw SESFault.parameter(call, "Invalid email address<\(text.prefix(320))>.")
        }
        return address.text
    }

    /// Reads what names an identity of the caller's own account: its name or its ARN.
    static func orARN(_ text: String, _ call: AWSCall) throws(AWSFault) -> String {
        guard text.hasPrefix("arn:") else { return try read(text, call) }
        guard let arn = IdentityARN(text), arn.account == call.account, arn.region == call.region else {
            throw SESFault.parameter(call, "Invalid identity ARN \(text.prefix(400)).")
        }
        return arn.identity
    }
}

/// The ARN of an SES identity, taken apart.
struct IdentityARN: Sendable, Hashable {
    /// The region.
    let region: String
    /// The account.
    let account: String
    /// The identity's name.
    let identity: String

    /// Takes `arn:aws:ses:region:account:identity/name` apart.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "ses", parts[4].utf8.count == 12,
            parts[5].hasPrefix("identity/"), parts[5].utf8.count > 9
        else { return nil }
        region = String(parts[3])
        account = String(parts[4])
        identity = String(parts[5].dropFirst(9))
    }

    /// Whether mail from the address may be sent under this identity: it is the address itself or its domain.
    func covers(_ address: MailAddress) -> Bool {
        identity == address.text || identity == address.identityName
            || address.domains.contains(identity.lowercased())
    }
}
