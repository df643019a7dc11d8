import Design
import Files
import Foundation
import Setup
import Simulator
import SimulatorServer
import Synchronization
import TestDisk
import Testing
import Wire

@Suite struct `The journal` {
    private let time = Timestamp(secondsSinceEpoch: 1_700_000_000, nanoseconds: 0)

    private func entry(_ state: String, old: String? = nil) -> Journal.Entry {
        Journal.Entry(
            time: time, address: .role, account: "111122223333", call: "iam UpdateAssumeRolePolicy", state: state,
            isTakenOver: old != nil, oldDocument: old)
    }

    @Test func `on a disk that is full at any byte, entries are whole or absent`() async throws {
        let wanted = [entry("begun", old: "{\n  \"Version\": \"2012-10-17\"\n}"), entry("done"), entry("begun")]
        var length = 0
        try await withStateDirectory { directory in
            let journal = Journal(setup: "s", in: directory)
            for entry in wanted { try journal.record(entry) }
            #expect(try journal.content() == Journal.Content(entries: wanted))
            length = try #require(try directory.read("journals/s.jsonl")).count
        }
        for room in 0...length {
            try await withStateDirectory { directory in
                let disk = Setup.StateDirectory(path: directory.path, lines: FailingDisk(room: room).calls)
                let journal = Journal(setup: "s", in: disk)
                var recorded: [Journal.Entry] = []
                for entry in wanted {
                    do throws(StateProblem) {
                        try journal.record(entry)
                        recorded.append(entry)
                    } catch {
                        #expect(error.sentence.contains("No space left on device"))
                    }
                }
                let content = try journal.content()
                #expect(content == Journal.Content(entries: recorded), "room for \(room) bytes")
                #expect(journal.complaint == nil)
            }
        }
    }

    @Test func `lines that an earlier version wrote under the role's name are read and stay`()
        async throws
    {
        try await withStateDirectory { directory in
            let answers = try AnswersReader.read(Bench.answersFile, file: "answers.yaml")
            let design = try DelegateSending(answers)
            let old = "journals/111122223333-ses-sender-role-444455556666.jsonl"
            try Journal(setup: "111122223333-ses-sender-role-444455556666", in: directory).record(entry("begun"))
            try directory.append(Array("torn".utf8), to: old)
            let before = try directory.read(old)
            let journal = directory.journal(of: design)
            #expect(try journal.entries().map(\.state) == ["begun"])
            #expect(journal.lastWrite() == nil)
            #expect(journal.complaint?.contains("Line 2 of the journal \(directory.path)/\(old)") == true)
            try journal.record(entry("done"))
            #expect(try journal.entries().map(\.state) == ["begun", "done"])
            #expect(journal.lastWrite() == time)
            #expect(try directory.read(old) == before)
            #expect(try directory.list("journals").contains("\(design.key.fileName).jsonl"))
            // Another sender, another role: the same setup goes on in the same journal.
            var later = answers
            try later.set("other@example.com", for: .sesSender, from: .typed)
            try later.set("example.com", for: .sesIdentity, from: .typed)
            try later.set("other-role", for: .role, from: .typed)
            #expect(try directory.journal(of: DelegateSending(later)).entries().map(\.state) == ["done"])
        }
    }

    @Test func `a torn line is never added to, is kept, and is told of`() async throws {
        try await withStateDirectory { directory in
            let journal = Journal(setup: "s", in: directory)
            try journal.record(entry("begun"))
            let path = "\(directory.path)/journals/s.jsonl"
            let torn = "{\"time\":\"2023-11-14T22:13:20Z\",\"oldDocument\":\"{"
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data(torn.utf8))
            try file.close()
            try journal.record(entry("done"))
            let content = try journal.content()
            #expect(content == Journal.Content(entries: [entry("begun"), entry("done")], unreadable: [2]))
            #expect(journal.lastWrite() == time)
            #expect(journal.complaint?.hasPrefix("Line 2 of the journal \(path) cannot be read.") == true)
            let bytes = try #require(try directory.read("journals/s.jsonl"))
            #expect(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init).contains(torn))
        }
    }
}

@Suite struct `A full disk while applying` {
    /// What an apply has made of what was not there: the things that exist now, whatever was said of them.
    private func made(_ bench: Bench, by report: ApplyReport) async throws -> [ResourceAddress] {
        let identities: [ResourceAddress] = [.eksReceiverIdentity, .senderIdentity, .sesReceiverIdentity]
        return try await bench.plan().plan.resources.filter { resource in
            guard report.setup.plan[resource.address]?.action == .create else { return false }
            switch resource.action {
            case .create, .unknown: return false
            // An identity that waits for its click exists; anything else that waits does not.
            case .waiting: return identities.contains(resource.address)
            default: return true
            }
        }.map(\.address)
    }

    /// The same accounts and cluster with another place for state.
    private func context(_ bench: Bench, _ state: Setup.StateDirectory) -> SetupContext {
        SetupContext(
            eks: bench.context.eks, ses: bench.context.ses, cluster: bench.context.cluster, clock: bench.context.clock,
            state: state, random: { 0.5 })
    }

