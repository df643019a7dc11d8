import Canvas
import Stage
import Testing

@Suite struct PlayerTests {
    private static let recording = Recording(
        header: Asciicast.Header(version: .v2, size: Size(columns: 10, rows: 2)),
        moments: [
            .init(milliseconds: 100, event: .output("one")),
            .init(milliseconds: 200, event: .marker("1  Begin")),
            .init(milliseconds: 200, event: .output("\r\ntwo")),
            .init(milliseconds: 500, event: .resize(Size(columns: 20, rows: 3))),
            .init(milliseconds: 900, event: .output("!")),
        ])

    @Test func `a time has its frame, whether one goes on or back`() {
        var player = Player(Self.recording)
        #expect(player.duration == 900)
        let shown = [
            (0, ""), (99, ""), (100, "one"), (199, "one"), (200, "one/two"), (900, "one/two!"), (5000, "one/two!"),
        ]
        for (time, text) in shown + shown.reversed() {
            let frame = player.frame(at: time)
            let rows = (0..<2).map { frame.text(ofRow: $0) }.filter { !$0.isEmpty }.joined(separator: "/")
            #expect(rows == text, "at \(time)")
        }
        #expect(player.frame(at: 499).size == Size(columns: 10, rows: 2))
        #expect(player.frame(at: 500).size == Size(columns: 20, rows: 3))
    }

    @Test func `it says when to look again, and in which chapter one is`() {
        let player = Player(Self.recording)
        #expect(
            [-1, 0, 100, 200, 500, 899, 900].map { player.nextChange(after: $0) } == [
                100, 100, 200, 500, 900, 900, nil,
            ])
        #expect([0, 199, 200, 900].map { player.chapter(at: $0) } == [nil, nil, "1  Begin", "1  Begin"])
        let empty = Player(Recording(header: Self.recording.header, moments: []))
        #expect(empty.duration == 0 && empty.nextChange(after: -1) == nil)
    }
}
