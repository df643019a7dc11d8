import Canvas
import Design
import Diagnosis
import Testing

@testable import Wizard

/// The line above the footer says what Enter does: every screen and every focus is taken at its word.
@Suite struct EnterTests {
    private static let size = Size(columns: 80, rows: 24)

    /// A screen before and after Enter.
    private struct Press {
        var before: WizardState
        var after: WizardState
        var effects: [WizardEffect]

        var overlay: (any Overlay)? {
            after.overlays.count > before.overlays.count ? after.overlays.last : nil
        }
        var stays: Bool { after.screen == before.screen && effects.isEmpty && overlay == nil }
        func has(_ isIt: (WizardEffect) -> Bool) -> Bool { effects.contains(where: isIt) }
    }

    private typealias Claim = @Sendable (Press) -> Bool

    private static let isSent: Claim = { $0.has { if case .send = $0 { true } else { false } } }
    private static let isWritten: Claim = { $0.has { if case .writeFiles = $0 { true } else { false } } }
    private static let isRead: Claim = { $0.has { if case .plan = $0 { true } else { false } } }
    private static let isDialog: Claim = { $0.overlay is DialogOverlay }
    private static let isList: Claim = { $0.overlay is ListOverlay || $0.overlay is FindingList }
    private static let isViewer: Claim = { $0.overlay is ViewerOverlay }
    private static let hasGone: Claim = { $0.after.screen != $0.before.screen }
    private static let isChanged: Claim = { $0.after.answers != $0.before.answers }
    private static let hasOpened: Claim = { press in
        press.after.screen == .introduction || press.after.screen == .diagnose
            || press.has { if case .openBundle = $0 { true } else { false } }
            || press.has { if case .openSetup = $0 { true } else { $0 == .startDemo } }
    }
    private static let isLooking: Claim = { $0.has { if case .diagnose = $0 { true } else { false } } }
    private static let isFix: Claim = { $0.after.screen == .diagnose && $0.after.diagnosing.page == .fix }
    private static let isChoosing: Claim = { $0.overlay is ChooseOverlay }
    private static let isFleet: Claim = { $0.after.diagnosing.page == .fleet }
    private static let isNewFile: Claim = { $0.has { if case .writeNew = $0 { true } else { false } } }
    private static let isMasked: Claim = {
        $0.after.diagnosing.bundle?.bundle.masked != $0.before.diagnosing.bundle?.bundle.masked
    }
    private static let isEvidence: Claim = { $0.after.diagnosing.page == .evidence }
    private static let isFolded: Claim = {
        $0.after.diagnosing.result?.isUnfolded != $0.before.diagnosing.result?.isUnfolded
    }
    /// A page or a screen back; from the first page of Diagnose to where it began.
    private static let hasGoneBack: Claim = { press in
        guard press.before.screen == .diagnose else { return press.after.screen == press.before.screen.previous }
        return press.after.diagnosing.page != press.before.diagnosing.page
            || press.after.screen == press.before.route.origin
    }
    private static let isPointed: Claim = { press in
        press.after.screen == press.before.screen && press.after.message != nil
            && press.after.code.openItems(press.after).contains(press.after.focused.id)
    }

    /// What sentences say, and what has happened then.
    private static let sentences: [(String, Claim)] = [
        ("Enter goes on as soon", { $0.after.route.continuesWhenAnswered }),
        ("Enter shows what is open here", isPointed),
        ("Enter opens the list", isList), ("Opens the mailboxes", { $0.overlay is InboxOverlay }),
        ("Asks first", isDialog), ("Asks once more", isDialog), ("Enter shows what you can do", isDialog),
        ("Enter offers to try again", isDialog), ("Enter shows all of it", isViewer),
        ("Enter shows the evidence", { isViewer($0) || isEvidence($0) }), ("Enter shows the fix", isFix),
        ("Enter shows what to ask for", isViewer), ("Enter shows all of them", isFolded), ("Enter folds", isFolded),
        ("Enter goes back", hasGoneBack), ("Reads what", isLooking),
        ("Opens the file", hasOpened), ("Lists every setup", isList), ("then reads the names", isChoosing),
        ("Reads the names", isChoosing), ("Reads mail-prod and both accounts", isFleet),
        ("then reads mail-prod and both accounts", isFleet), ("Writes one file", isNewFile),
        ("finds the rest", { $0.has { if case .findSubject = $0 { true } else { false } } }), ("Looks", isLooking),
        ("asks who its credentials are", { $0.has { if case .openSetup = $0 { true } else { false } } }),
        ("Sends one message", isSent), ("Sends one more message", isSent),
        ("Writes policies", isWritten), ("Reads both accounts", isRead), ("Goes to", hasGone),
        ("Leaves", { $0.has { $0 == .quit } }), ("Back to Home", { $0.after.screen == .home }),
        ("asks STS", { $0.has { if case .identify = $0 { true } else { false } } }),
        ("Opens where you left", hasOpened), ("Opens this setup", hasOpened), ("Not now:", { $0.stays }),
    ]

