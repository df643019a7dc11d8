import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Testing
import Wire

@testable import Wizard

/// The first page of Diagnose: what is known, and choosing one from the cluster's lists.
@Suite struct ChooseTests {
    private func start(_ mode: WizardState.Mode = .live) -> Driver {
        var driver = Driver(mode, answers: Answers(), setups: Found.setups)
        driver.world.lists = .success(Found.lists)
        driver.world.found = [Found.one]
        driver.press(.character("d"))
        driver.effects = []
        return driver
    }

    /// The sides whose credentials were asked who they are.
    private func askedSides(_ driver: Driver) -> [Side] {
        driver.effects.compactMap { effect -> Side? in
            guard case .identify(_, let side, _) = effect else { return nil }
            return side
        }
    }

    /// What the rest of a subject was looked for from.
    private func clues(_ driver: Driver) -> [SubjectClue] {
        driver.effects.flatMap { effect -> [SubjectClue] in
            guard case .findSubject(_, let clues, _) = effect else { return [] }
            return clues
        }
    }

    private func choose(_ driver: inout Driver) {
        driver.run(driver.state.setFocus(.button(.chooseOne)))
        driver.press(.enter)
    }

    @Test func `only the side of the cluster is asked, and after that two lists`() {
        var driver = start()
        driver.run(driver.state.setFocus(.button(.chooseOne)))
        #expect(
            driver.state.says.first
                == "Asks STS who profile eks-admin is, then reads the names of service accounts and pods.")
        driver.press(.enter)
        #expect(askedSides(driver) == [.eks])
        #expect(driver.effects.contains { if case .listSubjects = $0 { true } else { false } })
        #expect(driver.state.overlays.last is ChooseOverlay)
    }

    @Test func `letters find at once: at the start of a word, then with a role, then by name`() {
        var driver = start()
        choose(&driver)
        driver.type("ses")
        let found = driver.state.diagnosing.listing?.found("ses").map(\.name)
        #expect(
            found == [
                "default/ses-sender", "jobs/ses-digest", "shop/ses-notify", "jobs/courses",
                "default/ses-test-6d9f7c-9kd4m", "default/ses-test-6d9f7c-x2lq7", "jobs/digest-28410",
            ])
        #expect(driver.text().contains("7 of 8"))
        #expect(driver.state.says.first == "Diagnoses default/ses-sender. Its role, sender and SES account are found.")
        driver.press(.down, .down)
        #expect(driver.state.says.first.hasPrefix("Names no role"))
        driver.press(.escape)
        #expect(driver.state.overlays.last is ChooseOverlay && driver.text().contains("8 of 8"))
        driver.press(.escape)
        #expect(driver.state.overlays.isEmpty && driver.state.diagnosing.page == .entry)
    }

    @Test func `name and Enter lead to the result`() {
        var driver = start(.demo)
        choose(&driver)
        driver.type("digest")
        driver.press(.enter)
        #expect(clues(driver).map(\.words) == ["A service account: jobs/ses-digest"])
        #expect(driver.state.diagnosing.page == .result)
    }

    @Test func `a pod stands for its service account`() {
        var driver = start(.demo)
        choose(&driver)
        driver.type("x2lq7")
        #expect(
            driver.state.says.first == "Diagnoses the service account that this pod runs as, default/ses-sender.")
        driver.press(.enter)
        #expect(clues(driver).map(\.words) == ["A pod: default/ses-test-6d9f7c-x2lq7"])
    }

    @Test func `where the list is refused its verb is named, and a name can be typed`() {
        var driver = GoldenScene.diagnoseChooseRefused.driver(Size(columns: 80, rows: 24))
        #expect(driver.text().contains("Cannot tell which service accounts there are:"), "\(driver.text())")
        #expect(driver.text().contains("list"), "\(driver.text())")
        driver.effects = []
        driver.press(.enter)
        #expect(clues(driver).map(\.kind) == [.name])
    }

    @Test func `more than five hundred are not shown at once`() {
        var seen = Observations()
        let items = (0..<1200).map { number -> JSONValue in
            ["metadata": ["namespace": "n", "name": .string("account-\(number)")]]
        }
        seen[.list(.serviceAccount)] = Answer(.success(["items": .array(items)]))
        seen[.list(.pod)] = Answer(.success(["items": []]))
        var driver = start()
        driver.world.lists = .success(seen)
        choose(&driver)
        #expect(driver.text().contains("more than 500: type to narrow"))
        driver.press(.up)
        driver.type("account-1199")
        #expect(driver.text().contains("1 of 1200"))
    }

    @Test func `what comes in on the first page moves no focus`() throws {
        var driver = Driver(.demo, answers: FakeWorld.answers)
        driver.answers = false
        driver.state.callers = Callers(Answers())
        driver.press(.character("d"))
        #expect(driver.state.focused.id == .button(.chooseOne) && driver.state.ownSubject == nil)
        driver.open.removeAll { if case .identify = $0 { false } else { true } }
        driver.answers = true
        for effect in driver.open {
            for event in driver.world.events(for: effect, driver.state) { driver.send(event) }
        }
        #expect(driver.state.ownSubject != nil && driver.text().contains("default/ses-sender"))
        #expect(driver.state.focused.id == .button(.chooseOne), "\(driver.text())")
    }

    @Test func `the demo's own setup is the first thing to diagnose, before anything of it was read`() throws {
        var answers = FakeWorld.answers
        try answers.set("ses-sender", for: .serviceAccount, from: .detected(from: "the demo"))
        var driver = Driver(.demo, answers: answers)
        driver.answers = false
        driver.state.callers = Callers(Answers())
        driver.press(.character("d"))
        #expect(driver.state.ownSubject == nil && driver.state.focused.id == .row(0), "\(driver.text())")
        // Enter is there before STS has answered: it waits for that, and looks at what is known then.
        driver.press(.enter)
        let asked = driver.open
        driver.open = []
        driver.answers = true
        for effect in asked {
            for event in driver.world.events(for: effect, driver.state) { driver.send(event) }
        }
        let subjects = driver.effects.compactMap { effect -> Subject? in
            if case .diagnose(_, let subject) = effect { subject } else { nil }
        }
        #expect(subjects.last?.answers.serviceAccount?.text == "ses-sender")
        #expect(subjects.last?.answers.eksAccount?.text == "111122223333")
    }

    @Test func `the keys from Home to a result are few`() {
        // A service account by its name.
        var named = start(.demo)
        named.press(.escape)
        named.press(.character("d"), .character("/"))
        named.type("jobs/ses-digest")
        named.press(.enter)
        #expect(named.state.diagnosing.page == .result, "d, /, the name, Enter")
        // A bundle of this folder: d, Down as often as setups stand above it, Enter.
        var bundle = start()
        bundle.world.files = ["acme-4711.bundle.json"]
        bundle.world.bundle = .success(Found.recorded)
        bundle.press(.escape)
        bundle.press(.character("d"))
        bundle.press(.down, times: 4)
        bundle.press(.enter)
        #expect(bundle.state.isRecorded && bundle.state.diagnosing.page == .result)
        // The worst of all: Enter, for the focus stands on it.
        var all = start()
        all.world.fleet = Found.fleet()
        all.run(all.state.setFocus(.button(.chooseAll)))
        all.press(.enter)
        all.press(.enter)
        #expect(all.state.diagnosing.page == .result && all.text().contains("jobs/mailer"))
    }

    @Test func `more setups and bundles stand behind one row`() {
        var driver = GoldenScene.diagnoseKnown.driver(Size(columns: 80, rows: 24))
        #expect(driver.text().contains("2 more"), "\(driver.text())")
        driver.run(driver.state.setFocus(.button(.moreKnown)))
        driver.press(.enter)
        #expect((driver.state.overlays.last as? ListOverlay)?.rows.count == 8)
        driver.press(.end, .enter)
        let opened = driver.effects.contains { effect in
            if case .openBundle(_, .file("gamma.bundle.json")) = effect { true } else { false }
        }
        #expect(opened)
    }

    @Test func `a profile that a flag names is asked on Diagnose only after Enter`() throws {
        var answers = Answers()
        try answers.set("eks-admin", for: .eksProfile, from: .flag("--eks-profile"))
        try answers.set("ses-admin", for: .sesProfile, from: .flag("--ses-profile"))
        var driver = Driver(.live, answers: answers)
        driver.effects = []
        driver.press(.character("d"))
        #expect(
            driver.effects.allSatisfy { $0.isLocal || [.saveState, .dropTypeAhead].contains($0) }, "\(driver.effects)")
        #expect(driver.text().contains("EKS account eks-admin · not yet"))
        #expect(driver.state.saved.callers.isEmpty, "nobody said yes")
        var onward = driver
        onward.press(.escape, .enter)
        #expect(onward.state.screen == .introduction)
        #expect(
            askedSides(onward) == [.eks, .ses], "on screen 1 what was named is asked, as before")
        driver.run(driver.state.setFocus(.button(.chooseAll)))
        driver.press(.enter)
        #expect(askedSides(driver) == [.eks, .ses])
        #expect(driver.state.callers[.eks].choice == .profile("eks-admin"))
    }
}
