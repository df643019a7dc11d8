import Calls
import Canvas
import Design
import Diagnosis
import Wire

@testable import Wizard

/// What is recorded of the stage.
enum StageScenes {
    static let look = StageLook(chapters: [
        .init(
            title: "The problem",
            sentences: ["A pod wants to send a mail.", "The address belongs to another account."],
            screens: "screens 1, 2"),
        .init(
            title: "Two accounts, two doors", sentences: ["Each account has a door, and both must be open."],
            screens: "screens 3, 4, 5"),
        .init(title: "Make it", sentences: [], screens: "screen 6, the inbox"),
        .init(title: "Send", sentences: [], screens: "screen 7"),
        .init(
            title: "Break it",
            sentences: [
                "One thing is wrong now, between the pod and the mailbox.",
                "AWS will say a few words about it, and no reason.",
            ], screens: "screen 7"),
        .init(title: "Mend it, take it home", sentences: [], screens: "screens 6 to 9"),
    ])

    static let refusal = "Not authorized to perform sts:AssumeRoleWithWebIdentity"

    /// The links of a message that is refused at one of them.
    static func links(_ name: SendLinkName, _ problem: Problem, via way: SendWay = .chain) -> [SendLink] {
        let held: [SendLink] = SendLinkName.chain(way).prefix { $0 != name }.map { link in
            SendLink(link, "as answered", milliseconds: link == .annotation ? 15 : 22)
        }
        return held + [SendLink(name, problem, milliseconds: 132)]
    }

    /// What AWS says of a refused call, and nothing else.
    static func refused(_ code: String = "AccessDenied", _ message: String = refusal) -> Problem {
        Problem(
            "STS refused AssumeRoleWithWebIdentity in 111122223333: \(code).", code: code, short: code,
            failure: CallFailure(.denied, code: code, message: message, account: "111122223333", service: "sts"))
    }

    static func call(_ words: String, _ place: String, problem: String? = nil, milliseconds: Int64 = 22) -> LoggedCall {
        let at = Timestamp(secondsSinceEpoch: 1_800_000_000)
        guard let problem else {
            return LoggedCall(
                words, nil, place: place, answer: nil, requestID: nil, milliseconds: milliseconds, at: at)
        }
        return LoggedCall(
            words, nil, place: place, problem: problem, message: refusal, isRefused: true, requestID: nil,
            milliseconds: milliseconds, at: at)
    }
}

extension Driver {
    /// Lets time pass until nothing waits for its turn any more.
    mutating func settle() {
        var guardian = 0
        while state.hasRowsToTurn, let next = state.nextTick, guardian < 200 {
            guardian += 1
            send(.tick(max(next, state.now.adding(milliseconds: 1))))
        }
    }

    /// A message is sent and refused; the events come as the program posts them.
    mutating func refuse(
        _ name: SendLinkName, _ problem: Problem, finding: Finding?, via way: SendWay = .chain, settles: Bool = true
    ) {
        answers = false
        press(.character(way == .pod ? "p" : "s"))
        answers = true
        guard let id = state.work.ids(.send).first else { return }
        let links = StageScenes.links(name, problem, via: way)
        for link in links {
            let words = link.name == .assumeRole ? "sts AssumeRoleWithWebIdentity" : "kubernetes \(link.name.rawValue)"
            let place = link.name == .assumeRole ? "111122223333" : "cluster mail-prod"
            send(
                .called([
                    StageScenes.call(
                        words, place, problem: link.problem?.failure?.code, milliseconds: link.milliseconds)
                ]))
            send(.link(id, link))
        }
        send(.called([StageScenes.call("iam GetRole", "111122223333")]))
        var report = SendReport(
            via: way, sender: "no-reply@example.com", receiver: "ops@example.com", links: links, messageID: nil)
        if way == .pod { report.workload = PodScenes.running }
        send(.sent(id, .success(SendOutcome(report, finding: finding))))
        if settles { settle() }
    }
}

extension GoldenScene {
    /// Arranges the scenes of the stage.
    func stage(_ driver: inout Driver) {
        switch self {
        case .stageApplying:
            driver.walk(to: .apply)
            driver.press(.character("a"), .enter)
            for _ in 0..<4 { driver.send(.tick(driver.state.now.adding(milliseconds: 600))) }
        case .stageSending:
            driver.walk(to: .test)
            driver.refuse(.assumeRole, StageScenes.refused(), finding: Found.cause, settles: false)
            for _ in 0..<2 { driver.send(.tick(driver.state.now.adding(milliseconds: 600))) }
        case .stageHidden, .stageRevealed, .stageFix:
            driver.world.changes = GoldenScene.wrongTrust
            driver.walk(to: .test)
            driver.refuse(.assumeRole, StageScenes.refused(), finding: Found.cause)
            if self == .stageRevealed { driver.press(.enter) }
            if self == .stageFix { driver.press(.enter, .enter) }
        case .stagePodHidden:
            driver.walk(to: .test)
            driver.refuse(
                .send, StageScenes.refused("AccessDenied", "User is not authorized to perform ses:SendEmail"),
                finding: Found.boundary, via: .pod)
        case .stageCard:
            driver.walk(to: .test)
            driver.send(.stage(.chapter(5)))
        case .stageChapters:
            driver.walk(to: .test)
            driver.send(.stage(.chapter(4)))
            driver.send(.stage(.clock(elapsed: 310, planned: 600)))
            driver.press(.enter, .character("g"))
        case .stageNumber:
            driver.walk(to: .test)
            driver.press(.character("b"), .character("7"))
        case .stageStartOver:
            driver.walk(to: .test)
            driver.press(.character("o"))
        case .stageMasked: driver.walk(to: .apply)
        case .stageConfirm:
            driver.walk(to: .apply)
            driver.press(.character("a"))
        case .stageDiagnosing:
            driver.walk(to: .apply)
            driver.world.found = [Found.one]
            driver.press(.character("d"))
            for _ in 0..<4 { driver.send(.tick(driver.state.now.adding(milliseconds: 600))) }
        default: break
        }
    }
}
