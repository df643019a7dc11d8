import Foundation
import Programs
import Testing

/// `sesame stage --check` and `--print`.
struct `Stage files` {
    @Test(arguments: ["talk", "booth"]) func `the talks that come with it fit it`(_ name: String) async throws {
        let person = try Person()
        let ran = try await person.sesame("stage", "--check", name)
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.contains("at 80x24: ") && ran.out.contains("at 120x40: "), "\(ran)")
        #expect(person.home.names.isEmpty, "nothing is left behind")
    }

    @Test func `a step that does not fit ends with 1, and says where and what is there`() async throws {
        let person = try Person()
        let talk = try person.home.write(Self.talk, to: "talk.yaml")
        let fits = try await person.sesame("stage", "--check", talk)
        #expect(fits.status == 0, "\(fits)")
        let other = Self.talk.replacing("Access keys in pods", with: "Access keys for all")
        try person.home.write(other, to: "talk.yaml")
        let ran = try await person.sesame("stage", "--check", "talk.yaml")
        #expect(ran.status == 1, "\(ran)")
        #expect(ran.out.contains("talk.yaml:7: chapter 1 \"Begin\", step 1 (Enter), at 80x24 and 120x40"), "\(ran)")
        #expect(ran.out.contains("Access keys in pods leak"), "\(ran)")
        let document = Document(text: try await person.sesame("stage", "--check", "talk.yaml", "-o", "json").out)
        #expect(document["schema"].string == "sesame/stage-check/v1")
        #expect(document["misfits"].list.first?["line"].int == 7)
    }

    @Test func `a file that is broken ends with 65, and says where and what is expected`() async throws {
        let person = try Person()
        try person.home.write(Self.talk.replacing("minutes: 1", with: "minutes: 1000"), to: "talk.yaml")
        for option in ["--check", "--print"] {
            let ran = try await person.sesame("stage", option, "talk.yaml")
            #expect(ran.status == 65, "\(ran)")
            #expect(ran.err.contains("talk.yaml:5:14: expected 0.1 to 60 minutes, found 1000."), "\(ran)")
            #expect(ran.out.isEmpty)
        }
        #expect(try await person.sesame("stage", "--check", "missing.yaml").status == 65)
        try person.home.write("title: \u{1B}]0;x\u{7}", to: "talk.yaml")
        let hostile = try await person.sesame("stage", "--print", "talk.yaml")
        #expect(hostile.status == 65 && Texts.harmful(hostile.err).isEmpty, "\(hostile)")
    }

    @Test func `the sheet is printed, also of a file from standard input`() async throws {
        let person = try Person()
        let ran = try await person.sesame("stage", "--print")
        #expect(ran.status == 0 && ran.err.isEmpty, "\(ran)")
        for words in ["## 1 The problem, 0:00 to 1:30", "## 6 Mend it, take it home, 8:30 to 10:00", "| 14 | "] {
            #expect(ran.out.contains(words), "\(words)")
        }
        #expect(ran.out == (try await person.sesame("stage", "--print", "talk").out))
        let mine = try await person.sesame(["stage", "--print", "-"], input: Self.talk)
        #expect(mine.out.hasPrefix("# Mine\n"), "\(mine)")
    }

    @Test func `going through a file writes nothing, whatever it presses`() async throws {
        let person = try Person()
        let writes =
            Self.talk + """
                      - {keys: [Enter, s], expect: {screen: configuration}}
                      - {keys: w, expect: {shows: files are in}}

                """
        let talk = try person.home.write(writes, to: "talk.yaml")
        let ran = try await person.sesame("stage", "--check", talk)
        #expect(ran.status == 0, "\(ran)")
        #expect(person.home.names == ["talk.yaml"])
    }

    @Test(arguments: [["--check", "--print"], ["--print", "-o", "json"], ["--check", "a", "b"]])
    func `what does not go together ends with 64`(_ arguments: [String]) async throws {
        let ran = try await Person().sesame(["stage"] + arguments)
        #expect(ran.status == 64, "\(ran)")
    }

    private static let talk = """
        title: Mine
        chapters:
          - title: Begin
            sentence: So it begins.
            minutes: 1
            steps:
              - keys: Enter
                expect: {screen: introduction, shows: Access keys in pods}

        """
}
