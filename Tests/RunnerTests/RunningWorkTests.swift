import AWSClient
import Synchronization
import Testing
import Wizard

@testable import sesame

@Suite struct RunningWorkTests {
    private let one = EffectID(number: 1)
    private let two = EffectID(number: 2)

    @Test func `work that has ended is gone, however quick it was`() async {
        let work = RunningWork()
        for number in 1...500 { work.begin(EffectID(number: number)) {} }
        await wait { work.ids.isEmpty }
    }

    @Test func `an apply is stopped by its control, not in the middle, and goes when it has ended`() async {
        let work = RunningWork()
        let control = StopControl()
        let wasCancelled = Mutex<Bool?>(nil)
        let (gate, open) = AsyncStream<Never>.makeStream()
        work.begin(one, control: control) {
            for await _ in gate {}
            wasCancelled.withLock { $0 = Task.isCancelled }
        }
        work.cancel(one)
        #expect(control.isStopped)
        #expect(work.ids == [one])
        open.finish()
        await wait { work.ids.isEmpty }
        #expect(wasCancelled.withLock { $0 } == false)
        work.cancel(one)
    }

    @Test func `other work is cancelled where it is, and only that`() async {
        let work = RunningWork()
        for id in [one, two] { work.begin(id) { while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) } } }
        work.cancel(one)
        await wait { work.ids == [two] }
        work.stop()
        #expect(work.ids.isEmpty)
    }
}

/// Waits until something is so, for ten seconds at most.
func wait(_ what: @escaping () -> Bool) async {
    for _ in 0..<2000 where !what() { try? await Task.sleep(for: .milliseconds(5)) }
    #expect(what())
}
