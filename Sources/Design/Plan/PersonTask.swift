public import Identifiers
import Wire

/// What a person outside sesame has to do before a resource is right.
public enum PersonTask: Hashable, Sendable {
    /// Follow the link that SES mailed to an address; links die after 24 hours.
    case followLink(address: String, account: AccountID)
    /// Publish the CNAME records that prove the domain; none while SES has not named them yet.
    case publishRecords(domain: String, records: [DKIMRecord], account: AccountID)
    /// Wait until an identity that the resource hangs on is verified.
    case verifyFirst(identity: String, account: AccountID)
    /// The owner of the EKS account makes the role that a sending policy names.
    case makeRole(role: String, account: AccountID)
    /// Wait until an object of the cluster that is being deleted is gone: `namespace mail`.
    case waitForDeletion(String)
    /// Agree to what a change takes from somebody: the resource's address.
    case agree(to: String)
    /// Put a line into what others keep an object in: `the values of the Helm release shop`.
    case putIntoManifest(place: String, line: String)

    /// The task as a plan row says it, without period: `mail sent, not clicked`.
    public var row: String {
        switch self {
        case .followLink: "mail sent, not clicked"
        case .publishRecords(_, let records, _):
            records.isEmpty ? "3 DNS records to come" : "publish \(records.count.counting("DNS record"))"
        case .verifyFirst: "waits for the identity"
        case .makeRole: "the role does not exist yet"
        case .waitForDeletion: "is being deleted"
        case .agree: "takes access from somebody"
        case .putIntoManifest(let place, _): "belongs into \(place)"
        }
    }

    /// What the person does, as a sentence.
    public var sentence: String {
        switch self {
        case .followLink(let address, let account):
            "Open the mailbox of \(address) and follow the link from Amazon for account \(account)."
        case .publishRecords(let domain, let records, _):
            records.isEmpty
                ? "Publish the CNAME records that SES names for \(domain) once the identity exists."
                : "Publish \(records.count.counting("CNAME record")) in the DNS of \(domain)."
        case .verifyFirst(let identity, let account):
            "Verify \(identity) in account \(account) first; this goes on then."
        case .waitForDeletion(let object):
            "Wait until the \(object) is gone from the cluster; apply makes it anew then."
        case .agree(let address):
            "Read who loses access by \(address), and agree to it: --take-over \(address)."
        case .putIntoManifest(let place, let line):
            "Put this annotation of the service account into \(place): \(line)"
        case .makeRole(let role, let account):
            "The owner of EKS account \(account) makes the role \(role) first."
        }
    }
}

/// One of the CNAME records that prove a domain to SES (Easy DKIM).
public struct DKIMRecord: Hashable, Sendable {
    /// The record's name: `<token>._domainkey.<domain>`.
    public var name: String
    /// The record's value: `<token>.<zone>`.
    public var value: String

    /// The record of one DKIM token of a domain.
    ///
    /// - Parameters:
    ///   - token: One of SES's tokens.
    ///   - domain: The domain.
    ///   - zone: The zone that SES names (`SigningHostedZone`); nil takes the one of regions that name none.
    public init(token: String, domain: String, zone: String? = nil) {
        name = "\(token)._domainkey.\(domain)"
        value = "\(token).\(zone ?? "dkim.amazonses.com")"
    }

    /// The record as a line of a zone file.
    public var line: String { "\(name). CNAME \(value)." }
}
