import Foundation
import Programs
import Testing

/// Answers that are no answers: pages, torn ones, none.
struct `What answers is not AWS` {
    static let faults = [
        (#"{"kind":"html"}"#, "not by AWS"), (#"{"kind":"html","status":200}"#, "not by AWS"),
        (#"{"kind":"truncate","after":20}"#, "ended before it was complete"),
        (#"{"kind":"close"}"#, "broke the connection off"),
    ]

    @Test(.timeLimit(.minutes(5)), arguments: faults)
    func `nothing is written, and the reason is said`(_ fault: String, _ words: String) async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        try await world.faults(fault)
        for command in [["plan"], ["apply", "--yes"], ["whoami"], ["send", "--via", "owner"]] {
            let ran = try await person.sesame(command + ["--answers", world.answers])
            #expect(ran.status == 69, "\(ran)")
            #expect((ran.out + ran.err).contains(words), "\(words) in \(ran)")
        }
        try await world.faults()
        #expect(try await world.mails().isEmpty)
        #expect(try await person.sesame("plan", "--answers", world.answers).status == 2)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a server that hangs is given up on Ctrl-C at once`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        try await world.faults(#"{"kind":"hang"}"#)
        for (command, signal) in [("plan", SIGINT), ("whoami", SIGTERM), ("send", SIGINT)] {
            let before = try await world.requests().count
            let running = try person.command([command, "--answers", world.answers]).start()
            while try await world.requests().count == before {
                try #require(!running.hasEnded, "\(running.errors)")
                try await Task.sleep(for: .milliseconds(20))
            }
            running.signal(signal)
            let ran = await running.end()
            #expect(ran.status == 128 + signal, "\(ran)")
            #expect(ran.seconds < 60, "\(ran)")
        }
    }

    @Test func `a throttled answer is asked for again`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        try await world.faults(#"{"kind":"throttle","service":"iam","operation":"GetRole","times":1}"#)
        let ran = try await person.sesame("plan", "--answers", world.answers)
        #expect(ran.status == 0, "\(ran)")
    }
}
