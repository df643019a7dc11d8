import Canvas
import Stage
import Testing

@Suite struct AsciicastTests {
    private static let size = Size(columns: 80, rows: 24)

    private static func file(_ version: Asciicast.Version, idleLimit: Int? = nil) -> [String] {
        var writer = AsciicastWriter(version)
        var lines = [
            writer.line(
                Asciicast.Header(
                    version: version, size: size, title: "a \"title\"", timestamp: 1_900_000_000, idleLimit: idleLimit))
        ]
        let events: [(Int, Asciicast.Event)] = [
            (0, .output("\u{1B}[2Jé\n")), (1234, .marker("1  The problem")),
            (1235, .resize(Size(columns: 100, rows: 30))),
            (61_235, .output("x")), (61_000, .output("back in time")), (61_300, .exit(130)),
        ]
        lines += events.compactMap { writer.line($0.1, at: $0.0) }
        return lines
    }

    @Test func `version 2 is written as asciinema documents it`() {
        let lines = Self.file(.v2, idleLimit: 2500)
        #expect(
            lines[0].hasPrefix(
                #"{"version":2,"width":80,"height":24,"timestamp":1900000000,"idle_time_limit":2.500,"title":"a \"title\"","#
                    + ##""env":{"TERM":"xterm-256color"},"theme":{"fg":"#"##))
        #expect(
            Array(lines.dropFirst()) == [
                #"[0.000,"o","\u001b[2Jé\n"]"#, #"[1.234,"m","1  The problem"]"#, #"[1.235,"r","100x30"]"#,
                #"[61.235,"o","x"]"#, #"[61.235,"o","back in time"]"#,
            ])
    }

    @Test func `version 3 counts from the event before and says how it ended`() {
        let lines = Self.file(.v3)
        #expect(
            lines[0].hasPrefix(#"{"version":3,"term":{"cols":80,"rows":24,"type":"xterm-256color","theme":{"fg":"#))
        #expect(!lines[0].contains("env"))
        #expect(
            Array(lines.dropFirst()) == [
                #"[0.000,"o","\u001b[2Jé\n"]"#, #"[1.234,"m","1  The problem"]"#, #"[0.001,"r","100x30"]"#,
                #"[60.000,"o","x"]"#, #"[0.000,"o","back in time"]"#, #"[0.065,"x","130"]"#,
            ])
    }

    @Test(arguments: Asciicast.Version.allCases) func `what is written is read`(version: Asciicast.Version) throws {
        let text = Self.file(version).joined(separator: "\n") + "\n"
        let recording = try Recording.read(Array(text.utf8))
        #expect(recording.header.version == version)
        #expect(recording.header.size == Self.size)
        #expect(recording.header.title == "a \"title\"")
        #expect(recording.header.timestamp == 1_900_000_000)
        var expected: [(Int, Asciicast.Event)] = [
            (0, .output("\u{1B}[2Jé\n")), (1234, .marker("1  The problem")),
            (1235, .resize(Size(columns: 100, rows: 30))), (61_235, .output("x")), (61_235, .output("back in time")),
        ]
        if version == .v3 { expected.append((61_300, .exit(130))) }
        #expect(recording.moments.map(\.milliseconds) == expected.map(\.0))
        #expect(recording.moments.map(\.event) == expected.map(\.1))
    }

    @Test(arguments: Asciicast.Version.allCases)
    func `pauses are as long as the recording lets them be`(version: Asciicast.Version) throws {
        let text = Self.file(version, idleLimit: 2000).joined(separator: "\n") + "\n"
        let times = try Recording.read(Array(text.utf8)).moments.map(\.milliseconds)
        #expect(times.prefix(5) == [0, 1234, 1235, 3235, 3235])
    }

