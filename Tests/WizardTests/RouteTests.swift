import Design
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

    @Test func `open questions are pointed out once each, and another refused text is another question`() {
        var route = Route()
        let empty = OpenQuestion(screen: .ses, item: .field(.sesSender), refused: nil)
        let refused = OpenQuestion(screen: .ses, item: .field(.sesSender), refused: "no one")
        let other = OpenQuestion(screen: .ses, item: .field(.sesSender), refused: "no two")
        #expect(route.new([empty, refused]) == [empty, refused])
        route.pointOut([empty])
        #expect(route.new([empty, refused]) == [refused])
        route.pointOut([refused])
        #expect(route.new([empty, refused, other]) == [other])
    }

    @Test func `going anywhere ends the wait for answers`() {
        var route = Route()
        route.continuesWhenAnswered = true
        route.go(to: .irsa)
        #expect(!route.continuesWhenAnswered)
    }
}
