import Calls
import Testing

@testable import Design

struct NeedsOrderTests {
    /// A resource that needs others and is nothing else.
    private protocol Bare: WantedResource {}

    private enum First: Bare {
        static let address = ResourceAddress("eks/first")
    }
    private enum Second: Bare {
        static let address = ResourceAddress("eks/second")
        static let needs = [First.address]
    }
    private enum Third: Bare {
        static let address = ResourceAddress("eks/third")
        static let needs = [Second.address, First.address]
    }
    private enum Chicken: Bare {
        static let address = ResourceAddress("ses/chicken")
        static let needs = [Egg.address]
    }
    private enum Egg: Bare {
        static let address = ResourceAddress("ses/egg")
        static let needs = [ResourceAddress("ses/chicken")]
    }
    private enum Lost: Bare {
        static let address = ResourceAddress("ses/lost")
        static let needs = [ResourceAddress("ses/nowhere")]
    }

    @Test func `each resource stands behind what it needs, else where it is listed`() throws {
        let order = try NeedsOrder.ordered([Third.self, First.self, Second.self]).map { $0.address.rawValue }
        #expect(order == ["eks/first", "eks/second", "eks/third"])
        #expect(DelegateSending.resources.map { $0.address } == DelegateSending.listed.map { $0.address })
    }

    @Test func `what cannot be ordered is an error that names it`() {
        let circular = #expect(throws: NeedsOrder.Problem.self) {
            try NeedsOrder.ordered([First.self, Chicken.self, Egg.self])
        }
        #expect(circular.map { "\($0)" } == "these resources need each other: ses/chicken, ses/egg")
        let unknown = #expect(throws: NeedsOrder.Problem.self) { try NeedsOrder.ordered([Lost.self]) }
        #expect(unknown.map { "\($0)" } == "ses/lost needs ses/nowhere, which is no resource")
        let twice = #expect(throws: NeedsOrder.Problem.self) { try NeedsOrder.ordered([First.self, First.self]) }
        #expect(twice.map { "\($0)" } == "two resources are called eks/first")
    }

    @Test func `an address is one of the design's, and its word fits its column`() {
        #expect(ResourceAddress(rawValue: "eks/role") == .role)
        #expect(ResourceAddress(rawValue: "eks/nothing") == nil)
        for address in ResourceAddress.allCases {
            #expect(address.rawValue.hasPrefix("\(address.side.rawValue)/"))
            #expect((1...18).contains(address.word.count))
        }
    }
}

extension WantedResource {
    fileprivate static var word: String { "thing" }
    fileprivate static var side: Side { .eks }
    fileprivate static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] { [] }
    fileprivate static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? { nil }
}
