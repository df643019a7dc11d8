import Files
import Foundation
import TestDisk
import Testing

@Suite struct `A file that grows` {
    @Test func `it is new, its owner's, and holds whole lines at any time`() throws {
        let scratch = try Scratch()
        let file = try GrowingFile(scratch("r"))
        #expect(scratch.mode("r") == 0o600)
        var written = ""
        for line in ["one", "", "äöü"] {
            try file.append(Array(line.utf8))
            written += line + "\n"
            #expect(scratch.text("r") == written)
        }
        file.discard()
        #expect(scratch.names.isEmpty)
    }

    @Test func `what stands there is left alone`() throws {
        let scratch = try Scratch()
        scratch.put("mine", "r")
        try FileManager.default.createSymbolicLink(atPath: scratch("l"), withDestinationPath: scratch("nowhere"))
        for name in ["r", "l"] {
            let problem = #expect(throws: FileProblem.self) { try GrowingFile(scratch(name)) }
            #expect(problem?.reason == .system(EEXIST))
        }
        #expect(scratch.text("r") == "mine")
        #expect(scratch.names == ["l", "r"])
        let problem = #expect(throws: FileProblem.self) { try GrowingFile(scratch("none/r")) }
        #expect(problem?.sentence == "\(scratch("none/r")) could not be written: its folder does not exist.")
    }

    @Test func `a disk that is full at any byte leaves whole lines`() throws {
        let lines = ["first", "", "second äöü", "x"]
        let whole = lines.map { $0 + "\n" }.joined()
        for room in 0...whole.utf8.count {
            let scratch = try Scratch()
            let file = try GrowingFile(scratch("r"), calls: FailingDisk(room: room).calls)
            var written = ""
            for line in lines {
                do throws(FileProblem) {
                    try file.append(Array(line.utf8))
                    written += line + "\n"
                } catch {
                    #expect(error.reason == .system(ENOSPC))
                }
            }
            #expect(scratch.text("r") == written, "room for \(room) bytes")
        }
    }
}
