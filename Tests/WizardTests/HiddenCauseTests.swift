import Calls
import Canvas
import Design
@testable import Diagnosis
import Resources
import Testing
import Wire

@testable import Wizard

/// In front of an audience nothing names a fault before somebody asks for the cause.
@Suite struct HiddenCauseTests {
    /// The codes that scenarios of the simulator have.
    static let codes: [String] = {
        guard let text = Resource.text("scenarios.json"), let document = try? JSONValue.parse(text) else { return [] }
        return Set((document["scenarios"]?.array ?? []).compactMap { $0["code"]?.string }).sorted()
    }()

    /// The finding that a scenario's code stands for, in words that are found again.
    static func finding(_ code: String) -> Finding {
        let known = FailureMeaning.finding(code)
        let link = known?.link ?? [Link.token, .trust, .permissions, .sendingPolicy][code.count % 4]
        return Finding(
            code: code, link: link, status: .fail, title: known?.title ?? "The cause of \(code) is this.",
            brief: "brief words of the cause", expected: known?.expected ?? "what was expected of the cause",
            found: "what was found of the cause", place: "the place of the cause",
            why: known?.why ?? "The why of the cause.", awsSays: StageScenes.refusal,
            fix: Finding.Fix(text: "The fix of the cause.", remedy: .apply, address: .role))
    }

    private static func secrets(_ finding: Finding) -> [String] {
        [finding.code, finding.title, finding.brief, finding.expected, finding.found, finding.place, finding.why]
            .filter { !$0.isEmpty && !StageScenes.refusal.contains($0) } + [
                "The fix of the cause", "See the fix", "OtherRole", "cannot tell",
            ]
    }

    /// Where a message ends that is refused for a finding.
    private static func broken(_ finding: Finding) -> (SendLinkName, Problem) {
        switch finding.link {
        case .token where finding.code.hasPrefix("K8S-ANNOTATION"):
            (
                .annotation,
                Problem(
                    "The service account names another role. \(finding.title)", code: "OtherRole", short: "OtherRole")
            )
        case .you, .token: (.token, StageScenes.refused("NotFound", "it is not there"))
        case .provider, .trust, .role: (.assumeRole, StageScenes.refused())
        default: (.send, StageScenes.refused("MessageRejected", "Email address is not verified."))
        }
    }

