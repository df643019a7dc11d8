import Design

/// Credentials that sesame would take for a side, and why; nothing of them has run, and nobody was asked.
struct CallerProposal: Hashable, Sendable {
    /// Why they are proposed.
    enum Reason: Hashable, Sendable {
        /// The profile's name has this word.
        case name(String)
        /// It is what counts where nobody names a profile: `AWS_PROFILE`, or keys in the environment.
        case environment(String)
        /// There is no other.
        case only
        /// What there is was proposed to the other side.
        case nothingLeft
        /// A flag or the answers file of this run names it.
        case named
        /// They were chosen when this setup was used before, and AWS said who they are then.
        case earlier(Moment?)
    }

    var choice: CallerChoice
    var reason: Reason

    /// Whether there is somebody to ask, which a hand-over has not.
    var isSomebody: Bool { choice != .handOver }

    /// The reason in the remark below the value, at most 34 columns for ordinary names.
    ///
    /// - Parameter now: The time; nil where no time is to be seen.
    /// - Returns: The words.
    func words(_ now: Moment?) -> String {
        switch reason {
        case .name(let word): "its name says \(word)"
        case .environment(let variable): "\(variable) is set"
        case .only: "the only one here"
        case .nothingLeft: "no profile is left for it"
        case .named: "named for this run"
        case .earlier(nil): "chosen in an earlier run"
        case .earlier(let asked?): now.map { "last asked \(asked.day(seenFrom: $0))" } ?? "chosen in an earlier run"
        }
    }
}

extension Moment {
    /// The time as it follows "at": `14:06` of today, `17:42 yesterday`, of earlier days only how many there are.
    func time(seenFrom now: Moment) -> String {
        let words = day(seenFrom: now).split(separator: " ").map(String.init)
        switch words.first {
        case "today": return words.last ?? ""
        case "yesterday": return "\(words.last ?? "") yesterday"
        default: return "a time \(words.joined(separator: " "))"
        }
    }

    /// The day and time as the person's calendar has them, from today backwards: `yesterday 17:42`, `12 days ago`.
    func day(seenFrom now: Moment) -> String {
        func number(_ moment: Moment) -> Int64 {
            let seconds = moment.milliseconds / 1000 + Int64(now.offset)
            return seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        }
        let days = number(now) - number(self)
        let time = Moment(milliseconds: milliseconds, offset: now.offset).clock.prefix(5)
        if days <= 0 { return "today \(time)" }
        return days == 1 ? "yesterday \(time)" : "\(days) days ago"
    }
}
