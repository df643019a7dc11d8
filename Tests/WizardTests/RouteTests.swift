import Testing

@testable import Wizard

@Suite struct RouteTests {
    @Test func `screens that were shown are remembered, Home is none of them`() {
        var route = Route()
        #expect(route.screen == .home && route.seen.isEmpty)
        route.go(to: .introduction)
        route.go(to: .home)
        #expect(route.screen == .home && route.seen == [.introduction])
        route.resume(at: .configuration, seen: [.apply])
        #expect(route.screen == .configuration)
        #expect(route.seen == [.introduction, .irsa, .apply])
    }

    @Test func `each screen keeps its focus until it is let go`() {
        var route = Route()
        route.go(to: .ses)
        route.place(.button(.back))
        route.go(to: .apply)
        #expect(route.focus(on: .apply) == nil)
        route.place(.row(2))
        #expect(route.focus(on: .ses) == .button(.back) && route.focus(on: .apply) == .row(2))
        route.free(.ses)
        #expect(route.focus(on: .ses) == nil && route.focus(on: .apply) == .row(2))
    }

    @Test func `open questions are pointed out once a screen`() {
        var route = Route()
        route.go(to: .configuration)
        let first = [route.warn(), route.warn()]
        #expect(first == [true, false])
        route.go(to: .ses)
        let other = route.warn()
        #expect(other)
    }

    @Test func `going anywhere ends the wait for answers`() {
        var route = Route()
        route.continuesWhenAnswered = true
        route.go(to: .irsa)
        #expect(!route.continuesWhenAnswered)
    }
}