    private func expectNothing(_ text: String, _ finding: Finding, _ what: String) {
        // A text that is broken over lines is found all the same.
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for secret in Self.secrets(finding) { #expect(!words.contains(secret), "\(secret) in \(what):\n\(text)") }
    }

    /// At the test message, in a small and in a large window.
    private static let starts = [Size(columns: 80, rows: 24), Size(columns: 130, rows: 40)].map { size in
        var driver = Driver(size: size, stage: StageScenes.look)
        driver.walk(to: .test)
        return driver
    }

    @Test func `there are codes`() { #expect(Self.codes.count > 60) }

    @Test(arguments: codes, [SendWay.chain, .pod])
    func `a refused message names no fault before the cause is asked for`(code: String, way: SendWay) {
        let finding = Self.finding(code)
        for start in Self.starts {
            var driver = start
            var (name, problem) = Self.broken(finding)
            if way == .pod { name = name == .send ? .send : .caller }
            if way == .pod, name == .caller { problem = StageScenes.refused() }
            driver.refuse(name, problem, finding: finding, via: way)
            #expect(driver.state.hidesCause)
            #expect(driver.state.focused.id == .button(.showCause))
            expectNothing(driver, finding)
            driver.press(.enter)
            #expect(!driver.state.hidesCause)
            let shown = driver.text() + driver.frame().cuts.map(\.text).joined()
            #expect(shown.contains(code), "\(driver.text())")
        }
    }

    /// Nothing that can be seen, heard or copied names it.
    private func expectNothing(_ driver: Driver, _ finding: Finding) {
        expectNothing(driver.text(), finding, "the screen")
        expectNothing(driver.frame().cuts.map(\.text).joined(separator: "\n"), finding, "whole texts")
        expectNothing(driver.state.announcement, finding, "what is heard")
        guard driver.state.size.columns == 80, driver.state.testing.request.via == .chain else { return }
        for step in 0..<driver.state.code.items(driver.state).count {
            var aside = driver
            aside.press(.tab, times: step)
            expectNothing(aside.state.announcement + aside.state.says.second, finding, "item \(step)")
        }
        for keys: [Key] in [
            [.character("?")], [.character("v")], [.control("t")], [.character("i")], [.character("l")],
            [.control("o")], [.character("e")], [.character("g")], [.character("v"), .character("R")],
        ] {
            var aside = driver
            aside.answers = false
            for key in keys { aside.press(key) }
            expectNothing(aside.text(), finding, "\(keys)")
            if let text = aside.state.overlays.last as? any TextOverlay {
                expectNothing(text.text.lines.joined(separator: "\n"), finding, "\(keys)")
            }
            expectNothing(copied(aside), finding, "copies of \(keys)")
        }
        var copying = driver
        copying.answers = false
        copying.press(.character("c"), .character("v"), .character("c"))
        expectNothing(copied(copying), finding, "what is copied")
        // What became old is not told either.
        var old = driver
        old.send(.stage(.worldChanged))
        expectNothing(old.text(), finding, "the old result")
        #expect(old.text().contains("Earlier result: the message was not sent."))
    }

    private func copied(_ driver: Driver) -> String {
        driver.effects.map { effect in
            switch effect {
            case .copy(let text, let what): text + what
            case .showRaw(let text): text
            default: ""
            }
        }.joined(separator: "\n")
    }

    @Test func `a cause is shown at once where that is wanted, and on nobody's stage`() {
        for stage in [StageLook(revealsAtOnce: true), nil] {
            var driver = Driver(stage: stage)
            driver.walk(to: .test)
            driver.refuse(.assumeRole, StageScenes.refused(), finding: Found.cause)
            #expect(!driver.state.hidesCause && driver.text().contains("TRUST-SUBJECT"))
            #expect(driver.state.focused.id == .button(.seeFix))
        }
    }

    @Test func `Enter shows the cause, and the next Enter the fix`() {
        var driver = GoldenScene.stageHidden.driver(Size(columns: 80, rows: 24))
        #expect(driver.state.says.first == "The key desk refused. Enter shows why.")
        driver.press(.enter)
        #expect(driver.text().contains("TRUST-SUBJECT") && driver.state.focused.id == .button(.seeFix))
        driver.press(.enter)
        #expect(driver.state.screen == .diagnose && driver.state.diagnosing.page == .fix)
        driver.press(.escape)
        #expect(driver.state.screen == .test && driver.text().contains("TRUST-SUBJECT"))
        // Another message has another cause.
        driver.refuse(.assumeRole, StageScenes.refused(), finding: Found.cause)
        #expect(driver.state.hidesCause && !driver.text().contains("TRUST-SUBJECT"))
    }

    @Test func `a message that did not get to any link hides its reason`() throws {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.answers = false
        driver.press(.character("s"))
        let id = try #require(driver.state.work.ids(.send).first)
        let problem = Problem(
            "The sign-in of eks-admin has ended.", code: "ExpiredToken", advice: "aws sso login --profile eks-admin",
            failure: CallFailure(.doubtful, code: "ExpiredToken", message: "The security token has expired"))
        driver.send(.sent(id, .failure(problem)))
        driver.settle()
        #expect(!driver.text().contains("sign-in of eks-admin") && !driver.text().contains("sso login"))
        #expect(driver.text().contains("The security token has expired"))
        #expect(driver.state.says.first == "The message was not sent. Enter shows why.")
        driver.press(.enter)
        #expect(driver.text().contains("The sign-in of eks-admin has ended."))
    }

    @Test func `apply says that something did not work, and why behind Enter`() throws {
        for size in [Size(columns: 80, rows: 24), Size(columns: 130, rows: 40)] {
            var driver = Driver(size: size, stage: StageScenes.look)
            driver.walk(to: .apply)
            driver.press(.character("a"), .enter)
            let id = try #require(driver.world.applying)
            let trouble = Problem(
                "The account has its hundred providers.", advice: "Delete one.", short: "LimitExceeded")
            driver.send(
                .progress(id, .ended(ApplyResult(address: .oidcProvider, outcome: .failed, problem: trouble))))
            driver.settle()
            driver.run(driver.state.setFocus(.resource(.oidcProvider)))
            #expect(driver.text().contains("LimitExceeded"))
            #expect(!driver.text().contains("hundred providers") && !driver.text().contains("Delete one"))
            driver.press(.enter)
            #expect(driver.text().contains("The account has its hundred providers."))
        }
    }

    @Test func `a plan without changes does not name what is wrong all the same`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .apply)
        let id = driver.state.work.begin(.plan, "reading", at: driver.state.now)
        driver.send(.planned(id, .failure(Problem("x")), findings: [Found.cause]))
        #expect(!driver.text().contains("trusts another"))
        #expect(driver.state.says.first == "Nothing is to change here, and yet something is not right.")
    }

    @Test(arguments: ScreenID.allCases)
    func `what was broken is not read again by itself`(screen: ScreenID) {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        driver.run(driver.state.go(to: screen))
        driver.answers = false
        driver.effects = []
        driver.send(.stage(.worldChanged))
        driver.send(.stage(.said("Something is broken now.")))
        for effect in driver.effects {
            switch effect {
            case .plan, .checkPractices, .diagnose, .send: Issue.record("\(effect)")
            default: continue
            }
        }
        #expect(driver.text().contains("Something is broken now."))
    }
}
