public import Wire

/// What SES holds for one account in one region.
public struct SESState: Sendable {
    /// The identities by name; domains in lower case, addresses as typed.
    public var identities: [String: EmailIdentity] = [:]
    /// Whether the account may send to anybody here; false means sandbox.
    public var productionAccess = false
    /// Whether sending is switched on for the account.
    public var sendingEnabled = true
    /// `HEALTHY`, `PROBATION` or `SHUTDOWN`.
    public var enforcementStatus = "HEALTHY"
    /// Messages that may be sent in 24 hours.
    public var dailyQuota = 200
    /// Messages that may be sent in a second.
    public var sendRate = 1
    /// How many recipients were sent to within the last 24 hours, and when.
    public var sent = SendCounter()
    /// The reasons for which addresses are put on the suppression list.
    public var suppressedReasons = ["BOUNCE", "COMPLAINT"]
    /// The suppression list: address to reason and time.
    public var suppressed: [String: SuppressedAddress] = [:]
    /// The configuration sets by name.
    public var configurationSets: [String: ConfigurationSet] = [:]
    /// The templates by name.
    public var templates: [String: EmailTemplate] = [:]
    /// The details given with a request for production access.
    public var details: AccountDetails?
    /// When the next control call is free, where the one-per-second limit is enforced.
    public var controlCalls: [Timestamp] = []

    /// Creates what a new account has: a sandbox.
    public init() {}

    /// The identity with this name or the domain that covers the address, if any is verified for sending.
    func verifiedIdentity(covering address: MailAddress) -> EmailIdentity? {
        if let own = identities[address.identityName] ?? identities[address.text], own.isVerified { return own }
        return address.domains.lazy.compactMap { identities[$0] }.first { $0.isVerified }
    }
}

/// An address on the suppression list.
public struct SuppressedAddress: Sendable, Hashable {
    /// `BOUNCE` or `COMPLAINT`.
    public var reason: String
    /// When it was put there.
    public var time: Timestamp
}

/// A configuration set.
public struct ConfigurationSet: Sendable {
    /// The name.
    public var name: String
    /// Whether sending with it is switched on.
    public var sendingEnabled = true
    /// What is set beside sending, by its name in SES v2: `ReputationOptions`, `TrackingOptions` and so on.
    public var options: [String: JSONValue] = [:]
    /// Where events go, by the destinations' names, as SES v2 writes a definition.
    public var eventDestinations: [String: JSONValue] = [:]
    /// The tags.
    public var tags = Tags()
}

/// A template that messages are made from.
public struct EmailTemplate: Sendable {
    /// The name.
    public var name: String
    /// The subject.
    public var subject: String
    /// The plain-text body; nil for none.
    public var text: String?
    /// The HTML body; nil for none.
    public var html: String?
    /// The tags.
    public var tags = Tags()
    /// When it was made.
    public var created: Timestamp
}

/// What was told to AWS with a request for production access.
public struct AccountDetails: Sendable {
    /// `MARKETING` or `TRANSACTIONAL`.
    public var mailType: String
    /// The web site.
    public var websiteURL: String
    /// `EN` or `JA`.
    public var contactLanguage: String
    /// The use case.
    public var useCase: String
    /// Further contacts.
    public var contacts: [String]
    /// `PENDING`, `FAILED`, `GRANTED` or `DENIED`.
    public var reviewStatus: String
    /// The support case.
    public var caseID: String
}

/// Counts recipients of the last 24 hours in hourly buckets, so that it never grows.
public struct SendCounter: Sendable {
    private var hours: [Int64: Int] = [:]

    /// When the last message was sent.
    public private(set) var last: Timestamp?

    /// Creates an empty counter.
    public init() {}

    /// Adds messages sent now.
    public mutating func add(_ count: Int, at now: Timestamp) {
        let hour = now.secondsSinceEpoch / 3_600
        hours = hours.filter { $0.key > hour - 24 }
        hours[hour, default: 0] += count
        last = now
    }

    /// Takes back what a change added to it; what was sent besides stays.
    ///
    /// - Parameters:
    ///   - after: as the change left it.
    ///   - before: as it was before.
    /// - Returns: whether it was there to be taken back; nil where the change added nothing.
    mutating func takeBack(_ after: SendCounter, _ before: SendCounter) -> Bool? {
        let added = after.hours.map { ($0.key, $0.value - before.hours[$0.key, default: 0]) }.filter { $0.1 > 0 }
        guard !added.isEmpty else { return nil }
        guard added.allSatisfy({ hours[$0.0, default: 0] >= $0.1 }) else { return false }
        for (hour, count) in added {
            let rest = hours[hour, default: 0] - count
            hours[hour] = rest > 0 ? rest : nil
        }
        if last == after.last { last = before.last }
        return true
    }

    /// How many were sent in the 24 hours before now.
    public func total(at now: Timestamp) -> Int {
        let hour = now.secondsSinceEpoch / 3_600
        return hours.reduce(0) { $1.key > hour - 24 ? $0 + $1.value : $0 }
    }
}
