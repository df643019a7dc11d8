import Calls
import Design
import Identifiers
import Wire

/// What the plan would do about a finding.
extension CheckContext {
    /// Takes the commands of a fix from the plan's rows, which know what is there, whose it is, and what to keep.
    ///
    /// A row that would take access from somebody, or that waits or is in conflict, gives no command: what a person has
    /// to read first is no line to copy.
    ///
    /// - Parameters:
    ///   - finding: The finding.
    ///   - addresses: The resources that repair it, in the order of the plan.
    ///   - text: What to do; nil keeps the entry's.
    func repair(_ finding: inout Finding, by addresses: [ResourceAddress], _ text: String? = nil) {
        let rows = planned(addresses).filter { !$0.steps.isEmpty }
        let isPlain = rows.allSatisfy { $0.action.writes && !$0.takesAccess }
        let known = finding.fix
        finding.fix = Finding.Fix(
            text: text ?? known?.text ?? "",
            commands: isPlain ? rows.flatMap(\.steps).map { command($0.call) } : known?.commands ?? [],
            remedy: known?.remedy, address: rows.count == 1 ? rows[0].address : nil)
    }

    /// The rows of the plan for some resources.
    func planned(_ addresses: [ResourceAddress], resend: Bool = false) -> [PlannedResource] {
        guard let design else { return [] }
        let plan = Plan.make(design, seen, options: PlanOptions(resend: resend))
        return addresses.compactMap { plan[$0] }
    }

    /// The catalogue's finding of a code, its commands with the profile of a side.
    ///
    /// - Parameters:
    ///   - code: A code that has an entry in `Resources/data/failures.json`.
    ///   - side: Whose account its commands are for.
    ///   - about: What of several alike it is about.
    ///   - change: What the check knows better than the entry.
    /// - Returns: The finding.
    func finding(
        _ code: String, _ side: Side, about: String = "", _ change: (inout Finding) -> Void = { _ in }
    ) -> Finding {
        var context = failureContext
        context.profile = profile(of: side)
        return finding(code, in: context, about: about, change)
    }

    /// A line for a shell that runs the AWS CLI in the region of SES, for what sesame itself never does.
    ///
    /// - Parameters:
    ///   - side: Whose account.
    ///   - words: What follows `aws`, not yet quoted.
    /// - Returns: The line.
    func aws(_ side: Side, _ words: String...) -> String {
        let region = design.map { ["--region", $0.sesRegion.text] } ?? []
        let profile = profile(of: side).map { ["--profile", $0] } ?? []
        return (["aws"] + words + region + profile).map(ShellQuoting.word).joined(separator: " ")
    }
}
