import Calls
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Wire

@testable import Wizard

/// Scripted answers to the wizard's effects: two accounts in the sandbox, one cluster, nothing set up.
struct FakeWorld {
    var local = FakeWorld.local
    var mails: [DemoMail] = []
    /// The apply that waits for clicks, and the resources that do.
    var applying: EffectID?
    var waits: [ResourceAddress] = []
    var profiles: [String: String] = ["eks-admin": "111122223333", "ses-admin": "444455556666"]
    var trouble: [String: Problem] = [:]
    var isReady = false
    /// What the last link of a message meets; nil when SES takes it.
    var refusal: Problem?
    /// What explains the refusal of a message.
    var finding: Finding?
    var cards: [Finding] = [Finding(code: "L01", link: .trust, status: .pass, title: "trust names one service account")]
    /// What a plan says otherwise than that nothing is there.
    var changes: [ResourceAddress: @Sendable (inout PlannedResource, PlanOptions) -> Void] = [:]
    /// Why no further mail goes out; nil sends it.
    var mailTrouble: Problem?
    /// The setups that were begun earlier.
    var setups: [SavedSetup] = []
    /// What the looks at a setup find, one after the other; the last one stays.
    var found: [[Finding]] = []
    /// What is open where the rest of a subject is looked for.
    var choices: [SubjectChoice] = []
    /// What was read for it.
    var read = Observations()
    /// The lists of service accounts and pods.
    var lists: Result<Observations, Problem> = .success(Observations())
    /// How all service accounts stand, and how far the look is before; nil answers nothing.
    var fleet: FleetLook?
    var fleetProgress: FleetProgress?
    /// The files of this folder.
    var files: [String] = []
    /// What the bundles hold.
    var bundle: Result<RecordedBundle, Problem> = .failure(Problem("There is none."))
    /// What was written, by name.
    var written: [String: String] = [:]
    /// What masks of earlier bundles met.
    var masks = MaskMemory()

    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"
    static let local = LocalFindings(
        profiles: ["eks-admin", "ses-admin"], contexts: ["mail-prod"], currentCluster: "mail-prod",
        outlooks: [
            .profile("eks-admin"): CallerOutlook(
                steps: [.runs(command: "/usr/local/bin/vault-creds prod", profile: "eks-admin")]),
            .profile("ses-admin"): CallerOutlook(
                steps: [.other("takes the keys of ses-admin in ~/.aws/credentials")]),
        ], currentContext: "mail-prod")

    static var answers: Answers {
        var answers = Answers()
        for (field, text) in [
            (FieldID.sesSender, "no-reply@example.com"), (.sesReceiver, "ops@example.com"), (.role, "ses-sender-role"),
            (.permissionsPolicy, "ses-sender-policy"), (.sendingPolicy, "ses-sender"),
        ] {
            try? answers.set(text, for: field, from: .default)
        }
        return answers
    }

    mutating func events(for effect: WizardEffect, _ state: WizardState) -> [WizardEvent] {
        switch effect {
        case .listCallers(let id): return [.local(id, local, setups)]
        case .identify(let id, _, let choice): return [.identified(id, identify(choice))]
        case .ask(let id, let calls, let answers):
            return [.observed(id, observe(calls, answers), isLast: true)]
        case .plan(let id, let answers, let options): return [.planned(id, plan(answers, options))]
        case .apply(let id, .only(let address), _, _) where !found.isEmpty:
            return [.progress(id, .ended(.done(address))), .applied(id, .finished)]
        case .apply(let id, _, let answers, _): return apply(id, answers)
        case .demo(.readInbox): return [.inbox(mails)]
        case .demo(.click(let mail)): return click(mail)
        case .send(let id, let request, _): return send(id, request)
        case .checkPractices(let id, _, _): return [.practices(id, .success(cards))]
        case .diagnose(let id, let subject): return diagnose(id, subject)
        case .findSubject(let id, let clues, _):
            let finds = clues.flatMap(\.values).map { SubjectFind($0.field, $0.text, source: "given") }
            let found = SubjectSearch.Found(
                subject: Subject(FakeWorld.answers), finds: finds, choices: clues.count > 1 ? [] : choices, problem: nil
            )
            return [.found(id, .success(found))]
        case .openSetup(let id, _):
            var position = SavedPosition(answers: FakeWorld.answers)
            position.screen = .apply
            return [.opened(id, .success(position))]
        case .mailAgain(let id, let address, let answers): return mail(id, address, answers)
        case .listSubjects(let id, _): return [.subjects(id, lists)]
        case .diagnoseAll(let id, _):
            let progress = fleetProgress.map { [WizardEvent.fleet(id, $0)] } ?? []
            return progress + (fleet.map { [.fleetLooked(id, .success($0))] } ?? [])
        case .listBundles(let id): return [.bundles(id, files.filter { $0.hasSuffix(".bundle.json") })]
        case .openBundle(let id, _): return [.bundleOpened(id, bundle)]
        case .writeNew(let id, let path, let text):
            guard !files.contains(path) else {
                return [.wroteNew(id, .failure(Problem("\(path) is there. Nothing was written.", code: "FilesDiffer")))]
            }
            files.append(path)
            written[path] = text
            return [.wroteNew(id, .success(path))]
        case .recallMasks(let id, _): return [.masksRecalled(id, masks)]
        case .writeFiles(let id, _, let files): return [.wrote(id, .success(files.map(\.name)))]
        case .cancel(let id) where id == applying:
            applying = nil
            return [.applied(id, .cancelled)]
        default: return []
        }
    }

