import Calls
import Canvas
import Design
import Diagnosis
import Testing
import Wire

@testable import Wizard

/// Diagnose from the key to the repaired link: what is asked, what is written and when, and the way back.
@Suite struct DiagnoseTests {
    /// A setup at screen 6 in which one thing is wrong.
    private func broken(_ findings: [[Finding]] = [Found.one, Found.all([])]) -> Driver {
        var driver = Driver()
        driver.world.found = findings
        driver.world.changes = GoldenScene.wrongTrust
        driver.walk(to: .apply)
        driver.effects = []
        return driver
    }

    private func writes(_ driver: Driver) -> [WizardEffect] {
        driver.effects.filter { if case .apply = $0 { true } else { false } }
    }

    @Test func `one key from a setup to its root cause, three more to the repaired link`() throws {
        var driver = broken()
        driver.press(.character("d"))
        #expect(driver.state.screen == .diagnose && driver.state.diagnosing.page == .result)
        #expect(driver.text().contains("1 root cause, 1 consequence"))
        driver.press(.enter, .character("a"))
        #expect(writes(driver).isEmpty)
        driver.press(.enter)
        guard case .apply(_, .only(.role), _, let takeOver)? = writes(driver).first else {
            Issue.record("nothing was written")
            return
        }
        #expect(takeOver.isEmpty && writes(driver).count == 1)
        #expect(driver.effects.count { if case .diagnose = $0 { true } else { false } } == 2)
        #expect(driver.state.diagnosing.page == .result && driver.text().contains("no fault seen"))
        #expect(driver.text().contains("Changed") && driver.state.planning.isOld)
    }

    @Test func `Enter as often as one likes never writes`() {
        var driver = broken([Found.one])
        driver.press(.character("d"))
        driver.press(.enter, times: 12)
        #expect(writes(driver).isEmpty)
        #expect(driver.state.overlays.isEmpty)
    }

    @Test func `Escape leads back to the same screen and the same focus`() {
        var driver = broken([Found.one])
        driver.run(driver.state.setFocus(.resource(.sendingPolicy)))
        driver.press(.character("d"), .character("v"), .escape, .escape)
        #expect(driver.state.screen == .apply && driver.state.focused.id == .resource(.sendingPolicy))
        driver.press(.character("d"), .enter, .escape)
        #expect(driver.state.diagnosing.page == .result && driver.state.focused.id == .row(1))
    }

    @Test func `where diagnosing was left is no place to come back to`() {
        var driver = broken()
        driver.press(.character("d"))
        #expect(driver.state.saved.screen == .apply)
        #expect(!driver.state.saved.seen.contains(.diagnose))
        var position = driver.state.saved
        position.screen = .diagnose
        driver.run(driver.state.restore(position))
        #expect(driver.state.screen == .introduction)
    }

    @Test func `whoever stops gets what was read by then, and late answers are dropped`() throws {
        var driver = GoldenScene.diagnoseRunning.driver(BindingTests.size)
        #expect(driver.text().contains("looking"))
        let id = try #require(driver.state.work.ids(.diagnose).first)
        driver.effects = []
        driver.press(.escape)
        #expect(driver.effects.contains(.cancel(id)))
        #expect(driver.state.diagnosing.page == .result && driver.state.diagnosing.result?.isStopped == true)
        let subject = try #require(driver.state.diagnosing.subject)
        let late = Doctor.diagnose(subject, Observations(), at: Timestamp(secondsSinceEpoch: 0))
        driver.send(.diagnosed(id, .success(late), Observations(), made: []))
        #expect(driver.state.diagnosing.result?.isStopped == true)
    }

    @Test func `nobody is asked before Enter, and who the credentials are is asked first`() throws {
        let setup = SavedSetup(
            id: "1", name: "mail-prod", place: "default/ses-sender", when: "yesterday 17:42", screen: .apply)
        var driver = Driver(.live, answers: Answers(), setups: [setup])
        driver.effects = []
        driver.press(.character("d"))
        driver.press(.down, .up)
        driver.press(.paste("arn:aws:iam::111122223333:role/ses-sender-role"))
        #expect(driver.effects.allSatisfy { $0 == .saveState || $0 == .dropTypeAhead || $0.isLocal })
        #expect(driver.state.says.first == "A role: ses-sender-role in 111122223333.")
        driver.press(.up, .up, .up, .enter)
        #expect(driver.effects.contains { if case .openSetup(_, "1") = $0 { true } else { false } })
    }

