import AWSClient
import Calls
import Design
import Diagnosis
import Setup
import Stage
import Synchronization
import Wizard
import Work

/// The wizard's live work: what its effects ask of the room that does it, with the callers that a person chose.
final class LiveWork: Sendable {
    let bench: Workbench
    let demoWorld: DemoWorld?
    let scenario: String
    let clock: WallClock
    /// A plan that is shown, and what it was made for.
    private struct Shown {
        var answers: Answers
        var callers: [Side: CallerChoice]
        var setup: PlannedSetup
    }

    private let planned = Mutex<Shown?>(nil)
    /// The subject that was looked for last, with what was read for it.
    private let found = Mutex<FoundSubject?>(nil)

    /// A subject that was looked at, with who asked and what came of it.
    struct Looked {
        var subject: Subject
        var work: SetupWork
        var examination: Examination
    }

    /// The last look, for a probe of what it found.
    let looked = Mutex<Looked?>(nil)

    /// Keeps a subject that was found, so that a diagnosis does not ask the same again.
    func keep(_ subject: FoundSubject) { found.withLock { $0 = subject } }

    /// The subject that was found last, if it is this one; once only, as a later look has to see the world anew.
    func lastFound(_ subject: Subject) -> FoundSubject? {
        found.withLock { found in
            guard let last = found, last.subject == subject else { return nil }
            found = nil
            return last
        }
    }

    /// What all service accounts of a cluster were looked at with last.
    private let fleet = Mutex<Shared?>(nil)

    /// Keeps a look at all, so that a look at one of them does not ask the same again.
    func keep(_ look: Shared) { fleet.withLock { $0 = look } }

    /// Takes something from the look at all that is kept.
    func takeShared<Part: Sendable>(_ take: (inout Shared?) -> Part) -> Part {
        fleet.withLock { shared in take(&shared) }
    }

    /// Forgets what was read of a world that is another one now.
    func forgetLooks() {
        found.withLock { $0 = nil }
        looked.withLock { $0 = nil }
        fleet.withLock { $0 = nil }
    }

    init(_ bench: Workbench, demo: DemoWorld?, scenario: String = "fresh", clock: WallClock = WallClock()) {
        self.bench = bench
        demoWorld = demo
        self.scenario = scenario
        self.clock = clock
    }

    // MARK: Callers

    /// Names of profiles and contexts, from files alone.
    func localFindings() -> LocalFindings { bench.localFindings() }

    /// The setups that were begun earlier; a state folder that cannot be read is said, and holds none.
    func setups(orSay say: (String) -> Void) -> [Wizard.SavedSetup] {
        do throws(StateProblem) { return try SetupList.rows(bench.ground.state, now: clock.now) } catch {
            say("Earlier setups are not listed: \(error.sentence)")
            return []
        }
    }

    /// Asks AWS who somebody is.
    func identify(_ side: Side, _ choice: CallerChoice) async -> Result<CallerReport, Problem> {
        await bench.identify(side, choice)
    }

    /// Forgets a side's credentials, so that they are read again.
    func forget(_ side: Side) async { bench.forget(side) }

    /// Waits until a file that holds credentials changes; false when nothing is there to wait for.
    func credentialFilesChanged() async -> Bool {
        guard demoWorld == nil, let home = bench.ground.home else { return false }
        let paths = ["/.aws/config", "/.aws/credentials", "/.aws/sso/cache", "/.aws/login/cache"].map { home + $0 }
        let before = paths.map(FileStamp.of)
        while !Task.isCancelled {
            await bench.clock.sleep(milliseconds: 2000)
            if Task.isCancelled { return false }
            if paths.map(FileStamp.of) != before { return true }
        }
        return false
    }

    // MARK: Reading

    /// Asks questions and tells the answers as they come.
    func observe(
        _ calls: [Call], _ answers: Answers, _ callers: [Side: CallerChoice],
        _ tell: @escaping @Sendable (Observations, Bool) -> Void
    ) async {
        let sides = Set(calls.map(\.side))
        do throws(Problem) {
            let work = try await SetupWork.open(bench, answers, callers, sides: sides)
            await work.observe(calls) { tell($0, false) }
        } catch {
            // Why nobody could be asked is the answer to every question.
            var told = Observations()
            for call in calls { told[call] = Answer(.failure(.unreachable(error.sentence)), at: bench.clock.now) }
            tell(told, false)
        }
        if !Task.isCancelled { tell(Observations(), true) }
    }

    /// Compares the answers with what is there; what the world told of the answers comes along.
    func plan(
        _ answers: Answers, _ callers: [Side: CallerChoice], _ options: PlanOptions
    ) async -> Result<PlannedSetup, Problem> {
        await result { () throws(Problem) in
            let work = try await SetupWork.open(self.bench, answers, callers, sides: options.sides)
            let setup = try await work.plan(options)
            self.planned.withLock { $0 = Shown(answers: answers, callers: callers, setup: setup) }
            return setup
        }
    }

