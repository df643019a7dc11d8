import Files
import Foundation
import Testing

@Suite struct `A folder that is held open` {
    private func folder(_ scratch: Scratch) throws -> OpenFolder { try OpenFolder(scratch("f"), draft: ".draft") }

    @Test func `files are placed whole, for their owner alone, and read back`() throws {
        let scratch = try Scratch()
        let folder = try folder(scratch)
        #expect(folder.path.hasSuffix("/f"))
        #expect(scratch.mode("f") == 0o700)
        try folder.place(Array("one".utf8), at: "a")
        #expect(folder.entry("a", limit: 3) == .file(Array("one".utf8)))
        #expect(scratch.mode("f/a") == 0o600)
        #expect(folder.entry("a", limit: 2) == .other, "longer than the limit")
        #expect(folder.entry("b", limit: 3) == .absent)
        folder.remove("a")
        #expect(folder.entry("a", limit: 3) == .absent)
    }

    @Test func `nothing is replaced, whatever stands there`() throws {
        let scratch = try Scratch()
        let folder = try folder(scratch)
        scratch.put("theirs", "f/file")
        scratch.put("elsewhere", "target")
        symlink(scratch("target"), scratch("f/link"))
        symlink(scratch("nowhere"), scratch("f/dangling"))
        mkfifo(scratch("f/pipe"), 0o600)
        mkdir(scratch("f/folder"), 0o700)
        for name in ["file", "link", "dangling", "pipe", "folder"] {
            let problem = #expect(throws: FileProblem.self) { try folder.place([1], at: name) }
            #expect(problem?.reason == .system(EEXIST), "\(name)")
            if name != "file" { #expect(folder.entry(name, limit: 100) == .other, "\(name)") }
        }
        #expect(scratch.text("f/file") == "theirs")
        #expect(scratch.text("target") == "elsewhere")
        #expect(!FileManager.default.fileExists(atPath: scratch("nowhere")))
        #expect(!FileManager.default.fileExists(atPath: scratch("f/.draft")), "nothing is left beside them")
    }

    @Test func `a draft that a killed run has left is no obstacle, and its target stays as it is`() throws {
        let scratch = try Scratch()
        let folder = try folder(scratch)
        scratch.put("elsewhere", "target")
        symlink(scratch("target"), scratch("f/.draft"))
        try folder.place(Array("new".utf8), at: "a")
        #expect(scratch.text("f/a") == "new")
        #expect(scratch.text("target") == "elsewhere")
    }

    @Test func `it stays the folder that was opened when the path leads elsewhere`() throws {
        let scratch = try Scratch()
        let folder = try folder(scratch)
        rename(scratch("f"), scratch("moved"))
        mkdir(scratch("other"), 0o700)
        symlink(scratch("other"), scratch("f"))
        try folder.place(Array("x".utf8), at: "a")
        #expect(scratch.text("moved/a") == "x")
        #expect(scratch.text("other/a") == nil)
    }

    @Test func `a link, a file and a folder that is not there are said as what they are`() throws {
        let scratch = try Scratch()
        mkdir(scratch("real"), 0o700)
        symlink(scratch("real"), scratch("f"))
        scratch.put("x", "file")
        #expect(throws: FileProblem(.makeFolder, scratch("f"), .notAFile(.link))) { try self.folder(scratch) }
        #expect(throws: FileProblem(.makeFolder, scratch("file"), .system(ENOTDIR))) {
            try OpenFolder(scratch("file"), draft: ".d")
        }
        #expect(throws: FileProblem(.makeFolder, scratch("no/f"), .system(ENOENT))) {
            try OpenFolder(scratch("no/f"), draft: ".d")
        }
    }

    @Test func `the content of an open file is replaced from its beginning`() throws {
        let scratch = try Scratch()
        let folder = try folder(scratch)
        try folder.place(Array("a long content".utf8), at: "note")
        let file = open(scratch("f/note"), O_RDWR)
        defer { close(file) }
        #expect(OpenFolder.replaceContent(of: file, with: Array("short".utf8)))
        #expect(OpenFolder.replaceContent(of: file, with: Array("shorter".utf8)))
        #expect(OpenFolder.content(of: file, limit: 100) == Array("shorter".utf8))
    }
}
