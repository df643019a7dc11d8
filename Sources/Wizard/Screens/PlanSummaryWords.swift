import Design
import Wire

/// The line under the plan, counted as `sesame plan` counts.
///
/// Example: `7 to add, 1 to change, 1 already right. 2 mails with a link go out.`
enum PlanSummaryWords {
    static func text(_ plan: Plan) -> String {
        let summary = plan.summary
        let counts = [
            (summary[.create], "to add"), (summary[.change], "to change"),
            (summary[.adopt] + summary[.unchanged], "already right"),
            (summary[.conflict], "in conflict with others"), (summary[.waiting], "waiting for a person"),
            (summary[.unknown], "not known"),
        ]
        let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let mails = plan.mails.count
        let sent = mails == 0 ? "" : " \(mails.counting("mail")) with a link go\(mails == 1 ? "es" : "") out."
        let domains = plan.resources.filter { resource in
            if case .publishRecords? = resource.task { !resource.action.isRight } else { false }
        }
        let records = domains.isEmpty ? "" : " \((3 * domains.count).counting("DNS record")) to publish."
        return (parts.isEmpty ? "Nothing is planned." : parts.joined(separator: ", ") + ".") + sent + records
    }
}
