import Design

/// The plan, and how far apply is with it.
struct PlanState: Sendable {
    var plan: Plan?
    /// Why there is no plan.
    var trouble: Problem?
    /// When the world was read for it.
    var readAt: Moment?
    /// Whether answers or the world changed since.
    var isOld = false
    /// The resources of others that the person wants changed all the same.
    var takeOver: Set<ResourceAddress> = []
    var progress: [ResourceAddress: ResourceProgress] = [:]
    /// When the first call for a resource went out.
    private var begun: [ResourceAddress: Moment] = [:]
    private(set) var applyID: EffectID?
    private var scope: ApplyScope?
    /// How the last apply ended.
    private(set) var end: ApplyEnd?

    var isApplying: Bool { applyID != nil }

    var hasCallInFlight: Bool {
        progress.values.contains {
            switch $0 {
            case .running, .waiting: true
            default: false
            }
        }
    }

    /// Whether apply ran or runs, so that rows show progress instead of the plan.
    var hasRun: Bool { isApplying || end != nil || !progress.isEmpty }

    /// The oldest span that is shown as elapsed seconds.
    var movingSince: Moment? {
        guard isApplying else { return nil }
        return progress.values.compactMap {
            switch $0 {
            case .running(let since), .waiting(_, let since, _), .waitingForPerson(_, let since): since
            default: nil
            }
        }.min()
    }

    /// What was compared, and what was agreed to, was about other answers.
    mutating func answersChanged() {
        isOld = true
        takeOver = []
    }

    /// Takes what was compared now.
    mutating func take(_ result: Result<Plan, Problem>, at now: Moment) {
        switch result {
        case .success(let plan):
            self.plan = plan
            readAt = now
            trouble = nil
            progress = [:]
            end = nil
        case .failure(let trouble): self.trouble = trouble
        }
    }

    /// Begins to make changes; what is tried again has no past.
    mutating func begin(_ id: EffectID, _ scope: ApplyScope) {
        applyID = id
        self.scope = scope
        end = nil
        begun = [:]
        if case .only(let address) = scope { progress[address] = nil } else { progress = [:] }
    }

    /// Takes news of an apply.
    mutating func hear(_ event: ApplyEvent, at now: Moment) {
        switch event {
        case .started(let address):
            begun[address] = begun[address] ?? now
            show(.running(since: now), address)
        case .pausing(let address, let reason, let secondsLeft, let attempt):
            let until = now.adding(milliseconds: Int64(secondsLeft) * 1000)
            show(
                .waiting(reason: "\(reason); try \(attempt)", since: begun[address] ?? now, until: until), address)
        case .ended(let result): show(ResourceProgress(result, after: progress[result.address], now), result.address)
        case .looking, .unchecked: break
        }
    }

    private mutating func show(_ news: ResourceProgress, _ address: ResourceAddress) {
        progress[address] = news.after(progress[address])
    }

    /// Takes the end of an apply; a plan that was not carried out whole has to be read again.
    mutating func finish(_ end: ApplyEnd) {
        applyID = nil
        self.end = end
        if case .identities = scope { isOld = true }
        if !isAllRight, end == .cancelled { isOld = true }
    }

    /// Whether a resource is as wanted now.
    func isRight(_ resource: PlannedResource) -> Bool {
        progress[resource.address]?.isRight ?? resource.action.isRight
    }

    /// What a person has to do for a resource, as far as apply got, or as it was read; nil for nothing, and for what
    /// waits for another resource.
    func task(of address: ResourceAddress) -> PersonTask? {
        let task: PersonTask?
        switch progress[address] {
        case .waitingForPerson(let waited, _)?: task = waited
        case nil where plan?[address]?.action == .waiting: task = plan?[address]?.task
        default: task = nil
        }
        if case .verifyFirst? = task { return nil }
        return task
    }

    /// The resources that wait for a person.
    var waiting: [ResourceAddress] {
        Set(progress.keys).union(plan?.resources.map(\.address) ?? []).filter { task(of: $0) != nil }.sorted()
    }

    /// Whether the plan would write something that no apply has come to yet.
    var hasUntouched: Bool { plan?.resources.contains { $0.action.writes && progress[$0.address] == nil } ?? false }

    var rightCount: Int { plan?.resources.filter(isRight).count ?? 0 }

    var isAllRight: Bool {
        guard let plan else { return false }
        return plan.resources.allSatisfy(isRight)
    }
}
