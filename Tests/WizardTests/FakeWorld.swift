import Calls
import Design
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
    var trouble: [String: Trouble] = [:]
    var isReady = false
    var outcome: SendOutcome = .accepted(messageID: "0102018f3b1c9a5e-5d0c7f3a-8b1e-4c55-a3d1-000000")
    var cards: [FindingCard] = [FindingCard(code: "L01", status: .pass, title: "trust names one service account")]

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
        case .listCallers(let id): return [.local(id, local)]
        case .identify(let id, _, let choice): return [.identified(id, identify(choice))]
        case .ask(let id, let calls, let answers):
            return [.observed(id, observe(calls, answers), isLast: true)]
        case .plan(let id, let answers, let sides): return [.planned(id, plan(answers, sides))]
        case .apply(let id, _, let answers): return apply(id, answers)
        case .demo(.readInbox): return [.inbox(mails)]
        case .demo(.click(let mail)): return click(mail)
        case .send(let id, let request, _): return send(id, request)
        case .checkPractices(let id, _, _): return [.practices(id, .success(cards))]
        case .mailAgain(let id, _, _): return [.mailed(id, nil)]
        case .writeFiles(let id, _, let files): return [.wrote(id, .success(files.map(\.name)))]
        case .cancel(let id) where id == applying:
            applying = nil
            return [.applied(id, .cancelled)]
        default: return []
        }
    }

    private func identify(_ choice: CallerChoice) -> Result<CallerAnswer, Trouble> {
        if let trouble = trouble[choice.name] { return .failure(trouble) }
        guard let text = profiles[choice.name], let account = try? AccountID(text),
            let region = try? Region("eu-west-1")
        else { return .failure(Trouble("There is no profile \(choice.name).", short: "no such profile")) }
        return .success(
            CallerAnswer(
                account: account, arn: "arn:aws:sts::\(text):assumed-role/\(choice.name)/demo", source: "~/.aws/config",
                region: region))
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

    private func plan(_ answers: Answers, _ sides: Set<Side>) -> Result<Plan, Trouble> {
        guard let design = try? DelegateSending(answers) else { return .failure(Trouble("Answers are missing.")) }
        var nothing = Observations()
        for call in design.reads(sides: sides) { nothing.fail(call, CallFailure(.absent)) }
        return .success(Plan.make(design, nothing, options: PlanOptions(sides: sides)))
    }

    private mutating func apply(_ id: EffectID, _ answers: Answers) -> [WizardEvent] {
        guard let design = try? DelegateSending(answers) else { return [] }
        applying = id
        waits = [.eksReceiverIdentity, .senderIdentity, .sesReceiverIdentity]
        mails = zip(waits, ["ops@example.com", "no-reply@example.com", "ops@example.com"]).map { address, to in
            DemoMail(
                id: address.rawValue, to: to, subject: "Amazon Web Services: verify your address",
                lines: ["We have received a request to authorize this email address for use with Amazon SES."],
                hasLink: true)
        }
        let now = Moment(milliseconds: 1_800_000_000_000)
        return Plan.make(design, Observations(), options: PlanOptions()).resources.map { resource in
            if waits.contains(resource.address) {
                let task = PersonTask.followLink(
                    address: resource.name, account: design.account(of: resource.address.side))
                return .progress(id, resource.address, .waitingForPerson(task, since: now))
            }
            if resource.address == .sendingPolicy {
                return .progress(
                    id, resource.address, .waiting(reason: "needs the sender verified", since: now, until: nil))
            }
            return .progress(id, resource.address, .done(milliseconds: 400, note: ""))
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
            events.append(.progress(id, address, .done(milliseconds: 12_000, note: "link clicked")))
        }
        if waits.isEmpty {
            events.append(.progress(id, .sendingPolicy, .done(milliseconds: 9100, note: "3rd try; IAM needed time")))
            events.append(.applied(id, .finished))
            applying = nil
        }
        return events
    }

    private func send(_ id: EffectID, _ request: SendRequest) -> [WizardEvent] {
        var links = [
            LinkResult(name: "annotation", isRight: true, milliseconds: 12, detail: "from the cluster"),
            LinkResult(name: "token", isRight: true, milliseconds: 38, detail: "from the cluster"),
            LinkResult(
                name: "assume-role", isRight: true, milliseconds: 121, requestID: "req-2", detail: "good for 60 min"),
            LinkResult(
                name: "send", isRight: true, milliseconds: 204, requestID: "req-3", detail: "doors and sandbox open"),
        ]
        if request.way == .owner { links = [links[3]] }
        if case .refused = outcome { links[links.count - 1].isRight = false }
        return links.map { .link(id, $0) } + [.sent(id, outcome)]
    }
}
