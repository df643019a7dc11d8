/// An AWS region's code, such as `eu-west-1`.
public struct Region: Identifier {
    /// The region's code.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "region" }

    /// What a region looks like.
    public static var expectation: String { "a region such as eu-west-1" }

    /// Accepts the regions of AWS's own table (aws, China, government, sovereign, isolated).
    ///
    /// An unknown text is refused with the nearest region that exists. For a region newer than the table
    /// there is ``init(unlisted:)``.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        guard Self.codes.contains(text) else {
            try Self.check(text, only: "small letters, digits and -") {
                Characters.isSmallAlphanumeric($0) || $0 == "-"
            }
            let nearest = EditDistance.nearest(to: text, among: Self.table.map(\.code))
            if Self.codes.contains(where: { $0.hasPrefix(text) }) {
                throw Self.error(text, .unfinished("A region ends in a number, such as \(nearest ?? "eu-west-1")"))
            }
            throw Self.error(text, .unlisted(nearest: nearest))
        }
        self.text = text
    }

    /// Accepts whatever has the form of a region of some partition, listed or not; nil otherwise.
    public init?(unlisted text: String) {
        guard Self.codes.contains(text) || Partition.all.contains(where: { $0.owns(text) }) else { return nil }
        self.text = text
    }

    init(listed code: String) { text = code }

    /// Makes the letters small and removes blanks, also inside: `EU West 1`, `eu_west_1`.
    public static func repair(_ text: String) -> String? {
        repair(text) {
            String($0.lowercasedASCII.map { $0 == " " || $0 == "_" ? "-" : $0 })
        }
    }

    /// The partition that the region belongs to.
    public var partition: Partition { Partition(of: self) }

    /// True when SES can send from this region.
    public var hasSES: Bool { Self.table.contains { $0.code == text && $0.hasSES } }

    /// True when the region is in the table; false for one made by ``init(unlisted:)`` that is newer.
    public var isListed: Bool { Self.codes.contains(text) }

    /// The listed regions of a partition, in alphabetical order.
    public static func all(in partition: Partition) -> [Region] {
        table.filter { partition.owns($0.code) }.map { Region(listed: $0.code) }
    }

    /// Whether SES can send from some region of a partition.
    static func hasSES(in partition: Partition) -> Bool {
        table.contains { $0.hasSES && partition.owns($0.code) }
    }

    /// The regions of a partition from which SES can send, in alphabetical order.
    public static func withSES(in partition: Partition) -> [Region] {
        table.filter { $0.hasSES && partition.owns($0.code) }.map { Region(listed: $0.code) }
    }

    /// The listed region that a mistyped text most likely meant, nil when none is near.
    public static func nearest(to text: String) -> Region? {
        EditDistance.nearest(to: text.trimmed.lowercasedASCII, among: table.map(\.code)).map { Region(listed: $0) }
    }
}