    @Test func `asciinema's own examples are read`() throws {
        let two = """
            {"version": 2, "width": 80, "height": 24, "timestamp": 1504467315, "title": "Demo", "env": {"TERM": "xterm-256color", "SHELL": "/bin/zsh"}}
            [0.248848, "o", "\\u001b[1;31mHello \\u001b[32mWorld!\\u001b[0m\\n"]
            [1.001376, "o", "That was ok\\rThis is better."]
            [1.500000, "m", ""]
            [2.143733, "o", "Now... "]
            [4.050000, "r", "80x24"]
            [6.541828, "o", "Bye!"]

            """
        var player = Player(try Recording.read(Array(two.utf8)))
        #expect(player.duration == 6542)
        #expect(player.frame(at: 7000).text(ofRow: 1) == "This is better.Now... Bye!")
        let three = """
            {"version": 3, "term": {"cols": 80, "rows": 24, "type": "xterm-256color"}, "timestamp": 1504467315, "title": "Demo", "env": {"SHELL": "/bin/zsh"}}
            # event stream follows the header
            [0.248, "o", "\\u001b[1;31mHello \\u001b[32mWorld!\\u001b[0m\\n"]
            [1.001, "i", "secret"]
            [3.500, "m", ""]
            # terminal window resized to 90 cols and 30 rows
            [2.050, "r", "90x30"]
            [1.541, "o", "Bye!"]
            [0.887, "x", "0"]
            [0.1, "z", {"of": "tomorrow"}]

            """
        let recording = try Recording.read(Array(three.utf8))
        #expect(recording.moments.map(\.milliseconds) == [248, 4749, 6799, 8340, 9227])
        #expect(!recording.moments.contains { $0.event == .output("secret") })
    }

    @Test func `a line without its end is left out, whatever it is`() throws {
        let whole = Self.file(.v2).joined(separator: "\n") + "\n"
        for count in stride(from: whole.utf8.count, to: Self.file(.v2)[0].utf8.count, by: -1) {
            let recording = try Recording.read(Array(whole.utf8.prefix(count)))
            let lines = whole.utf8.prefix(count).count { $0 == UInt8(ascii: "\n") }
            #expect(recording.moments.count == lines - 1)
        }
    }

    @Test(arguments: [
        ("", "Line 1 is empty. Expected asciicast, which begins with a line of JSON."),
        ("PNG\n", "Line 1 is \"PNG\". Expected asciicast, which begins with a line of JSON."),
        ("[1]\n", "Line 1 is \"[1]\". Expected a header, {\"version\": 2, …} or 3."),
        (
            "{\"version\":1,\"width\":80}\n",
            "Line 1 is \"{\"version\":1,\"width\":80}\". Expected version 2 or 3 of asciicast."
        ),
        (
            "{\"version\":2,\"width\":80,\"height\":0}\n",
            "Line 1 is \"{\"version\":2,\"width\":80,\"height\":0}\". Expected a size from 1x1 to 500x300."
        ),
        (
            "{\"version\":3,\"term\":{\"cols\":9999,\"rows\":2}}\n",
            "Line 1 is \"{\"version\":3,\"term\":{\"cols\":9999,\"rows\":\". Expected a size from 1x1 to 500x300."
        ),
        (
            "{\"version\":2,\"width\":8,\"height\":2}\n[0,\"o\",\"a\"]\n[1,\"r\",\"8x\"]\n",
            "Line 3 is \"[1,\"r\",\"8x\"]\". Expected a size from 1x1 to 500x300."
        ),
        (
            "{\"version\":2,\"width\":8,\"height\":2}\n{}\n[0,\"o\",\"a\"]\n",
            "Line 2 is \"{}\". Expected an event, [time, \"code\", \"data\"]."
        ),
        (
            "{\"version\":2,\"width\":8,\"height\":2}\n\u{1B}[31m\n",
            "Line 2 is \"?[31m\". Expected a line of JSON."
        ),
    ]) func `what is no recording is said with its line`(_ text: String, _ sentence: String) {
        let problem = #expect(throws: RecordingProblem.self) { try Recording.read(Array(text.utf8)) }
        #expect(problem?.sentence == sentence)
    }

    @Test func `times out of all measure are brought into it`() throws {
        let text = """
            {"version":3,"term":{"cols":8,"rows":2},"idle_time_limit":-3}
            [-5,"o","a"]
            [1e300,"o","b"]
            [1e300,"o","c"]

            """
        let times = try Recording.read(Array(text.utf8)).moments.map(\.milliseconds)
        #expect(times == [0, 604_800_000, 604_800_000])
    }
}
