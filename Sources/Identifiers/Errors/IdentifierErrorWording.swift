extension IdentifierError: CustomStringConvertible {
    /// What is wrong, without a full stop: `Only small letters, digits and - are allowed, not "SES"`.
    public var reason: String {
        switch cause {
        case .empty: "Nothing is filled in; expected: \(expected)"
        case .illegal(let run, let allowed): "Only \(allowed) are allowed, not \(quoted(run))"
        case .tooLong(let count, let limit): "At most \(limit) characters are allowed, not \(count)"
        case .incomplete(let count, let needed, let unit): "\(needed) \(unit) are needed; here are \(count)"
        case .edge(let text), .rule(let text), .unfinished(let text): text
        case .wildcard(let text): "\(quoted(text)) is a wildcard; one exact \(kind) is needed"
        case .unlisted(let nearest?): "There is no \(kind) \(quoted(found)); the nearest is \(quoted(nearest))"
        case .unlisted(nil): "There is no \(kind) \(quoted(found))"
        }
    }

    /// The reason as a whole sentence, for the line under a field.
    public var sentence: String { reason + "." }

    /// Kind and reason, for logs and messages away from the field: `service account: Only …`.
    public var description: String { "\(kind): \(sentence)" }

    /// The text in quotes, blanks and control characters made visible, cut to 40 characters.
    private func quoted(_ text: String) -> String {
        if !text.isEmpty, text.allSatisfy({ $0 == " " }) { return text.count == 1 ? "a blank" : "blanks" }
        var shown = ""
        for scalar in text.unicodeScalars.prefix(40) {
            if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.isInvisible {
                shown += "U+" + String(scalar.value, radix: 16, uppercase: true).leftPadded(to: 4)
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        if text.unicodeScalars.count > 40 { shown += "…" }
        return "\"\(shown)\""
    }
}

extension Unicode.Scalar {
    /// True for characters that leave no mark on paper or turn the writing direction.
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
        default: false
        }
    }
}