    private func identify(_ choice: CallerChoice) -> Result<CallerReport, Problem> {
        if let trouble = trouble[choice.name] { return .failure(trouble) }
        guard let text = profiles[choice.name], let account = try? AccountID(text),
            let region = try? Region("eu-west-1")
        else { return .failure(Problem("There is no profile \(choice.name).", short: "no such profile")) }
        return .success(
            CallerReport(
                account: account, arn: "arn:aws:sts::\(text):assumed-role/\(choice.name)/demo", region: region))
    }

    func observe(_ calls: [Call], _ answers: Answers) -> Observations {
        var result = Observations()
        for call in calls { result[call] = Answer(answer(to: call)) }
        return result
    }

    private func answer(to call: Call) -> Result<JSONValue, CallFailure> {
        switch call.operation {
        case .listClusters: .success(["clusters": ["mail-prod", "mail-test", "shop-eu"]])
        case .describeCluster:
            .success([
                "cluster": [
                    "arn": .string("arn:aws:eks:eu-west-1:111122223333:cluster/\(call["name"] ?? "")"),
                    "status": "ACTIVE", "version": "1.33", "endpoint": "https://127.0.0.1",
                    "identity": ["oidc": ["issuer": .string("https://" + FakeWorld.issuer)]],
                ]
            ])
        case .listObjects where call.kind == .namespace:
            .success(["items": [["metadata": ["name": "default"]], ["metadata": ["name": "jobs"]]]])
        case .listObjects: .success(["items": [["metadata": ["name": "default"]]]])
        case .getAccount: .success(SendingAccountState(productionAccess: isReady).answer)
        case .listEmailIdentities: .success(["EmailIdentities": []])
        default: .failure(CallFailure(.absent))
        }
    }

    private mutating func diagnose(_ id: EffectID, _ subject: Subject) -> [WizardEvent] {
        let findings = found.count > 1 ? found.removeFirst() : found.first ?? []
        let diagnosis = Diagnosis(
            subject: subject, findings: findings, calls: 18, at: Timestamp(secondsSinceEpoch: 1_800_000_000))
        return [
            .diagnosing(id, diagnosis, read, calls: 18), .tick(Moment(milliseconds: 1_800_000_003_400)),
            .diagnosed(
                id, .success(diagnosis), read,
                made: read.calls.sorted { $0.key < $1.key }.compactMap { call in
                    read[call].map { MadeCall(call, $0, milliseconds: 61) }
                }),
        ]
    }

    private func plan(_ answers: Answers, _ options: PlanOptions) -> Result<Plan, Problem> {
        guard let design = try? DelegateSending(answers) else { return .failure(Problem("Answers are missing.")) }
        var nothing = Observations()
        for call in design.reads(sides: options.sides) { nothing.fail(call, CallFailure(.absent)) }
        var plan = Plan.make(design, nothing, options: options)
        plan.resources = plan.resources.map { resource in
            guard let change = changes[resource.address] else { return resource }
            var changed = resource
            change(&changed, options)
            return changed
        }
        return .success(plan)
    }

