public import Calls

/// The stable name of a resource; its raw value is what `--take-over` and the JSON documents say.
///
/// Each resource names its own in its file; ``DelegateSending/resources`` lists them.
public struct ResourceAddress: RawRepresentable, Hashable, Sendable {
    /// Side and name, for example `eks/role`.
    public let rawValue: String

    /// The address of a resource that is being declared.
    init(_ rawValue: String) { self.rawValue = rawValue }

    /// The address of a resource that exists; nil for any other text.
    public init?(rawValue: String) {
        guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = known
    }

    /// The word for the resource in plan rows, at most 18 columns: `permissions policy`.
    public var word: String { resource?.word ?? rawValue }

    /// The side that the resource is on.
    public var side: Side { resource?.side ?? .eks }

    private var resource: (any WantedResource.Type)? { DelegateSending.resources.first { $0.address == self } }
}

extension ResourceAddress: CaseIterable {
    /// The addresses of all resources, in the order of the plan.
    public static var allCases: [ResourceAddress] { DelegateSending.resources.map { $0.address } }
}

extension ResourceAddress: Comparable {
    /// Addresses in the order of the plan.
    public static func < (left: ResourceAddress, right: ResourceAddress) -> Bool { left.order < right.order }

    private var order: Int { DelegateSending.resources.firstIndex { $0.address == self } ?? Int.max }
}

extension ResourceAddress: CustomStringConvertible {
    /// The address, for example `eks/role`.
    public var description: String { rawValue }
}
