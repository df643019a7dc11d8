import Files
import Foundation
import Testing

@Suite struct `Replacing files` {
    @Test func `a file is made and replaced whole, with the mode that was asked for`() throws {
        let scratch = try Scratch()
        try AtomicFile.write(Array("one".utf8), to: scratch("a"))
        #expect(scratch.text("a") == "one")
        #expect(scratch.mode("a") == 0o600)
        try AtomicFile.write(Array("two".utf8), to: scratch("a"), mode: 0o640)
        #expect(scratch.text("a") == "two")
        #expect(scratch.mode("a") == 0o640)
        try AtomicFile.write([], to: scratch("a"))
        #expect(scratch.text("a") == "")
        #expect(scratch.names == ["a"], "nothing is left beside it")
    }

    @Test func `what is no file is refused, and left as it is`() throws {
        let scratch = try Scratch()
        scratch.put("theirs", "target")
        symlink(scratch("target"), scratch("link"))
        symlink(scratch("nowhere"), scratch("dangling"))
        mkfifo(scratch("pipe"), 0o600)
        mkdir(scratch("folder"), 0o700)
        let kinds: [(String, FileKind)] = [
            ("link", .link), ("dangling", .link), ("pipe", .pipe), ("folder", .folder),
        ]
        for (name, kind) in kinds {
            let problem = #expect(throws: FileProblem.self) { try AtomicFile.write([1], to: scratch(name)) }
            #expect(problem?.reason == .notAFile(kind))
            #expect(problem?.sentence.contains(scratch(name)) == true)
        }
        #expect(scratch.text("target") == "theirs")
        #expect(scratch.names == ["dangling", "folder", "link", "pipe", "target"])
        #expect(
            FileProblem(.write, "x", .notAFile(.link)).sentence
                == "x is a symbolic link, and none is followed here; name the file itself.")
    }

    @Test func `a link that appears between draft and commit is not followed either`() throws {
        let scratch = try Scratch()
        scratch.put("theirs", "target")
        let draft = try FileDraft(Array("mine".utf8), for: scratch("a"))
        #expect(scratch.text("a") == nil)
        symlink(scratch("target"), scratch("a"))
        #expect(throws: FileProblem.self) { try draft.commit() }
        #expect(scratch.text("target") == "theirs")
        #expect(scratch.names == ["a", "target"], "the draft is gone")
    }

    @Test func `several drafts take their places together or not at all`() throws {
        let scratch = try Scratch()
        scratch.put("old", "a")
        let drafts = try ["a", "b"].map { try FileDraft(Array("new".utf8), for: scratch($0)) }
        #expect(scratch.text("a") == "old")
        for draft in drafts { draft.discard() }
        #expect(scratch.names == ["a"])
        for name in ["a", "b"] { try FileDraft(Array("new".utf8), for: scratch(name)).commit() }
        #expect(scratch.text("a") == "new" && scratch.text("b") == "new")
    }

    @Test func `a folder that is not there, a name as long as names may be`() throws {
        let scratch = try Scratch()
        let problem = #expect(throws: FileProblem.self) { try AtomicFile.write([1], to: scratch("no/a")) }
        #expect(problem?.sentence == "\(scratch("no/a")) could not be written: its folder does not exist.")
        let long = String(repeating: "n", count: 255)
        try AtomicFile.write([1], to: scratch(long))
        #expect(scratch.names == [long])
    }

    @Test func `folders are made on the way, with their mode, and only where they are missing`() throws {
        let scratch = try Scratch()
        mkdir(scratch("there"), 0o755)
        try Folders.make(scratch("there/a/b"))
        #expect(
            scratch.mode("there") == 0o755 && scratch.mode("there/a") == 0o700 && scratch.mode("there/a/b") == 0o700)
        try Folders.make(scratch("there/a/b"))
        try Folders.make(for: scratch("c/file"), mode: 0o750)
        #expect(scratch.mode("c") == 0o750 && scratch.text("c/file") == nil)
        try Folders.make(".")
        try Folders.make("/")
        symlink(scratch("there"), scratch("link"))
        try Folders.make(scratch("link/d"))
        #expect(scratch.mode("there/d") == 0o700, "a folder may be reached through a link")
        scratch.put("", "file")
        let problem = #expect(throws: FileProblem.self) { try Folders.make(scratch("file/x")) }
        #expect(problem?.path == scratch("file"))
        #expect(problem?.sentence == "A part of \(scratch("file")) is a file, and a folder is expected.")
    }

    @Test func `a file that is changed in place is this user's own and nothing else`() throws {
        let scratch = try Scratch()
        close(try OwnFile.open(scratch("a"), isAlone: true))
        #expect(scratch.mode("a") == 0o600)
        link(scratch("a"), scratch("b"))
        close(try OwnFile.open(scratch("a"), isAlone: false))
        let second = #expect(throws: FileProblem.self) { try OwnFile.open(scratch("a"), isAlone: true) }
        #expect(second?.reason == .secondName)
        symlink(scratch("target"), scratch("link"))
        mkfifo(scratch("pipe"), 0o600)
        mkdir(scratch("folder"), 0o700)
        for (name, reason) in [
            ("link", FileProblem.Reason.notAFile(.link)), ("pipe", .notAFile(.pipe)), ("folder", .system(EISDIR)),
        ] {
            let problem = #expect(throws: FileProblem.self) { try OwnFile.open(scratch(name), isAlone: false) }
            #expect(problem?.reason == reason)
        }
        #expect(scratch.text("target") == nil, "nothing is made through a link")
        guard geteuid() == 0 else { return }
        chown(scratch("b"), 12_345, 0)
        let others = #expect(throws: FileProblem.self) { try OwnFile.open(scratch("b"), isAlone: false) }
        #expect(others?.reason == .somebodyElses)
    }
}