    private func mail(_ id: EffectID, _ address: ResourceAddress, _ answers: Answers) -> [WizardEvent] {
        guard let account = answers.sesAccount else { return [] }
        let to = address == .senderIdentity ? "no-reply@example.com" : "ops@example.com"
        let result =
            mailTrouble.map { ApplyResult(address: address, outcome: .failed, problem: $0) }
            ?? ApplyResult(address: address, outcome: .waiting, task: .followLink(address: to, account: account))
        let asked = Problem("Not asked for this time.", code: "NotAsked", short: "NotAsked")
        let others = ApplyResult(address: .role, outcome: .notTried, problem: asked)
        return [.progress(id, .ended(others)), .progress(id, .ended(result)), .mailed(id, .finished)]
    }

    private mutating func apply(_ id: EffectID, _ answers: Answers) -> [WizardEvent] {
        guard let design = try? DelegateSending(answers) else { return [] }
        applying = id
        waits = [.eksReceiverIdentity, .senderIdentity, .sesReceiverIdentity]
        mails = zip(waits, ["ops@example.com", "no-reply@example.com", "ops@example.com"]).map { address, to in
            DemoMail(
                id: address.rawValue, to: to,
                account: address.side == .eks ? "111122223333" : "444455556666",
                subject: "Email address verification request in region eu-west-1",
                lines: ["We have received a request to authorize this email address for use with Amazon SES."],
                hasLink: true)
        }
        return Plan.make(design, Observations(), options: PlanOptions()).resources.map { resource in
            var result = ApplyResult(address: resource.address, outcome: .done, milliseconds: 400)
            if waits.contains(resource.address) {
                result.outcome = .waiting
                result.task = .followLink(
                    address: resource.name, account: design.account(of: resource.address.side))
            }
            if resource.address == .sendingPolicy {
                result.outcome = .waiting
                result.task = .verifyFirst(identity: "the sender", account: design.sesAccount)
            }
            return .progress(id, .ended(result))
        }
    }

    private mutating func click(_ mail: String) -> [WizardEvent] {
        mails = mails.map { mailed in
            var mailed = mailed
            if mailed.id == mail { mailed.hasLink = false }
            return mailed
        }
        guard let id = applying else { return [.inbox(mails)] }
        var events: [WizardEvent] = [.inbox(mails)]
        if let address = ResourceAddress(rawValue: mail) {
            waits.removeAll { $0 == address }
            events.append(.progress(id, .ended(.done(address, "link clicked", milliseconds: 12_000))))
        }
        if waits.isEmpty {
            let result = ApplyResult.done(.sendingPolicy, "3rd try; IAM needed time", milliseconds: 9100)
            events.append(.progress(id, .ended(result)))
            events.append(.applied(id, .finished))
            applying = nil
        }
        return events
    }

    private func send(_ id: EffectID, _ options: SendOptions) -> [WizardEvent] {
        var links = [
            SendLink(.annotation, "from the cluster", milliseconds: 12),
            SendLink(.token, "from the cluster", milliseconds: 38),
            SendLink(.assumeRole, "good for 60 min", milliseconds: 121, requestID: "req-2"),
            refusal.map { SendLink(.send, $0, milliseconds: 204) }
                ?? SendLink(.send, "doors and sandbox open", milliseconds: 204, requestID: "req-3"),
        ]
        if options.via == .owner { links = [links[3]] }
        return links.map { .link(id, $0) } + [.sent(id, .success(.of(links, finding: finding)))]
    }
}

extension ApplyResult {
    /// A resource that was made.
    static func done(_ address: ResourceAddress, _ note: String = "", milliseconds: Int64 = 400) -> ApplyResult {
        ApplyResult(address: address, outcome: .done, note: note, milliseconds: milliseconds)
    }
}

extension SendOutcome {
    /// What came of a message whose last link held, or did not.
    static func of(_ links: [SendLink], finding: Finding? = nil) -> SendOutcome {
        let isOK = links.allSatisfy(\.isOK)
        return SendOutcome(
            SendReport(
                via: .chain, sender: "no-reply@example.com", receiver: "ops@example.com", links: links,
                messageID: isOK ? "0102018f3b1c9a5e-5d0c7f3a-8b1e-4c55-a3d1-000000" : nil),
            finding: isOK ? nil : finding)
    }

    /// A message whose answer was lost.
    static func lost(_ sentence: String) -> SendOutcome {
        .of([SendLink(.send, Problem(sentence, failure: CallFailure(.unreachable, mayHaveHappened: true)))])
    }
}
