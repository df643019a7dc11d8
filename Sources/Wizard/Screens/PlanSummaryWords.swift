import Design

/// The line under the plan, counted in rows.
///
/// Example: `7 to add, 1 to change, 1 already right. 2 mails with a link go out.`
enum PlanSummaryWords {
    static func text(_ rows: [PlanRow], _ plan: Plan) -> String {
        let counts: [(Mark, String)] = [
            (.add, "to add"), (.change, "to change"), (.nothing, "already right"),
            (.conflict, "made by others and different"), (.attention, "waiting for a person"), (.unknown, "not known"),
        ]
        let parts = counts.compactMap { mark, words -> String? in
            let count = rows.filter { $0.mark == mark || mark == .nothing && $0.mark == .adopt }.count
            return count == 0 ? nil : "\(count) \(words)"
        }
        let mails = plan.mails.count
        let mailWords =
            mails == 0 ? "" : mails == 1 ? " 1 mail with a link goes out." : " \(mails) mails with a link go out."
        return parts.joined(separator: ", ") + "." + mailWords
    }
}
