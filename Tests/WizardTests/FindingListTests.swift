import Canvas
import Testing

@testable import Wizard

/// Actions and the list of screens: letters find, what cannot be done says why.
@Suite struct FindingListTests {
    private static let names = [
        "See the fix", "See the evidence", "Check again", "Watch until all is right", "Copy the report", "As commands",
        "Write a bundle", "Calls made", "Write the commands of all calls", "Go to 5 SES configuration",
    ]

    @Test(arguments: [
        ("wr", ["Write a bundle", "Write the commands of all calls"]),
        ("ses", ["Go to 5 SES configuration"]),
        ("5", ["Go to 5 SES configuration"]),
        ("com", ["As commands", "Write the commands of all calls"]),
        ("cm", ["Calls made"]),
        ("wb", ["Write a bundle"]),
        ("the c", ["Write the commands of all calls"]),
        ("evid", ["See the evidence"]),
        ("qq", []),
    ])
    func `letters find beginnings of words first, then letters in order`(_ text: String, _ found: [String]) {
        let ranks = Self.names.map { LetterSearch.rank(text, name: $0) }
        #expect(LetterSearch.found(ranks).map { Self.names[$0] } == found)
    }

    @Test func `a key and a code find as well`() {
        #expect(LetterSearch.rank("r", name: "Check again", key: "r") == .key)
        #expect(LetterSearch.rank("trust-s", name: "See the fix", words: "TRUST-SUBJECT") == .other)
        #expect(LetterSearch.rank("ctrl-t", name: "Show whole texts", key: "Ctrl-T") == .other)
    }

    @Test func `the screen's own come first, then what goes everywhere, then the demo's, and the dead ones last`()
        throws
    {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.press(.character(":"))
        let list = try #require(driver.state.topmost(FindingList.self))
        let live = list.rows.filter { $0.reason == nil }.map(\.name)
        let own = try #require(live.firstIndex(of: "Apply"))
        let everywhere = try #require(live.firstIndex(of: "Calls made") ?? live.firstIndex(of: "Diagnose"))
        let demo = try #require(live.firstIndex(of: "Break something"))
        #expect(own < everywhere && everywhere < demo && demo == live.count - 3)
        #expect(live.contains("Go to 5 SES configuration") && live.contains("Mask accounts and addresses"))
        let dead = list.rows.drop { $0.reason == nil }
        #expect(!dead.isEmpty && dead.allSatisfy { $0.reason?.isEmpty == false })
        #expect(Set(list.rows.map(\.name)).count == list.rows.count, "\(list.rows.map(\.name))")
    }

    @Test func `what is found is done, and Escape clears before it closes`() {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.press(.character(":"))
        driver.type("ses conf")
        #expect(driver.text().contains("▸ Go to 5 SES configuration"), "\(driver.text())")
        driver.press(.escape)
        #expect(driver.state.topmost(FindingList.self)?.query.text.isEmpty == true)
        driver.type("ses conf")
        driver.press(.enter)
        #expect(driver.state.screen == .ses && driver.state.overlays.isEmpty)
    }

    @Test func `Enter on what cannot be done only repeats the reason`() {
        var driver = Driver()
        driver.walk(to: .ses)
        driver.press(.character(":"))
        driver.type("best pr")
        driver.effects = []
        driver.press(.enter)
        #expect(driver.state.says.first == "Not now: not reached yet.")
        #expect(driver.state.overlays.count == 1 && driver.state.screen == .ses && driver.effects.isEmpty)
    }

    @Test func `every key of a screen is an action`() throws {
        for scene in GoldenScene.allCases {
            var driver = scene.driver(BindingTests.size)
            guard driver.state.overlays.isEmpty, !driver.state.isTyping, driver.state.focused.id != .anything else {
                continue
            }
            let keys = driver.state.screenBindings.filter {
                $0.isListed && $0.place != .hidden && !$0.label.isEmpty
            }.map(\.keyWords)
            driver.press(.control("o"))
            let list = try #require(driver.state.topmost(FindingList.self), "\(scene)")
            let listed = Set(list.rows.map(\.key))
            for key in keys { #expect(listed.contains(key), "\(key) on \(scene)") }
        }
    }

    @Test func `a list that is longer than the window keeps the chosen row and the dead ones in sight`() throws {
        var driver = Driver(.live)
        driver.walk(to: .ses)
        driver.press(.character(":"))
        let count = try #require(driver.state.topmost(FindingList.self)).found.count
        for _ in 0..<count {
            let list = try #require(driver.state.topmost(FindingList.self))
            let row = list.rows[list.found[list.selected]]
            #expect(driver.text().contains("▸ \(row.name.prefix(20))"), "\(row.name)\n\(driver.text())")
            #expect(driver.text().contains("Not now"))
            driver.press(.down)
        }
    }
}
