import Foundation
import Programs
import Testing

/// Standard streams that are closed, or whose reader goes away: the work goes on, and no connection is written to.
struct `Standard streams` {
    @Test func `a log that nobody can read changes nothing`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let plan = try await person.sesame("plan", "--answers", world.answers)
        #expect(plan.status == 2 && Texts.chatter(plan.err).isEmpty, "\(plan)")
        for redirection in ["2>&-", "<&- 2>&-", "<&-", "2>/dev/full", "2> >(head -n 2 >/dev/null)", "2> >(exec <&-)"] {
            let quiet = try await person.run([
                "/bin/bash", "-c", "exec \"$0\" plan --debug --answers \"$1\" \(redirection)", Place.program,
                world.answers,
            ])
            #expect(quiet.status == 2, "\(redirection): \(quiet)")
            #expect(quiet.out == plan.out, "\(redirection): \(quiet)")
        }
    }

    @Test func `a document for a closed output is an error, and goes nowhere else`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        for redirection in [">&-", ">&- <&-", ">&- 2>&- <&-"] {
            let ran = try await person.run([
                "/bin/bash", "-c", "exec \"$0\" plan -o json --debug --answers \"$1\" \(redirection)", Place.program,
                world.answers,
            ])
            #expect(![0, 2].contains(ran.status), "\(redirection): \(ran)")
            #expect(ran.status < 128, "\(redirection): \(ran)")
        }
        // Nothing of it came to the server as a request.
        #expect(try await world.requests().allSatisfy { !($0["operation"].string ?? "").isEmpty })
    }

    @Test func `a program that is started from here does not inherit what is ignored`() async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        let program = try person.home.write(
            "#!/bin/sh\ngrep -E '^Sig(Ign|Blk):' /proc/self/status >\"$HOME/signals\"\nexit 1\n", to: "process")
        try await person.run(["/bin/chmod", "+x", program]).expectSuccess()
        try person.home.write("[profile asked]\ncredential_process = \(program)\n", to: "config")
        person.variables["AWS_CONFIG_FILE"] = person.home.path("config")
        _ = try await person.sesame("whoami", "--eks-profile", "asked", "--ses-profile", "asked")
        let masks = person.home.read("signals").split(separator: "\n").compactMap { line in
            line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
        }
        try #require(masks.count == 2, "\(person.home.read("signals"))")
        #expect(masks[0] == 0, "blocked")
        #expect(masks[1] & 1 << UInt64(SIGPIPE - 1) == 0, "ignored")
    }
}

extension Ran {
    fileprivate func expectSuccess() { #expect(status == 0, "\(self)") }
}
