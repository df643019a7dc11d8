public import AWSClient
public import Calls
public import Design
public import Diagnosis
import Identifiers
import Observation
public import Setup
import Wire

/// The live work of one setup, which wizard, commands and line mode do alike: answers, callers, cluster.
public struct SetupWork: Sendable {
    /// The answers.
    public let answers: Answers
    /// Where clients are made.
    public let bench: Workbench
    /// Callers, cluster, clock, state folder.
    public let context: SetupContext
    /// Whose credentials may be used; a side that is not here is not asked.
    let callers: [Side: CallerChoice]
    /// Why a side's credentials cannot be used, where the work can do without them.
    let closed: [Side: Problem]

    /// What a kubeconfig does that cannot be used.
    public enum BadKubeconfig: Sendable {
        /// What was named and cannot be used, or is there and broken, stops the work.
        case stops
        /// Every question to the cluster is answered with the reason.
        case isTold
    }

    /// Opens sessions; asks nothing of AWS but, without any kubeconfig, where the cluster is.
    ///
    /// - Parameters:
    ///   - bench: Where clients are made.
    ///   - answers: The answers.
    ///   - callers: Whose credentials may be used; nil takes those that the answers name. The cluster belongs to the EKS
    ///     account: without its caller nobody said yes to asking it.
    ///   - sides: The sides that will be asked; the callers of the others are not looked for.
    ///   - needed: The sides whose credentials must be usable; nil needs those of all accounts that will be asked. The
    ///     cluster alone may have credentials of its own.
    ///   - kubeconfig: What a kubeconfig does that cannot be used.
    /// - Returns: The work.
    /// - Throws: `NoCredentials` and `BadKubeconfig`.
    public static func open(
        _ bench: Workbench, _ answers: Answers, _ callers: [Side: CallerChoice]? = nil,
        sides: Set<Side> = Set(Side.allCases), needed: Set<Side>? = nil, kubeconfig: BadKubeconfig = .isTold
    ) async throws(Problem) -> SetupWork {
        let callers = callers ?? answers.callers
        var context = SetupContext(eks: nil, ses: nil, cluster: nil, clock: bench.clock, state: bench.ground.state)
        var closed: [Side: Problem] = [:]
        for side in [Side.eks, .ses] where sides.contains(side) || side == .eks && sides.contains(.kubernetes) {
            guard let choice = callers[side], choice != .handOver else { continue }
            do throws(CredentialError) {
                let region = side == .eks ? answers.eksRegion : answers.sesRegion
                let session = try bench.session(side, profile: choice.profile, region: region)
                if side == .eks { context.eks = session } else { context.ses = session }
            } catch {
                let problem = Problem(error, side: side)
                if (needed ?? sides).contains(side) { throw problem }
                closed[side] = problem
                context.closed[side] = error.facts
            }
        }
        if sides.contains(.kubernetes), callers[.eks] != nil {
            do throws(ClusterUnavailable) {
                context.cluster = try await bench.cluster(answers, eks: context.eks?.bound(to: answers.eksAccount))
            } catch {
                var isNamed = bench.way.kubeconfig != nil
                if case .flag? = answers.provenance(of: .kubernetesContext) { isNamed = true }
                if kubeconfig == .stops, error.isAboutKubeconfig, isNamed || error.isBroken {
                    throw Problem(error.sentence, code: "BadKubeconfig", exitCode: .badData)
                }
                // Anything else cannot be told.
                context.cluster = UnavailableCluster(error)
            }
            context.kubeconfig = bench.kubeconfigFacts(answers.kubernetesContext)
        }
        return SetupWork(answers: answers, bench: bench, context: context, callers: callers, closed: closed)
    }

    /// The same work with all sides, as far as their credentials can be used.
    private func widened() async throws(Problem) -> SetupWork {
        try await SetupWork.open(bench, answers, callers, needed: [])
    }

    // MARK: Reading

    /// Asks questions and tells the answers as they come.
    public func observe(_ calls: [Call], _ tell: @escaping @Sendable (Observations) -> Void) async {
        let observer = Planner(context).observer(answers)
        await withTaskGroup(of: Observations.self) { group in
            for call in calls { group.addTask { await observer.observe([call]) } }
            for await answer in group where !Task.isCancelled { tell(answer) }
        }
    }

    /// Asks questions and gives all answers.
    public func observed(_ calls: [Call]) async -> Observations {
        await Planner(context).observer(answers).observe(calls)
    }

