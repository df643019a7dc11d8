import FaultServer
import Foundation
import Programs
import Synchronization
import Testing

/// An apply that is killed at one request to AWS, just before or just after AWS has carried it out.
struct `Kills at every request` {
    /// Kills a process when a numbered request comes by.
    private final class Killer: Sendable {
        private struct State {
            var victim: Int32?
            var place = Int.max
            var count = 0
        }

        private let state = Mutex(State())

        /// Where the process is killed: at the request with that number, counted from the next one on.
        func aim(at place: Int) {
            state.withLock { $0 = State(place: place) }
        }

        func watch(_ process: Int32) { state.withLock { $0.victim = process } }

        /// How many requests came by since the last aim.
        var count: Int { state.withLock { $0.count } }

        /// Counts a request, and kills when it is the one.
        func passes() -> Bool {
            let victim = state.withLock { state -> Int32? in
                state.count += 1
                return state.count - 1 == state.place ? state.victim : nil
            }
            if let victim { kill(victim, SIGKILL) }
            return victim != nil
        }
    }

    @Test(.timeLimit(.minutes(60)), arguments: [WayFault.resetBefore, .resetAfter])
    func `the next apply finishes what a killed one left`(fault: WayFault) async throws {
        let world = try await Simulation.start("fresh")
        let killer = Killer()
        let port = try #require(URL(string: world.endpoint)?.port)
        let proxy = try FaultProxy(before: port) { _, _ in killer.passes() ? fault : .none }
        defer { proxy.stop() }
        var person = try world.person()
        person.variables["AWS_ENDPOINT_URL"] = proxy.url
        let arguments = ["apply", "--yes", "--answers", world.answers]

        killer.aim(at: .max)
        #expect(try await person.sesame(arguments).status == 2)
        let requests = killer.count
        try #require(requests > 20)
        for place in stride(from: 0, to: requests, by: Thoroughness.isWhole ? 1 : 5) {
            try await world.reset("fresh")
            // The resumed run is killed at the same place, where it gets that far.
            for _ in 0..<2 {
                killer.aim(at: place)
                let running = try person.command(arguments).start()
                killer.watch(running.id)
                let ran = await running.end()
                #expect(ran.status == 128 + SIGKILL || ran.status == 2, "\(place) \(ran)")
            }
            killer.aim(at: .max)
            let next = try await person.sesame(arguments)
            #expect(next.status == 2, "\(place) \(next)")
            try await world.clickLinks()
            let last = try await person.sesame(arguments)
            #expect(last.status == 0, "\(place) \(last)")
            let plan = try await person.sesame("plan", "--answers", world.answers)
            #expect(plan.status == 0 && plan.out.contains("No changes"), "\(place) \(plan)")
            // One mail for each address, however often the run began.
            #expect(try await world.mails().count == 3, "\(place)")
        }
    }
}
