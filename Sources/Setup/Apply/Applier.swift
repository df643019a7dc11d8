public import AWSClient
import Calls
public import Design
import Observation
import Wire

/// Makes the world what a plan wants, safe to repeat and to interrupt at any point.
///
/// Verification mails go out first, beside IAM; what waits for IAM or for a person says so in events. Independent
/// resources go in parallel; a resource whose need failed is not tried. Before the first write accounts, cluster and
/// permissions are checked.
public struct Applier: Sendable {
    private let context: SetupContext

    /// An applier over a context.
    public init(_ context: SetupContext) {
        self.context = context
    }

    /// Applies a plan that a person has seen.
    ///
    /// A plan older than ``ApplyOptions/freshSeconds`` is read again first; when it then wants other writes, nothing is
    /// written and the new plan is thrown back to be shown.
    ///
    /// - Parameters:
    ///   - confirmed: The plan that was shown.
    ///   - options: How long to go on, and what is left out.
    ///   - control: Stops the run after the calls in flight.
    ///   - report: Called for every event, from any thread, in the order in which they happen per resource.
    /// - Returns: How every resource ended.
    /// - Throws: `SetupError`, before anything was written.
    public func apply(
        _ confirmed: PlannedSetup, options: ApplyOptions = ApplyOptions(), control: StopControl = StopControl(),
        report: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) async throws(SetupError) -> ApplyReport {
        var setup = try await fresh(confirmed, options)
        guard setup.plan.resources.contains(where: { !$0.steps.isEmpty && $0.action != .waiting || !$0.mails.isEmpty })
        else {
            let run = ApplyRun(context, setup, journal: nil, control: control, report: report)
            return await waited(ApplyReport(setup: setup, results: await run.results([])), options, control, report)
        }
        let locks = try context.locks(setup.design)
        defer { for lock in locks { lock.release() } }
        for doubt in try await guardWrites(setup, options.only) { report(.unchecked(doubt)) }
        let journal = context.state?.journal(of: setup.design)
        let run = ApplyRun(context, setup, journal: journal, control: control, report: report)
        // A cancelled caller stops the run after the calls in flight; the calls themselves are never cut off.
        let results = await withTaskCancellationHandler {
            await run.results(options.only, agreed: options.agreed)
        } onCancel: {
            control.stop()
        }
        setup.observations = Observations()
        // While people are waited for nothing is written, so others may; going on takes the lock again.
        for lock in locks { lock.release() }
        return await waited(ApplyReport(setup: setup, results: results), options, control, report)
    }

    /// The plan as it is now, when the confirmed one is old; refused when it wants other writes than were confirmed.
    private func fresh(_ setup: PlannedSetup, _ options: ApplyOptions) async throws(SetupError) -> PlannedSetup {
        let age = context.clock.milliseconds - setup.readAt
        guard age > Int64(options.freshSeconds) * 1000 else { return setup }
        let now = try await Planner(context).plan(setup.answers, options: setup.options)
        let changed = now.plan.resources.filter { $0.steps != setup.plan[$0.address]?.steps ?? [] }
        guard changed.isEmpty else {
            // What cannot be read any more has not changed: the guards say better why nothing may be written.
            if changed.contains(where: { $0.action == .unknown }) { _ = try await guardWrites(setup, options.only) }
            throw .planChanged(now)
        }
        return now
    }

    /// Accounts, cluster, permissions; nothing is written when one of them is wrong.
    ///
    /// - Returns: Why permissions could not be checked, a sentence each.
    private func guardWrites(
        _ setup: PlannedSetup, _ only: Set<ResourceAddress>?
    ) async throws(SetupError) -> [String] {
        // A side that was asked for and whose sign-in has ended is not left out in silence: it is signed in to again.
        let asked = only.map { Set($0.map(\.side)) } ?? setup.options.sides
        try AccountGuard.checkSignIns(setup.observations, sides: asked.filter { context.session($0) != nil })
        let sides = Set(setup.plan.resources.filter { !$0.steps.isEmpty }.map(\.side))
        for side in sides.sorted() where side != .kubernetes && context.session(side) == nil {
            throw .noCredentials(side)
        }
        try AccountGuard.checkForWriting(setup.design, setup.observations, sides: sides)
        async let checked = Preflight.check(setup.plan, setup.design, setup.observations, context)
        if sides.contains(.kubernetes), let cluster = context.cluster {
            let verdict = await ClusterGuard.verdict(setup.design, cluster, setup.observations)
            if let error = verdict.refusal { throw error }
        }
        let preflight = await checked
        if !preflight.missing.isEmpty { throw .missingPermissions(preflight.missing) }
        return preflight.doubts
    }

    /// Looks every five seconds whether people have done their part, and goes on when they have.
    ///
    /// What stops it is told beside what was done before.
    private func waited(
        _ first: ApplyReport, _ options: ApplyOptions, _ control: StopControl,
        _ report: @escaping @Sendable (ApplyEvent) -> Void
    ) async -> ApplyReport {
        var latest = first
        let deadline = context.clock.milliseconds + Int64(options.waitSeconds) * 1000
        while latest.isWaiting, context.clock.milliseconds < deadline, !control.isStopped, !Task.isCancelled {
            report(.looking(secondsLeft: Int((deadline - context.clock.milliseconds + 999) / 1000)))
            await control.watch(
                milliseconds: min(5000, deadline - context.clock.milliseconds), clock: context.clock)
            if control.isStopped || Task.isCancelled { break }
            var again = latest.setup.options
            again.resend = false
            let now: PlannedSetup
            do throws(SetupError) {
                now = try await Planner(context).plan(latest.setup.answers, options: again)
            } catch {
                // What was done stays worth telling when the look itself fails, and has to be told when it is stopped.
                if !control.isStopped, !Task.isCancelled { latest.interruption = error }
                break
            }
            let moved = now.plan.resources.contains { resource in
                guard let before = latest[resource.address], before.outcome == .waiting else { return false }
                return resource.action.isRight || resource.action.writes
            }
            guard moved else { continue }
            var rest = options
            rest.waitSeconds = 0
            // Nobody has read what later plans would take from somebody.
            rest.agreed = options.agreed ?? Set(first.setup.plan.resources.filter(\.takesAccess).map(\.address))
            do throws(SetupError) {
                latest = latest.followed(by: try await apply(now, options: rest, control: control, report: report))
            } catch {
                // Somebody else is at it: the next look shows what is left.
                switch error {
                case .locked, .planChanged: continue
                default: latest.interruption = error
                }
                break
            }
        }
        return latest
    }
}
