import Canvas
import Design
import Files
import Foundation
import Programs
import Stage
import TestDisk
import Testing

@testable import sesame

@Suite struct RecorderTests {
    private static func frame(_ text: String, columns: Int = 20) -> Frame {
        var frame = Frame(size: Size(columns: columns, rows: 3))
        frame.write(text, row: 1, column: 2, style: .right)
        return frame
    }

    private static func recording(_ path: String) throws -> Recording {
        try Recording.read([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    }

    @Test func `what is shown is in the file before anything else happens`() throws {
        let scratch = try Folder()
        let path = scratch.path + "/r.cast"
        let recorder = Recorder(path, format: .v3, idleLimit: 2000, title: "t")
        try recorder.open()
        for text in ["one", "two", "two", "three"] {
            #expect(recorder.take(Self.frame(text), depth: .cube, aside: .zero) == nil)
            var player = Player(try Self.recording(path))
            #expect(player.frame(at: player.duration).text(ofRow: 1) == "  " + text)
        }
        #expect(recorder.marker("2  Next"))
        #expect(recorder.take(Self.frame("wide", columns: 30), depth: .cube, aside: .zero) == nil)
        // The same run goes on in the demo: another screen, the same recording.
        try recorder.open()
        #expect(recorder.take(Self.frame("wider", columns: 30), depth: .cube, aside: .zero) == nil)
        recorder.end(status: 0)
        let recording = try Self.recording(path)
        let kinds = recording.moments.map { moment in
            switch moment.event {
            case .output: "o"
            case .marker(let label): "m" + label
            case .resize(let size): "r\(size.columns)"
            case .exit(let status): "x\(status)"
            }
        }
        #expect(kinds == ["o", "o", "o", "m2  Next", "r30", "o", "o", "o", "x0"])
        #expect(recording.header.idleLimit == 2000)
        var player = Player(recording)
        #expect(player.frame(at: .max).text(ofRow: 1) == "  wider")
        #expect(player.frame(at: .max).cursorVisible)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `time that the terminal was somebody else's does not count`() throws {
        let scratch = try Folder()
        let path = scratch.path + "/r.cast"
        let recorder = Recorder(path, format: .v2, idleLimit: nil, title: "t")
        try recorder.open()
        _ = recorder.take(Self.frame("one"), depth: .cube, aside: .zero)
        usleep(80_000)
        _ = recorder.take(Self.frame("two"), depth: .cube, aside: .milliseconds(80))
        usleep(30_000)
        _ = recorder.take(Self.frame("three"), depth: .cube, aside: .milliseconds(80))
        let times = try Self.recording(path).moments.map(\.milliseconds)
        // As long as it took at least, and less by what does not count.
        #expect(times[2] - times[1] >= 29)
        let whole = Recorder(scratch.path + "/w.cast", format: .v2, idleLimit: nil, title: "t")
        try whole.open()
        _ = whole.take(Self.frame("one"), depth: .cube, aside: .zero)
        _ = whole.take(Self.frame("two"), depth: .cube, aside: .seconds(3600))
        #expect(try Self.recording(scratch.path + "/w.cast").moments.map(\.milliseconds).last == 0)
    }

    @Test func `nothing is replaced, and nothing is left where there is nothing to record`() throws {
        let scratch = try Folder()
        let path = scratch.path + "/r.cast"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        let refused = #expect(throws: Stop.self) {
            try Recorder(path, format: .v2, idleLimit: nil, title: "t").open()
        }
        #expect(refused?.problem.sentence == "\(path) is there. Nothing was recorded; --record names another file.")
        let folder = #expect(throws: Stop.self) {
            try Recorder(scratch.path, format: .v2, idleLimit: nil, title: "t").open()
        }
        #expect(folder?.problem.sentence.hasSuffix("Nothing was recorded.") == true)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        let other = Recorder(scratch.path + "/other", format: .v2, idleLimit: nil, title: "t")
        try other.open()
        other.discard()
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/other"))
    }

    @Test(arguments: [0, 40, 500, 550, 575, 600, 650, 700, 900])
    func `a full disk is said once, and what is there is whole`(room: Int)
        throws
    {
        let scratch = try Folder()
        let path = scratch.path + "/r.cast"
        let recorder = Recorder(
            path, format: .v2, idleLimit: nil, title: "t", calls: FailingDisk(room: room).calls)
        try recorder.open()
        var said: [String] = []
        for number in 0..<20 {
            if let words = recorder.take(Self.frame("frame \(number)"), depth: .cube, aside: .zero) {
                said.append(words)
            }
            recorder.marker("\(number)")
        }
        recorder.end(status: 0)
        #expect(said == ["There is no room left for \(path). The recording ends here."])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.isEmpty || text.hasSuffix("\n"))
        if !text.isEmpty { _ = try Self.recording(path) }
    }
}
