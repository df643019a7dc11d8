/// A verified sender in SES: an address or a whole domain.
public enum SESIdentity: Identifier {
    /// One address.
    case address(EmailAddress)
    /// A domain with all its addresses.
    case domain(DomainName)

    /// The kind's name in sentences.
    public static var kind: String { "identity" }

    /// What an identity looks like.
    public static var expectation: String { "a mail address or its domain" }

    /// Reads a text with an @ as an address, any other as a domain.
    public init(_ text: String) throws(IdentifierError) {
        self = text.contains("@") ? .address(try EmailAddress(text)) : .domain(try DomainName(text))
    }

    /// The address or domain.
    public var text: String {
        switch self {
        case .address(let address): address.text
        case .domain(let domain): domain.text
        }
    }

    /// True when mail from the address may be sent under this identity.
    ///
    /// A domain covers its subdomains too, as SES does.
    public func covers(_ sender: EmailAddress) -> Bool {
        switch self {
        case .address(let address): address == sender
        case .domain(let domain): sender.domain == domain || sender.domain.text.hasSuffix("." + domain.text)
        }
    }

    /// The identities that can prove an address, the nearest first: itself, its domain, and the domains above.
    ///
    /// A domain has two labels at least, so that nothing is asked about `com`.
    public static func covering(_ address: EmailAddress) -> [SESIdentity] {
        let labels = address.domain.text.split(separator: ".")
        let domains = labels.indices.dropLast().compactMap { first in
            try? DomainName(labels[first...].joined(separator: "."))
        }
        return [.address(address)] + domains.map { .domain($0) }
    }
}