    private func apply(_ bench: Bench, _ state: Setup.StateDirectory) async throws -> ApplyReport {
        let context = context(bench, state)
        return try await Applier(context).apply(try await Planner(context).plan(try bench.answers()))
    }

    @Test(.timeLimit(.minutes(10)))
    func `each thing that exists is in the journal and is called done, and nothing begins after the first failure`()
        async throws
    {
        try await Bench.run("fresh") { bench in
            var lines: [Int] = []
            try await withStateDirectory { directory in
                let report = try await apply(bench, directory)
                let name = "journals/\(SavedSetup.key(for: report.setup.design)).jsonl"
                let bytes = try #require(try directory.read(name))
                lines = bytes.split(separator: UInt8(ascii: "\n")).map { $0.count + 1 }
            }
            // Within every line, and at its end; that the bytes between make no difference, the journal's own test says.
            var rooms: [Int] = [0]
            var end = 0
            for line in lines {
                rooms += [end + line / 2, end + line]
                end += line
            }
            var failures = 0
            for room in rooms {
                try bench.simulator.simulation.reset(to: "fresh")
                bench.log.clear()
                try await withStateDirectory { directory in
                    if try await applyWithRoom(room, in: directory, bench) { failures += 1 }
                }
            }
            #expect(failures > 10)
        }
    }

    /// Applies with so much room for the journal, and checks what is said against what is there.
    ///
    /// - Returns: Whether the room was too small.
    private func applyWithRoom(
        _ room: Int, in directory: Setup.StateDirectory, _ bench: Bench
    ) async throws -> Bool {
        let disk = Setup.StateDirectory(path: directory.path, lines: FailingDisk(room: room).calls)
        let report = try await apply(bench, disk)
        let content = try Journal(setup: SavedSetup.key(for: report.setup.design), in: directory).content()
        #expect(content.unreadable.isEmpty, "room for \(room) bytes")
        let begun = content.entries.filter { $0.state == "begun" }
        #expect(bench.log.all.filter(isWrite).count <= begun.count)
        for address in try await made(bench, by: report) {
            let result = try #require(report[address])
            #expect(begun.contains { $0.address == address }, "\(address) exists, no line says so (\(room) bytes)")
            let isCalledThere = result.outcome == .done || result.outcome == .waiting
            let isNamed = result.problem?.sentence.hasPrefix("Done: ") == true
            #expect(isCalledThere || isNamed, "\(address) is called \(result) (\(room) bytes)")
        }
        let isFull = report.results.contains { $0.problem?.code == "State" }
        #expect(report.exitCode == (isFull ? .failed : .changesRemain), "room for \(room) bytes")
        // Once there is room again, the next run goes on, and ends as every other does.
        if isFull {
            let next = try await apply(bench, directory)
            #expect(next.exitCode == .changesRemain, "\(next.results.filter { $0.problem != nil })")
        }
        return isFull
    }

    @Test func `what was made and could not be noted is done, says so, and ends with 1`() async throws {
        try await Bench.run("fresh") { bench in
            let only = ApplyOptions(only: [.serviceAccount])
            var line = 0
            try await withStateDirectory { directory in
                let context = context(bench, directory)
                let setup = try await Planner(context).plan(try bench.answers())
                _ = try await Applier(context).apply(setup, options: only)
                let name = "journals/\(SavedSetup.key(for: setup.design)).jsonl"
                line = try #require(try directory.read(name)?.firstIndex(of: UInt8(ascii: "\n"))) + 1
            }
            try bench.simulator.simulation.reset(to: "fresh")
            try await withStateDirectory { directory in
                // Room for the line with which the write begins, and for no other.
                let disk = Setup.StateDirectory(path: directory.path, lines: FailingDisk(room: line).calls)
                let context = context(bench, disk)
                let setup = try await Planner(context).plan(try bench.answers())
                let report = try await Applier(context).apply(setup, options: only)
                let result = try #require(report[.serviceAccount])
                #expect(result.outcome == .done)
                #expect(result.note == "not in the journal: No space left on device")
                #expect(result.problem?.code == "State")
                #expect(result.problem?.sentence.contains(directory.path) == true)
                #expect(report.exitCode == .failed)
                let found = try await bench.plan().plan[.serviceAccount]?.action
                #expect(found == .unchanged)
                // The next one does not begin.
                let next = try await Applier(context).apply(
                    try await Planner(context).plan(try bench.answers()), options: ApplyOptions(only: [.role]))
                #expect(next[.role]?.outcome == .notTried)
                #expect(next[.role]?.problem?.sentence.hasPrefix("Not tried: Cannot write \(directory.path)") == true)
                #expect(next[.role]?.problem?.whyNotTried.hasPrefix("Cannot write \(directory.path)") == true)
                #expect(next.exitCode == .failed)
                #expect(!bench.log.all.contains { $0.operation == "CreateRole" })
            }
        }
    }
}
