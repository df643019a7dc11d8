import AWSClient
import Calls
public import Design
import Identifiers
public import Observation

/// Reads the world and makes a plan; writes nothing.
public struct Planner: Sendable {
    let context: SetupContext

    /// A planner over a context.
    public init(_ context: SetupContext) {
        self.context = context
    }

    /// Completes the answers, reads both accounts and the cluster in parallel, and compares.
    ///
    /// Everything that the answers already determine is asked at once; further rounds follow for what hangs on what
    /// came back: a policy's version after the policy, the domain after the address.
    ///
    /// - Parameters:
    ///   - answers: What is known so far.
    ///   - options: Sides, take-overs, mails again.
    /// - Returns: The plan, also when parts of it cannot be told.
    /// - Throws: `SetupError.incomplete`, `.wrongAccount` or `.wrongCluster`. A cluster that cannot be proven to be the
    ///   right one is no error: its resources cannot be told then.
    public func plan(_ answers: Answers, options: PlanOptions = PlanOptions()) async throws(SetupError) -> PlannedSetup
    {
        let readAt = context.clock.milliseconds
        var observations = await Observer(sources(answers)).observe { seen in
            let known = answers.completed(by: seen)
            let design = try? DelegateSending(known)
            return callers(options) + answers.completingReads(seen, sides: options.sides)
                + (design?.reads(seen, sides: options.sides) ?? [])
        }
        let completed = answers.completed(by: observations)
        let design: DelegateSending
        do throws(IncompleteAnswers) { design = try DelegateSending(completed) } catch {
            throw explained(error, answers, observations)
        }
        try AccountGuard.check(design, observations, sides: options.sides)
        if let problem = ClusterGuard.mistyped(design, observations) {
            throw .incomplete(IncompleteAnswers(missing: [], problems: [problem]))
        }
        if Task.isCancelled { throw .cancelled }
        try await AccountGuard.checkKeys(context.bound(to: design), sides: options.sides)
        if options.sides.contains(.kubernetes), let cluster = context.cluster {
            let verdict = await ClusterGuard.verdict(design, cluster, observations)
            if let error = verdict.contradiction { throw error }
            if case .unproven(let reason) = verdict {
                for call in design.reads(observations, sides: [.kubernetes]) {
                    observations[call]?.outcome = .failure(reason)
                }
            }
        }
        var plan = Plan.make(design, observations, options: options)
        // Only where it is certain which cluster answers.
        let comparisons = plan.comparisons
        if !comparisons.isEmpty {
            observations.merge(await Observer(sources(answers)).observe(comparisons))
            plan = Plan.make(design, observations, options: options)
        }
        return PlannedSetup(
            answers: completed, design: design, observations: observations, options: options, plan: plan,
            readAt: readAt)
    }

    /// An observer for other questions than a plan's, for instance a screen's discovery.
    public func observer(_ answers: Answers) -> Observer { Observer(sources(answers)) }

    private func sources(_ answers: Answers) -> ObservationSources {
        var places: [Side: String] = [:]
        places[.eks] = answers.eksAccount?.text
        places[.ses] = answers.sesAccount?.text
        places[.kubernetes] = answers.eksCluster.map { "cluster \($0.text)" }
        var bound = context
        bound.eks = context.eks?.bound(to: answers.eksAccount)
        bound.ses = context.ses?.bound(to: answers.sesAccount)
        return bound.sources(places: places)
    }

    private func callers(_ options: PlanOptions) -> [Call] {
        var calls: [Call] = []
        if context.eks != nil { calls.append(.getCallerIdentity(.eks)) }
        if context.ses != nil, options.sides.contains(.ses) { calls.append(.getCallerIdentity(.ses)) }
        guard let recorded = context.recorded else { return calls }
        return [.getCallerIdentity(.eks), .getCallerIdentity(.ses)].filter { recorded[$0] != nil }
    }

    /// Why the issuer is missing, when only the cluster could have told it.
    private func explained(
        _ error: IncompleteAnswers, _ answers: Answers, _ observations: Observations
    ) -> SetupError {
        guard error.missing == [.eksOIDCProvider], let cluster = answers.eksCluster else { return .incomplete(error) }
        var explained = error
        explained.missing = []
        let reason: String
        switch observations.cluster(cluster, in: answers.eksRegion) {
        case .absent: reason = "EKS knows no cluster \(cluster.text) in \(answers.eksRegion?.text ?? "this region")."
        case .value: reason = "EKS names no issuer for the cluster \(cluster.text) yet."
        case .denied, .doubtful, .unreachable: return .issuerNotTold(failure(cluster, answers, observations))
        case nil: reason = "The issuer is not known."
        }
        explained.problems.append(
            FieldProblem(
                field: .eksOIDCProvider, kind: .incomplete, found: "", expected: Field[.eksOIDCProvider].expected,
                sentence: reason))
        return .incomplete(explained)
    }

    /// Why EKS did not describe the cluster.
    private func failure(_ cluster: ClusterName, _ answers: Answers, _ observations: Observations) -> CallFailure {
        if case .failure(let failure)? = observations[.describeCluster(cluster, in: answers.eksRegion)]?.outcome {
            return failure
        }
        return .unreachable(observations.cluster(cluster, in: answers.eksRegion)?.cannotTell ?? "")
    }
}