    /// What the footer says of Enter, and what has happened then.
    private static let labels: [String: Claim] = [
        "next": { $0.after.focused.id != $0.before.focused.id },
        "choose": { isList($0) || $0.after.says.first.contains("nothing to choose from") },
        "continue": { hasGone($0) || isPointed($0) || $0.after.route.continuesWhenAnswered || $0.stays },
        "back": hasGoneBack, "evidence": isEvidence, "what to ask for": isViewer, "show all": isFolded,
        "fold": isFolded,
        "explain": { $0.after.diagnosing.page == .causes },
        "list them": isChoosing, "look at all": isFleet, "write": isNewFile, "show them": isMasked,
        "mask them": isMasked,
        "to the list": { press in
            if case .row = press.after.focused.id { true } else { press.after.message != nil }
        },
        "show the cause": { $0.before.hidesCause && !$0.after.hidesCause },
        "look which": { $0.has { if case .findSubject = $0 { true } else { false } } }, "the check": isViewer,
        "another text": { $0.after.diagnosing.page == .entry },
        "check again": isLooking, "see the report": isViewer, "see actions": isList,
        "diagnose": { press in
            isLooking(press) || press.has { if case .openSetup = $0 { true } else { false } }
                || press.has { if case .findSubject = $0 { true } else { false } }
                || press.before.diagnosing.line.text.isEmpty && press.after.message != nil
        },
        "ask": { $0.has { if case .identify = $0 { true } else { false } } || $0.after.callers.proposed.isEmpty },
        "open": hasOpened, "next step": { $0.after.irsaStep == $0.before.irsaStep + 1 },
        "change": { isList($0) || $0.after.testing.request != $0.before.testing.request },
        "change the plan": isChanged, "details": isViewer, "try again": isDialog, "what to do": isDialog,
        "read it": isViewer, "see them": isViewer, "view policy": isViewer, "apply": isDialog,
        "write the files": isWritten, "send": { isSent($0) || isDialog($0) }, "begin": isDialog, "send again": isDialog,
        "open it": { $0.overlay is InboxOverlay },
        "use it": { isSent($0) || $0.after.answers[.sesReceiver] == DelegateSending.mailboxSimulator },
        "use domain": isChanged, "see it": hasGone, "do this": hasGone,
        "see the fix": { hasGone($0) || isFix($0) || isViewer($0) },
        "name it": { $0.overlay is ImageOverlay }, "see what is made": isDialog,
        "see what restarts": { $0.has { if case .lookAtRestart = $0 { true } else { false } } },
        "events": isViewer, "remove it": isDialog,
        "stop waiting": { $0.has { if case .cancel = $0 { true } else { false } } },
        "change it": { $0.has { if case .plan = $0 { true } else { false } } },
        "go there": hasGone,
        "prove it": isDialog, "prove again": isDialog,
        "leave": { $0.has { $0 == .quit } },
        "list all": isList, "read again": isRead,
    ]

    @Test(arguments: GoldenScene.allCases)
    func `Enter does what the line above the footer says, wherever the focus is`(scene: GoldenScene) {
        check(scene.driver(EnterTests.size).state, "\(scene)")
    }

    @Test func `Enter keeps its word while something is read, missing, refused or old`() {
        var reading = Driver()
        reading.walk(to: .ses)
        reading.answers = false
        reading.press(.enter)
        check(reading.state, "reading")
        var missing = Driver(.live, answers: Answers())
        missing.run(missing.state.go(to: .apply))
        check(missing.state, "missing")
        var refused = Driver()
        refused.walk(to: .configuration)
        refused.run(refused.state.enter("my role!", into: .role))
        refused.run(refused.state.leave(.role))
        check(refused.state, "refused")
        refused.walk(to: .apply)
        check(refused.state, "refused, on 6")
        var trouble = Driver()
        trouble.walk(to: .apply)
        let id = trouble.state.work.begin(.plan, "reading", at: trouble.state.now)
        trouble.state.planning = PlanState()
        trouble.send(.planned(id, .failure(Problem("Nobody answered."))))
        check(trouble.state, "trouble")
        var old = GoldenScene.refused.driver(EnterTests.size)
        old.state.testing.isOld = true
        check(old.state, "an old result")
        var waiting = Driver(.live)
        waiting.world.changes = WaitingTests.unclicked
        waiting.walk(to: .apply)
        check(waiting.state, "read again, not clicked")
        var taken = Driver(.live)
        taken.world.changes = ConflictTests.foreignRole
        taken.walk(to: .apply)
        check(taken.state, "a role of others")
    }

    private func check(_ state: WizardState, _ place: String) {
        guard state.overlays.isEmpty else { return }
        for item in state.code.items(state) {
            var before = state
            before.message = nil
            before.route.place(item.id)
            before.settle()
            guard before.focused.id == item.id else { continue }
            let says = before.says
            let text = says.first + " " + says.second
            let label = before.activeBindings.first { $0.keys.contains(.enter) }?.label ?? ""
            var after = before
            let effects = update(&after, .key(.enter)).filter { $0 != .saveState && $0 != .dropTypeAhead }
            let press = Press(before: before, after: after, effects: effects)
            let name = "\(place), \(item.id): \(says.first) \(says.second) [\(label)]"
            if before.showsRowsByEnter {
                #expect(!after.showsRowsByEnter, "\(name)")
                #expect(!text.contains("Enter") || text.contains("Enter shows them all."), "\(name)")
                continue
            }
            if item.disabled != nil {
                #expect(press.stays && press.after.says.first.hasPrefix("Not now:"), "\(name)")
                continue
            }
            for (sentence, claim) in EnterTests.sentences where text.contains(sentence) {
                #expect(claim(press), "\(name)")
            }
            if text.contains("Enter goes on"), !text.contains("as soon") {
                #expect(after.screen == before.screen.next, "\(name)")
            }
            if let number = text.firstRange(of: "Back to screen ").map({ text[$0.upperBound...].prefix(1) }) {
                #expect(String(after.screen.rawValue) == number, "\(name)")
            }
            guard let claim = EnterTests.labels[label] else {
                Issue.record("nobody says what this does: \(name)")
                continue
            }
            #expect(claim(press), "\(name)")
        }
    }
}
