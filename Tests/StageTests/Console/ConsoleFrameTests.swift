import Canvas
import Testing

@testable import Stage

/// The console's screens, as they were designed.
@Suite struct ConsoleFrameTests {
    private static let small = Size(columns: 80, rows: 24)
    private static let wide = Size(columns: 120, rows: 40)

    private static func console(_ size: Size, _ report: StageReport = .sample, keys: [Key] = []) -> ConsoleState {
        var console = ConsoleState(size: size)
        _ = console.update(.tick(0))
        _ = console.update(.report(report))
        for key in keys { _ = console.update(.key(key)) }
        return console
    }

    private static func check(
        _ console: ConsoleState, _ wanted: String, except: Set<Int> = [], location: SourceLocation = #_sourceLocation
    ) {
        let lines = wanted.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = String(line)
            while line.last == " " { line.removeLast() }
            return line
        }
        let frame = console.frame
        for row in 0..<max(frame.size.rows, lines.count) where !except.contains(row) {
            let drawn = frame.text(ofRow: row)
            #expect(drawn == (lines.indices.contains(row) ? lines[row] : ""), "row \(row)", sourceLocation: location)
        }
    }

    @Test func `notes at 80 columns`() {
        Self.check(Self.console(Self.small), ConsoleFrames.notes)
    }

    @Test func `faults at 80 columns`() {
        var report = StageReport.sample
        report.faults[0].title = "trust policy names namespace \"prod\""
        Self.check(Self.console(Self.small, report, keys: [.character("b")]), ConsoleFrames.faults)
    }

    @Test func `everything at 120 columns`() {
        var report = StageReport.sample
        report.say =
            "\"AWS says a few words, no reason. Where would you look first?\"\nWait for two hands.\n"
            + "\"Nine links. Let us see which one.\""
        report.watch = "The cause is hidden until you press Enter."
        report.steps = [
            .init(keys: "Enter", does: "Show the cause"), .init(keys: "Enter", does: "See the fix"),
            .init(keys: "a", does: "apply, asks once"), .init(keys: "Enter", does: "apply"),
            .init(keys: "Enter", does: "to the test"), .init(keys: "s", does: "send again"),
        ]
        let titles = [
            1: "wants another audience", 2: "https:// in a condition", 3: "provider of the cluster gone",
            4: "provider lacks the audience", 6: "sending policy gone", 7: "permissions policy off the role",
            9: "receiver verified elsewhere", 10: "boundary forbids sending", 12: "webhook gone",
            13: "sign-in of the presenter ended",
        ]
        for (index, title) in titles { report.faults[index].title = index == 1 ? "trust \(title)" : title }
        // Row 28 ends two columns earlier there, row 31 has a shorter title, and row 38 words of one step.
        Self.check(Self.console(Self.wide, report), ConsoleFrames.wide, except: [27, 30, 37])
    }

    @Test func `what comes of a fault is said in as many words as fit`() {
        let room = 76
        let codes = ["AccessDenied", "InvalidIdentityToken", "ConfigurationSetSendingPausedException", nil]
        let mendings: [FaultOutlook.Mending?] = [.keys(3), .keysAndClick(3), FaultOutlook.Mending.none, nil]
        for code in codes {
            for mending in mendings {
                for (isNamed, causes) in [(true, 1), (true, 12), (false, 0), (false, 3)] {
                    // Mending is tried of the only one that is named.
                    if mending != nil, !isNamed || causes > 1 { continue }
                    let outlook = FaultOutlook.met(refusal: code, isNamed: isNamed, causes: causes, mending: mending)
                    let words = outlook.words(room) ?? ""
                    #expect(words.count <= room, "\(words)")
                    #expect(outlook.words(200)?.contains("Diagnose") == true)
                    #expect(code.map { words.contains($0) } ?? words.contains("sent"), "\(words)")
                }
            }
        }
        let pod = FaultOutlook.met(refusal: nil, isNamed: true, causes: 1, mending: .keys(3))
        #expect(pod.words(room) == "On 7 it is sent all the same, in Diagnose 1 root cause, mended by 3 keys.")
        let hand = FaultOutlook.met(
            refusal: "MessageRejected", isNamed: true, causes: 1, mending: FaultOutlook.Mending.none)
        #expect(hand.words(room) == "On 7 \"MessageRejected\", in Diagnose 1 root cause, no key there mends it.")
        let several = FaultOutlook.met(refusal: "AccessDenied", isNamed: true, causes: 2, mending: nil)
        #expect(several.words(room) == "Shows on 7 as \"AccessDenied\", in Diagnose as 1 of 2 root causes.")
        #expect(FaultOutlook.unknown.words(room) == nil)
    }

    @Test func `help is whole at 80 columns`() {
        let text = Self.console(Self.small, keys: [.character("?")]).frame.text
        #expect(!text.contains("…"), "\(text)")
        for key in ["Enter", "Left", "Space", "b ", "g ", "o ", "v ", "x ", "c ", "q, Esc"] {
            #expect(text.contains("   \(key)"), "\(key)")
        }
    }

    @Test func `a small console says what its keys do on every page`() {
        let size = Size(columns: 40, rows: 12)
        let faults = Self.console(size, keys: [.character("b"), .down]).frame.text
        #expect(faults.contains("▸ · 2 trust policy w") && faults.contains("Enter break"), "\(faults)")
        let chapters = Self.console(size, keys: [.character("g")]).frame.text
        #expect(chapters.contains("▸ • 5 Break it") && chapters.contains("Enter go there"), "\(chapters)")
        let over = Self.console(size, keys: [.character("o")]).frame.text
        #expect(over.contains("clock at") && over.contains("Any other key does not."), "\(over)")
        #expect(over.contains("Enter start over"), "\(over)")
        #expect(Self.console(size, keys: [.character("?")]).frame.text.contains("takes the last key back"))
        var report = StageReport.sample
        report.offScript = "off script; Enter goes on from the start of chapter 5"
        let notes = Self.console(size, report).frame.text
        #expect(notes.contains("chapter 5.") && notes.contains("Enter next"), "\(notes)")
    }

    @Test func `the view is the audience's own cells`() {
        let frame = Self.console(Self.small, keys: [.character("v")]).frame
        #expect(frame.cells == StageReport.stage.cells)
    }

    @Test(arguments: [(79, 24), (40, 10), (20, 3), (10, 2), (1, 1), (0, 0), (300, 100), (80, 200)])
    func `any size shows something and breaks nothing`(_ columns: Int, _ rows: Int) {
        for key: Key in [.enter, .character("b"), .character("g"), .character("v"), .character("?"), .character("o")] {
            let frame = Self.console(Size(columns: columns, rows: rows), keys: [key]).frame
            #expect(frame.size == Size(columns: columns, rows: rows))
            if columns >= 20, rows >= 3, key == .enter { #expect(frame.text.contains("6:45 of 10:00")) }
        }
    }

    @Test func `more than fits gives way from below and says so`() {
        var report = StageReport.sample
        report.say = Array(repeating: "much to say", count: 200).joined(separator: " ")
        report.watch = Array(repeating: "much to watch", count: 200).joined(separator: " ")
        for index in report.faults.indices { report.faults[index].state = .broken(0) }
        for size in [Self.small, Self.wide] {
            let text = Self.console(size, report).frame.text
            #expect(text.contains("▸ Next"), "\(text)")
            #expect(text.contains("…"))
        }
        #expect(Self.console(Self.small, report).frame.text.contains("more: b lists them"))
    }

    @Test func `a long code leaves room for how the fault stands`() {
        var report = StageReport.sample
        report.faults[8].state = .broken(7000)
        report.faults[6].state = .right
        report.faults[6].hiddenBy = "9"
        report.faults[3].state = .armed(.send)
        let rows = Self.console(Self.small, report, keys: [.character("b")]).frame.text.split(separator: "\n")
        for end in ["OIDC-PROVIDER-MISSI… next s", "SES-DOOR-2       hidden", "SES-SENDER-UNVERIFIED  0:07"] {
            #expect(rows.contains { $0.hasSuffix(end) }, "\(end) in\n\(rows.joined(separator: "\n"))")
        }
    }

    @Test func `a long list of faults goes with its focus`() {
        var report = StageReport.sample
        report.faults = (1...40).map {
            StageReport.Fault(number: $0 <= 14 ? $0 : nil, name: "f\($0)", title: "fault \($0)", code: "CODE-\($0)")
        }
        let end = Self.console(Self.small, report, keys: [.character("b"), .end])
        #expect(end.frame.text.contains("fault 40 "))
        #expect(!end.frame.text.contains("fault 1 "))
        #expect(Self.console(Self.wide, report, keys: [.character("b"), .end]).frame.text.contains("fault 40"))
    }

    @Test func `letters that only ASCII terminals have are enough`() {
        var frame = Self.console(Self.wide).frame
        GlyphSet.ascii.apply(to: &frame)
        #expect(!frame.text.contains("?  help") && frame.text.allSatisfy { $0.isASCII })
        #expect(!frame.text.contains("??"))
    }
}
