import Wire

/// What a plan says to people.
extension Plan {
    /// The line under the plan.
    ///
    /// Example: `7 to add, 1 to change, 1 already right. 2 wait for a click in a mail.`
    public var sentence: String {
        let summary = summary
        var parts: [String] = []
        if summary[.create] > 0 { parts.append("\(summary[.create]) to add") }
        if summary[.change] > 0 { parts.append("\(summary[.change]) to change") }
        let right = summary[.adopt] + summary[.unchanged]
        if right > 0 { parts.append("\(right) already right") }
        if summary[.conflict] > 0 { parts.append("\(summary[.conflict]) in conflict with others") }
        if summary[.unknown] > 0 { parts.append("\(summary[.unknown]) cannot be told") }
        var text = parts.isEmpty ? "" : parts.joined(separator: ", ") + "."
        let waiting = summary[.waiting]
        if waiting > 0 { text += " \(waiting.counting("waits", "wait")) for a person." }
        let mails = mails.count
        if mails > 0 { text += " \(mails.counting("mail")) with a link will go out." }
        return text.isEmpty ? "Nothing is planned." : text.trimmingWhitespace
    }

    /// Whether everything is as wanted, so that the plan says "no changes".
    public var hasNoChanges: Bool { resources.allSatisfy(\.action.isRight) }

    /// What to do about the plan, as one sentence.
    public var verdict: String {
        if hasNoChanges { return "No changes: everything is as wanted." }
        if summary.writes == 0 { return "Nothing to write. \(sentence)" }
        return sentence
    }
}

extension PlannedResource {
    /// The row as one spoken line.
    ///
    /// Example: `+ role ses-sender-role in EKS account 111122223333: trusts this service account.`
    public func line(place: String) -> String {
        "\(action.sign) \(address.word) \(name) in \(place): \(gain)."
    }
}