    @Test func `a problem that keeps everybody from being asked is told, and can be tried again`() throws {
        var driver = broken()
        driver.answers = false
        driver.press(.character("d"))
        let id = try #require(driver.state.work.ids(.diagnose).first)
        let problem = Problem("The kubeconfig cannot be read.", advice: "KUBECONFIG names it.")
        driver.send(.diagnosed(id, .failure(problem), Observations(), made: []))
        #expect(
            driver.text().contains("The kubeconfig cannot be read.") && driver.text().contains("KUBECONFIG names it."))
        driver.answers = true
        driver.press(.enter)
        #expect(driver.text().contains("1 root cause"))
    }

    @Test func `a refused write says so and leaves the fix open`() throws {
        var driver = broken()
        driver.press(.character("d"), .enter)
        driver.answers = false
        driver.press(.character("a"), .enter)
        let id = try #require(driver.state.work.ids(.applyFix).first)
        #expect(driver.state.isWriting)
        driver.press(.character("a"))
        #expect(driver.state.says.first == "Not now: apply is running.")
        driver.send(.applied(id, .refused(Problem("IAM refused UpdateAssumeRolePolicy.", advice: "Ask for it."))))
        #expect(driver.state.diagnosing.page == .fix && driver.text().contains("IAM refused UpdateAssumeRolePolicy."))
        #expect(!driver.state.isWriting)
    }

    @Test func `what still reads as before after a write is looked at again by itself`() throws {
        var driver = broken([Found.one, Found.one, Found.all([])])
        driver.press(.character("d"), .enter, .character("a"), .enter)
        #expect(driver.text().contains("1 root cause") && driver.state.nextTick != nil)
        let due = try #require(driver.state.diagnosing.nextLook)
        driver.send(.tick(due))
        #expect(driver.text().contains("no fault seen") && driver.state.diagnosing.nextLook == nil)
    }

    @Test func `watching looks every 15 seconds, tells what changed, and ends when all is right`() throws {
        var driver = broken([Found.one, Found.one, Found.all([Found.cause]), Found.all([])])
        driver.press(.character("d"), .character("t"))
        var looks = 0
        while let due = driver.state.diagnosing.nextLook, looks < 9 {
            #expect(driver.text().contains("What changed, newest first"))
            driver.send(.tick(due))
            looks += 1
        }
        #expect(looks == 3 && !driver.state.diagnosing.isWatching)
        #expect(driver.text().contains("no fault seen"))
        driver.press(.character("t"))
        #expect(driver.state.diagnosing.isWatching)
        driver.press(.escape)
        #expect(!driver.state.diagnosing.isWatching && driver.state.screen == .diagnose)
    }

    @Test func `a refused message leads to the same fix`() throws {
        var driver = Driver()
        driver.world.refusal = Problem("Not authorized", code: "AccessDenied")
        driver.world.finding = Found.cause
        driver.world.found = [Found.all([])]
        driver.walk(to: .test)
        driver.press(.enter)
        driver.world.changes = GoldenScene.wrongTrust
        #expect(driver.text().contains("▸ [ See the fix ]"))
        driver.press(.enter)
        #expect(driver.state.diagnosing.page == .fix && driver.text().contains("trust-policy.json"))
        driver.press(.escape)
        #expect(driver.state.screen == .test)
        driver.press(.enter, .character("a"), .enter)
        #expect(driver.text().contains("▸ [ Send again ]"))
        driver.press(.enter)
        #expect(driver.state.screen == .test && driver.state.focused.id == .button(.send))
    }

    @Test func `a log is explained without asking anybody, and looking begins with what it says`() {
        var driver = Driver(.live, answers: Answers())
        driver.effects = []
        driver.press(.character("d"), .paste(Found.log))
        #expect(driver.text().contains("3 lines") && driver.text().contains("1 line is an error's"))
        driver.press(.enter)
        #expect(driver.text().contains("FROM TEXT") && driver.text().contains("likely"))
        #expect(driver.effects.allSatisfy { $0 == .saveState || $0 == .dropTypeAhead || $0.isLocal })
        driver.press(.enter)
        #expect(driver.effects.contains { if case .identify = $0 { true } else { false } })
        #expect(
            driver.effects.contains {
                if case .findSubject(_, let clues, _) = $0 { clues.first?.kind == .role } else { false }
            })
    }

    @Test func `what a command printed is taken as its answer and judged at once`() throws {
        var driver = broken([Found.all([Found.identity])])
        driver.press(.character("d"))
        let result = try #require(driver.state.diagnosing.result)
        let call = try #require(
            Doctor.reads(result.diagnosis.subject, result.seen, at: result.diagnosis.at).first {
                $0.operation == .getRole
            })
        let role = try #require(Found.read[call]?.value)
        driver.press(.paste(role.serialized(.pretty)))
        #expect(driver.state.diagnosing.result?.seen[call]?.caller == "pasted")
        #expect(driver.state.says.first.hasPrefix("Taken as the answer to iam GetRole"))
        #expect(driver.state.diagnosing.result?.diagnosis.rootCauses.map(\.code) == ["TRUST-SUBJECT"])
        driver.press(.paste("{\"Nothing\": 1, \"kind\": \"Pod\", \"apiVersion\": \"v1\"}"))
        #expect(driver.state.says.mark == .wrong)
    }

    @Test func `a secret in a paste is not shown`() {
        var driver = Driver(.live, answers: Answers())
        let key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
        driver.press(.character("d"), .paste("aws_secret_access_key=\(key) AccessDenied"))
        #expect(!driver.text().contains(key))
        driver.press(.enter)
        #expect(!driver.text().contains(key))
    }
}
