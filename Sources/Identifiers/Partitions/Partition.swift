/// A group of AWS regions with its own accounts, ARN prefix and domain names.
public struct Partition: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The partition's name in ARNs: `aws`, `aws-us-gov`, `aws-cn`, `aws-eusc`, `aws-iso` and further isolated ones.
    public let id: String

    /// The domain that endpoints end in: `amazonaws.com`.
    public let dnsSuffix: String

    /// The domain that endpoints with IPv4 and IPv6 end in: `api.aws`.
    public let dualStackSuffix: String

    /// The region that signs for services without regions, IAM first of all: `us-east-1`.
    public let globalRegion: String

    /// What a region's name begins with, up to the first dash after it: `us`, `eu`, `us-gov`.
    let regionPrefixes: [String]

    /// The partition that the region belongs to.
    public init(of region: Region) {
        self = Self.all.first { $0.owns(region.text) } ?? .aws
    }

    /// The partition with this name in ARNs, nil when there is none.
    public init?(id: String) {
        guard let found = Self.all.first(where: { $0.id == id }) else { return nil }
        self = found
    }

    init(id: String, dns: String, dualStack: String, global: String, prefixes: [String]) {
        self.id = id
        dnsSuffix = dns
        dualStackSuffix = dualStack
        globalRegion = global
        regionPrefixes = prefixes
    }

    /// The partition's name in ARNs.
    public var description: String { id }

    /// True when SES sending is offered somewhere in the partition.
    public var hasSES: Bool { Region.hasSES(in: self) }

    /// Sorts by name.
    public static func < (left: Self, right: Self) -> Bool { left.id < right.id }

    /// True when the text has the form of a region's name of this partition: prefix, words, number.
    func owns(_ region: String) -> Bool {
        regionPrefixes.contains { prefix in
            guard region.hasPrefix(prefix + "-") else { return false }
            let rest = region.dropFirst(prefix.count + 1).split(separator: "-", omittingEmptySubsequences: false)
            guard rest.count == 2, !rest[0].isEmpty, !rest[1].isEmpty else { return false }
            return rest[0].unicodeScalars.allSatisfy { Characters.isAlphanumeric($0) || $0 == "_" }
                && rest[1].unicodeScalars.allSatisfy(Characters.isDigit)
        }
    }
}
