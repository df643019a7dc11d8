import Foundation
import Programs
import Testing

/// Being interrupted, being two at once, having no place for state.
struct `Interruptions` {
    @Test(.timeLimit(.minutes(5)), arguments: [SIGINT, SIGTERM, SIGKILL])
    func `an apply that was ended anywhere is finished by the next one`(_ signal: Int32) async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        try await world.options(#"{"latency": {"*": 0.15}}"#)
        for stop in ["CreatePolicy", "CreateRole", "CreateEmailIdentity"] {
            try await world.reset("fresh")
            let running = try person.command(["apply", "--yes", "--answers", world.answers]).start()
            while try await !world.writes().contains(stop), !running.hasEnded {
                try await Task.sleep(for: .milliseconds(5))
            }
            running.signal(signal)
            let ran = await running.end()
            #expect(ran.status == 128 + signal || [2].contains(ran.status), "\(ran)")
            let next = try await person.sesame("apply", "--yes", "--answers", world.answers)
            #expect(next.status == 2, "\(next)")
            try await world.clickLinks()
            let last = try await person.sesame("apply", "--yes", "--answers", world.answers)
            #expect(last.status == 0, "\(last)")
            let plan = try await person.sesame("plan", "--answers", world.answers)
            #expect(plan.status == 0 && plan.out.contains("No changes"), "\(plan)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a second apply at the same time names the holder, and writes nothing`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        try await world.options(#"{"latency": {"iam:CreateRole": 20}}"#)
        let first = try person.command(["apply", "--yes", "--answers", world.answers]).start()
        while try await !world.writes().contains("CreatePolicy") {
            try #require(!first.hasEnded, "\(first.output)\(first.errors)")
            try await Task.sleep(for: .milliseconds(10))
        }
        let second = try await person.sesame("apply", "--yes", "--answers", world.answers)
        #expect(second.status == 1, "\(second)")
        #expect(second.err.contains("process \(first.id) on "), "\(second)")
        let ended = await first.end()
        #expect(ended.status == 2, "\(ended)")
        #expect(try await world.writes().filter { $0 == "CreateRole" }.count == 1)
    }

    @Test func `waiting for people does not keep others from applying`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let waiting = try person.command(["apply", "--yes", "--wait", "200s", "--answers", world.answers]).start()
        try await waiting.said("looking every")
        let other = try await person.sesame("apply", "--yes", "--answers", world.answers)
        #expect(other.status == 2, "\(other)")
        waiting.signal(SIGINT)
        let ended = await waiting.end()
        #expect(ended.status == 130, "\(ended)")
        #expect(ended.out.contains("6 of 10 right. 4 wait for a person."), "\(ended)")
    }

    @Test func `a signal that comes twice at once, as from GNU timeout, is one stop`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        for number in [SIGTERM, SIGINT] {
            try await world.reset("fresh")
            let waiting = try person.command(["apply", "--yes", "--wait", "200s", "--answers", world.answers]).start()
            try await waiting.said("looking every")
            waiting.signal(number)
            waiting.signal(number)
            try await Task.sleep(for: .milliseconds(50))
            waiting.signal(number)
            let ended = await waiting.end()
            #expect(ended.status == 128 + number, "\(ended)")
            #expect(ended.out.contains("6 of 10 right. 4 wait for a person."), "\(ended)")
            #expect(ended.err.components(separatedBy: "Stopping").count == 2, "\(ended)")
        }
    }

    @Test func `a second Ctrl-C ends at once what the first one cannot stop`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        try await world.options(#"{"latency": {"iam:CreateRole": 60}}"#)
        let running = try person.command(["apply", "--yes", "--answers", world.answers]).start()
        while try await !world.writes().contains("CreatePolicy") {
            try #require(!running.hasEnded, "\(running.output)\(running.errors)")
            try await Task.sleep(for: .milliseconds(20))
        }
        running.signal(SIGINT)
        try await Task.sleep(for: .milliseconds(500))
        #expect(!running.hasEnded, "the call in flight is waited for")
        running.signal(SIGINT)
        let ended = await running.end()
        #expect(ended.status == 128 + SIGINT, "\(ended)")
        #expect(ended.seconds < 30, "\(ended)")
    }

    @Test func `a state folder that cannot be written to is said before anything is written`() async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        let file = try person.home.write("", to: "file")
        person.variables["XDG_STATE_HOME"] = file
        let ran = try await person.sesame("apply", "--yes", "--answers", world.answers)
        #expect(ran.status == 1, "\(ran)")
        #expect(ran.err.contains(file), "\(ran)")
        #expect(try await world.mails().isEmpty)
        // Reading needs no state.
        #expect(try await person.sesame("plan", "--answers", world.answers).status == 2)
    }
}
