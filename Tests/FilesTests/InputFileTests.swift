import Files
import Foundation
import Synchronization
import Testing

@Suite struct `Reading input` {
    static let patient = InputFile.Pipes.readWithin(seconds: 60)

    @Test func `a file is read up to the limit and no byte further`() throws {
        let scratch = try Scratch()
        scratch.put(String(repeating: "x", count: 1000), "a")
        #expect(try InputFile.read(scratch("a"), limit: 1000, pipes: .refused)?.count == 1000)
        let problem = #expect(throws: FileProblem.self) {
            try InputFile.read(scratch("a"), limit: 999, pipes: Self.patient)
        }
        #expect(problem?.sentence == "\(scratch("a")) is longer than 999 bytes, the most that is read of it.")
        #expect(try InputFile.read(scratch("b"), limit: 9, pipes: .refused) == nil)
        #expect(try InputFile.read(scratch("a/b"), limit: 9, pipes: .refused) == nil)
        scratch.put("", "empty")
        #expect(try InputFile.read(scratch("empty"), limit: 0, pipes: .refused) == [])
        #expect(
            FileProblem(.read, "x", .tooLong(limit: InputFile.textLimit)).sentence
                == "x is longer than 4 MB, the most that is read of it.")
    }

    @Test func `endless devices end at the limit, folders are named, links are followed where pipes are`() throws {
        let scratch = try Scratch()
        let zero = #expect(throws: FileProblem.self) {
            try InputFile.read("/dev/zero", limit: InputFile.textLimit, pipes: Self.patient)
        }
        #expect(zero?.reason == .tooLong(limit: InputFile.textLimit))
        #expect(try InputFile.read("/dev/null", limit: 9, pipes: Self.patient) == [])
        for pipes in [Self.patient, .refused] {
            let folder = #expect(throws: FileProblem.self) {
                try InputFile.read(scratch.path, limit: 9, pipes: pipes)
            }
            #expect(folder?.sentence == "\(scratch.path) is a folder, and a file is expected.")
        }
        scratch.put("abc", "a")
        symlink(scratch("a"), scratch("link"))
        #expect(try InputFile.read(scratch("link"), limit: 9, pipes: Self.patient) == Array("abc".utf8))
        mkfifo(scratch("pipe"), 0o600)
        for (name, kind) in [("link", FileKind.link), ("pipe", .pipe)] {
            let problem = #expect(throws: FileProblem.self) {
                try InputFile.read(scratch(name), limit: 9, pipes: .refused)
            }
            #expect(problem?.reason == .notAFile(kind))
        }
    }

    @Test func `a pipe is read to its end, however slowly it is written, and one that stays silent is given up`() throws
    {
        let scratch = try Scratch()
        mkfifo(scratch("pipe"), 0o600)
        let path = scratch("pipe")
        Thread.detachNewThread {
            usleep(300_000)
            let file = open(path, O_WRONLY)
            for text in ["one ", "two ", "three"] {
                _ = write(file, text, text.utf8.count)
                usleep(100_000)
            }
            close(file)
        }
        #expect(try InputFile.read(path, limit: 99, pipes: Self.patient) == Array("one two three".utf8))
        let problem = #expect(throws: FileProblem.self) {
            try InputFile.read(path, limit: 99, pipes: .readWithin(seconds: 1))
        }
        #expect(problem?.sentence == "Nothing came through \(path) for 1 s.")
    }

    @Test func `after three seconds of silence there is a word, once`() throws {
        let scratch = try Scratch()
        mkfifo(scratch("pipe"), 0o600)
        let path = scratch("pipe")
        let words = Mutex(0)
        let told = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            told.wait()
            usleep(500_000)
            let file = open(path, O_WRONLY)
            _ = write(file, "x", 1)
            close(file)
        }
        let bytes = try InputFile.read(
            path, limit: 9,
            pipes: .read(waiting: {
                words.withLock { $0 += 1 }
                told.signal()
            }))
        #expect(bytes == Array("x".utf8))
        #expect(words.withLock { $0 } == 1)
    }

    @Test func `a pipe of the shell whose writer has gone before is read to its end`() throws {
        for text in ["gone", ""] {
            var ends: [Int32] = [0, 0]
            pipe(&ends)
            _ = write(ends[1], text, text.utf8.count)
            close(ends[1])
            #expect(try InputFile.read("/dev/fd/\(ends[0])", limit: 9, pipes: Self.patient) == Array(text.utf8))
            close(ends[0])
        }
    }

    @Test func `waiting ends when the task is cancelled`() async throws {
        let scratch = try Scratch()
        mkfifo(scratch("pipe"), 0o600)
        let path = scratch("pipe")
        let task = Task.detached { () -> FileProblem? in
            do throws(FileProblem) {
                _ = try InputFile.read(path, limit: 9, pipes: .readWithin(seconds: 600))
                return nil
            } catch {
                return error
            }
        }
        try await Task.sleep(for: .milliseconds(300))
        task.cancel()
        #expect(await task.value?.reason == .cancelled)
    }
}