    /// Compares the live setup with best practice.
    func practices(
        _ answers: Answers, _ callers: [Side: CallerChoice], sides: Set<Side>
    ) async -> Result<[Finding], Problem> {
        come(to: .check, answers: answers)
        return await result { () throws(Problem) in
            try await SetupWork.open(self.bench, answers, callers, sides: sides).practices(sides)
        }
    }

    // MARK: Writing and sending

    /// Applies the plan that was shown, and goes on while people have something to do.
    func apply(
        _ answers: Answers, _ callers: [Side: CallerChoice], scope: ApplyScope,
        takeOver: Set<ResourceAddress> = [], control: StopControl, _ tell: @escaping @Sendable (ApplyEvent) -> Void
    ) async -> ApplyEnd {
        come(to: .apply, answers: answers)
        var sides = Set(Side.allCases)
        var options = ApplyOptions(waitSeconds: 24 * 3600)
        switch scope {
        case .sides(let chosen): sides = chosen
        case .identities: options.only = [.senderIdentity, .eksReceiverIdentity, .sesReceiverIdentity]
        case .only(let address):
            options.only = [address]
            // What can be asked, as the plan that was shown was made for.
            sides = Set(callers.filter { $0.value != .handOver }.keys)
            if sides.contains(.eks) { sides.insert(.kubernetes) }
        }
        let needed = Set(callers.filter { $0.value != .handOver }.keys)
        return await apply(
            answers, callers, needed, PlanOptions(sides: sides, takeOver: takeOver), options, control, tell)
    }

    /// Mails a verification link again.
    func mailAgain(
        _ address: ResourceAddress, _ answers: Answers, _ callers: [Side: CallerChoice],
        _ tell: @escaping @Sendable (ApplyEvent) -> Void
    ) async -> ApplyEnd {
        begins(sendsMail: true)
        planned.withLock { $0 = nil }
        return await apply(
            answers, callers, [address.side], PlanOptions(sides: [address.side], resend: true),
            ApplyOptions(only: [address]), StopControl(), tell)
    }

    private func apply(
        _ answers: Answers, _ callers: [Side: CallerChoice], _ needed: Set<Side>, _ wanted: PlanOptions,
        _ options: ApplyOptions, _ control: StopControl, _ tell: @escaping @Sendable (ApplyEvent) -> Void
    ) async -> ApplyEnd {
        defer { planned.withLock { $0 = nil } }
        do throws(Problem) {
            let work = try await SetupWork.open(bench, answers, callers, sides: wanted.sides, needed: needed)
            let shown = planned.withLock { $0 }
            let setup: PlannedSetup
            // A plan for other answers may be of other names and other addresses.
            if let shown, [shown.answers, shown.setup.answers].contains(answers), shown.callers == callers,
                shown.setup.options == wanted
            {
                setup = shown.setup
            } else {
                setup = try await work.plan(wanted)
            }
            return try await work.applied(setup, options, control: control, tell)
        } catch {
            return .refused(error)
        }
    }

    /// Sends a test message; a refusal is explained with what can be read of the setup.
    func send(
        _ options: SendOptions, _ answers: Answers, _ callers: [Side: CallerChoice],
        _ tell: @escaping @Sendable (SendEvent) -> Void
    ) async -> Result<SendOutcome, Problem> {
        come(to: .send, answers: answers)
        return await result { () throws(Problem) in
            let sides: Set<Side> = options.via == .owner ? [.ses] : [.eks, .kubernetes]
            return try await SetupWork.open(self.bench, answers, callers, sides: sides).send(options, tell)
        }
    }

    /// Deletes the test workload that a person has seen.
    func removeWorkload(
        _ uid: String, _ answers: Answers, _ callers: [Side: CallerChoice]
    ) async -> Result<Bool, Problem> {
        await result { () throws(Problem) in
            try await SetupWork.open(self.bench, answers, callers, sides: [.eks, .kubernetes]).removeWorkload(uid)
        }
    }

    /// Looks at workloads that somebody wants restarted.
    func lookAtRestart(
        _ targets: [RestartTarget], _ answers: Answers, _ callers: [Side: CallerChoice]
    ) async -> Result<[RestartSight], Problem> {
        await result { () throws(Problem) in
            try await SetupWork.open(self.bench, answers, callers, sides: [.eks, .kubernetes]).lookAtRestart(targets)
        }
    }

    /// Restarts workloads that a person has seen.
    func restart(
        _ sights: [RestartSight], _ answers: Answers, _ callers: [Side: CallerChoice]
    ) async -> Result<Int, Problem> {
        await result { () throws(Problem) in
            try await SetupWork.open(self.bench, answers, callers, sides: [.eks, .kubernetes]).restart(sights)
            return sights.count
        }
    }

    private func result<Value>(_ work: () async throws(Problem) -> Value) async -> Result<Value, Problem> {
        do throws(Problem) { return .success(try await work()) } catch { return .failure(error) }
    }
}
