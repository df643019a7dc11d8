import Canvas
import Design
import Stage
import Testing

@testable import Wizard

/// The stage: its rows, its cards, the presenter's lists.
@Suite struct StageTests {
    private static let size = Size(columns: 80, rows: 24)

    private func rowOfKeys(_ driver: Driver) -> String {
        driver.frame().text(ofRow: 23).split(separator: " ").joined(separator: " ")
    }

    // MARK: Keys that were pressed

    @Test(arguments: [
        ([Key.enter], "▸ Enter open"), ([.enter, .enter], "Enter open ▸ Enter continue"),
        ([.tab, .tab, .tab], "▸ Tab next, 3 times"),
        ([.enter, .character("?"), .escape], "Enter open ? help ▸ Esc close"),
        ([.enter, .down, .up], "Enter open Down choose ▸ Up choose"),
        ([.enter, .character("g"), .down, .escape], "▸ Enter open"),
        ([.enter, .character("b"), .character("7"), .enter], "▸ Enter open"),
        ([.enter, .character("o"), .left, .escape], "▸ Enter open"),
        ([.enter, .character("x"), .character(" "), .left], "▸ Enter open"),
        ([.enter, .control("o"), .escape], "Enter open ▸ Esc close"),
        ([.enter, .character("z"), .character("9")], "▸ Enter open"),
    ])
    func `the last row tells the keys with what they did`(keys: [Key], row: String) {
        var driver = Driver(stage: StageScenes.look)
        for key in keys { driver.press(key) }
        #expect(rowOfKeys(driver) == row)
    }

