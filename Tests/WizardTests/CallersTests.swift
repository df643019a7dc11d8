import Calls
import Design
import Identifiers
import Testing

@testable import Wizard

@Suite struct CallersTests {
    private let now = Moment(milliseconds: 1_800_000_000_000)
    private let id = EffectID(number: 7)

    private func answer() throws -> CallerReport {
        CallerReport(
            account: try AccountID("111122223333"), arn: "arn:aws:sts::111122223333:assumed-role/admin/x",
            region: nil)
    }

    @Test func `the cluster is asked with the credentials of its account`() throws {
        var callers = Callers(Answers())
        #expect(callers[.kubernetes] == .unchosen)
        callers.ask(.profile("eks-admin"), for: .eks, id)
        #expect(callers[.kubernetes] == callers[.eks])
        #expect(callers.inUse.isEmpty, "AWS did not say yet who that is")
        let side = callers.answered(id, .success(try answer()), at: now)
        #expect(side == .eks && callers.inUse == [.eks: .profile("eks-admin")])
        #expect(callers.asked == [.eks: now])
    }

    @Test func `an answer about credentials that were changed meanwhile is nobody's`() throws {
        var callers = Callers(Answers())
        callers.ask(.profile("one"), for: .ses, id)
        callers.ask(.profile("two"), for: .ses, EffectID(number: 8))
        let side = callers.answered(id, .success(try answer()), at: now)
        #expect(side == nil && callers[.ses] == .asking(.profile("two"), EffectID(number: 8)))
        #expect(callers.asked.isEmpty)
    }

    @Test func `what does not work is listed with what was chosen`() {
        var callers = Callers(Answers())
        callers.ask(.environment, for: .ses, id)
        _ = callers.answered(id, .failure(Problem("It ended.")), at: now)
        #expect(callers.failed.map(\.side) == [.ses] && callers.failed.map(\.choice) == [.environment])
        #expect(callers.kept == [.ses: .environment])
    }

    @Test func `an earlier run's choices are proposed, and kept until somebody chooses`() {
        var callers = Callers(Answers())
        callers.restore([.eks: .profile("eks-admin"), .ses: .handOver], asked: [.eks: now])
        #expect(
            callers.proposed.map(\.proposal) == [CallerProposal(choice: .profile("eks-admin"), reason: .earlier(now))])
        #expect(callers[.ses] == .handOver)
        #expect(callers.isNotAsked(.kubernetes) && !callers.isNotAsked(.ses))
        #expect(callers.kept == [.eks: .profile("eks-admin"), .ses: .handOver])
        #expect(callers.inUse.isEmpty)
        callers.restore([:], asked: [:])
        #expect(callers[.eks] == .unchosen && callers.asked.isEmpty)
    }

    @Test func `only what was named for this run is chosen by its name`() throws {
        var answers = Answers()
        try answers.set("flagged", for: .eksProfile, from: .flag("--eks-profile"))
        try answers.set("found", for: .sesProfile, from: .detected(from: "chosen"))
        #expect(Callers(answers).named == [.eks: "flagged"])
    }
}
