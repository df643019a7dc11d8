import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Testing
import Wire

@testable import Wizard

/// Nothing is lost for want of room: what a screen cuts, a key that it shows leads to.
@Suite struct WholeTextTests {
    static let sizes = [(80, 24), (110, 24), (120, 40), (140, 40)].map { Size(columns: $0.0, rows: $0.1) }

    /// The scenes with everyday names, and again with the longest names that AWS and Kubernetes take.
    static func drivers(_ scene: GoldenScene, _ size: Size) -> [Driver] {
        var long = scene.driver(size)
        for (field, text) in [
            (FieldID.role, String(repeating: "role-", count: 12) + "end"),
            (.serviceAccount, "sender-of-" + String(repeating: "mails-", count: 8) + "end"),
            (.sesSender, String(repeating: "no.reply.", count: 6) + "x@mail.example.com"),
            (.eksCluster, String(repeating: "cluster-", count: 10) + "end"),
        ] {
            long.state.form.enter(text, into: field)
            _ = long.state.form.leave(field)
        }
        long.send(.tick(long.state.now))
        return [scene.driver(size), long]
    }

    @Test(arguments: GoldenScene.allCases, sizes)
    func `what is cut is marked, and Ctrl-T shows it whole`(scene: GoldenScene, size: Size) throws {
        for var driver in Self.drivers(scene, size) {
            let frame = driver.frame()
            let rule = frame.text(ofRow: size.rows - 4)
            // A stage tells its audience no keys.
            let isOnStage = driver.state.stage != nil
            #expect(rule.contains("whole texts: Ctrl-T") == (!frame.cuts.isEmpty && !isOnStage))
            for row in 0..<size.rows where frame.text(ofRow: row).contains("…") {
                let text = frame.text(ofRow: row)
                let isCut = frame.cuts.contains { $0.row == row }
                #expect(isCut || Self.isRunning(text), "\(scene) \(size.columns): \(text)")
            }
            guard !frame.cuts.isEmpty else { continue }
            driver.press(.control("t"))
            let viewer = try #require(driver.state.topmost(ViewerOverlay.self))
            for cut in frame.cuts { #expect(viewer.pages[0].copyText.contains(cut.text)) }
            #expect(driver.frame().cuts.filter { $0.row > 1 }.isEmpty)
        }
    }

    /// Whether the dots of a row say that something goes on, or that a document's line goes on, or that more is asked.
    private static func isRunning(_ text: String) -> Bool {
        let words = [
            "… looking", "… asking", "reading…", "asking", "looking…", "▸ … ", "… sending policy", "   … ", "files…",
            "applying…", "sending…", "Choose one…", "All of them…", "000000000001, …02",
        ]
        // A box of addresses names them by what is before the @, as its drawing has it.
        let isAddress = text.contains("│") && text.contains("@…  ")
        return words.contains { text.contains($0) } || text.contains("│") && text.contains("    …  ")
            || text.contains("  … ") || text.trimmingBlanks.hasSuffix("  …") || isAddress
    }

    @Test(arguments: GoldenScene.allCases)
    func `every row of every viewer is whole`(scene: GoldenScene) {
        for var driver in Self.drivers(scene, Size(columns: 80, rows: 24)) {
            driver.state.overlays = []
            for key in [Key.character("v"), .character("e"), .character("d"), .enter] {
                var opened = driver
                opened.press(key)
                guard let viewer = opened.state.topmost(ViewerOverlay.self) else { continue }
                for page in viewer.pages {
                    let rows = page.rows(80)
                    #expect(rows.allSatisfy { $0.text.count + page.column < 80 })
                    guard page.kind != .commands else { continue }
                    for (index, line) in page.lines.enumerated() {
                        let shown = rows.filter { $0.line == index && $0.text.contains { $0 != "^" && $0 != " " } }
                        let joined = shown.map(\.text).joined().filter { $0 != " " }
                        #expect(joined == line.text.filter { $0 != " " })
                    }
                }
            }
        }
    }

    @Test(arguments: GoldenScene.allCases, GoldenTests.sizes)
    func `numbers and nouns agree, and nobody counts to none`(scene: GoldenScene, size: Size) throws {
        let wrong = try Regex(#"\b0 [a-z]{3,}s\b|\b0 [A-Z]+ records\b|\b1 (DNS |CNAME )?[a-z]{3,}s\b"#)
        let fine = ["1 asks", "1 wants", "1 denies"]
        let text = scene.driver(size).text()
        for match in text.matches(of: wrong) {
            #expect(fine.contains(String(text[match.range])), "\(scene): \(text[match.range])")
        }
    }

    @Test func `a body that is longer than the screen scrolls to its end`() {
        var driver = GoldenScene.refused.driver(Size(columns: 80, rows: 24))
        var finding = GoldenScene.card
        finding.why = (1...30).map { "sentence \($0) of the answer" }.joined(separator: ", ")
        driver.state.testing.outcome = .of(driver.state.testing.links, finding: finding)
        #expect(driver.text().contains("more above: PgUp") && driver.text().contains("▸ [ Verify it"))
        var seen = driver.text()
        for _ in 0..<5 {
            driver.press(.pageUp)
            seen += driver.text()
        }
        #expect(driver.text().contains("more below: PgDn"))
        seen = seen.split { $0.isWhitespace }.joined(separator: " ")
        for number in 1...30 { #expect(seen.contains("sentence \(number) ")) }
        #expect(driver.text().contains("From  no-reply@example.com"))
    }

    @Test func `a difference is seen, however long its line`() throws {
        let head = "        \"oidc.eks.eu-west-1.amazonaws.com/id/\(String(repeating: "A1", count: 40)):sub\": "
        let old = "{\n\(head)\"system:serviceaccount:prod:ses-sender\",\n}"
        let new = "{\n\(head)\"system:serviceaccount:default:ses-sender\",\n}"
        let page = ViewerPage(title: "diff", lines: LineDiff.make(old, new).lines)
        let rows = page.rows(80).map(\.text)
        let text = rows.joined(separator: "\n")
        #expect(!text.contains("…") && text.filter { $0 != "\n" && $0 != " " }.contains("default:ses-sender"))
        let marked = try #require(rows.firstIndex { $0.contains("^^^^^^^") })
        let column = rows[marked].prefix { $0 == " " }.count
        #expect(rows[marked - 1].dropFirst(column).hasPrefix("default"))
    }

    @Test func `v on a trust policy that differs opens the trust policy`() throws {
        var driver = GoldenScene.change.driver(Size(columns: 80, rows: 24))
        driver.press(.character("v"))
        let viewer = try #require(driver.state.topmost(ViewerOverlay.self))
        #expect(viewer.pages[viewer.page].title == "trust-policy.json")
    }

    @Test func `details name every value that is written`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.press(.enter)
        let page = try #require(driver.state.topmost(ViewerOverlay.self)?.pages.first)
        let text = page.copyText
        #expect(text.contains("https://\(FakeWorld.issuer)"))
        #expect(text.contains("sts.amazonaws.com") && text.contains("managed-by"))
    }
}
