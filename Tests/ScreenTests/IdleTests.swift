import Testing

/// Nothing moves when nothing happens.
@Suite(.serialized) struct IdleTests {
    @Test(arguments: [0, 1, 4, 9, 11, 12, 19]) func `an idle screen writes nothing`(_ stop: Int) throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo.prefix(stop))
        terminal.stand(before: Step.demo[stop])
        // What is shown for at least a second, such as "asking", may still have to go.
        terminal.settle(milliseconds: 1200)
        let before = terminal.output.count
        terminal.idle(seconds: 1.5)
        #expect(terminal.output.count == before)
    }

    @Test func `a wait for a person changes by one piece a second`() throws {
        let terminal = try Program.demo()
        let inbox = try #require(Step.demo.firstIndex { $0.mails == 3 })
        terminal.walk(Step.demo.prefix(inbox - 1))
        terminal.stand(before: Step.demo[inbox - 1])
        terminal.settle(milliseconds: 500)
        let before = terminal.output.count
        terminal.idle(seconds: 2)
        #expect(terminal.output.count > before, "the seconds stand still")
        #expect(terminal.output.count - before < 600)
    }
}
