import Design
import Foundation
import Identifiers
import Setup
import Testing
import Wire

struct StateTests {
    private let time = Timestamp(secondsSinceEpoch: 1_700_000_000, nanoseconds: 0)

    private func mode(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int) ?? 0
    }

    @Test func `a saved setup comes back with its answers and where they came from`() async throws {
        try await withStateDirectory { directory in
            var answers = Answers()
            try answers.set("111122223333", for: .eksAccount, from: .profile("eks-admin"))
            try answers.set("mail-prod", for: .eksCluster, from: .detected(from: "found, 1 of 3"))
            try answers.set("eu-west-1", for: .eksRegion, from: .answersFile(path: "a.yaml", line: 4))
            answers.setTags([Tag(key: "team", value: "mail")], from: .typed)
            let setup = SavedSetup(key: "one", answers: answers, screen: "ses", summary: "half", saved: time)
            let store = SetupStore(directory)
            try store.save(setup)
            #expect(try store.load("one") == setup)
            let later = time.adding(seconds: 1)
            try store.save(SavedSetup(key: "two", answers: answers, screen: "introduction", summary: "", saved: later))
            #expect(try store.all().map(\.key) == ["two", "one"])
            #expect(mode("\(directory.path)/setups/one.json") == 0o600)
            #expect(mode("\(directory.path)/setups") == 0o700)
            #expect(try directory.list("setups").count == 2)
            try store.forget("one")
            #expect(try store.load("one") == nil)
        }
    }

    @Test func `a file that is no setup is left alone`() async throws {
        try await withStateDirectory { directory in
            try directory.write(Array("garbage".utf8), to: "setups/x.json")
            #expect(try SetupStore(directory).all().isEmpty)
            #expect(try directory.read("setups/x.json") != nil)
        }
    }

    @Test func `the standard place follows XDG`() {
        #expect(StateDirectory.standard(["XDG_STATE_HOME": "/s", "HOME": "/h"])?.path == "/s/sesame")
        #expect(
            StateDirectory.standard(["XDG_STATE_HOME": "relative", "HOME": "/h"])?.path == "/h/.local/state/sesame")
        #expect(StateDirectory.standard(["HOME": "/h"])?.path == "/h/.local/state/sesame")
        #expect(StateDirectory.standard([:]) == nil)
    }

    @Test func `a place that cannot be written is a clear sentence`() throws {
        let directory = StateDirectory(path: "/proc/sesame")
        let problem = #expect(throws: StateProblem.self) { try directory.write([1], to: "setups/a.json") }
        #expect(problem?.sentence.hasPrefix("Cannot make the directory /proc/sesame: ") == true)
        #expect(problem?.sentence.contains("XDG_STATE_HOME") == true)
    }

    @Test func `a lock is held by one, named, and let go`() async throws {
        try await withStateDirectory { directory in
            let me = ProcessIdentity(pid: 1, host: "here")
            let lock = try Lock(setup: "s", in: directory, process: me, at: time)
            #expect(lock.abandonedBy == nil)
            let error = #expect(throws: SetupError.self) {
                try Lock(setup: "s", in: directory, process: me, at: time)
            }
            guard case .locked(let holder) = error else { throw BenchError.noKey }
            #expect(holder.pid == 1 && holder.host == "here" && holder.since == time.iso8601)
            _ = try Lock(setup: "other", in: directory, process: me, at: time)
            lock.release()
            #expect(try Lock(setup: "s", in: directory, process: me, at: time).abandonedBy == nil)
        }
    }

    @Test func `a lock left behind by a killed process is taken and named`() async throws {
        try await withStateDirectory { directory in
            try directory.write(
                Array("{\"pid\":99,\"host\":\"gone\",\"since\":\"2023-01-01T00:00:00Z\"}".utf8), to: "locks/s.lock")
            let lock = try Lock(setup: "s", in: directory, process: .current, at: time)
            #expect(lock.abandonedBy?.pid == 99)
        }
    }

    @Test func `a lock is never taken, or emptied, through a link`() async throws {
        try await withStateDirectory { directory in
            try directory.write([], to: "locks/other.lock")
            let target = "\(directory.path)/precious"
            try Data("precious".utf8).write(to: URL(filePath: target))
            let place = "\(directory.path)/locks/s.lock"
            for make in [symlink, link] {
                #expect(make(target, place) == 0)
                let error = #expect(throws: SetupError.self) {
                    try Lock(setup: "s", in: directory, process: .current, at: time)
                }
                guard case .state(let problem) = error else { throw BenchError.noKey }
                #expect(problem.sentence.hasPrefix("Cannot lock \(place): "))
                #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
                unlink(place)
            }
            mkfifo(place, 0o600)
            #expect(throws: SetupError.self) { try Lock(setup: "s", in: directory, process: .current, at: time) }
        }
    }

    @Test func `state is not written or read through a link`() async throws {
        try await withStateDirectory { directory in
            try directory.write(Array("x".utf8), to: "setups/there.json")
            let target = "\(directory.path)/precious"
            try Data("precious".utf8).write(to: URL(filePath: target))
            symlink(target, "\(directory.path)/setups/a.json")
            #expect(throws: StateProblem.self) { try directory.write([1], to: "setups/a.json") }
            #expect(throws: StateProblem.self) { try directory.append([1], to: "setups/a.json") }
            #expect(throws: StateProblem.self) { try directory.read("setups/a.json") }
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
        }
    }
}