    @Test func `text is typing, and a paste has a length`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .configuration)
        driver.press(.backTab, .backTab, .backTab)
        driver.type("secret")
        driver.press(.backspace, .left)
        #expect(rowOfKeys(driver).hasSuffix("Shift-Tab previous, 3 times ▸ typing"))
        #expect(!rowOfKeys(driver).contains("secret"))
        driver.press(.paste(String(repeating: "x", count: 214)))
        #expect(rowOfKeys(driver).hasSuffix("typing ▸ paste, 214 characters"))
    }

    @Test func `as many keys as fit stand in the row`() {
        for columns in [80, 120, 200] {
            var driver = Driver(size: Size(columns: columns, rows: 24), stage: StageScenes.look)
            driver.walk(to: .test)
            let frame = driver.frame()
            #expect(frame.cuts.allSatisfy { $0.row != 23 })
            #expect(frame.text(ofRow: 23).contains("▸ Enter"))
            #expect(TextWidth.columns(frame.text(ofRow: 23)) <= columns - 3)
        }
    }

    // MARK: What a room can read

    @Test(arguments: GoldenScene.allCases, GoldenTests.sizes)
    func `no clock, no host, no path and nothing dim stands on a stage`(scene: GoldenScene, size: Size) {
        var driver = scene.driver(size, stage: StageScenes.look)
        // One scene begins anew on its way.
        guard scene != .resumed else { return }
        driver.settle()
        driver.state.endpoint = "http://127.0.0.1:38423"
        driver.state.message = nil
        driver.send(.tick(driver.state.now))
        var frames = [driver.frame()]
        for key in [Key.character("?"), .control("o"), .character("g")] {
            var aside = driver
            aside.press(key)
            frames.append(aside.frame())
        }
        for frame in frames {
            for row in 0..<frame.size.rows {
                let text = frame.text(ofRow: row)
                // It is 08:00 in these scenes; what happened in a cluster has its own time, in UTC.
                #expect(!text.contains("08:00") && !text.contains("08:01") || text.contains("UTC"), "\(text)")
                #expect(!text.contains("127.0.0.1") && !text.contains("localhost") && !text.contains("~/"), "\(text)")
                #expect(
                    !text.contains("./sesame") && !text.contains("min left") && !text.contains("sesame 1."), "\(text)")
                #expect(frame.row(row).allSatisfy { !$0.style.attributes.contains(.dim) && $0.style.ink != .dim })
            }
        }
    }

    @Test func `the focused row is reverse over its whole width`() throws {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .apply)
        let frame = driver.frame()
        let row = try #require((0..<24).first { frame[$0, 1].character == "▸" })
        for column in 3..<78 { #expect(frame[row, column].style.attributes.contains(.reverse), "\(column)") }
    }

    @Test func `row 22 is one bold sentence, and a second one that warns takes row 23`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .ses)
        driver.state.message = Says("One sentence.", "Another one.")
        let calm = driver.frame()
        #expect(calm.text(ofRow: 21) == "   One sentence." && calm[21, 3].style == .bold)
        #expect(!calm.text.contains("Another one."))
        driver.state.message = Says("One sentence.", "Look into the mailbox.", mark: .attention)
        #expect(driver.frame().text(ofRow: 22) == "   ! Look into the mailbox.")
    }

    @Test func `real accounts are masked from the first frame on`() {
        let driver = GoldenScene.stageMasked.driver(Self.size)
        let first = driver.frame().text(ofRow: 0)
        #expect(first.hasSuffix("MASKED") && !driver.text().contains("111122223333"))
        #expect(Driver(stage: StageScenes.look).state.isMasked == false)
        #expect(GoldenScene.stageConfirm.driver(Self.size).text().contains("masked here, real in AWS"))
    }

    // MARK: Cards

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)])
    func `a card fits, whatever its chapter is called`(size: Size) {
        let titles = [
            "", "Send", "Two accounts, two doors", "Straße nach München und zurück, mit Umwegen",
            String(repeating: "word ", count: 30), String(repeating: "x", count: 200), "邮件 发送",
        ]
        let sentences = [
            [], ["Short."], [String(repeating: "A sentence that does not end. ", count: 30), "And another.", "Third."],
        ]
        for title in titles {
            for texts in sentences {
                for number in [1, 7, 42, 99] {
                    let chapter = StageLook.Chapter(title: title, sentences: texts, screens: "")
                    var driver = Driver(
                        size: size, stage: StageLook(chapters: Array(repeating: chapter, count: 99)))
                    driver.send(.stage(.chapter(number)))
                    let frame = driver.frame()
                    #expect(frame.text.contains("chapter \(number) of 99"))
                    #expect(!frame.text.contains("Third."))
                    for row in 0..<size.rows where row != 2 && row != size.rows - 4 {
                        #expect(frame[row, size.columns - 1].character == " ")
                    }
                    #expect(frame.text(ofRow: size.rows - 4).allSatisfy { $0 == "─" })
                }
            }
        }
    }

    @Test func `numbers are drawn three rows high, each otherwise, in ASCII too`() {
        var seen: Set<[String]> = []
        for number in 0...99 {
            let rows = ChapterCard.digits(number)
            #expect(rows.count == 3 && Set(rows.map { $0.count }).count == 1)
            #expect(seen.insert(rows).inserted)
            #expect(rows.joined().allSatisfy { $0 == " " || GlyphSet.twin(of: $0) != "?" })
        }
        let ascii = (0...9).map { digit in ChapterCard.digits(digit).map { String($0.map { GlyphSet.twin(of: $0) }) } }
        #expect(Set(ascii).count == 10)
    }

    @Test func `Enter goes on from a card, and without cards there is none`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.effects = []
        driver.send(.stage(.chapter(5)))
        #expect(driver.state.showsChapterCard && driver.state.says.first == "Enter goes on.")
        driver.press(.left, .character(" "))
        #expect(driver.effects == [.stage(.back), .stage(.play(true))])
        driver.press(.character("s"), .character("a"))
        #expect(driver.state.showsChapterCard && driver.effects.count == 2)
        driver.press(.enter)
        #expect(!driver.state.showsChapterCard && driver.state.screen == .test)
        driver.send(.stage(.chapter(5)))
        driver.send(.stage(.chapter(6)))
        driver.press(.enter)
        #expect(!driver.state.showsChapterCard && driver.state.stage?.chapter == 6)
        var bare = Driver(stage: StageLook(chapters: StageScenes.look.chapters, hasCards: false))
        bare.send(.stage(.chapter(2)))
        #expect(bare.state.overlays.isEmpty && bare.state.stage?.chapter == 2)
    }

    // MARK: One terminal only

    @Test func `chapters lists what can be done, and does it`() {
        let wanted: [(Int, StageCommand)] = [
            (0, .chapter(4)), (-3, .chapter(1)), (2, .chapter(6)), (3, .back), (4, .play(true)),
        ]
        for (steps, command) in wanted {
            var driver = GoldenScene.stageChapters.driver(Self.size)
            driver.effects = []
            driver.press(steps < 0 ? .up : .down, times: abs(steps))
            driver.press(.enter)
            #expect(driver.effects == [.stage(command)] && driver.state.overlays.isEmpty)
        }
        var driver = GoldenScene.stageChapters.driver(Self.size)
        driver.press(.down, times: 5)
        #expect(driver.state.says.first == "Type its number; nothing is shown.")
        driver.press(.enter)
        #expect(driver.state.overlays.last is FaultNumberOverlay)
        driver.press(.escape, .character("g"))
        driver.press(.down, times: 6)
        driver.effects = []
        driver.press(.enter, .enter)
        #expect(driver.effects == [] && driver.state.overlays.isEmpty)
        driver.press(.character("o"), .left, .enter)
        #expect(driver.effects == [.stage(.startOver)])
    }

    @Test(arguments: [("", 0), ("1", 1), ("14", 14), ("15", -1), ("0", -1)])
    func `a number breaks one thing, no number a surprise`(typed: String, number: Int) {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.effects = []
        driver.press(.character("b"))
        driver.type(typed)
        driver.press(.enter)
        switch number {
        case -1: #expect(driver.effects == [] && driver.state.says.first.contains("1 to 14"))
        default:
            #expect(
                driver.effects == [.stage(.breaksNumber(number == 0 ? nil : number))] && driver.state.overlays.isEmpty)
        }
    }

    @Test func `Left and Space are the presenter's where a screen does not need them`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.effects = []
        driver.press(.left, .character(" "), .character(" "))
        #expect(driver.effects == [.stage(.back), .stage(.play(true)), .stage(.play(false))])
        // What is chosen with Left and Right still is.
        driver.run(driver.state.setFocus(.choice(.sendVia)))
        driver.effects = []
        driver.press(.left)
        #expect(driver.effects == [] && driver.state.testing.request.via == .owner)
        driver.send(.stage(.playing(true)))
        #expect(driver.state.staging.isPlaying)
    }

    @Test func `real accounts have none of it, and nobody's wizard either`() {
        for driver in [Driver(.live, stage: StageScenes.look), Driver()] {
            var driver = driver
            driver.walk(to: .ses)
            driver.effects = []
            driver.press(.left)
            driver.press(.character("g"))
            #expect(driver.state.overlays.last is FindingList)
            #expect(!driver.effects.contains { if case .stage = $0 { true } else { false } })
        }
    }

    @Test func `folders of the presenter are nobody's business`() {
        #expect(StageText.withoutFolders("from ~/.aws/config") == "from …/config")
        #expect(StageText.withoutFolders("(/home/me/a/b.yaml), /Users/x \"~/k\"") == "(…/b.yaml), …/x \"…/k\"")
        #expect(StageText.withoutFolders("arn:aws:iam::1:role/home/x") == "arn:aws:iam::1:role/home/x")
        #expect(StageText.withoutFolders("in /tmp/made/here/aws-config") == "in …/aws-config")
        #expect(StageText.withoutFolders("/var/run/secrets/token") == "/var/run/secrets/token")
        #expect(StageText.withoutFolders("~/") == "…/~")
    }

    @Test func `hosts of the simulator are nobody's business`() {
        #expect(
            StageText.withoutHosts("http://127.0.0.1:38423/x and localhost:1") == "http://simulator/x and simulator")
        #expect(StageText.withoutHosts("127.0.0.1:") == "simulator:" && StageText.withoutHosts("") == "")
        #expect(StageText.withoutHosts(StageText.withoutHosts("https://localhost")) == "https://simulator")
    }
}
