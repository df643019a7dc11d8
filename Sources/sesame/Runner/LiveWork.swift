import AWSClient
import Calls
import Design
import Identifiers
import KubernetesClient
import Observation
import Setup
import Simulator
import Synchronization
import Wire
import Wizard

/// The wizard's live work: who the callers are, what is there, plan, apply, send.
///
/// It does on a screen what the commands do, with the same pieces.
final class LiveWork: Sendable {
    let bench: Workbench
    let demoWorld: DemoWorld?
    let scenario: String
    let clock: WallClock
    private let planned = Mutex<PlannedSetup?>(nil)
    private let lastWrite = Mutex<Timestamp?>(nil)

    init(_ bench: Workbench, demo: DemoWorld?, scenario: String = "fresh", clock: WallClock = WallClock()) {
        self.bench = bench
        demoWorld = demo
        self.scenario = scenario
        self.clock = clock
    }

    // MARK: Callers

    /// Names of profiles, contexts and setups, from files alone.
    func localFindings() async -> LocalFindings {
        var findings = LocalFindings()
        let process = ProcessContext.current()
        if let profiles = try? bench.profiles() {
            findings.profiles = profiles.names
            findings.profilesFile = process.shortened(profiles.configPath)
        }
        let environment = bench.ground.environment
        findings.hasEnvironmentKeys = !(environment["AWS_ACCESS_KEY_ID"] ?? "").isEmpty
        findings.currentProfile = environment["AWS_PROFILE"].flatMap { $0.isEmpty ? nil : $0 }
        if let config = try? bench.kubeconfig() {
            findings.contexts = config.contexts.map(\.name)
            findings.currentCluster = currentCluster(config)
            findings.currentContext = (try? config.context())?.name
            findings.contextOutlooks = bench.contextOutlooks(config)
        }
        for choice in findings.profiles.map({ CallerChoice.profile($0) }) + [.environment] {
            findings.outlooks[choice] = bench.outlook(profile: profile(of: choice))
        }
        findings.contextsFile = process.shortened(bench.kubeconfigPaths.files.first ?? "~/.kube/config")
        if demoWorld != nil {
            findings.profilesFile = "the demo"
            findings.contextsFile = "the demo"
        }
        findings.setups = SetupList.rows(bench.ground.state, now: clock.now)
        return findings
    }

    /// The EKS name of the cluster that the current context leads to, where file or ARN tell it.
    private func currentCluster(_ config: Kubeconfig) -> String? {
        guard let context = try? config.context(), let cluster = try? config.cluster(of: context) else { return nil }
        if let user = try? config.user(of: context), let exec = user.exec, let command = EKSTokenCommand(exec) {
            return command.cluster
        }
        // `aws eks update-kubeconfig` names clusters by their ARN.
        let name = cluster.name.split(separator: "/").last.map(String.init) ?? cluster.name
        return (try? ClusterName(name))?.text
    }

