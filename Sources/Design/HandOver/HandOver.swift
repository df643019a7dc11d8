public import Calls
import Identifiers

/// What the owner of a side gets who has to do that side: a note with exact commands, and the files they use.
public struct HandOver: Hashable, Sendable {
    /// The side that is handed over.
    public let side: Side
    /// The note's file name: `for-444455556666.md`, `for-cluster-mail-prod.md`.
    public let fileName: String
    /// The note in Markdown, ending with a newline.
    public let note: String
    /// The commands of the note in their order.
    public let commands: [String]
    /// The files that the commands use.
    public let artifacts: [Artifact]

    /// The hand-over of one side, from nothing to what is wanted.
    public static func make(_ design: DelegateSending, side: Side) -> HandOver {
        var nothing = Observations()
        for call in design.reads(sides: [side]) { nothing[call] = Answer(.failure(CallFailure(.absent))) }
        let plan = Plan.make(design, nothing, options: PlanOptions(sides: [side]))
        let commands = plan.resources.flatMap(\.steps).map { $0.command() }
        let artifacts = Artifacts.make(design).filter { artifact in
            artifact.side == side && commands.contains { $0.contains(artifact.name.rawValue) }
        }
        return HandOver(
            side: side, fileName: fileName(design, side),
            note: note(design, side, plan, commands, artifacts), commands: commands, artifacts: artifacts)
    }

    private static func fileName(_ design: DelegateSending, _ side: Side) -> String {
        switch side {
        case .eks, .ses: "for-\(design.account(of: side).text).md"
        case .kubernetes: "for-cluster-\(design.cluster?.text ?? "owner").md"
        }
    }

    private static func note(
        _ design: DelegateSending, _ side: Side, _ plan: Plan, _ commands: [String], _ artifacts: [Artifact]
    ) -> String {
        var lines = ["# For the owner of \(design.place(of: side))", "", request(design, side), ""]
        if !artifacts.isEmpty {
            lines.append("Files that come with this note:")
            lines.append("")
            lines += artifacts.map { "- `\($0.name.rawValue)`: \($0.purpose)" }
            lines.append("")
        }
        lines += ["What to run, as somebody who may change this in \(design.place(of: side)):", ""]
        for (index, command) in commands.enumerated() {
            lines.append("\(index + 1). `\(command)`")
        }
        lines.append("")
        for resource in plan.resources {
            guard let task = resource.task else { continue }
            lines.append(personLine(task))
        }
        if side == .ses {
            lines.append("If the last command says that the address is not verified, run it again after the click.")
        }
        lines += ["", "What it allows: \(allows(design, side))", "", "To check it:", "", "```"]
        lines += checks(design, side)
        lines += ["```", "", "To undo it:", "", "```"]
        lines += undo(plan)
        lines += ["```", ""]
        return lines.joined(separator: "\n")
    }

    private static func personLine(_ task: PersonTask) -> String {
        switch task {
        case .publishRecords(let domain, let records, _) where records.isEmpty:
            "SES answers with three DKIM tokens; publish them as CNAME records in the DNS of \(domain)."
        default:
            task.sentence
        }
    }

    private static func request(_ design: DelegateSending, _ side: Side) -> String {
        switch side {
        case .eks:
            "Hello! Please make a role that pods of \(design.namespace.text)/\(design.serviceAccount.text) can use to send mail as \(design.sender.text)."
        case .ses:
            "Hello! Please let our pods send as \(design.sender.text). Our EKS account is \(design.eksAccount.text)."
        case .kubernetes:
            "Hello! Please give the service account \(design.namespace.text)/\(design.serviceAccount.text) the role \(design.roleARN.text)."
        }
    }

    private static func allows(_ design: DelegateSending, _ side: Side) -> String {
        switch side {
        case .eks: "one service account may borrow one role, and that role may send mail as \(design.sender.text) only."
        case .ses: "one role of account \(design.eksAccount.text) may send, as \(design.sender.text) only."
        case .kubernetes: "pods of one service account get a token that AWS exchanges for that role."
        }
    }

    private static func checks(_ design: DelegateSending, _ side: Side) -> [String] {
        let calls =
            switch side {
            case .eks: [Read.role(design.roleName).call, Read.attachedPolicies(design.roleName).call]
            case .ses: [Read.identity(side, design.identity, in: design.sesRegion).call]
            case .kubernetes: [Read.serviceAccount(design.namespace, design.serviceAccount).call]
            }
        return calls.map { CommandLine($0).shellLine } + ["sesame plan --answers answers.yaml --side \(side.rawValue)"]
    }

    /// The commands that take everything back, the last thing made first.
    private static func undo(_ plan: Plan) -> [String] {
        plan.resources.reversed().flatMap { $0.steps.reversed() }.flatMap(\.undo).map { CommandLine($0).shellLine }
    }
}
