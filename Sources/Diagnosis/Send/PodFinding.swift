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
        if let code = code(link, problem) { return source(link, problem) ?? told(code, link, problem) }
        guard var failure = problem.failure else { return nil }
        failure.code = problem.code
        return FailureMeaning.of(failure, context: context)
    }

    /// Whether what explains it has to be read in the accounts.
    static func hangsOnAccounts(_ link: SendLink) -> Bool {
        if link.name == .caller, let code = link.problem?.code, withoutRole.contains(code) { return true }
        guard link.name != .workload, let failure = link.problem?.failure else { return false }
        return ["sts", "ses"].contains(failure.service) && failure.kind == .doubtful && failure.code != nil
    }

    /// The codes of a pod that is not the role.
    private static let withoutRole: Set<String> = ["NoCredentials", "NodeRole", "OtherRole", "ProgramFailed"]

    /// What gives pods their role, and is looked at where one does not have it, in the order in which it counts.
    static let sources: [Check] = [.annotation, .tokenAudience, .podIdentity, .webhook]

    /// The checks that tell why the pod is not the role; none where only the pod could.
    static func checks(_ link: SendLink) -> [Check] {
        link.name == .caller && link.problem.map { withoutRole.contains($0.code) } == true ? sources : []
    }

    /// What keeps the role from every pod, and so from this one; nil where nothing of the kind was seen.
    ///
    /// A new pod would be as the old one: it is told before what the pod itself shows.
    private func source(_ link: SendLink, _ problem: Problem) -> Finding? {
        guard Self.hangsOnAccounts(link), let answers = context.answers, context.observations.count > 0 else {
            return nil
        }
        switch report.workload?.verdict {
        case .skipped, .own, .legacyToken, .partial: return nil
        case .asAnnotated, .podIdentity, .older, .earlier, .withoutRole, nil: break
        }
        let seen = Doctor.diagnose(
            Subject(answers), context.observations, at: context.observations.latest, checks: Self.sources)
        let causes = seen.findings.filter { $0.status == .fail }
        guard
            var cause = Self.sources.lazy.compactMap({ check in causes.first { check.codes.contains($0.code) } }).first
        else { return nil }
        cause.consequenceOf = []
        cause.awsSays = problem.failure?.message ?? ""
        cause.evidence.insert(Finding.Evidence(call: seenIn, field: problem.code, value: problem.sentence), at: 0)
        return cause
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

    /// Who said it, as evidence names it: where there is no pod it is the cluster.
    private var seenIn: String {
        guard report.workload?.pod != nil || report.workload?.fault == nil else { return "kubernetes list events" }
        return podSeen
    }

    private var podSeen: String { "pod \(report.workload?.pod?.name ?? report.workload?.name ?? "")" }

    // MARK: Who it is, and the message

    private func code(_ link: SendLink, _ problem: Problem) -> String? {
        switch problem.code {
        case "NoRouteToSTS": "K8S-STS-ROUTE"
        case "NoRouteToSES": "K8S-SES-ROUTE"
        case "UnreadableToken": "K8S-TOKEN-FILE"
        case "NoProgram": "K8S-NO-CLI"
        case "NodeRole": ofVerdict ?? "STS-NODE-ROLE"
        case "OtherRole": ofVerdict ?? (isAnotherAnnotated ? "K8S-ANNOTATION" : "K8S-POD-ROLE")
        case "NoCredentials": ofVerdict ?? "K8S-SDK"
        case "ProgramFailed" where report.workload?.verdict == .podIdentity: "K8S-POD-IDENTITY"
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

    /// Whether the pod has the role of the annotation, and that is not the wanted one.
    private var isAnotherAnnotated: Bool {
        guard report.workload?.verdict == .asAnnotated, let role = context.design?.roleARN.text else { return false }
        let roles = report.workload?.pod?.mainContainers.compactMap { $0.values["AWS_ROLE_ARN"] } ?? []
        return !roles.isEmpty && !roles.contains(role)
    }

    private var isOnNode: Bool { report.workload?.pod?.usesHostNetwork == true }

    private func told(_ code: String, _ link: SendLink, _ problem: Problem) -> Finding? {
        // Who was refused stands in the cluster's words.
        let refused = problem.code == "Forbidden" ? problem.failure : nil
        guard var finding = FailureMeaning.finding(code, of: refused, context: context) else { return nil }
        finding.found = found(link, problem)
        finding.place =
            report.workload.flatMap { status in
                status.pod.map { pod in
                    "pod \(pod.name)" + (status.container.map { ", container \($0)" } ?? "")
                }
            } ?? finding.place
        finding.awsSays = problem.failure?.message ?? ""
        let call = refused.map { "kubernetes \($0.operation ?? "")" } ?? seenIn
        finding.evidence = [Finding.Evidence(call: call, field: problem.code, value: found(link, problem))]
        if let target, ["K8S-POD-OLD", "K8S-POD-NO-ROLE", "STS-NODE-ROLE"].contains(code) {
            finding.fix?.commands = [
                report.kubectl.line(
                    ["rollout", "restart", target.kind.name.lowercased(), target.name, "-n", target.namespace])
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
        case "Forbidden":
            return problem.failure?.permission.map { "\($0) is refused" } ?? problem.sentence.withoutFullStop
        default: return problem.sentence.withoutFullStop
        }
    }

    /// The workload that makes the pod anew; nil where nothing does.
    private var target: RestartTarget? { report.workload?.pod.flatMap { RestartTarget($0) } }
}