    /// Asks AWS who somebody is.
    func identify(_ side: Side, _ choice: CallerChoice) async -> Result<CallerAnswer, Trouble> {
        do {
            let profile = profile(of: choice)
            let session = try bench.session(side, profile: profile, region: nil)
            let caller = try await STS(session).getCallerIdentity()
            let credentials = try? await session.provider.credentials()
            let settings = try? bench.settings(profile: profile)
            return .success(
                CallerAnswer(
                    account: try AccountID(caller.account), arn: caller.arn, source: source(of: choice),
                    region: settings?.region, expires: credentials?.expiration.map { moment($0) }))
        } catch let error as CredentialError {
            return .failure(Trouble(error))
        } catch let error as AWSFailure {
            return .failure(Trouble(error))
        } catch {
            return .failure(Trouble("AWS's answer names no account.", short: "cannot tell"))
        }
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

    private func profile(of choice: CallerChoice?) -> String? {
        if case .profile(let name)? = choice { return name }
        return nil
    }

    private func source(of choice: CallerChoice) -> String {
        switch choice {
        case .profile:
            demoWorld == nil
                ? ProcessContext.current().shortened((try? bench.profiles().configPath) ?? "~/.aws/config") : "the demo"
        case .environment: "environment"
        case .handOver: ""
        }
    }

    // MARK: Sessions

    /// Callers and cluster for these answers; a side that nobody chose credentials for has no caller.
    func context(
        _ answers: Answers, _ callers: [Side: CallerChoice], sides: Set<Side> = Set(Side.allCases)
    ) async -> SetupContext {
        let wantsEKS = sides.contains(.eks) || sides.contains(.kubernetes)
        let eks = wantsEKS ? session(.eks, callers[.eks], answers.eksRegion) : nil
        let ses = sides.contains(.ses) ? session(.ses, callers[.ses], answers.sesRegion) : nil
        var context = SetupContext(eks: eks, ses: ses, cluster: nil, clock: bench.clock, state: bench.ground.state)
        // The cluster belongs to the EKS account: without its caller nobody said yes to asking it.
        guard sides.contains(.kubernetes), callers[.eks] != nil else { return context }
        do {
            context.cluster = try await bench.cluster(answers, eks: eks?.bound(to: answers.eksAccount))
        } catch {
            context.cluster = UnavailableCluster(error)
        }
        return context
    }

    private func session(_ side: Side, _ choice: CallerChoice?, _ region: Region?) -> AWSSession? {
        guard let choice, choice != .handOver else { return nil }
        return try? bench.session(side, profile: profile(of: choice), region: region)
    }

    /// Asks questions and tells the answers as they come.
    func observe(
        _ calls: [Call], _ answers: Answers, _ callers: [Side: CallerChoice],
        _ tell: @escaping @Sendable (Observations, Bool) -> Void
    ) async {
        let sides = Set(calls.map(\.side))
        let context = await context(answers, callers, sides: sides.union(sides.contains(.kubernetes) ? [.eks] : []))
        let observer = Planner(context).observer(answers)
        await withTaskGroup(of: Observations.self) { group in
            for call in calls { group.addTask { await observer.observe([call]) } }
            for await answer in group where !Task.isCancelled { tell(answer, false) }
        }
        if !Task.isCancelled { tell(Observations(), true) }
    }

    // MARK: Plan and apply

    /// Compares the answers with what is there.
    func plan(_ answers: Answers, _ callers: [Side: CallerChoice], sides: Set<Side>) async -> Result<Plan, Trouble> {
        do {
            let setup = try await Planner(context(answers, callers, sides: sides)).plan(
                answers, options: PlanOptions(sides: sides))
            planned.withLock { $0 = setup }
            return .success(setup.plan)
        } catch {
            return .failure(Trouble(error))
        }
    }

    /// Applies the plan that was shown, and goes on while people have something to do.
    func apply(
        _ answers: Answers, _ callers: [Side: CallerChoice], scope: ApplyScope, control: StopControl,
        _ tell: @escaping @Sendable (ResourceAddress, ResourceProgress) -> Void
    ) async -> ApplyEnd {
        var sides = Set(Side.allCases)
        var options = ApplyOptions(waitSeconds: 24 * 3600)
        switch scope {
        case .sides(let chosen): sides = chosen
        case .identities: options.only = [.senderIdentity, .eksReceiverIdentity, .sesReceiverIdentity]
        case .only(let address): options.only = [address]
        }
        return await apply(answers, callers, PlanOptions(sides: sides), options, control, tell)
    }

    /// Mails a verification link again.
    func mailAgain(
        _ address: ResourceAddress, _ answers: Answers, _ callers: [Side: CallerChoice],
        _ tell: @escaping @Sendable (ResourceAddress, ResourceProgress) -> Void
    ) async -> ApplyEnd {
        planned.withLock { $0 = nil }
        return await apply(
            answers, callers, PlanOptions(sides: [address.side], resend: true), ApplyOptions(only: [address]),
            StopControl(), tell)
    }

    private func apply(
        _ answers: Answers, _ callers: [Side: CallerChoice], _ wanted: PlanOptions, _ options: ApplyOptions,
        _ control: StopControl, _ tell: @escaping @Sendable (ResourceAddress, ResourceProgress) -> Void
    ) async -> ApplyEnd {
        let context = await context(answers, callers, sides: wanted.sides)
        guard context.state != nil || demoWorld != nil else {
            return .refused(
                Trouble(
                    "There is no place for the journal: nobody knows a home folder here. Nothing was changed.",
                    advice: "Set XDG_STATE_HOME to an absolute path."))
        }
        let progress = ProgressTeller(clock: clock, tell)
        do {
            var setup = planned.withLock { $0 }
            if setup == nil || setup?.options != wanted {
                setup = try await Planner(context).plan(answers, options: wanted)
            }
            guard let setup else { return .cancelled }
            let report = try await Applier(context).apply(setup, options: options, control: control) {
                progress.tell($0)
            }
            planned.withLock { $0 = nil }
            lastWrite.withLock { $0 = bench.clock.now }
            if let sentence = report.interruptionSentence { return .refused(Trouble(sentence)) }
            return control.isStopped ? .cancelled : .finished
        } catch .cancelled {
            return .cancelled
        } catch {
            planned.withLock { $0 = nil }
            return .refused(Trouble(error))
        }
    }

    // MARK: Send and check

    /// Sends a test message; a refusal is explained with what can be read of the setup.
    func send(
        _ request: SendRequest, _ answers: Answers, _ callers: [Side: CallerChoice],
        _ tell: @escaping @Sendable (LinkResult) -> Void
    ) async -> SendOutcome {
        let context = await context(answers, callers)
        let observed = try? await Planner(context).plan(answers)
        guard let design = try? observed?.design ?? DelegateSending(answers) else {
            return .refused(FindingCard(code: "", status: .fail, title: "The setup has open questions."))
        }
        let options = SendOptions(
            via: request.way == .chain ? .chain : .owner, receiver: request.target == .simulator ? "simulator" : nil,
            lastWrite: lastWrite.withLock { $0 })
        let report = await TestSend(context).send(design, options: options) { event in
            if case .ended(let link) = event { tell(LinkResult(link)) }
        }
        if let message = report.messageID { return .accepted(messageID: message) }
        if Task.isCancelled { return .cancelled }
        if report.outcome == .unknown { return .unknown(report.broken?.detail ?? "") }
        return .refused(SendMeaning.card(report, design, observed?.observations ?? Observations()))
    }

    /// Compares the live setup with best practice.
    func practices(
        _ answers: Answers, _ callers: [Side: CallerChoice], sides: Set<Side>
    ) async -> Result<[FindingCard], Trouble> {
        let context = await context(answers, callers, sides: sides)
        return await Practices.check(answers, sides: sides, Planner(context))
    }

    private func moment(_ time: Timestamp) -> Moment {
        Moment(milliseconds: time.secondsSinceEpoch * 1000, offset: clock.now.offset)
    }
}