    /// The answers with the issuer, the identity and the names of an earlier apply where nobody answered them.
    ///
    /// Only the SES account itself is asked what is verified there.
    public func completed() async -> Answers {
        let answers = answers
        let seen = await Planner(context).observer(answers).observe { seen in
            let calls = answers.openingReads(seen)
            guard calls.contains(where: { $0.side == .ses }) else { return calls }
            guard let caller = seen.caller(.ses) else {
                return calls.filter { $0.side != .ses } + [.getCallerIdentity(.ses)]
            }
            return caller.value?.account == answers.sesAccount ? calls : calls.filter { $0.side != .ses }
        }
        return answers.completed(by: seen)
    }

    /// Compares the answers with what is there.
    public func plan(_ options: PlanOptions = PlanOptions()) async throws(Problem) -> PlannedSetup {
        do throws(SetupError) { return try await Planner(context).plan(answers, options: options) } catch {
            var problem = Problem(error)
            if case .wrongAccount(let side, _, let found, _) = error {
                problem.sentence += " \(whose(side, found))"
            }
            throw problem
        }
    }

    /// Where the credentials of a side come from, and what goes on with one account's alone.
    private func whose(_ side: Side, _ found: AccountID) -> String {
        let option = side == .eks ? "--eks-profile" : "--ses-profile"
        let field: FieldID = side == .eks ? .eksProfile : .sesProfile
        let environment = bench.ground.environment
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let profile = callers[side]?.profile {
            return "They come from the profile \(profile), which \(option) or \(field.rawValue) names."
        }
        let source: String
        if variable("AWS_ACCESS_KEY_ID") != nil, variable("AWS_PROFILE") == nil {
            source = "the variable AWS_ACCESS_KEY_ID"
        } else if let profile = variable("AWS_PROFILE") ?? variable("AWS_DEFAULT_PROFILE") {
            source = "the profile \(profile), which AWS_PROFILE names"
        } else {
            source = "what holds where nobody names a profile"
        }
        let words =
            "They come from \(source), because no profile is named for this side: \(option) or \(field.rawValue) does."
        let other: Side = side == .eks ? .ses : .eks
        let mine = other == .eks ? answers.eksAccount : answers.sesAccount
        guard mine == found else { return words }
        let sides = other == .eks ? "--side eks --side kubernetes" : "--side ses"
        return
            "\(words) Without credentials for the \(side.words) do the other side alone (\(sides)); \"sesame setup\" "
            + "writes a hand-over for its owner."
    }

    /// Compares the live setup with best practice.
    ///
    /// - Parameter sides: The sides that are asked.
    /// - Returns: What is right, what is not, and what nobody can tell; nothing of what does not exist yet.
    /// - Throws: What is missing in the answers.
    public func practices(_ sides: Set<Side>) async throws(Problem) -> [Finding] {
        let design: DelegateSending
        do throws(IncompleteAnswers) { design = try DelegateSending(answers) } catch {
            throw Problem(SetupError.incomplete(error))
        }
        let observations = await Planner(context).observer(answers).observe { seen in
            BestPractices.reads(design, seen).filter { sides.contains($0.side) }
        }
        return BestPractices.findings(design, observations).filter { $0.status != .skipped }
    }

    // MARK: Writing

    /// The journal of a setup.
    ///
    /// - Parameter design: The setup.
    /// - Returns: The journal; nil in the demo, which keeps none.
    /// - Throws: `State` where there is no place for one: what was changed has to be written down somewhere, with the
    ///   documents that were there before.
    public func journal(of design: DelegateSending) throws(Problem) -> Journal? {
        if let state = context.state { return state.journal(of: design) }
        if bench.ground.isDemo { return nil }
        throw Problem(
            "There is no place for the journal: nobody knows a home folder here. Nothing was changed; set "
                + "XDG_STATE_HOME to an absolute path.", code: "State", short: "State")
    }

    /// Applies a plan that a person has seen.
    ///
    /// - Parameters:
    ///   - setup: The plan.
    ///   - options: How long to go on, and what is left out.
    ///   - control: Stops the run after the calls in flight.
    ///   - report: Called for every event, from any thread.
    /// - Returns: How every resource ended.
    /// - Throws: ``SetupError``, before anything was written.
    public func apply(
        _ setup: PlannedSetup, _ options: ApplyOptions, control: StopControl,
        _ report: @escaping @Sendable (ApplyEvent) -> Void
    ) async throws(SetupError) -> ApplyReport {
        try await Applier(context).apply(setup, options: options, control: control, report: report)
    }

