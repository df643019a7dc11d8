import Calls
import Design
import Identifiers
import Wire

/// What it means that a pod did not send.
///
/// What only a pod can feel is told from what was seen of it; what AWS refused, as for every other call.
struct PodFinding {
    let report: SendReport
    let context: FailureContext

    /// The finding of the link that broke; nil where its own sentence says it all.
    func finding(_ link: SendLink, _ problem: Problem) -> Finding? {
        if link.name == .workload, let fault = report.workload?.fault { return workload(fault) }
        if let code = code(link, problem) { return told(code, link, problem) }
        guard var failure = problem.failure else { return nil }
        failure.code = problem.code
        return FailureMeaning.of(failure, context: context)
    }

    /// Whether what explains it has to be read in the accounts.
    static func hangsOnAccounts(_ link: SendLink) -> Bool {
        guard link.name != .workload, let failure = link.problem?.failure else { return false }
        return ["sts", "ses"].contains(failure.service) && failure.kind == .doubtful && failure.code != nil
    }

    // MARK: The workload

    private func workload(_ fault: WorkloadFault) -> Finding? {
        let code: String
        var title: String?
        switch fault.kind {
        case .missing, .noPodsWanted, .slow: return nil
        // A Job is made where the service account is meant to be.
        case .serviceAccount: code = isOfJob ? "K8S-SERVICE-ACCOUNT-MISSING" : "K8S-SERVICE-ACCOUNT"
        case .quota:
            code = "K8S-ADMISSION"
            title = "The namespace has no room for one more pod."
        case .podSecurity:
            code = "K8S-ADMISSION"
            title = "The namespace takes only pods with fewer rights."
        case .admission:
            code = "K8S-ADMISSION"
            title = "The cluster refuses the pod."
        case .noNode: code = "K8S-NO-NODE"
        case .image: code = "K8S-IMAGE"
        case .crash: code = "K8S-CRASH"
        }
        guard var finding = FailureMeaning.finding(code, context: context) else { return nil }
        if let title { finding.title = title }
        finding.found = fault.found
        finding.place = fault.place
        // What mends it is not in the answers alone, whatever the entry says of it elsewhere.
        finding.fix?.remedy = nil
        finding.awsSays = fault.says
        finding.evidence = [Finding.Evidence(call: seenIn, field: fault.kind.rawValue, value: fault.found)]
        if !fault.says.isEmpty {
            finding.evidence.append(Finding.Evidence(call: seenIn, field: "message", value: fault.says))
        }
        return finding
    }

    /// Who said it, as evidence names it.
    private var seenIn: String { "pod \(report.workload?.pod?.name ?? report.workload?.name ?? "")" }

    // MARK: Who it is, and the message

    private func code(_ link: SendLink, _ problem: Problem) -> String? {
        switch problem.code {
        case "NoRouteToSTS": "K8S-STS-ROUTE"
        case "NoRouteToSES": "K8S-SES-ROUTE"
        case "UnreadableToken": "K8S-TOKEN-FILE"
        case "NoProgram": "K8S-NO-CLI"
        case "NodeRole": ofVerdict ?? "STS-NODE-ROLE"
        case "OtherRole": ofVerdict ?? "K8S-POD-ROLE"
        case "NoCredentials": ofVerdict ?? "K8S-SDK"
        case "Forbidden" where problem.failure?.operation?.hasSuffix("pods/exec") == true: "K8S-EXEC"
        default: nil
        }
    }

    /// What the pod itself shows of its role, where that is the reason.
    private var ofVerdict: String? {
        switch report.workload?.verdict {
        case .older, .earlier: "K8S-POD-OLD"
        case .own: "K8S-POD-ROLE"
        // On the network of its node a pod without a token gets the node's role.
        case .skipped where isOnNode, .withoutRole where isOnNode: "STS-NODE-ROLE"
        case .skipped: "K8S-POD-SKIPPED"
        case .podIdentity: "K8S-POD-IDENTITY"
        case .legacyToken: "K8S-TOKEN-LEGACY"
        case .partial: "K8S-SIDECAR"
        // A Job's pod was made just now: nobody gave it a role on its way.
        case .withoutRole where isOfJob: "K8S-WEBHOOK"
        case .withoutRole: "K8S-POD-NO-ROLE"
        case .asAnnotated, nil: nil
        }
    }

    private var isOfJob: Bool { report.workload?.rows.first?.part == .job }

    private var isOnNode: Bool { report.workload?.pod?.usesHostNetwork == true }

    private func told(_ code: String, _ link: SendLink, _ problem: Problem) -> Finding? {
        guard var finding = FailureMeaning.finding(code, context: context) else { return nil }
        finding.found = found(link, problem)
        finding.place =
            report.workload.flatMap { status in
                status.pod.map { pod in
                    "pod \(pod.name)" + (status.container.map { ", container \($0)" } ?? "")
                }
            } ?? finding.place
        finding.awsSays = problem.failure?.message ?? ""
        finding.evidence = [Finding.Evidence(call: seenIn, field: problem.code, value: found(link, problem))]
        if let target, ["K8S-POD-OLD", "K8S-POD-NO-ROLE", "STS-NODE-ROLE"].contains(code) {
            finding.fix?.commands = [
                "kubectl rollout restart \(target.kind.name.lowercased()) \(target.name) -n \(target.namespace)"
            ]
            // On the network of its node a new pod would be as the old one.
            if !isOnNode { finding.fix?.restarts = [target] }
        }
        if ["NodeRole", "OtherRole"].contains(problem.code), let design = context.design {
            finding.expected = design.roleARN.text
        }
        return finding
    }

    private func found(_ link: SendLink, _ problem: Problem) -> String {
        switch problem.code {
        case "NoRouteToSTS", "NoRouteToSES":
            let node = report.workload?.pod?.node.map { " on node \($0)" } ?? ""
            return "no answer to the pod\(node) in \((link.milliseconds + 999) / 1000) s"
        case "NodeRole", "OtherRole":
            let token = report.workload?.rows.first { $0.part == .token }
            let shows = token.map { $0.state == .right ? "" : "; it has \($0.subject) of its own" } ?? ""
            return problem.sentence.replacing(". The message was not tried.", with: "") + shows
        default: return problem.sentence.withoutFullStop
        }
    }

    /// The workload that makes the pod anew; nil where nothing does.
    private var target: RestartTarget? { report.workload?.pod.flatMap { RestartTarget($0) } }
}
