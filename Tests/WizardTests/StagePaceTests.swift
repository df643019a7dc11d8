import Calls
import Canvas
import Design
import Diagnosis
import Testing
import Wire

@testable import Wizard

/// In front of an audience rows turn one after the other; nothing waits anywhere else.
@Suite struct StagePaceTests {
    private static let size = Size(columns: 80, rows: 24)

    private func marks(_ driver: Driver) -> Int {
        driver.text().split(separator: "\n").count { $0.hasPrefix("   ✓ ") }
    }

    @Test func `links turn at least 0.6 s apart, and the result comes last`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        let start = driver.state.now
        driver.refuse(.send, StageScenes.refused(), finding: Found.boundary, settles: false)
        #expect(marks(driver) == 0 && driver.state.hasRowsToTurn)
        var turns: [(Int64, Int, Bool)] = []
        for milliseconds in stride(from: Int64(0), through: 4000, by: 50) {
            driver.send(.tick(start.adding(milliseconds: milliseconds)))
            let now = (milliseconds, driver.state.testing.links.count, driver.state.testing.hasEnded)
            if turns.last.map({ $0.1 != now.1 || $0.2 != now.2 }) ?? true { turns.append(now) }
        }
        #expect(turns.map(\.0) == [0, 600, 1200, 1800, 2400, 3000])
        #expect(turns.map(\.1) == [0, 1, 2, 3, 4, 4])
        #expect(turns.map(\.2) == [false, false, false, false, false, true])
        #expect(!driver.state.hasRowsToTurn && driver.state.hidesCause)
    }

    @Test func `nothing is lost: what is shown in the end is what a wizard without a stage shows`() {
        var calm = Driver(stage: StageLook(revealsAtOnce: true))
        var quick = Driver()
        for way in [SendWay.chain, .pod] {
            calm.walk(to: .test)
            quick.walk(to: .test)
            calm.refuse(.send, StageScenes.refused(), finding: Found.boundary, via: way)
            quick.refuse(.send, StageScenes.refused(), finding: Found.boundary, via: way)
            #expect(calm.state.testing.links == quick.state.testing.links)
            #expect(calm.state.testing.outcome == quick.state.testing.outcome)
            #expect(calm.state.calls.all.map(\.words) == quick.state.calls.all.map(\.words))
        }
    }

    @Test func `Enter shows all rows at once, and is pressed for nothing else`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.refuse(.send, StageScenes.refused(), finding: Found.boundary, settles: false)
        driver.press(.enter)
        #expect(driver.state.testing.links.count == 4 && driver.state.hidesCause && !driver.state.hasRowsToTurn)
        #expect(driver.text().contains("▸ Enter show all"))
        driver.press(.enter)
        #expect(!driver.state.hidesCause)
    }

    @Test func `Enter stands in the table while rows turn, and only where they are seen`() throws {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.refuse(.send, StageScenes.refused(), finding: Found.boundary, settles: false)
        func enter(_ driver: Driver) -> String {
            driver.state.activeBindings.first { $0.keys.contains(.enter) }?.label ?? ""
        }
        #expect(enter(driver) == "show all")
        let help = HelpText.overlay(driver.state).lines.map { $0.text.split(separator: " ").joined(separator: " ") }
        #expect(help.contains("Enter show all"))
        // What Actions offered is over by the time that it is chosen.
        var late = driver
        late.press(.character(":"))
        let list = try #require(late.state.topmost(FindingList.self))
        let row = try #require(list.rows.firstIndex { $0.name == "Show all rows" })
        late.press(.down, times: row)
        var chosen = late
        chosen.press(.enter)
        #expect(!chosen.state.hasRowsToTurn && chosen.state.hidesCause)
        late.settle()
        late.press(.enter)
        #expect(late.state.overlays.isEmpty && late.state.hidesCause && late.state.says.first == "Not now: it is over.")
        driver.state.route.go(to: .apply)
        #expect(driver.state.hasRowsToTurn && enter(driver) != "show all")
    }

    @Test func `an apply that is refused as a whole says so at the pace of everything else`() throws {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .apply)
        driver.answers = false
        driver.press(.character("a"), .enter)
        let id = try #require(driver.state.work.ids(.apply).first)
        driver.send(.progress(id, .unchecked("Rights were not checked.")))
        driver.send(.applied(id, .refused(Problem("The sign-in is over."))))
        let start = driver.state.now
        var told: [(Int64, String)] = []
        for milliseconds in stride(from: Int64(0), through: 2000, by: 100) {
            driver.send(.tick(start.adding(milliseconds: milliseconds)))
            let says = driver.state.message?.first ?? ""
            if told.last?.1 != says { told.append((milliseconds, says)) }
        }
        #expect(told.map(\.0) == [0, 600, 1200])
        #expect(told.map(\.1) == ["", "Rights were not checked.", "The sign-in is over."])
    }

    @Test func `a run that is stopped shows nothing of what waited`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.refuse(.send, StageScenes.refused(), finding: Found.boundary, settles: false)
        driver.press(.escape)
        #expect(!driver.state.hasRowsToTurn && driver.state.testing.outcome == nil)
        #expect(driver.text().contains("Stopped"))
        #expect(driver.state.nextTick == nil)
    }

    @Test func `what a wizard without a stage is told is shown at once`() {
        var driver = Driver()
        driver.walk(to: .test)
        driver.refuse(.send, StageScenes.refused(), finding: Found.boundary, settles: false)
        #expect(driver.state.testing.hasEnded && !driver.state.hasRowsToTurn && driver.state.nextTick == nil)
    }

    @Test func `rows of an apply turn one after the other, and looking again turns none`() throws {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .apply)
        driver.press(.character("a"), .enter)
        let id = try #require(driver.world.applying)
        var seen = [driver.state.planning.progress.values.count(where: \.isEnd)]
        var guardian = 0
        while driver.state.hasRowsToTurn, guardian < 60 {
            guardian += 1
            driver.send(.tick(driver.state.now.adding(milliseconds: 600)))
            seen.append(driver.state.planning.progress.values.count(where: \.isEnd))
        }
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0 == $1 || $0 + 1 == $1 }, "\(seen)")
        #expect(seen.last.map { $0 >= 6 } == true)
        let before = driver.state.planning.progress
        for _ in 0..<500 {
            driver.send(.progress(id, .started(.senderIdentity)))
            let account = try #require(driver.state.answers.sesAccount)
            driver.send(
                .progress(
                    id,
                    .ended(
                        ApplyResult(
                            address: .senderIdentity, outcome: .waiting,
                            task: .followLink(address: "no-reply@example.com", account: account)))))
        }
        #expect(!driver.state.hasRowsToTurn && driver.state.planning.progress == before)
    }

    @Test func `the links of a diagnosis turn in their order`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .apply)
        driver.world.found = [Found.one]
        driver.press(.character("d"))
        var shown: [Int] = []
        var guardian = 0
        while driver.state.diagnosing.page == .running, guardian < 60 {
            guardian += 1
            let links = driver.state.diagnosing.run?.shownLinks ?? []
            shown.append(links.count { if case .done = $0.stage { true } else { false } })
            driver.send(.tick(driver.state.now.adding(milliseconds: 600)))
        }
        #expect(zip(shown, shown.dropFirst()).allSatisfy { $0 + 1 == $1 } && shown.last == 9, "\(shown)")
        #expect(driver.state.diagnosing.page == .result && driver.text().contains("root cause"))
    }

    @Test func `a fix has one row, whatever else is looked at for it`() throws {
        var driver = GoldenScene.stageFix.driver(Self.size)
        driver.answers = false
        driver.press(.character("a"), .enter)
        let id = try #require(driver.state.work.ids(.applyFix).first)
        for address in [ResourceAddress.oidcProvider, .permissionsPolicy, .namespace, .serviceAccount, .senderIdentity]
        {
            driver.send(.progress(id, .ended(ApplyResult(address: address, outcome: .unchanged))))
        }
        #expect(!driver.state.hasRowsToTurn)
        driver.send(.progress(id, .ended(.done(.role))))
        driver.send(.applied(id, .finished))
        let start = driver.state.now
        driver.send(.tick(start.adding(milliseconds: 1200)))
        driver.send(.tick(start.adding(milliseconds: 1800)))
        #expect(!driver.state.hasRowsToTurn && driver.state.says.first.hasPrefix("1 change made"))
    }

    @Test func `an idle stage wants no tick`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.refuse(.send, StageScenes.refused(), finding: Found.boundary)
        driver.send(.tick(driver.state.now.adding(milliseconds: 2000)))
        #expect(driver.state.nextTick == nil)
        driver.send(.stage(.chapter(2)))
        driver.send(.stage(.clock(elapsed: 3, planned: 600)))
        #expect(driver.state.nextTick == nil)
    }

    @Test func `another call takes the place of the last one at most twice a second`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .ses)
        driver.send(.tick(driver.state.now.adding(milliseconds: 5000)))
        let start = driver.state.now
        var shown: [String] = []
        for step in 0..<40 {
            driver.send(.tick(start.adding(milliseconds: Int64(step) * 50)))
            driver.send(.called([StageScenes.call("iam Call\(step)", "111122223333")]))
            let row = driver.frame().text(ofRow: 22)
            if shown.last != row { shown.append(row) }
        }
        #expect(shown.count <= 5 && shown.count >= 4, "\(shown)")
        driver.send(.tick(start.adding(milliseconds: 3000)))
        #expect(driver.frame().text(ofRow: 22).contains("iam Call39   in 111122223333   answered"))
        #expect(driver.state.nextTick == nil)
    }

    @Test func `the call that was refused stands, whatever was read to explain it`() {
        let driver = GoldenScene.stageHidden.driver(Self.size)
        let row = driver.frame().text(ofRow: 22)
        #expect(
            row.hasPrefix("   sts AssumeRoleWithWebIdentity   in 111122223333   AccessDenied")
                && row.hasSuffix("132 ms"))
    }
}
