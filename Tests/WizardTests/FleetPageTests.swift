import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

@testable import Wizard

/// All service accounts in one table: what is asked and when, the order, finding, one of them and the way back.
@Suite struct FleetPageTests {
    private func start(_ look: FleetLook? = Found.fleet()) -> Driver {
        var driver = Driver(.live, answers: Answers(), setups: Found.setups)
        driver.world.fleet = look
        driver.world.found = [Found.one]
        driver.press(.character("d"))
        driver.run(driver.state.setFocus(.button(.chooseAll)))
        return driver
    }

    private func rows(_ driver: Driver) -> [String] {
        driver.text().split(separator: "\n").map(String.init).filter { line in
            ["✗", "!", "?", "✓", "…"].contains { line.dropFirst(3).hasPrefix($0) } && line.contains("/")
        }.map { String($0.dropFirst(5).prefix { $0 != " " }) }
    }

    @Test func `nobody is asked before Enter, then who the credentials are, then all of them`() {
        var driver = start()
        #expect(
            driver.effects.allSatisfy { [.saveState, .dropTypeAhead].contains($0) || $0.isLocal }, "\(driver.effects)")
        #expect(
            driver.state.says.first
                == "Asks STS who profile eks-admin and profile ses-admin is, then reads mail-prod and both accounts.",
            "\(driver.state.says)")
        driver.press(.enter)
        let order = driver.effects.compactMap { effect -> String? in
            switch effect {
            case .identify: "who"
            case .diagnoseAll(_, let answers): answers.eksCluster?.text
            default: nil
            }
        }
        #expect(order == ["who", "who", "mail-prod"])
        #expect(driver.state.diagnosing.page == .fleet && driver.text().contains(" sesame  Diagnose all"))
    }

    @Test func `the worst come first, by how many share the cause`() {
        var driver = start()
        driver.press(.enter)
        #expect(
            rows(driver).prefix(8).map { $0 } == [
                "jobs/mailer", "jobs/report", "jobs/ses-digest", "shop/orders", "shop/invoice", "team-b/exporter",
                "team-a/exporter", "apps/app-0",
            ], "\(driver.text())")
        #expect(driver.text().contains("mail-prod: 20 service accounts with a role, 4 may send mail"))
        #expect(driver.text().contains("✗ 4 broken   ! 1 at risk   ? 2 cannot tell   ✓ 13 right"))
        #expect(driver.text().contains("3 of the 4 broken    STS-ROLE-MISSING"))
        #expect(driver.text().contains("Since      2026-03-11 09:14 UTC, DeleteRole by clean-up-bot"))
        #expect(driver.text().contains("· 12 more, Down or / goes on"))
        driver.press(.down, times: 6)
        #expect(driver.state.says.first == "Needs iam:GetRole in 111122223333; 2 service accounts hang on it.")
        driver.press(.end)
        #expect(driver.state.focused.id == .row(19) && driver.text().contains("apps/app-9"))
        driver.press(.pageDown, .home)
        #expect(driver.state.focused.id == .row(0))
        driver.press(.pageDown, .pageUp)
        #expect(driver.state.focused.id == .row(0))
    }

    @Test func `Enter is the diagnosis of one, Escape comes back to its row`() {
        var driver = start()
        driver.press(.enter, .down, .down, .enter)
        #expect(driver.state.diagnosing.page == .result && driver.text().contains("jobs/ses-digest in mail-prod"))
        driver.press(.escape)
        #expect(driver.state.diagnosing.page == .fleet && driver.state.focused.id == .row(2))
        driver.press(.enter)
        #expect(driver.text().contains("jobs/ses-digest in mail-prod"))
        driver.press(.escape, .escape)
        #expect(driver.state.diagnosing.page == .entry && driver.state.focused.id == .button(.chooseAll))
    }

    @Test func `words are looked for in every column, all of them, and Escape shows all again`() {
        var driver = start()
        driver.press(.enter, .character("/"))
        driver.type("JOBS mail")
        #expect(rows(driver) == ["jobs/mailer", "jobs/report", "jobs/ses-digest"])
        #expect(driver.text().contains("3 of 20") && driver.text().contains("✗ 4 broken"), "\(driver.text())")
        for (words, count) in [
            ("risk", 1), ("cannot", 2), ("broken", 4), ("right", 13), ("sts-role", 5), ("exporter-role", 2), ("zzz", 0),
        ] {
            driver.press(.control("u"))
            driver.type(words)
            #expect(driver.state.diagnosing.fleet?.shown.count == count, "\(words)")
        }
        driver.press(.enter)
        #expect(driver.state.says.first == "Nobody has all of these words.")
        driver.press(.control("u"))
        driver.type("orders")
        driver.press(.enter)
        #expect(driver.state.focused.id == .row(0))
        driver.press(.escape)
        #expect(driver.state.diagnosing.fleet?.find == nil && driver.state.diagnosing.page == .fleet)
        #expect(driver.state.focused.id == .row(3), "the same service account")
        driver.press(.character("/"), .escape)
        #expect(driver.state.diagnosing.page == .fleet && driver.state.diagnosing.fleet?.find == nil)
        driver.press(.escape)
        #expect(driver.state.diagnosing.page == .entry)
    }

    @Test func `while it runs rows stand by name and the count says how many are complete`() throws {
        var driver = start(nil)
        driver.world.fleetProgress = Found.progress(judged: 4)
        driver.press(.enter)
        #expect(rows(driver).first == "apps/app-0")
        driver.press(.down, times: 3)
        #expect(driver.state.says.first == "Esc stops. What was read is judged, the rest is \"cannot tell\".")
        driver.send(.tick(driver.state.now.adding(milliseconds: 400)))
        #expect(driver.text().contains("asking… 4 of 10"), "\(driver.text())")
        #expect(driver.state.focused.id == .row(3))
        let id = try #require(driver.state.work.ids(.fleet).first)
        driver.effects = []
        driver.press(.escape)
        #expect(driver.effects == [.cancel(id)] && driver.state.diagnosing.page == .fleet)
        driver.send(.fleetLooked(id, .success(Found.fleet(3))))
        // Once it has ended the order changes, the focus stays with its service account.
        #expect(rows(driver).first == "jobs/mailer" && driver.state.focused.id == .row(0))
        #expect(!driver.text().contains("asking"))
    }

    @Test func `the table is copied and written, and nothing that is there is replaced`() throws {
        var driver = start()
        driver.press(.enter)
        driver.effects = []
        driver.press(.character("c"))
        guard case .copy(let text, "20 rows of the table")? = driver.effects.first else {
            Issue.record("\(driver.effects)")
            return
        }
        #expect(text.hasPrefix("namespace\tservice account\trole\tstate\troot causes\tpods\tmail\njobs\tmailer\t"))
        driver.press(.character("w"), .enter)
        #expect(
            driver.world.written["mail-prod-service-accounts.csv"]?.hasPrefix("namespace,service account,role,") == true
        )
        #expect(driver.state.says.first.hasPrefix("mail-prod-service-accounts.csv is written"))
        driver.press(.character("w"), .enter)
        #expect(driver.state.says.first == "mail-prod-service-accounts.csv is there. Nothing was written.")
        driver.press(.character("w"), .down, .enter)
        let document = try JSONValue.parse(try #require(driver.world.written["mail-prod-service-accounts.json"]))
        #expect(document["schema"]?.string == "sesame/doctor-all/v1")
        driver.press(.character("w"), .end, .escape)
        #expect(driver.world.written.count == 2)
    }

    @Test func `a click takes a row, the wheel moves`() throws {
        var driver = start()
        driver.state.usesMouse = true
        driver.press(.enter)
        let target = try #require(Body.targets(driver.state).first { $0.item == .row(3) })
        driver.press(.mouse(.press, Position(row: target.row, column: 40)))
        #expect(driver.state.focused.id == .row(3))
        driver.press(.mouse(.wheelDown, Position(row: 10, column: 10)))
        #expect(driver.state.focused.id == .row(4))
    }

    @Test func `what keeps it from being looked at is a sentence`() {
        var driver = start(nil)
        driver.press(.enter)
        let id = driver.state.work.ids(.fleet).first ?? EffectID(number: 0)
        driver.send(.fleetLooked(id, .failure(Problem("Nobody can tell in which region it is.", advice: "Ask."))))
        #expect(driver.text().contains("Nobody can tell in which region it is.") && driver.text().contains("Ask."))
        #expect(driver.text().contains("▸ [ Look again ]"))
        driver.world.fleet = FleetLook(
            diagnosis: Fleet(Answers()).diagnose(
                { () -> Observations in
                    var seen = Observations()
                    seen.fail(.list(.serviceAccount), CallFailure(.denied, code: "Forbidden"))
                    return seen
                }(), at: Timestamp(secondsSinceEpoch: 0)), calls: 3, milliseconds: 10)
        driver.press(.enter)
        #expect(driver.text().contains("? Cannot tell: "), "\(driver.text())")
    }
}

extension WizardEffect {
    /// Whether it reads nothing but names of files here.
    var isLocal: Bool {
        switch self {
        case .listBundles, .listCallers: true
        default: false
        }
    }
}
