import Files
import Foundation
import TestDisk
import Testing

@Suite struct `Adding lines` {
    static let lines = ["{\"a\":1}", "", "{\"longer\":\"äöü\"}", "x"]

    @Test func `a disk that is full at any byte holds whole lines, exactly those that were said to be there`() throws {
        let whole = Self.lines.map { $0 + "\n" }.joined()
        for room in 0...whole.utf8.count {
            let scratch = try Scratch()
            let file = LineFile(scratch("j"), calls: FailingDisk(room: room).calls)
            var written = ""
            for line in Self.lines {
                do throws(FileProblem) {
                    try file.append(Array(line.utf8))
                    written += line + "\n"
                } catch {
                    #expect(error.reason == .system(ENOSPC))
                }
            }
            #expect((scratch.text("j") ?? "") == written, "room for \(room) bytes")
        }
    }

    @Test func `what cannot be brought to the disk is taken back`() throws {
        let scratch = try Scratch()
        try LineFile(scratch("j")).append(Array("one".utf8))
        #expect(throws: FileProblem.self) {
            try LineFile(scratch("j"), calls: FailingDisk(room: 100, syncFails: true).calls).append(Array("two".utf8))
        }
        #expect(scratch.text("j") == "one\n")
        #expect(scratch.mode("j") == 0o600)
    }

    @Test func `a torn line is kept, and the next one begins on its own`() throws {
        let scratch = try Scratch()
        try LineFile(scratch("j")).append(Array("one".utf8))
        // A disk on which not even taking back works leaves the line torn, as a crash does.
        #expect(throws: FileProblem.self) {
            try LineFile(scratch("j"), calls: FailingDisk(room: 2, cutFails: true).calls).append(Array("two".utf8))
        }
        #expect(scratch.text("j") == "one\ntw")
        #expect(throws: FileProblem.self) {
            try LineFile(scratch("j"), calls: FailingDisk(room: 3).calls).append(Array("three".utf8))
        }
        #expect(scratch.text("j") == "one\ntw")
        try LineFile(scratch("j")).append(Array("four".utf8))
        #expect(scratch.text("j") == "one\ntw\nfour\n")
    }

    @Test func `nothing is added through a link`() throws {
        let scratch = try Scratch()
        scratch.put("theirs\n", "target")
        symlink(scratch("target"), scratch("j"))
        let problem = #expect(throws: FileProblem.self) { try LineFile(scratch("j")).append([1]) }
        #expect(problem?.reason == .notAFile(.link))
        #expect(scratch.text("target") == "theirs\n")
    }
}