    /// Applies a plan in one go, for who shows its rows and how it ended.
    ///
    /// - Throws: Why nothing was written, for instance that the world changed after the plan was shown.
    public func applied(
        _ setup: PlannedSetup, _ options: ApplyOptions, control: StopControl,
        _ report: @escaping @Sendable (ApplyEvent) -> Void
    ) async throws(Problem) -> ApplyEnd {
        _ = try journal(of: setup.design)
        do throws(SetupError) {
            let ended = try await apply(setup, options, control: control, report)
            if let problem = ended.interruptionProblem { return .refused(problem) }
            return control.isStopped ? .cancelled : .finished
        } catch {
            if case .cancelled = error { return .cancelled }
            throw Problem(error)
        }
    }

    // MARK: Sending

    /// Sends a test message; after a refusal what explains it is read.
    ///
    /// Nothing else is asked before the message but what the answers leave out and the message needs: issuer, identity
    /// and the names of an earlier apply.
    ///
    /// - Parameters:
    ///   - options: The way, the receiver, the text.
    ///   - report: Called for every event.
    /// - Returns: The links up to the one that broke, what it means, and what could not be read about it.
    /// - Throws: Why the setup is not known well enough to send.
    public func send(
        _ options: SendOptions, _ report: @escaping @Sendable (SendEvent) -> Void
    ) async throws(Problem) -> SendOutcome {
        let design = try await setupToSend(options.via)
        var options = options
        options.kubectl = KubectlOptions(context: answers.kubernetesContext, kubeconfig: bench.way.kubeconfig)
        let sent = await TestSend(context).send(design, options: options, report: report)
        var outcome = SendOutcome(sent)
        outcome.earlier = remembered(sent, SendSubject(design, options), design)
        outcome.eksProfile = callers[.eks]?.profile
        outcome.sesProfile = callers[.ses]?.profile
        // Of a lost answer nothing that could be read tells more; and who stops wants no further waiting.
        guard sent.outcome == .notSent, !Task.isCancelled else { return outcome }
        outcome.answers = answers
        guard outcome.hangsOnAccounts else {
            outcome.explain(design, Observations())
            return outcome
        }
        do throws(Problem) {
            let wide = try await widened()
            let closed = wide.closed.sorted { $0.key < $1.key }.map(\.value.reason)
            let setup: PlannedSetup
            do throws(Problem) { setup = try await wide.plan() } catch {
                outcome.explain(design, Observations(), unread: closed + [error.reason])
                return outcome
            }
            outcome.answers = setup.answers
            // What the plan does not read and the refusal may hang on.
            let checks = outcome.checks(design)
            let more =
                checks.isEmpty
                ? nil : await wide.diagnose(Subject(setup.answers), seen: setup.observations, checks: checks).seen
            outcome.explain(design, setup.observations, more: more, unread: closed)
            outcome.compare(setup.plan)
            if outcome.isAboutSender { outcome.elsewhere = await wide.senderElsewhere(setup, isRefused: true) }
        } catch {
            outcome.explain(design, Observations(), unread: [error.reason])
        }
        return outcome
    }

    /// Keeps what a message from here came to, and gives the one before a message from a pod.
    private func remembered(
        _ sent: SendReport, _ subject: SendSubject, _ design: DelegateSending
    ) -> EarlierSend? {
        guard let state = context.state else { return nil }
        let kept = LastSend(design, in: state)
        switch sent.via {
        case .owner: return nil
        case .pod: return kept.last(subject)
        case .chain:
            kept.keep(sent.isOK ? EarlierSend(sent, subject, at: context.clock.now) : nil)
            return nil
        }
    }

    /// The setup that a message goes by: what nobody answered is found out first, as a plan would.
    ///
    /// - Parameter via: The way.
    /// - Returns: The setup.
    /// - Throws: What is missing, or why nobody could find out.
    public func setupToSend(_ via: SendWay) async throws(Problem) -> DelegateSending {
        let known = via == .owner ? answers : try await widened().completed()
        if let design = try? DelegateSending(known) { return design }
        return try await plan(PlanOptions(sides: [.eks])).design
    }
}

extension Problem {
    /// The sentence as it follows "cannot tell: ".
    fileprivate var reason: String { sentence.withoutFullStop }
}
