import AWSClient
import Calls
import Design
import Identifiers
import Observation
import Wire

/// One pass over a plan: independent resources at the same time, dependent ones after what they need.
actor ApplyRun {
    private let context: SetupContext
    private let setup: PlannedSetup
    private let journal: Journal?
    private let control: StopControl
    private let report: @Sendable (ApplyEvent) -> Void
    private let runner: StepRunner
    /// What was seen when the plan was made, and what the answers of writes have told since.
    private var observations: Observations
    private let isRoleAbsent: Bool
    /// Why nothing more may begin: keys of another account, or a journal that cannot be written.
    private var obstacle: Problem?
    private var journalProblem: StateProblem?

    init(
        _ context: SetupContext, _ setup: PlannedSetup, journal: Journal?, control: StopControl,
        report: @escaping @Sendable (ApplyEvent) -> Void
    ) {
        let context = context.bound(to: setup.design, stop: control)
        self.context = context
        self.setup = setup
        self.journal = journal
        self.control = control
        self.report = report
        runner = StepRunner(context: context)
        observations = setup.observations
        isRoleAbsent = setup.observations.role(setup.design.roleName) == .absent
    }

    /// Whether the role is there, by reading or by having made it.
    private var isRoleKnown: Bool { observations.role(setup.design.roleName)?.value != nil }

    /// Does what the plan says for the given resources; the others end as they are.
    ///
    /// - Parameters:
    ///   - only: The resources; nil for all.
    ///   - agreed: Those that may take access from somebody; nil for all.
    /// - Returns: How each ended, in the order of the plan.
    func results(
        _ only: Set<ResourceAddress>?, agreed: Set<ResourceAddress>? = nil
    ) async -> [ApplyResult] {
        var tasks: [ResourceAddress: Task<ApplyResult, Never>] = [:]
        for resource in setup.plan.resources {
            let isWanted = only?.contains(resource.address) ?? true
            let isAgreed = !resource.takesAccess || agreed?.contains(resource.address) ?? true
            // A plan's resources stand behind what they need; a need without a task is on a side that was left out.
            let needs = resource.needs.compactMap { need -> Task<ApplyResult, Never>? in
                precondition(tasks[need] != nil || setup.plan[need] == nil, "\(need) stands behind \(resource.address)")
                return tasks[need]
            }
            tasks[resource.address] = Task {
                let result = await self.result(resource, isWanted: isWanted, isAgreed: isAgreed, needs: needs)
                self.report(.ended(result))
                return result
            }
        }
        var results: [ApplyResult] = []
        for resource in setup.plan.resources {
            if let task = tasks[resource.address] { results.append(await task.value) }
        }
        return results
    }

    private func result(
        _ resource: PlannedResource, isWanted: Bool, isAgreed: Bool, needs: [Task<ApplyResult, Never>]
    ) async -> ApplyResult {
        if let settled = Self.settled(resource, isWanted: isWanted) { return settled }
        if !isAgreed {
            let task = PersonTask.agree(to: resource.address.rawValue)
            return ApplyResult(address: resource.address, outcome: .waiting, note: task.row, task: task)
        }
        for need in needs {
            let needed = await need.value
            if control.isStopped { break }
            guard needed.isUsable || needed.problem?.code == "CannotTell" else {
                let word = needed.address.word
                if needed.outcome == .unknown {
                    return notTried(
                        resource, code: "NeedsUnknown",
                        "Not tried: it needs \(word), and whether that was made is not known.")
                }
                if let obstacle { return notTried(resource, code: obstacle.code, "Not tried: \(obstacle.short)") }
                return notTried(
                    resource, code: needed.problem?.code == "NeedsUnknown" ? "NeedsUnknown" : "Needs",
                    "Not tried: it needs \(word), \(Self.shortfall(of: needed)).")
            }
        }
        if let obstacle {
            return notTried(resource, code: obstacle.code, "Not tried: \(obstacle.short)")
        }
        if control.isStopped { return notTried(resource, code: "Stopped", "Not tried: stopped before it.") }
        let start = context.clock.milliseconds
        report(.started(resource.address))
        var result = await run(resource)
        result.milliseconds = context.clock.milliseconds - start
        return result
    }

    /// Why a resource cannot be built upon, as it follows its name.
    private static func shortfall(of needed: ApplyResult) -> String {
        switch (needed.outcome, needed.problem?.code) {
        case (.failed, _): "which failed"
        case (_, "Conflict"): "which is in conflict with what others made"
        default: "which is not there"
        }
    }

    /// The result of a resource that nothing is written for.
    private static func settled(_ resource: PlannedResource, isWanted: Bool) -> ApplyResult? {
        let address = resource.address
        switch resource.action {
        case .adopt, .unchanged:
            return ApplyResult(address: address, outcome: .unchanged)
        case .conflict:
            let problem = Problem(resource.reason, code: "Conflict", short: "Conflict")
            return ApplyResult(address: address, outcome: .notTried, problem: problem)
        case .unknown:
            let problem = Problem(resource.reason, code: "CannotTell", short: "CannotTell")
            return ApplyResult(address: address, outcome: .notTried, problem: problem)
        case .waiting where resource.mails.isEmpty || !isWanted:
            return ApplyResult(address: address, outcome: .waiting, note: resource.gain, task: resource.task)
        case .create, .change, .waiting:
            guard !isWanted else { return nil }
            let sentence = "Not asked for this time."
            return ApplyResult(
                address: address, outcome: .notTried,
                problem: Problem(sentence, code: "NotAsked", short: "NotAsked"))
        }
    }

    private func run(_ resource: PlannedResource) async -> ApplyResult {
        var resource = resource
        resource.steps = resource.steps.map { setup.design.finished($0, of: resource.address, observations) }
        if resource.isTakenOver, let problem = await changed(resource) {
            return ApplyResult(address: resource.address, outcome: .failed, problem: problem)
        }
        var note = ""
        var identity: IdentityState?
        var unrecorded: StateProblem?
        for (index, step) in resource.steps.enumerated() {
            if index > 0, control.isStopped || obstacle != nil { return leftOff(resource, before: index) }
            if record(resource, step, "begun") != nil { return leftOff(resource, before: index) }
            do throws(StepFailure) {
                let (answer, tries) = try await attempt(step, resource)
                // What exists is done, also where the journal cannot say so.
                unrecorded = record(resource, step, "done") ?? unrecorded
                observations.take(answer, to: step.call)
                if step.call.operation == .createEmailIdentity, let value = answer.value {
                    identity = try? IdentityState(value, of: step.call)
                }
                if tries > 1 { note = "\(tries.ordinal) try; IAM needed time" }
            } catch {
                _ = record(resource, step, error.mayHaveHappened ? "unknown" : "failed")
                return await failed(resource, step, error)
            }
        }
        var result = ApplyResult(address: resource.address, outcome: .done, note: note)
        if let task = resource.task, identity?.isVerified != true {
            result = ApplyResult(
                address: resource.address, outcome: .waiting, note: resource.mails.isEmpty ? "" : "mail sent",
                task: Self.filled(task, identity))
        }
        if let unrecorded {
            let words = "not in the journal: \(unrecorded.reason)"
            result.note = result.note.isEmpty ? words : "\(result.note); \(words)"
            result.problem = Self.problem(unrecorded.sentence)
        }
        return result
    }

    /// A resource as it is now: read anew, and planned alone.
    private func look(
        at resource: PlannedResource, takeOver: Set<ResourceAddress> = []
    ) async -> (now: PlannedResource?, seen: Observations) {
        let design = setup.design
        let options = PlanOptions(sides: [resource.side], takeOver: takeOver)
        let seen = await Planner(context).observer(setup.answers).observe { design.reads($0, sides: options.sides) }
        return (Plan.make(design, seen, options: options)[resource.address], seen)
    }

    /// Why something of others is not written after all: it is read once more, and is not what the plan showed.
    private func changed(_ resource: PlannedResource) async -> Problem? {
        let (now, _) = await look(at: resource, takeOver: setup.options.takeOver)
        if now?.currentDocument == resource.currentDocument, now?.differences == resource.differences { return nil }
        let why = now?.action == .unknown ? now?.reason : nil
        return Problem(
            why
                ?? "The \(resource.address.word) of others changed after the plan was shown, so it was not written. Plan again.",
            code: why == nil ? "Changed" : "CannotTell", short: "changed meanwhile")
    }

    /// Makes the call of a step until it works, fails for good, or IAM's delay has lasted too long.
    private func attempt(
        _ step: Step, _ resource: PlannedResource
    ) async throws(StepFailure) -> (Answer, Int) {
        let deadline = context.clock.milliseconds + Int64(DelayRule.limitSeconds) * 1000
        var tries = 0
        while true {
            tries += 1
            do throws(StepFailure) {
                return (try await runner.run(step), tries)
            } catch {
                guard case .aws(let failure) = error,
                    let reason = DelayRule.reason(for: failure, of: step.call, isRoleKnown: isRoleKnown)
                else { throw error }
                let pause = DelayRule.pause(attempt: tries - 1, random: context.random())
                let left = deadline - context.clock.milliseconds
                if left < pause || control.isStopped { throw error }
                report(
                    .pausing(
                        resource.address, reason: reason, secondsLeft: Int((left + 999) / 1000), attempt: tries + 1))
                await control.sleep(milliseconds: pause, clock: context.clock)
                if control.isStopped { throw error }
            }
        }
    }

    /// What a failure means: there already, not verified yet, or a problem.
    private func failed(
        _ resource: PlannedResource, _ step: Step, _ failure: StepFailure
    ) async -> ApplyResult {
        if case .aws(let error) = failure {
            if error.isOtherAccount {
                var problem = Problem(error)
                problem.short = "the credentials changed to another account."
                obstacle = problem
            } else if error.isSignInOver {
                // Everything further would be refused alike: it is said once.
                var problem = Problem(error)
                problem.short = "the sign-in has ended, see \(resource.address.word)."
                obstacle = obstacle ?? problem
            }
            if error.isAlreadyThere { return await reconciled(resource, step, failure) }
            if step.call.operation == .putIdentityPolicy {
                let account = setup.design.sesAccount
                if DelayRule.isUnverified(error) {
                    return ApplyResult(
                        address: resource.address, outcome: .waiting, note: "needs the sender verified",
                        task: .verifyFirst(identity: setup.design.identity.text, account: account))
                }
                if DelayRule.isUnknownPrincipal(error), !isRoleKnown, !isRoleAbsent {
                    return ApplyResult(
                        address: resource.address, outcome: .waiting, note: "the role does not exist yet",
                        task: .makeRole(role: setup.design.roleARN.text, account: setup.design.eksAccount))
                }
            }
        }
        if failure.mayHaveHappened { return await reconciled(resource, step, failure) }
        return ApplyResult(
            address: resource.address, outcome: .failed, problem: failure.problem(of: step.call))
    }

    /// The resource may be there, by somebody else's hand or by a call whose answer was lost: it is read again.
    ///
    /// After a lost answer it is looked for three times, as IAM may show late what it has made.
    private func reconciled(
        _ resource: PlannedResource, _ step: Step, _ failure: StepFailure
    ) async -> ApplyResult {
        let isLost = failure.mayHaveHappened
        for turn in 0..<(isLost ? 3 : 1) {
            if turn > 0 {
                await control.sleep(
                    milliseconds: DelayRule.pause(attempt: turn, random: context.random()), clock: context.clock)
            }
            // Who stops wants no further waiting; a mail that may have gone out leaves nothing to be seen.
            if control.isStopped || isLost && !step.call.operation.isVisible { break }
            let (now, seen) = await look(at: resource)
            guard let now, now.action.isRight || now.action == .waiting else { continue }
            observations.merge(seen)
            return ApplyResult(
                address: resource.address, outcome: now.action.isRight ? .done : .waiting,
                note: isLost ? "its answer was lost; it is there" : "was made meanwhile", task: now.task)
        }
        var problem = failure.problem(of: step.call)
        guard isLost else { return ApplyResult(address: resource.address, outcome: .failed, problem: problem) }
        problem.sentence = "\(step.ifLost) \(problem.sentence)"
        problem.exitCode = .incomplete
        return ApplyResult(address: resource.address, outcome: .unknown, problem: problem)
    }

    /// A resource that was left before one of its steps: what exists is named.
    private func leftOff(_ resource: PlannedResource, before index: Int) -> ApplyResult {
        let why = obstacle?.sentence ?? "Stopped; run apply again to go on."
        guard index > 0 else { return notTried(resource, code: obstacle?.code ?? "Stopped", "Not tried: \(why)") }
        let done = resource.steps[..<index].map(\.call.words).joined(separator: ", ")
        let left = resource.steps[index...].map(\.call.words).joined(separator: ", ")
        let sentence = "Done: \(done). Not begun: \(left). \(why)"
        return ApplyResult(
            address: resource.address, outcome: .failed,
            problem: Problem(sentence, code: obstacle?.code ?? "Stopped", short: obstacle?.code ?? "Stopped"))
    }

    /// Writes a line of the journal; nothing further begins once that has failed.
    ///
    /// - Returns: Why it could not be written; nil where it is on disk, or nothing is kept.
    private func record(_ resource: PlannedResource, _ step: Step, _ state: String) -> StateProblem? {
        guard let journal else { return nil }
        if let journalProblem, state == "begun" { return journalProblem }
        let entry = Journal.Entry(
            time: context.clock.now, address: resource.address, account: resource.account, call: step.call.words,
            state: state, isTakenOver: resource.isTakenOver,
            oldDocument: state == "begun" ? resource.currentDocument : nil)
        do throws(StateProblem) {
            try journal.record(entry)
            return nil
        } catch {
            journalProblem = journalProblem ?? error
            obstacle = obstacle ?? Self.problem(error.sentence)
            return error
        }
    }

    private static func problem(_ sentence: String) -> Problem { Problem(sentence, code: "State", short: sentence) }

    private func notTried(_ resource: PlannedResource, code: String, _ sentence: String) -> ApplyResult {
        ApplyResult(
            address: resource.address, outcome: .notTried,
            problem: Problem(sentence, code: code, short: code))
    }

    private static func filled(_ task: PersonTask, _ identity: IdentityState?) -> PersonTask {
        guard case .publishRecords(let domain, _, let account) = task, let identity,
            let name = try? DomainName(domain)
        else { return task }
        return .publishRecords(domain: domain, records: identity.records(of: name), account: account)
    }
}
